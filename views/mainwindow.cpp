// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

#include "items/models.h"
#include "views/breadcrumbs.h"
#include "views/budgetedits.h"
#include "views/dialogs/importreportdialog.h"
#include "views/dialogs/repricedialog.h"
#include "views/dropoverlay.h"
#include "views/errortext.h"
#include "views/exporter.h"
#include "views/filterbar.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/icons.h"
#include "views/importmessages.h"
#include "views/importprogress.h"
#include "views/loadingveil.h"
#include "views/mainmenu.h"
#include "views/messagebar.h"
#include "views/pages/budgetspage.h"
#include "views/pages/datapage.h"
#include "views/pages/featurespage.h"
#include "views/pages/overviewpage.h"
#include "views/pages/pricespage.h"
#include "views/pages/quadrantpage.h"
#include "views/pages/segmentspage.h"
#include "views/palette.h"
#include "views/pricemessages.h"
#include "views/recentstoresmenu.h"
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
    , m_budgetEdits(new BudgetEdits(models, this))
{
    setMinimumSize(960, 600);
    resize(1440, 900);
    makePages();
    makeLayout();
    connectPages();
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
    m_budgets = new BudgetsPage(m_models, *m_exporter);
    m_data = new DataPage(m_models, *m_exporter);
    m_prices = new PricesPage(m_models, *m_exporter);
    m_pages = {m_overview,
               new FeaturesPage(m_models, *m_exporter),
               new SegmentsPage(m_models, *m_exporter),
               new QuadrantPage(m_models, *m_exporter),
               m_budgets,
               m_data,
               m_prices};
    for (Page *page : std::as_const(m_pages)) {
        m_stack->addWidget(page);
        m_navigation->addItem(page->title());
        m_navigation->item(m_navigation->count() - 1)->setSizeHint({0, kNavigationRow});
    }
}

void MainWindow::paintIcons()
{
    static const QStringList names = {QStringLiteral("overview"), QStringLiteral("features"),
                                      QStringLiteral("segments"), QStringLiteral("quadrant"),
                                      QStringLiteral("budgets"),  QStringLiteral("data"),
                                      QStringLiteral("prices")};
    const Palette &colours = paletteOf(*this);
    for (int i = 0; i < m_navigation->count(); ++i) {
        QIcon picture = icon(names[i], colours.secondary);
        picture.addPixmap(icon(names[i], colours.onAccent).pixmap(16), QIcon::Selected);
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
    connect(m_budgets, &BudgetsPage::budgetRemoved, m_budgetEdits, &BudgetEdits::remove);
    connect(m_budgetEdits, &BudgetEdits::setRequested, this, &MainWindow::budgetSet);
    connect(m_budgetEdits, &BudgetEdits::removeRequested, this, &MainWindow::budgetRemoved);
    connect(m_budgetEdits, &BudgetEdits::edited, this, [this](const QString &what) {
        m_messages->showMessage(MessageBar::Mood::Good, what,
                                {{tr("&Undo"), [this, to = m_budgetEdits->stack().index() - 1] {
                                      m_budgetEdits->stack().setIndex(to);
                                      m_messages->hide();
                                  }}});
    });
    connect(m_data, &DataPage::importRequested, this, &MainWindow::importFiles);
    connect(m_data, &DataPage::undoRequested, this, &MainWindow::undoRequested);
    connect(m_data, &DataPage::rejectsRequested, this, &MainWindow::rejectsRequested);
    connect(m_data, &DataPage::eventsOrderChosen, this, &MainWindow::eventsOrderChosen);
    connect(m_data, &DataPage::eventsExportRequested, this, &MainWindow::saveEvents);
    connect(m_prices, &PricesPage::importRequested, this, &MainWindow::importPrices);
    connect(m_prices, &PricesPage::repriceRequested, this, &MainWindow::repriceRequested);
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
    parts << tr("days in UTC")
          << (store.sample ? tr("sample data, apart from your own")
                           : tr("store: %1 (%2)").arg(store.path, format::bytes(store.fileBytes)));
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

void MainWindow::showImportBegun()
{
    m_progress->begin(tr("Reading…"));
}

void MainWindow::showPreviewBegun()
{
    m_progress->begin(tr("Looking at what it is…"));
}

void MainWindow::showPreviewDone()
{
    m_progress->hide();
}

void MainWindow::showProgress(const QString &file, qint64 bytesDone, qint64 bytesTotal, qint64 events)
{
    m_progress->showProgress(file, bytesDone, bytesTotal, events);
}

void MainWindow::showImportReport(const base::ImportReport &report)
{
    m_progress->hide();
    QList<MessageBar::Action> actions{{tr("&Details…"), [this, report] { showImportReportDialog(report); }}};
    if (report.importId != 0 && report.totals().added > 0)
        actions << MessageBar::Action{tr("&Undo"),
                                      [this, id = report.importId] { Q_EMIT undoRequested(id); }};
    const ImportMessage message = importMessage(report);
    m_messages->showMessage(message.mood, message.text, actions);
}

void MainWindow::showImportReportDialog(const base::ImportReport &report)
{
    (new ImportReportDialog(report, *m_exporter, this))->open();
}

void MainWindow::showImportUndone(qint64 importId, qint64 events)
{
    m_messages->showMessage(
        MessageBar::Mood::Good,
        tr("Import %1 is undone: %2 events were taken out.").arg(importId).arg(format::count(events)));
}

void MainWindow::showRejects(qint64 importId)
{
    (new RejectsDialog(importId, m_models.rejects, *m_exporter, this))->open();
}

void MainWindow::showError(const base::Error &error)
{
    m_progress->hide();
    const bool harmless = error.kind == base::ErrorKind::Cancelled;
    m_messages->showMessage(harmless ? MessageBar::Mood::Info : MessageBar::Mood::Bad, errorText(error));
}

void MainWindow::showSaved(const QString &path)
{
    m_messages->showMessage(MessageBar::Mood::Good, tr("Saved %1").arg(path));
}

void MainWindow::showPricesImported(qint64 added, qint64 changed, qint64 known, qint64 leftOut)
{
    QList<MessageBar::Action> actions;
    if (added + changed > 0)
        actions << MessageBar::Action{tr("Repri&ce…"), [this] { Q_EMIT repriceRequested(); }};
    m_messages->showMessage(leftOut > 0 ? MessageBar::Mood::Info : MessageBar::Mood::Good,
                            pricesImportedText(added, changed, known, leftOut), actions);
}

RepriceDialog *MainWindow::showRepricing()
{
    auto *dialog = new RepriceDialog(m_models.repricing, *m_exporter, this);
    dialog->open();
    return dialog;
}

void MainWindow::showRepriced()
{
    m_messages->showMessage(MessageBar::Mood::Good, repricedText(m_models.repricing.months.sums()));
}

void MainWindow::showSampleBanner()
{
    m_progress->hide();
    m_messages->showMessage(MessageBar::Mood::Info,
                            tr("This is sample data of an invented product, in a store of its own."),
                            {{tr("&Import your own…"), [this] { importFiles(); }},
                             {tr("&Close the sample"), [this] { Q_EMIT sampleClosed(); }}});
}

void MainWindow::setUserIds(int policy)
{
    m_userIds->actions().at(policy)->setChecked(true);
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
