// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include "base/budget.h"
#include "base/filter.h"
#include "base/importreport.h"
#include "cube/cube.h"
#include "cube/rulepreview.h"
#include "ingest/importer.h"
#include "ingest/valuefile.h"
#include "insight/anomaly.h"
#include "insight/bridge.h"
#include "insight/budgetpast.h"
#include "insight/coverage.h"
#include "insight/explained.h"
#include "insight/savings.h"
#include "insight/sessions.h"
#include "insight/snapshot.h"
#include "insight/unattributed.h"
#include "insight/whatif.h"
#include "jobs/backfilljob.h"
#include "jobs/previewing.h"
#include "jobs/reconcilejob.h"
#include "jobs/repricing.h"
#include "jobs/storestate.h"
#include "jobs/unknownevents.h"
#include "jobs/webhook.h"
#include "jobs/workerthread.h"
#include "store/store.h"

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

namespace outlay::jobs {

/// For whom rules are tried.
enum class RuleAsker
{
    Rules, ///< what those that are set do
    Draft  ///< what a change would do
};

/// One open store behind threads of its own: one writes (imports, undo, budgets), one reads single events,
/// one answers questions on the cube, one looks into logs before they are imported. All methods return at
/// once and answer by a signal on the thread of this object; whatever belongs to a store that is no longer
/// open is dropped. The destructor cancels a running import and waits.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(QObject *parent = nullptr);
    ~Session() override;

    void open(const QString &path);
    bool isOpen() const { return m_cube != nullptr; }
    const StoreState &state() const { return m_state; }
    std::shared_ptr<const cube::Cube> cube() const { return m_cube; }

    /// Answered by snapshotReady(); only the latest question is.
    void ask(const base::Question &question);

    void startImport(const QStringList &paths, const ImportChoices &choices);
    void cancelImport();
    bool isImporting() const { return m_importing; }

    /// Reads the beginnings of logs as an import would take them, and writes nothing. Answered by
    /// previewReady() or previewFailed() with `number`; a newer preview takes the place of one that is not
    /// answered yet. `withMapJson`: a map that is not saved yet, for all of the paths.
    void preview(int number, const QStringList &paths, const ImportChoices &choices,
                 const QString &withMapJson = {});
    /// Nobody waits for the latest preview, nor for a map, any more: what is looked at for them is left, and
    /// they are not answered.
    void cancelPreview();
    /// A map for a log, named as reports do: guesses, or the person's own format that is to be changed.
    /// Answered by mapDrafted() or failed(); a newer draft takes the place of one that is not answered yet.
    void draftMap(const QString &log, const QString &ownFormatId = {},
                  const std::optional<QString> &records = std::nullopt);
    /// Answered by mapSaved() or failed().
    void saveMap(const ingest::UserMap &map, bool table);

    void undoImport(qint64 id);

    // In sessionbudgets.cpp.
    void setBudget(const base::Budget &budget);
    void removeBudget(qint64 id);
    /// What a person has saved to look at again. Answered by changed() or failed().
    void saveViews(const QString &json);
    void saveScenarios(const QString &json); ///< likewise
    /// What is known of a budget's scope. Answered by budgetPastReady() or budgetPastFailed() with the same
    /// numbers.
    void loadBudgetPast(int asker, int generation, const base::Budget &budget);

    // In sessionalerts.cpp.
    /// What a person has made of alerts, by id.
    void markAlerts(const std::map<qint64, base::AlertState> &states);
    /// Days that were meant to be as they were, and that they were not.
    void setPlanned(const std::vector<base::PlannedDay> &days);
    void removePlanned(const std::vector<base::PlannedDay> &days);
    /// The anomalies of a filter, without the planned days. Answered by anomaliesReady() or
    /// anomaliesFailed(); only the latest question is.
    void loadAnomalies(int generation, const base::Filter &filter);
    void cancelAnomalies(); ///< then there is no answer

    // In sessionbridge.cpp.
    /// Why the filter's period costs more than the one before. Answered by bridgeReady() or bridgeFailed();
    /// only the latest question is.
    void loadBridge(int generation, const base::Filter &filter, const base::Period &before);
    void cancelBridge(); ///< then there is no answer

    /// Answered by eventsReady() and, for the first page, eventsCounted(); what an earlier generation asked
    /// for and did not get yet is dropped.
    void loadEvents(int generation, const base::Filter &filter, store::EventQuery::Order order, qint64 offset,
                    int limit);
    /// Writes every event that passes the filter as CSV, whole or not at all. Answered by eventsExported().
    void exportEvents(const QString &path, const base::Filter &filter, store::EventQuery::Order order);
    void loadRejects(qint64 importId);

