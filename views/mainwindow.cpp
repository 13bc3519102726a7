// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

#include "items/models.h"
#include "views/alertedits.h"
#include "views/breadcrumbs.h"
#include "views/budgetedits.h"
#include "views/dropoverlay.h"
#include "views/exporter.h"
#include "views/filterbar.h"
#include "views/filteredits.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/icons.h"
#include "views/importprogress.h"
#include "views/loadingveil.h"
#include "views/mainmenu.h"
#include "views/messagebar.h"
#include "views/pages/alertspage.h"
#include "views/pages/attributionpage.h"
#include "views/pages/bridgepage.h"
#include "views/pages/budgetspage.h"
#include "views/pages/datapage.h"
#include "views/pages/featurespage.h"
#include "views/pages/overviewpage.h"
#include "views/pages/pricespage.h"
#include "views/pages/quadrantpage.h"
#include "views/pages/reconcilepage.h"
#include "views/pages/savingspage.h"
#include "views/pages/segmentspage.h"
#include "views/pages/valuepage.h"
#include "views/pages/whatifpage.h"
#include "views/palette.h"
#include "views/recentstoresmenu.h"
#include "views/ruleedits.h"
#include "views/viewsmenu.h"
#include "views/welcomepage.h"

#include <QtCore/QEvent>
#include <QtCore/QFileInfo>
#include <QtGui/QActionGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>

