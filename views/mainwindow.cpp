// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

#include "items/models.h"
#include "views/breadcrumbs.h"
#include "views/dialogs/importreportdialog.h"
#include "views/dropoverlay.h"
#include "views/errortext.h"
#include "views/exporter.h"
#include "views/filterbar.h"
#include "views/format.h"
#include "views/icons.h"
#include "views/importprogress.h"
#include "views/mainmenu.h"
#include "views/messagebar.h"
#include "views/pages/budgetspage.h"
#include "views/pages/datapage.h"
#include "views/pages/featurespage.h"
#include "views/pages/overviewpage.h"
#include "views/pages/quadrantpage.h"
#include "views/pages/segmentspage.h"
#include "views/palette.h"
#include "views/welcomepage.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>

namespace outlay::views {

MainWindow::MainWindow(items::Models &models, FileChooser chooser, QWidget *parent)
    : QMainWindow(parent)
    , m_models(models)
    , m_exporter(new Exporter(std::move(chooser), this))
    , m_filterBar(new FilterBar(models))
    , m_breadcrumbs(new Breadcrumbs(models.filters))
    , m_messages(new MessageBar)
    , m_progress(new ImportProgressBar)
    , m_overlay(new DropOverlay(this))
    , m_navigation(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_status(new QLabel)
{
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    resize(1440, 900);
    makePages();
    makeLayout();
    connectPages();
    m_filterBar->setExportMenu(MainMenu(*this).exportMenu());

    connect(&models, &items::Models::storeChanged, this, &MainWindow::storeChanged);
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
    m_pages = {m_overview,
               new FeaturesPage(m_models, *m_exporter),
               new SegmentsPage(m_models, *m_exporter),
               new QuadrantPage(m_models, *m_exporter),
               m_budgets,
               m_data};
    for (Page *page : std::as_const(m_pages)) {
        m_stack->addWidget(page);
        m_navigation->addItem(page->title());
    }
}

void MainWindow::paintIcons()
{
    static const QStringList names = {QStringLiteral("overview"), QStringLiteral("features"),
                                      QStringLiteral("segments"), QStringLiteral("quadrant"),
                                      QStringLiteral("budgets"),  QStringLiteral("data")};
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
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setProperty("navigation", true);
    m_navigation->setCurrentRow(0);
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
    connect(m_budgets, &BudgetsPage::budgetSet, this, &MainWindow::budgetSet);
    connect(m_budgets, &BudgetsPage::budgetRemoved, this, &MainWindow::budgetRemoved);
    connect(m_data, &DataPage::importRequested, this, &MainWindow::importFiles);
    connect(m_data, &DataPage::undoRequested, this, &MainWindow::undoRequested);
    connect(m_data, &DataPage::rejectsRequested, this, &MainWindow::rejectsRequested);
    connect(m_data, &DataPage::eventsOrderChosen, this, &MainWindow::eventsOrderChosen);
    connect(m_data, &DataPage::eventsExportRequested, this, &MainWindow::saveEvents);
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
        Q_EMIT importRequested(paths);
}

void MainWindow::openStore()
{
    if (const QString path = m_exporter->chooser().storeToOpen(this); !path.isEmpty())
        Q_EMIT storeRequested(path);
}

void MainWindow::undoLastImport()
{
    if (m_models.imports.rowCount() > 0)
        Q_EMIT undoRequested(m_models.imports.importIdAt(0));
}

ReportFacts MainWindow::reportFacts(const QString &title) const
{
    base::Filter dimensions = m_models.filters.question().filter;
    const base::Filter period{dimensions.period, {}};
    dimensions.period = base::kAllTime;
    return {title,
            QString::fromStdString(base::describe(period)),
            dimensions.where.empty()
                ? tr("none")
                : QString::fromStdString(base::describe(dimensions)).section(QStringLiteral(" · "), 1),
            QStringLiteral("UTC"),
            m_models.coverageText(),
            m_models.store().fingerprint};
}

QList<ReportPart> MainWindow::allReportParts() const
{
    QList<ReportPart> parts;
    for (const Page *page : m_pages)
        parts += page->reportParts();
    return parts;
}

void MainWindow::savePage()
{
    const Page *page = currentPage();
    const QString title = tr("LLM cost: %1").arg(page->title());
    m_exporter->saveBy(
        tr("Save this page as PDF"), page->title() + QStringLiteral(".pdf"), tr("PDF (*.pdf)"),
        [&](const QString &path) { return writeReport(path, reportFacts(title), page->reportParts()); });
}

void MainWindow::saveAllPages()
{
    m_exporter->saveBy(tr("Save all pages as PDF"), QStringLiteral("outlay-report.pdf"), tr("PDF (*.pdf)"),
                       [this](const QString &path) {
                           return writeReport(path, reportFacts(tr("LLM cost report")), allReportParts());
                       });
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
    m_progress->begin();
}

void MainWindow::showProgress(const QString &file, qint64 bytesDone, qint64 bytesTotal, qint64 events)
{
    m_progress->showProgress(file, bytesDone, bytesTotal, events);
}

void MainWindow::showImportReport(const base::ImportReport &report)
{
    m_progress->hide();
    const base::FileReport totals = report.totals();
    QStringList problems;
    for (const base::FileReport &file : report.files)
        if (file.error)
            problems << errorText(*file.error);
    QList<MessageBar::Action> actions;
    actions << MessageBar::Action{tr("&Details…"), [this, report] { showImportReportDialog(report); }};
    if (report.importId != 0 && totals.added > 0)
        actions << MessageBar::Action{tr("&Undo"),
                                      [this, id = report.importId] { Q_EMIT undoRequested(id); }};
    QString text = report.anyRead() ? tr("%1 events added, %2 already present, %3 rejected.")
                                          .arg(format::count(totals.added), format::count(totals.duplicates),
                                               format::count(totals.rejected))
                                    : tr("Nothing was imported.");
    if (!problems.isEmpty())
        text += QLatin1Char('\n') + problems.mid(0, 5).join(QLatin1Char('\n'));
    const auto mood = !report.anyRead()                            ? MessageBar::Mood::Bad
                      : problems.isEmpty() && totals.rejected == 0 ? MessageBar::Mood::Good
                                                                   : MessageBar::Mood::Info;
    m_messages->showMessage(mood, text, actions);
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

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls() && !event->mimeData()->hasFormat(QStringLiteral("text/uri-list")))
        return;
    event->setDropAction(Qt::CopyAction); // file managers offer Move as well; never take a log away
    event->accept();
    m_overlay->showFor(static_cast<int>(event->mimeData()->urls().size()));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_overlay->hide();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    // Only after the drop is over: the source waits until this handler returns.
    QTimer::singleShot(0, this, [this, paths] {
        if (paths.isEmpty())
            showError(
                {base::ErrorKind::Unreadable, "", "what was dropped names no file on this computer", 0});
        else
            Q_EMIT importRequested(paths);
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace outlay::views
