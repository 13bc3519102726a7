// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QMainWindow>

#include "base/alert.h"
#include "base/budget.h"
#include "base/displayrate.h"
#include "base/importreport.h"
#include "base/rule.h"
#include "views/theme.h"

#include <map>
#include <vector>

class QAction;
class QActionGroup;
class QLabel;
class QListWidget;
class QMenu;
class QStackedWidget;

namespace outlay::items {
class Models;
}

namespace outlay::views {

struct FileChooser;
class Breadcrumbs;
class AlertEdits;
class AlertsPage;
class AttributionPage;
class BudgetEdits;
class BudgetsPage;
class DataPage;
class Exporter;
class FeaturesPage;
class FilterBar;
class ImportProgressBar;
class JoinDialog;
class LinkingDialog;
class ExplainDialog;
class ZoneDialog;
class DisplayDialog;
class MessageBar;
class OverviewPage;
class Page;
class PricesPage;
class RecentStoresMenu;
class ReconcilePage;
class RepriceDialog;
class ViewsMenu;
class RuleEdits;
class ValuePage;
class ExplainDialog;
class WeeklyDialog;

/// The window: navigation, the one filter bar, the pages, messages, status. It shows models and says what a
/// person wants; whoever owns the models does it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(items::Models &models, FileChooser chooser, QWidget *parent = nullptr);
    ~MainWindow() override;

    const QList<Page *> &pages() const { return m_pages; }
    void showPage(int index);
    Page *currentPage() const;

    void showProgress(const QString &file, qint64 bytesDone, qint64 bytesTotal, qint64 events);
    void showImportBegun();
    /// What is to be imported is being looked at.
    void showPreviewBegun();
    void showPreviewDone();
    /// `alerts`: a sentence on what it has made fire, or empty.
    void showImportReport(const base::ImportReport &report, const QString &alerts = {});
    void showImportUndone(qint64 importId, qint64 events);
    void showRejects(qint64 importId);
    void showError(const base::Error &error);
    /// Budgets of a file, as one edit.
    void putBudgets(const std::vector<base::Budget> &budgets);
    /// After putBudgets(); `unknown`: values of their scopes that no call has.
    void showBudgetsTaken(const QString &path, const QStringList &unknown);
    /// Rules of a file, as one edit.
    void putRules(const std::vector<base::Rule> &rules);
    /// After rulesSet(): they are written, or refused and the store is as it was.
    void settleRules(bool done);
    void showSaved(const QString &path);
    /// After an import of prices: models × tiers that were new, had another price, had this one already, and
    /// entries that were not understood.
    void showPricesImported(qint64 added, qint64 changed, qint64 known, qint64 leftOut,
                            qint64 withoutPrice = 0);
    /// Asks, on the plan of the models, whether new prices are to change the store. Closed, it is gone.
    RepriceDialog *showRepricing();
    /// After prices were applied: what the plan of the models says has been done.
    void showRepriced();
    /// Asks within how many seconds calls are attempts of one. Closed, it is gone.
    LinkingDialog *showLinking(int seconds);
    void showLinked(int seconds, qint64 changed);
    /// Shows what another log would give to calls, and which are joined. Closed, it is gone.
    JoinDialog *showJoining();
    /// After a log was joined, which can be undone.
    void showJoined(qint64 id, const QString &file);
    void showJoinRemoved(const QString &file); ///< likewise
    /// Asks for the zone whose days the figures are of. Closed, it is gone.
    ZoneDialog *showZones();
    void showZoneChanged(const QString &zone);
    /// How the figure came about that models().explain is asked for. Closed, it is gone.
    void showExplanation();
    /// Asks for the fiscal year and the currency. Closed, it is gone.
    DisplayDialog *showDisplayChoice();
    /// From now on all figures are in that currency, at that rate.
    void showCurrency(const base::DisplayRate &rate);
    QStringList ratesToOpen();
    /// What became of a file of rates; `isWhole`: of all of its lines.
    void showRates(const QString &text, bool isWhole);
    /// Asks which week to report, and how; `mondays`: those with data, the latest first. Closed, it is gone.
    WeeklyDialog *showWeekly(const std::vector<base::Day> &mondays, base::Day chosen);
    /// Where to save a report; empty if the person thought better of it.
    QString pathToSave(const QString &title, const QString &suggested, const QString &filter);
    /// After a value file was kept, or why it was not; `isKept`: the page that it changes is offered.
    void showValues(const QString &text, bool isKept);
    void showSampleBanner();
    /// Which choice of "User ids" is marked: pseudonym, drop, keep.
    void setUserIds(int policy);
    /// Whether "Preview Every Import" is marked.
    void setPreviewAlways(bool always);
    /// The store's saved views, as items::toJson() writes them.
    void setSavedViews(const QString &json);
    /// What File ▸ Open Recent Store offers, the latest first.
    void setRecentStores(const QStringList &paths);

Q_SIGNALS:
    /// `chosen` in the window and to be seen first, not dropped on it.
    void importRequested(const QStringList &paths, bool chosen);
    void importCancelled();
    void storeRequested(const QString &path);
    void pricesImportRequested(const QStringList &paths);
    void valuesImportRequested(const QStringList &paths);
    void valuesRemoveRequested(qint64 id);
    void repriceRequested();
    void linkingRequested();
    void joiningRequested();
    void joinRemoveRequested(qint64 id);
    void joinRestoreRequested(); ///< of the one that was removed last
    void zoneRequested();
    void displayRequested();
    void weeklyRequested();
    void recentStoresCleared();
    /// All saved views of the store are to be these.
    void savedViewsChanged(const QString &json);
    /// All of its scenarios are to be these.
    void scenariosChanged(const QString &json);
    void sampleRequested();
    void sampleClosed();
    void monthLockRequested(const outlay::base::Month &month, bool closed);
    void undoRequested(qint64 importId);
    void rejectsRequested(qint64 importId);
    void budgetSet(const outlay::base::Budget &budget);
    void budgetRemoved(const outlay::base::Budget &budget);
    void budgetsImportRequested(const QString &path);
    void budgetsExportRequested(const QString &path);
    /// Rules in the place of those that were there.
    void rulesSet(const std::vector<outlay::base::Rule> &before,
                  const std::vector<outlay::base::Rule> &after);
    void rulesImportRequested(const QString &path);
    void rulesExportRequested(const QString &path);
    /// Alerts by id.
    void alertsMarked(const std::map<qint64, outlay::base::AlertState> &states);
    void daysPlanned(const std::vector<outlay::base::PlannedDay> &days);
    void daysUnplanned(const std::vector<outlay::base::PlannedDay> &days);
    void eventsOrderChosen(int order);
    void eventsExportRequested(const QString &path);
    void themeChosen(outlay::views::Theme theme);
    /// What becomes of user ids in imports: 0 pseudonym, 1 drop, 2 keep.
    void userIdsChosen(int policy);
    void previewAlwaysChosen(bool always);
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class MainMenu;