    // In sessionbackfill.cpp.
    /// What joining a log would do. Without columns they are guessed, which joinShaped() tells before.
    /// Answered by joinPreviewed() or joinPreviewFailed() with `number`; only the latest question is.
    void previewJoin(int number, const QString &path, const std::optional<ingest::JoinColumns> &columns,
                     qint64 windowUs);
    /// Answered by changed() and joinKept(), or by joinFailed().
    void keepJoin(const std::shared_ptr<const base::JoinLog> &log, qint64 windowUs);
    /// Answered by changed() and joinRemoved(), or by joinFailed().
    void removeJoin(qint64 id);
    /// Of what is looked at or written. Then a preview is not answered.
    void cancelJoin();

    // In sessionlinking.cpp.
    /// Store::setRetryWindow(). Answered by changed() and relinked(), or by relinkFailed(); the store is then
    /// as it was.
    void relink(qint64 seconds);
    void cancelRelink();

    // In sessionzone.cpp.
    /// Store::setReportingZone(), by name. Answered by changed() and zoneChanged(), or by zoneChangeFailed();
    /// the store is then as it was.
    void changeZone(const QString &name);
    void cancelZoneChange();

    // In sessionprices.cpp.
    /// What the price book as it is now would change in that period. Nothing else waits for it, and a newer
    /// question overtakes it. Answered by repriced() or repriceFailed().
    void previewPrices(const base::Period &period);
    /// Changes it, in the period that was asked about last. Answered by changed() and repriced(), or by
    /// repriceFailed(); the store is then as it was.
    void applyPrices();
    void cancelReprice();
    /// A closed month is not changed by new prices. Answered as previewPrices() of the period that was asked
    /// about last.
    void closeMonth(base::Month month);
    void reopenMonth(base::Month month);
    /// Where reported and computed costs differ. Answered by differencesReady() or differencesFailed(); only
    /// the latest question is.
    void loadDifferences(int generation, const base::Period &period);
    void cancelDifferences(); ///< then there is no answer

    // In sessionexplain.cpp. Only the latest question is answered, by explainReady() or explainFailed().
    void explain(int generation, const insight::ExplainQuestion &question);
    void cancelExplain(); ///< then there is no answer

    // In sessionsavings.cpp. Only the latest question of each is answered.
    void loadSavings(int generation, const base::Filter &filter);
    void cancelSavings();
    /// What caches saved by feature.
    void loadCache(int generation, const base::Filter &filter);
    void cancelCache();
    /// What the filter's calls would have cost.
    void loadWhatIf(int generation, const base::Filter &filter,
                    const std::vector<insight::Scenario> &scenarios);
    void cancelWhatIf();

    // In sessionreconcile.cpp.
    /// Bills against calls. Answered by reconciled() or reconcileFailed(); only the latest question is.
    void loadReconciliation(int generation, const insight::MatchOptions &options);
    void cancelReconciliation(); ///< then there is no answer
    /// Closes or reopens a month. Answered by monthsChanged() or failed().
    void lockMonth(base::Month month, bool closed);

    // In sessionrules.cpp.
    /// Puts rules in the place of those that were there, `before`, as far as their ids are not looked at:
    /// rules that are the same keep theirs. Answered by changed() and rulesSet(), or by rulesRefused() when
    /// others are there, or one is no rule; the store is then as it was.
    void setRules(const std::vector<base::Rule> &before, const std::vector<base::Rule> &after);
    /// What it would change to have `next` for rules instead of `current`. Of each asker only the latest
    /// question is answered, by rulePreviewReady() or rulePreviewFailed() with its numbers.
    void previewRules(RuleAsker asker, int generation, const std::vector<base::Rule> &current,
                      const std::vector<base::Rule> &next);
    void cancelRulePreview(RuleAsker asker);
    /// How the values of each dimension that logs may tag came to be. Only the latest question is answered.
    void loadCoverage(int generation, const base::Filter &filter);
    void cancelCoverage();
    /// What has no value in that dimension, in parts that have something in common. Only the latest question
    /// is answered.
    void loadUnattributed(int generation, const base::Filter &filter, const base::Dimension &dimension);
    void cancelUnattributed();

    // In sessionvalues.cpp.
    /// Which of `paths` are value files or logs to join. Answered by valuesTold() with the same number.
    void tellValues(int number, const QStringList &paths);
    /// Each whole or not at all. Answered by changed() and, for each file, valuesKept() or valuesRefused(),
    /// or failed().
    void keepValues(const QStringList &paths);
    void removeValues(qint64 id);
    /// What sessions cost by segment. Answered by sessionsReady() or sessionsFailed(); only the latest
    /// question is.
    void loadSessions(int generation, const base::Filter &filter);
    void cancelSessions(); ///< then there is no answer

