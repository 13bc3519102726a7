// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"

#include "app/alertsflow.h"
#include "app/budgetsflow.h"
#include "app/displayflow.h"
#include "app/joinflow.h"
#include "app/linkingflow.h"
#include "app/preferences.h"
#include "app/pricesflow.h"
#include "app/reconcileflow.h"
#include "app/rulesflow.h"
#include "app/savingsflow.h"
#include "app/valuesflow.h"
#include "app/weekly/weeklyflow.h"
#include "app/zoneflow.h"
#include "jobs/storeimport.h"
#include "views/exporter.h"
#include "views/recentstoresmenu.h"
#include "views/theme.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace outlay::app {

using views::MainWindow;

namespace {

const QString kRecentStores = QStringLiteral("recentStores");

} // namespace

Application::Application(const cli::WindowRequest &request, const QString &defaultStore, QObject *parent)
    : QObject(parent)
{
    const auto theme = preferences().value(QStringLiteral("theme"), 0).toInt();
    views::applyTheme(static_cast<views::Theme>(theme));
    m_window = std::make_unique<MainWindow>(m_models, views::FileChooser::platform());
    m_window->restoreGeometry(preferences().value(QStringLiteral("geometry")).toByteArray());
    m_display = std::make_unique<DisplayFlow>(m_session, m_models, *m_window);
    connectSession();
    m_imports = std::make_unique<ImportFlow>(m_session, *m_window, defaultStore);
    connectWindow(defaultStore);
    m_alerts = std::make_unique<AlertsFlow>(m_session, m_models, *m_window);
    m_prices = std::make_unique<PricesFlow>(m_session, m_models, *m_window);
    connectSavings(m_session, m_models, *m_window);
    connectReconcile(m_session, m_models, *m_window);
    connectRules(m_session, m_models, *m_window);
    connectValues(m_session, m_models, *m_window);
    m_joins = std::make_unique<JoinFlow>(m_session, *m_window);
    connect(m_imports.get(), &ImportFlow::joinRequested, m_joins.get(), &JoinFlow::start);
    connect(m_joins.get(), &JoinFlow::importWanted, m_imports.get(), &ImportFlow::importAnyway);
    m_linking = std::make_unique<LinkingFlow>(m_session, *m_window);
    m_budgets = std::make_unique<BudgetsFlow>(m_session, m_models, *m_window);
    m_zone = std::make_unique<ZoneFlow>(m_session, *m_window);
    m_weekly = std::make_unique<WeeklyFlow>(m_session, m_models, *m_window);
    m_window->show();

    QString store = QString::fromStdString(request.store);
    QStringList logs;
    for (const std::string &word : request.paths) {
        const QString path = QFile::decodeName(word.c_str());
        if (store.isEmpty() && isStoreFile(path))
            store = path;
        else
            logs << path;
    }
    m_imports->await(logs);
    if (request.demo)
        m_imports->openSample();
    else
        m_imports->openStore(store.isEmpty() ? defaultStore : store);
}

Application::~Application() = default;

bool isStoreFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

void Application::connectSession()
{
    using jobs::Session;
    connect(&m_session, &Session::opened, this, &Application::opened);
    connect(&m_session, &Session::openFailed, this, [this](const QString &, const base::Error &error) {
        m_models.setStore({});
        m_window->showError(error);
    });
    connect(&m_session, &Session::changed, this, &Application::refresh);
    connect(&m_session, &Session::snapshotReady, &m_models, &items::Models::setSnapshot);
    connect(&m_session, &Session::failed, m_window.get(), &MainWindow::showError);
    connect(&m_session, &Session::failed, &m_models, [this] { m_models.setLoading(false); });
    connect(&m_session, &Session::importProgressed, this, [this](const ingest::ImportProgress &progress) {
        m_window->showProgress(QFile::decodeName(progress.path.c_str()), progress.bytesDone,
                               progress.bytesTotal, progress.events);
    });
    connect(&m_session, &Session::importFinished, this, [this](const base::ImportReport &report) {
        if (m_imports->showsSample())
            m_window->showSampleBanner();
        else
            m_window->showImportReport(report, m_alerts->tell());
    });
    connect(&m_session, &Session::importFailed, m_window.get(), &MainWindow::showError);
    connect(&m_session, &Session::importUndone, m_window.get(), &MainWindow::showImportUndone);
    connect(&m_session, &Session::eventsReady, &m_models.events, &items::EventsModel::appendPage);
    connect(&m_session, &Session::eventsCounted, &m_models.events, &items::EventsModel::setTotal);
    connect(&m_session, &Session::eventsExported, m_window.get(), &MainWindow::showSaved);
    connect(&m_session, &Session::rejectsReady, this,
            [this](qint64 importId, const std::vector<base::Reject> &rejects) {
                m_models.rejects.setRejects(rejects);
                m_window->showRejects(importId);
            });
    connect(&m_models.filters, &items::FilterHistory::changed, this, &Application::askAgain);
    connect(&m_models.events, &items::EventsModel::pageWanted, this,
            [this](int generation, qint64 offset, int limit) {
                m_session.loadEvents(generation, m_models.filters.question().filter, m_eventsOrder, offset,
                                     limit);
            });
}