    void makePages();
    void makeLayout();
    void paintIcons();
    void connectPages();
    void connectAlerts();
    void connectRules();
    void showEdited(const QString &what);
    void showAlertCount();
    void importFiles();
    void filesDropped(const QStringList &paths);
    void openStore();
    void importPrices();
    void importValues();
    void saveEvents();
    void undoLastImport();
    void storeChanged();
    void connectViews();
    void showImportReportDialog(const base::ImportReport &report);

    items::Models &m_models;
    Exporter *m_exporter;
    FilterBar *m_filterBar;
    Breadcrumbs *m_breadcrumbs;
    MessageBar *m_messages;
    ImportProgressBar *m_progress;
    QListWidget *m_navigation;
    QStackedWidget *m_stack; ///< welcome, then the pages
    QLabel *m_status;
    QActionGroup *m_userIds;
    QAction *m_previewAlways = nullptr;
    RecentStoresMenu *m_recent;
    ViewsMenu *m_views;
    QString m_savedViews;
    BudgetEdits *m_budgetEdits;
    AlertEdits *m_alertEdits;
    RuleEdits *m_ruleEdits;
    QList<Page *> m_pages;
    OverviewPage *m_overview = nullptr;
    BudgetsPage *m_budgets = nullptr;
    AlertsPage *m_alerts = nullptr;
    DataPage *m_data = nullptr;
    FeaturesPage *m_features = nullptr;
    PricesPage *m_prices = nullptr;
    ReconcilePage *m_reconcile = nullptr;
    AttributionPage *m_attribution = nullptr;
    ValuePage *m_value = nullptr;
    QPointer<ExplainDialog> m_explanation;
};

} // namespace outlay::views