    // In sessiondisplay.cpp.
    /// How figures are looked at. Answered by changed() or failed().
    void changeDisplay(int fiscalStart, const QString &currency);
    /// Each whole or not at all. Answered by changed() and, for each file, ratesKept(), or failed().
    void importRates(const QStringList &paths);

Q_SIGNALS:
    void opened();
    void openFailed(const QString &path, const outlay::base::Error &error);
    /// The cube or the state have new values.
    void changed();
    void snapshotReady(std::shared_ptr<const outlay::insight::Snapshot> snapshot);
    void importProgressed(const outlay::ingest::ImportProgress &progress);
    void importFinished(const outlay::base::ImportReport &report);
    /// Also after a cancel; the store is as it was.
    void importFailed(const outlay::base::Error &error);
    void previewReady(int number, const std::vector<outlay::ingest::FilePreview> &files,
                      const std::vector<outlay::jobs::NamedFormat> &formats);
    void previewFailed(int number, const outlay::base::Error &error);
    void mapDrafted(const outlay::jobs::MapDraft &draft);
    void mapSaved(const QString &id);
    /// Thresholds that an import has made fire, and anomalies that it brought; they are in the state's
    /// alerts, too.
    void alertsFired(const std::vector<outlay::base::Alert> &alerts);
    void importUndone(qint64 id, qint64 events);
    void budgetPastReady(int asker, int generation, const outlay::insight::BudgetPast &past);
    void budgetPastFailed(int asker, int generation, const outlay::base::Error &error);
    void eventsReady(int generation, const std::vector<outlay::store::EventRecord> &page);
    /// `shared`: of them those that rules split, so that figures have a part of each.
    void eventsCounted(int generation, qint64 total, qint64 shared);
    void eventsExported(const QString &path);
    void rejectsReady(qint64 importId, const std::vector<outlay::base::Reject> &rejects);
    void relinkProgressed(qint64 done, qint64 total);    ///< as store::LinkWatch
    void relinked(qint64 changed);                       ///< events
    void relinkFailed(const outlay::base::Error &error); ///< also after a cancel
    void zoneProgressed(qint64 done, qint64 total);      ///< events
    void zoneChanged(const QString &name);
    void zoneChangeFailed(const outlay::base::Error &error); ///< also after a cancel
    void repriceProgressed(qint64 done, qint64 total);       ///< events
    void repriced(const outlay::jobs::Repriced &repriced);
    void repriceFailed(const outlay::base::Error &error); ///< also after a cancel
    void differencesReady(int generation, const std::vector<outlay::pricing::Difference> &differences);
    void differencesFailed(int generation, const outlay::base::Error &error);
    void anomaliesReady(int generation, const outlay::insight::Anomalies &anomalies);
    void anomaliesFailed(int generation, const outlay::base::Error &error);
    void explainReady(int generation, const outlay::insight::Explained &explained);
    void explainFailed(int generation, const outlay::base::Error &error);
    void savingsReady(int generation, const outlay::insight::Savings &savings);
    void savingsFailed(int generation, const outlay::base::Error &error);
    void cacheReady(int generation, const outlay::insight::CacheEconomics &economics);
    void cacheFailed(int generation, const outlay::base::Error &error);
    void whatIfReady(int generation, const std::vector<outlay::insight::WhatIfResult> &results);
    void whatIfFailed(int generation, const outlay::base::Error &error);
    void bridgeReady(int generation, const outlay::insight::Bridge &bridge);
    void bridgeFailed(int generation, const outlay::base::Error &error);
    void reconciled(int generation, const outlay::jobs::Reconciled &reconciled);
    void reconcileFailed(int generation, const outlay::base::Error &error);
    void monthsChanged(); ///< one was closed or reopened
    void rulesSet();
    void rulesRefused(const outlay::base::Error &error);
    void rulePreviewReady(outlay::jobs::RuleAsker asker, int generation,
                          const outlay::cube::RulePreview &preview);
    void rulePreviewFailed(outlay::jobs::RuleAsker asker, int generation, const outlay::base::Error &error);
    void coverageReady(int generation, const std::vector<outlay::insight::OriginCoverage> &coverages);
    void coverageFailed(int generation, const outlay::base::Error &error);
    /// `events`: of each cluster what its single calls tell.
    void unattributedReady(int generation, const outlay::insight::Unattributed &found,
                           const std::vector<outlay::jobs::UnknownEvents> &events);
    void unattributedFailed(int generation, const outlay::base::Error &error);
    /// `logs`: what is to be imported; an archive may be both.
    /// `joinFiles`: logs that say more of calls, and have none of their own.
    void valuesTold(int number, const QStringList &valueFiles, const QStringList &joinFiles,
                    const QStringList &logs);
    void joinProgressed(qint64 done, qint64 total);
    void joinShaped(int number, const outlay::ingest::JoinShape &shape);
    void joinPreviewed(int number, const std::shared_ptr<const outlay::jobs::JoinPreview> &preview);
    void joinPreviewFailed(int number, const outlay::base::Error &error);
    void joinKept(qint64 id, const QString &path);
    /// `kept`: what was removed, which keepJoin() can bring back.
    void joinRemoved(const std::shared_ptr<const outlay::store::KeptJoin> &kept);
    void joinFailed(const outlay::base::Error &error); ///< the store is as it was
    void valuesKept(const outlay::ingest::ValueReading &reading, const outlay::base::ValuesKept &kept);
    void valuesRefused(const outlay::ingest::ValueReading &reading); ///< rows of it cannot be understood
    void sessionsReady(int generation, const outlay::insight::Sessions &sessions);
    void sessionsFailed(int generation, const outlay::base::Error &error);
    void ratesKept(const outlay::ingest::RateReading &reading, const outlay::jobs::RatesKept &kept);
    /// Something that was asked for could not be done.
    void failed(const outlay::base::Error &error);

private:
    /// On the writer's thread.
    base::Result<void> keepReading(store::Store &store, int epoch, const ingest::ValueReading &reading,
                                   bool beside);
    struct Loaded;
    struct Ledger;