namespace outlay::views {

namespace {

constexpr int kNavigationRow = 34;

/// In the order of the pages: of their icons, and by which saved views know them.
const QStringList &pageNames()
{
    static const QStringList names = {
        QStringLiteral("overview"), QStringLiteral("features"), QStringLiteral("segments"),
        QStringLiteral("quadrant"), QStringLiteral("budgets"),  QStringLiteral("alerts"),
        QStringLiteral("data"),     QStringLiteral("prices"),   QStringLiteral("savings"),
        QStringLiteral("bridge"),   QStringLiteral("whatif"),   QStringLiteral("attribution"),
        QStringLiteral("value"),    QStringLiteral("reconcile")};
    return names;
}

} // namespace

MainWindow::MainWindow(items::Models &models, FileChooser chooser, QWidget *parent)
    : QMainWindow(parent)
    , m_models(models)
    , m_exporter(new Exporter(std::move(chooser), this))
    , m_filterBar(new FilterBar(models))
    , m_breadcrumbs(new Breadcrumbs(models.filters))
    , m_messages(new MessageBar)
    , m_progress(new ImportProgressBar)
    , m_navigation(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_status(new QLabel)
    , m_userIds(new QActionGroup(this))
    , m_recent(new RecentStoresMenu(tr("Open &Recent Store"), this))
    , m_views(new ViewsMenu(tr("Sav&ed Views"), this))
    , m_budgetEdits(new BudgetEdits(models, this))
    , m_alertEdits(new AlertEdits(models.alerts, m_budgetEdits->stack(), this))
    , m_ruleEdits(new RuleEdits(models, m_budgetEdits->stack(), this))
{
    setMinimumSize(960, 600);
    resize(1440, 900);
    makePages();
    makeLayout();
    connectPages();
    connectAlerts();
    connectViews();
    new FilterEdits(models.filters, m_budgetEdits->stack(), this);
    connectRules();
    m_filterBar->setExportMenu(MainMenu(*this).exportMenu());

    connect(&models, &items::Models::loadingChanged, new LoadingVeil(*m_stack), &LoadingVeil::follow);
    connect(&models, &items::Models::storeChanged, this, &MainWindow::storeChanged);
    connect(&models.filters, &items::FilterHistory::changed, m_exporter,
            [this] { m_exporter->setCounted(countedText(m_models.filters.question().filter)); });
    connect(m_recent, &RecentStoresMenu::chosen, this, &MainWindow::storeRequested);
    connect(m_recent, &RecentStoresMenu::cleared, this, &MainWindow::recentStoresCleared);
    connect(new DropOverlay(this), &DropOverlay::dropped, this, &MainWindow::filesDropped);
    connect(m_progress, &ImportProgressBar::cancelled, this, &MainWindow::importCancelled);
    connect(m_exporter, &Exporter::saved, this, &MainWindow::showSaved);
    connect(m_exporter, &Exporter::failed, this, &MainWindow::showError);
    storeChanged();
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages()
{
    auto *welcome = new WelcomePage;
    connect(welcome, &WelcomePage::importRequested, this, &MainWindow::importFiles);
    connect(welcome, &WelcomePage::sampleRequested, this, &MainWindow::sampleRequested);
    m_stack->addWidget(welcome);
    m_overview = new OverviewPage(m_models, *m_exporter);
    m_features = new FeaturesPage(m_models, *m_exporter);
    m_budgets = new BudgetsPage(m_models, *m_exporter);
    m_alerts = new AlertsPage(m_models, *m_exporter);
    m_data = new DataPage(m_models, *m_exporter);
    m_prices = new PricesPage(m_models, *m_exporter);
    auto *savings = new SavingsPage(m_models, *m_exporter);
    auto *whatIf = new WhatIfPage(m_models, *m_exporter);
    connect(whatIf, &WhatIfPage::scenariosChanged, this, &MainWindow::scenariosChanged);
    connect(savings, &SavingsPage::tryRequested, whatIf, [this, whatIf](int row) {
        whatIf->add(m_models.savings.scenarioOf(row));
        showPage(static_cast<int>(m_pages.indexOf(whatIf)));
    });
    m_reconcile = new ReconcilePage(m_models, *m_exporter);
    m_attribution = new AttributionPage(m_models, *m_exporter);
    m_value = new ValuePage(m_models, *m_exporter);
    m_pages = {m_overview,
               m_features,
               new SegmentsPage(m_models, *m_exporter),
               new QuadrantPage(m_models, *m_exporter),
               m_budgets,
               m_alerts,
               m_data,
               m_prices,
               savings,
               new BridgePage(m_models, *m_exporter),
               whatIf,
               m_attribution,
               m_value,
               m_reconcile};
    for (int i = 0; i < m_pages.size(); ++i) {
        Page *page = m_pages[i];
        page->setObjectName(pageNames()[i]);
        m_stack->addWidget(page);
        m_navigation->addItem(page->title());
        m_navigation->item(m_navigation->count() - 1)->setSizeHint({0, kNavigationRow});
    }
}

void MainWindow::paintIcons()
{
    const Palette &colours = paletteOf(*this);
    for (int i = 0; i < m_navigation->count(); ++i) {
        QIcon picture = icon(pageNames()[i], colours.secondary);
        picture.addPixmap(icon(pageNames()[i], colours.onAccent).pixmap(16), QIcon::Selected);
        m_navigation->item(i)->setIcon(picture);
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

void MainWindow::makeLayout()
{
    paintIcons();
    m_navigation->setFixedWidth(150);
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setIconSize(QSize(18, 18));
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setProperty("navigation", true);
    m_navigation->setCurrentRow(0);
    m_navigation->setUniformItemSizes(true);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *messageRow = new QHBoxLayout;
    messageRow->setContentsMargins(12, 4, 12, 4);
    messageRow->addWidget(m_messages);
    column->addWidget(m_filterBar);
    column->addWidget(m_breadcrumbs);
    column->addLayout(messageRow);
    column->addWidget(m_stack, 1);
    auto *all = new QWidget;
    auto *row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addWidget(right, 1);
    setCentralWidget(all);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_progress);
}

void MainWindow::connectPages()
{
    connect(m_navigation, &QListWidget::currentRowChanged, this, &MainWindow::showPage);
    for (Page *page : std::as_const(m_pages))
        connect(page, &Page::eventsWanted, this, [this] {
            showPage(static_cast<int>(m_pages.indexOf(m_data)));
            m_data->showEvents();
        });
    connect(m_overview, &OverviewPage::budgetsWanted, this,
            [this] { showPage(static_cast<int>(m_pages.indexOf(m_budgets))); });
    connect(m_budgets, &BudgetsPage::budgetSet, m_budgetEdits, &BudgetEdits::set);
    connect(m_budgets, &BudgetsPage::budgetPut, m_budgetEdits, &BudgetEdits::put);
    connect(m_budgets, &BudgetsPage::importRequested, this, [this] {
        if (const QString path = m_exporter->chooser().budgetsToOpen(this); !path.isEmpty())
            Q_EMIT budgetsImportRequested(path);
    });
    connect(m_budgets, &BudgetsPage::exportRequested, this, [this] {
        const QString path = m_exporter->chooser().fileToSave(
            this, tr("Export the budgets"), QStringLiteral("budgets.csv"), tr("CSV (*.csv);;JSON (*.json)"));
        if (!path.isEmpty())
            Q_EMIT budgetsExportRequested(path);
    });
    connect(m_budgets, &BudgetsPage::budgetRemoved, m_budgetEdits, &BudgetEdits::remove);
    connect(m_budgetEdits, &BudgetEdits::setRequested, this, &MainWindow::budgetSet);
    connect(m_budgetEdits, &BudgetEdits::removeRequested, this, &MainWindow::budgetRemoved);
    connect(m_budgetEdits, &BudgetEdits::refused, this, &MainWindow::showError);
    connect(m_budgetEdits, &BudgetEdits::edited, this, &MainWindow::showEdited);
    connect(m_data, &DataPage::importRequested, this, &MainWindow::importFiles);
    connect(m_data, &DataPage::undoRequested, this, &MainWindow::undoRequested);
    connect(m_data, &DataPage::rejectsRequested, this, &MainWindow::rejectsRequested);
    connect(m_data, &DataPage::eventsOrderChosen, this, &MainWindow::eventsOrderChosen);
    connect(m_data, &DataPage::eventsExportRequested, this, &MainWindow::saveEvents);
    connect(m_features, &FeaturesPage::linkingRequested, this, &MainWindow::linkingRequested);
    connect(m_prices, &PricesPage::importRequested, this, &MainWindow::importPrices);
    connect(m_prices, &PricesPage::repriceRequested, this, &MainWindow::repriceRequested);
    connect(m_reconcile, &ReconcilePage::monthLockRequested, this, &MainWindow::monthLockRequested);
    connect(m_value, &ValuePage::importRequested, this, &MainWindow::importValues);
    connect(m_value, &ValuePage::removeRequested, this, &MainWindow::valuesRemoveRequested);
}

void MainWindow::connectAlerts()
{
    connect(m_alerts, &AlertsPage::marked, m_alertEdits, &AlertEdits::mark);
    connect(m_alerts, &AlertsPage::planned, m_alertEdits, &AlertEdits::plan);
    connect(m_alerts, &AlertsPage::unplanned, m_alertEdits, &AlertEdits::unplan);
    connect(m_alerts, &AlertsPage::figuresWanted, this,
            [this] { showPage(static_cast<int>(m_pages.indexOf(m_overview))); });
    connect(m_alertEdits, &AlertEdits::markRequested, this, &MainWindow::alertsMarked);
    connect(m_alertEdits, &AlertEdits::planRequested, this, &MainWindow::daysPlanned);
    connect(m_alertEdits, &AlertEdits::unplanRequested, this, &MainWindow::daysUnplanned);
    connect(m_alertEdits, &AlertEdits::edited, this, &MainWindow::showEdited);
    connect(&m_models.alerts, &QAbstractItemModel::modelReset, this, &MainWindow::showAlertCount);
    showAlertCount();
}

/// How many alerts nobody has looked at, beside the page's name.
void MainWindow::showAlertCount()
{
    const int fresh = m_models.alerts.newCount();
    const QString &title = m_alerts->title();
    QListWidgetItem *item = m_navigation->item(static_cast<int>(m_pages.indexOf(m_alerts)));
    item->setText(fresh == 0 ? title : tr("%1 (%2)").arg(title, format::count(fresh)));
    item->setData(Qt::AccessibleTextRole,
                  fresh == 0 ? title : tr("%1, %2 new").arg(title, format::count(fresh)));
}

Page *MainWindow::currentPage() const
{
    return m_pages[std::max(0, m_navigation->currentRow())];
}

void MainWindow::showPage(int index)
{
    m_navigation->setCurrentRow(index);
    if (!m_models.isEmpty())
        m_stack->setCurrentWidget(m_pages[index]);
    storeChanged();
}

void MainWindow::storeChanged()
{
    const items::StoreInfo &store = m_models.store();
    const bool empty = m_models.isEmpty();
    if (empty)
        m_stack->setCurrentIndex(0);
    else
        m_stack->setCurrentWidget(currentPage());
    m_filterBar->setEnabled(!empty);
    const QString name = store.sample ? tr("sample data") : QFileInfo(store.path).fileName();
    setWindowTitle(name.isEmpty() ? QStringLiteral("Outlay")
                                  : tr("%1 — %2").arg(currentPage()->title(), name));
    if (store.path.isEmpty()) {
        m_status->clear();
        return;
    }
    QStringList parts{tr("%1 requests").arg(format::count(store.events))};
    if (!store.lastImportAt.isEmpty())
        parts << tr("last import %1 UTC").arg(format::time(store.lastImportAt));
    parts << tr("days in %1").arg(store.zone)
          << (store.sample ? tr("sample data, apart from your own")
                           : tr("store: %1 (%2)").arg(store.path, format::bytes(store.fileBytes)));
    if (const QString rate = format::rateText(format::shownIn()); !rate.isEmpty())
        parts.prepend(rate);
    m_status->setText(parts.join(QStringLiteral(" · ")));
}

void MainWindow::importFiles()
{
    const QStringList paths = m_exporter->chooser().filesToOpen(this);
    if (!paths.isEmpty())
        Q_EMIT importRequested(paths, true);
}

void MainWindow::openStore()
{
    if (const QString path = m_exporter->chooser().storeToOpen(this); !path.isEmpty())
        Q_EMIT storeRequested(path);
}

void MainWindow::importPrices()
{
    const QStringList paths = m_exporter->chooser().pricesToOpen(this);
    if (!paths.isEmpty())
        Q_EMIT pricesImportRequested(paths);
}

void MainWindow::importValues()
{
    const QStringList paths = m_exporter->chooser().valuesToOpen(this);
    if (!paths.isEmpty())
        Q_EMIT valuesImportRequested(paths);
}

void MainWindow::putBudgets(const std::vector<base::Budget> &budgets)
{
    m_budgetEdits->putAll(budgets);
}

void MainWindow::undoLastImport()
{
    if (m_models.imports.rowCount() > 0)
        Q_EMIT undoRequested(m_models.imports.importIdAt(0));
}

void MainWindow::saveEvents()
{
    const QString path = m_exporter->chooser().fileToSave(this, tr("Save the single events as CSV"),
                                                          QStringLiteral("events.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        Q_EMIT eventsExportRequested(path);
}

void MainWindow::setUserIds(int policy)
{
    m_userIds->actions().at(policy)->setChecked(true);
}

void MainWindow::setPreviewAlways(bool always)
{
    m_previewAlways->setChecked(always);
}

void MainWindow::setRecentStores(const QStringList &paths)
{
    m_recent->setPaths(paths);
}

void MainWindow::filesDropped(const QStringList &paths)
{
    if (paths.isEmpty())
        showError({base::ErrorKind::Unreadable, "", "what was dropped names no file on this computer", 0});
    else
        Q_EMIT importRequested(paths, false);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace outlay::views