void Application::connectWindow(const QString &ownStore)
{
    MainWindow *w = m_window.get();
    connect(w, &MainWindow::importRequested, m_imports.get(), &ImportFlow::request);
    connect(w, &MainWindow::importCancelled, m_imports.get(), &ImportFlow::cancel);
    connect(w, &MainWindow::storeRequested, m_imports.get(), &ImportFlow::openStore);
    connect(w, &MainWindow::recentStoresCleared, this, [w] {
        preferences().remove(kRecentStores);
        w->setRecentStores({});
    });
    w->setRecentStores(preferences().value(kRecentStores).toStringList());
    connect(w, &MainWindow::sampleRequested, m_imports.get(), &ImportFlow::openSample);
    connect(w, &MainWindow::sampleClosed, this, [this, ownStore] { m_imports->openStore(ownStore); });
    connect(w, &MainWindow::undoRequested, &m_session, &jobs::Session::undoImport);
    connect(w, &MainWindow::rejectsRequested, &m_session, &jobs::Session::loadRejects);
    connect(w, &MainWindow::eventsOrderChosen, this, [this](int order) {
        m_eventsOrder = static_cast<store::EventQuery::Order>(order);
        restartEvents();
    });
    connect(w, &MainWindow::eventsExportRequested, this, [this](const QString &path) {
        m_session.exportEvents(path, m_models.filters.question().filter, m_eventsOrder);
    });
    connect(w, &MainWindow::savedViewsChanged, &m_session, &jobs::Session::saveViews);
    connect(w, &MainWindow::themeChosen, this, [](views::Theme theme) {
        preferences().setValue(QStringLiteral("theme"), int(theme));
        views::applyTheme(theme);
    });
    connect(w, &MainWindow::userIdsChosen, m_imports.get(), &ImportFlow::setUsers);
    w->setUserIds(ImportFlow::users());
    connect(w, &MainWindow::previewAlwaysChosen, m_imports.get(), &ImportFlow::setPreviewAlways);
    w->setPreviewAlways(ImportFlow::previewAlways());
    connect(w, &MainWindow::closing, m_imports.get(), &ImportFlow::stopLooking);
    connect(w, &MainWindow::closing, this,
            [w] { preferences().setValue(QStringLiteral("geometry"), w->saveGeometry()); });
}

void Application::rememberStore(const QString &path)
{
    const QStringList paths =
        views::RecentStoresMenu::with(preferences().value(kRecentStores).toStringList(), path);
    preferences().setValue(kRecentStores, paths);
    m_window->setRecentStores(paths);
}

void Application::opened()
{
    if (!m_imports->showsSample())
        rememberStore(QFileInfo(m_session.state().path).absoluteFilePath());
    base::Question initial;
    if (const auto span = m_session.cube()->span())
        initial.filter.period = base::periodOf(base::monthOf(span->last));
    m_models.filters.restart(initial);
}

void Application::refresh()
{
    const jobs::StoreState &state = m_session.state();
    const auto span = m_session.cube()->span();
    const bool wasEmpty = m_models.isEmpty();
    items::StoreInfo info;
    info.path = state.path;
    info.fingerprint = QString::fromStdString(state.facts.fingerprint);
    info.events = state.facts.events;
    info.fileBytes = state.facts.fileBytes;
    info.zone = QString::fromStdString(state.facts.zone);
    info.fiscalStart = state.display.fiscalStart;
    info.currency = QString::fromStdString(state.display.currency);
    for (const std::string &currency : state.display.rates->currencies())
        info.currencies << QString::fromStdString(currency);
    if (state.facts.lastImportAt)
        info.lastImportAt = QString::fromStdString(base::isoInstant(*state.facts.lastImportAt));
    info.span = span;
    info.sample = m_imports->showsSample();
    m_display->showRate();
    m_models.setCube(*m_session.cube());
    m_window->setSavedViews(state.savedViews);
    m_models.imports.setImports(state.imports);
    m_alerts->refresh();
    m_models.setStore(info);
    if (wasEmpty && span) {
        base::Question first;
        first.filter.period = base::periodOf(base::monthOf(span->last));
        m_models.filters.restart(first);
    } else {
        askAgain();
    }
}

void Application::askAgain()
{
    if (!m_session.isOpen())
        return;
    m_display->showRate();
    m_models.setLoading(true);
    m_session.ask(m_models.filters.question());
    restartEvents();
}

void Application::restartEvents()
{
    if (m_session.isOpen())
        m_models.events.restart();
}

} // namespace outlay::app