    /// Runs `then` on this object's thread, unless another store has been opened since.
    void deliver(int epoch, std::function<void()> then);
    void postWrite(std::function<base::Result<void>(store::Store &)> work);
    /// Opens the reading handle on first use. Only on m_reader.
    base::Result<store::Store *> reader(const QString &path);
    /// `cube`: that of the store as it is; null where it has to be loaded.
    static base::Result<Loaded> load(store::Store &store, const QString &path,
                                     std::shared_ptr<const cube::Cube> cube = nullptr);
    void reload(int epoch, std::shared_ptr<const cube::Cube> cube = nullptr);
    /// Looks at budgets and for anomalies after an import, and posts what has fired. Only on m_writer.
    base::Result<void> watch(int epoch, const cube::Cube &cube, const std::stop_token &stop);
    void keepDelivery(qint64 alert, bool sent, const QString &text);
    void take(Loaded loaded);
    store::RepriceOptions repriceOptions(int epoch, const base::Period &period, const std::stop_token &stop);
    void answerReprice(int epoch, const std::stop_token &stop, const base::Result<Repriced> &answer);
    /// The store's cells before rules. Only on m_rules.
    base::Result<const cube::RuledCells *> ledger(const QString &path, const std::string &fingerprint);
    void changeMonth(base::Result<void> (store::Store::*change)(base::Month, base::Instant),
                     base::Month month);
    /// Whoever asked before is to stop: there is a newer question.
    static std::stop_token startAnew(std::stop_source &source);
    void stopWalks();
    void stopAll(); ///< before another store, and at the end
    store::EventWalk joinWalk(int epoch, const std::stop_token &stop);

    std::shared_ptr<const cube::Cube> m_cube;
    StoreState m_state;
    std::atomic_int m_epoch = 0;
    std::atomic_int m_question = 0;
    std::atomic_int m_eventsGeneration = 0; ///< the one asked for last
    bool m_importing = false;
    std::stop_source m_importStop;
    std::stop_source m_linkStop;
    std::stop_source m_zoneStop;
    std::stop_source m_repriceStop;
    base::Period m_repricePeriod = base::kAllTime;
    std::stop_source m_differencesStop;
    std::stop_source m_anomaliesStop;
    std::stop_source m_explainStop;
    std::stop_source m_savingsStop;
    std::stop_source m_cacheStop;
    std::stop_source m_bridgeStop;
    std::stop_source m_whatIfStop;
    std::stop_source m_reconcileStop;
    std::array<std::stop_source, 2> m_rulesStop; ///< by RuleAsker
    std::stop_source m_coverageStop;
    std::stop_source m_unattributedStop;
    std::stop_source m_valuesStop;
    std::stop_source m_joinLookStop;
    std::stop_source m_joinStop;
    std::stop_source m_sessionsStop;
    std::stop_source m_previewStop;
    std::stop_source m_draftStop;
    std::array<unsigned char, 32> m_pseudonymKey{};
    Webhook m_webhook;

    std::unique_ptr<store::Store> m_writeStore; ///< only touched on m_writer
    std::unique_ptr<store::Store> m_readStore;  ///< only touched on m_reader
    std::shared_ptr<Ledger> m_ledger;           ///< the one read last; only touched on m_rules
    // Last, so that they are gone before what their work touches.
    WorkerThread m_writer;
    WorkerThread m_reader;
    WorkerThread m_query;
    WorkerThread m_walker; ///< goes over all events, with a reading handle of its own each time
    WorkerThread m_previewer;
    WorkerThread m_rules; ///< tries rules
};

} // namespace outlay::jobs
