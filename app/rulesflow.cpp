// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/rulesflow.h"

#include "app/cli/writing.h"
#include "items/models.h"
#include "jobs/session.h"
#include "store/rulejson.h"
#include "views/mainwindow.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace outlay::app {

using items::CoverageModel;
using items::RulePreviewModel;
using items::RulesModel;
using items::UnattributedModel;
using jobs::RuleAsker;
using jobs::Session;
using views::MainWindow;

namespace {

struct FlowWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::app::RulesFlow)
};

QString numberText(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

/// What single calls tell of a part of the unknown.
QString knownOf(const jobs::UnknownEvents &events)
{
    QStringList parts;
    const auto hourText = [](int hour) { return QStringLiteral("%1:00").arg(hour, 2, 10, QLatin1Char('0')); };
    if (const auto hours = events.busyHours(); hours.to != 24)
        parts << FlowWords::tr("80 % between %1 and %2").arg(hourText(hours.from), hourText(hours.to));
    if (const auto band = events.inputBand(); band.second > 0)
        parts << FlowWords::tr("mostly %1 to %2 tokens in")
                     .arg(numberText(band.first), numberText(band.second));
    if (!events.byChain.value.empty())
        parts << FlowWords::tr("%1 are of chains that are mostly %2")
                     .arg(numberText(events.byChain.calls), QString::fromStdString(events.byChain.value));
    if (!events.byUser.value.empty())
        parts << FlowWords::tr("%1 are of users whose calls are mostly %2")
                     .arg(numberText(events.byUser.calls), QString::fromStdString(events.byUser.value));
    return parts.join(QStringLiteral(" · "));
}

void connectFiles(Session &session, MainWindow &window)
{
    QObject::connect(&window, &MainWindow::rulesImportRequested, &window, [&window](const QString &path) {
        const auto text = cli::contentOf(path.toStdString());
        const auto rules = text ? store::rulesFrom(*text, path.toStdString())
                                : base::Result<std::vector<base::Rule>>(tl::unexpected(text.error()));
        if (rules)
            window.putRules(*rules);
        else
            window.showError(rules.error());
    });
    QObject::connect(&window, &MainWindow::rulesExportRequested, &window,
                     [&session, &window](const QString &path) {
                         const auto written =
                             cli::writeOutput(path.toStdString(), store::rulesJson(session.state().rules));
                         if (written)
                             window.showSaved(path);
                         else
                             window.showError(written.error());
                     });
}

void connectCounting(Session &session, items::Models &models, MainWindow &window)
{
    CoverageModel *coverage = &models.coverage;
    UnattributedModel *unknown = &models.unattributed;
    QObject::connect(coverage, &CoverageModel::wanted, &session, &Session::loadCoverage);
    QObject::connect(coverage, &CoverageModel::unwanted, &session, &Session::cancelCoverage);
    QObject::connect(&session, &Session::coverageReady, coverage, &CoverageModel::setCoverage);
    QObject::connect(&session, &Session::coverageFailed, &window,
                     [coverage, &window](int generation, const base::Error &error) {
                         coverage->setFailed(generation);
                         window.showError(error);
                     });
    QObject::connect(unknown, &UnattributedModel::wanted, &session, &Session::loadUnattributed);
    QObject::connect(unknown, &UnattributedModel::unwanted, &session, &Session::cancelUnattributed);
    QObject::connect(&session, &Session::unattributedReady, unknown,
                     [unknown](int generation, const insight::Unattributed &found,
                               const std::vector<jobs::UnknownEvents> &events) {
                         QStringList known;
                         for (const jobs::UnknownEvents &each : events)
                             known << knownOf(each);
                         unknown->setClusters(generation, found, known);
                     });
    QObject::connect(&session, &Session::unattributedFailed, &window,
                     [unknown, &window](int generation, const base::Error &error) {
                         unknown->setFailed(generation);
                         window.showError(error);
                     });
}

void connectTrying(Session &session, items::Models &models, MainWindow &window)
{
    RulesModel *rules = &models.rules;
    RulePreviewModel *draft = &models.rulePreview;
    QObject::connect(rules, &RulesModel::wanted, &session,
                     [&session](int generation, const std::vector<base::Rule> &next) {
                         session.previewRules(RuleAsker::Rules, generation, {}, next);
                     });
    QObject::connect(rules, &RulesModel::unwanted, &session,
                     [&session] { session.cancelRulePreview(RuleAsker::Rules); });
    QObject::connect(draft, &RulePreviewModel::wanted, &session,
                     [&session](int generation, const std::vector<base::Rule> &current,
                                const std::vector<base::Rule> &next) {
                         session.previewRules(RuleAsker::Draft, generation, current, next);
                     });
    QObject::connect(draft, &RulePreviewModel::unwanted, &session,
                     [&session] { session.cancelRulePreview(RuleAsker::Draft); });
    QObject::connect(&session, &Session::rulePreviewReady, &window,
                     [rules, draft](RuleAsker asker, int generation, const cube::RulePreview &preview) {
                         asker == RuleAsker::Rules ? rules->setEffects(generation, preview)
                                                   : draft->setPreview(generation, preview);
                     });
    QObject::connect(&session, &Session::rulePreviewFailed, &window,
                     [rules, draft, &window](RuleAsker asker, int generation, const base::Error &error) {
                         asker == RuleAsker::Rules ? rules->setFailed(generation)
                                                   : draft->setFailed(generation);
                         window.showError(error);
                     });
}

} // namespace

void connectRules(Session &session, items::Models &models, MainWindow &window)
{
    QObject::connect(&session, &Session::changed, &window, [&session, &models] {
        models.rules.setRules(session.state().rules);
        models.ruleChanges.setChanges(session.state().ruleChanges);
    });
    QObject::connect(&window, &MainWindow::rulesSet, &session, &Session::setRules);
    QObject::connect(&session, &Session::rulesSet, &window, [&window] { window.settleRules(true); });
    QObject::connect(&session, &Session::rulesRefused, &window, [&window](const base::Error &error) {
        window.settleRules(false);
        window.showError(error);
    });
    connectFiles(session, window);
    connectCounting(session, models, window);
    connectTrying(session, models, window);
    // What was asked of the store that was open before is not answered any more.
    for (items::WatchedTable *table :
         std::initializer_list<items::WatchedTable *>{&models.coverage, &models.unattributed, &models.rules})
        QObject::connect(&session, &Session::opened, table, &items::WatchedTable::forget);
}

} // namespace outlay::app
