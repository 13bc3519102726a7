// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "app/cli/cli.h"
#include "app/importflow.h"
#include "items/models.h"
#include "jobs/session.h"
#include "views/mainwindow.h"

#include <memory>

namespace outlay::app {

class AlertsFlow;
class DisplayFlow;
class JoinFlow;
class LinkingFlow;
class BudgetsFlow;
class ZoneFlow;
class PricesFlow;
class WeeklyFlow;

/// The composition root of the window: owns session, models and window, and carries what one says to the
/// others.
class Application : public QObject
{
    Q_OBJECT

public:
    Application(const cli::WindowRequest &request, const QString &defaultStore, QObject *parent = nullptr);
    ~Application() override;

    views::MainWindow &window() { return *m_window; }
    items::Models &models() { return m_models; }
    jobs::Session &session() { return m_session; }
    AlertsFlow &alerts() { return *m_alerts; }

private:
    void connectSession();
    void connectWindow(const QString &ownStore);
    void opened();
    void refresh();
    void askAgain();
    void restartEvents();
    void rememberStore(const QString &path);

    items::Models m_models;
    jobs::Session m_session;
    std::unique_ptr<views::MainWindow> m_window;
    std::unique_ptr<ImportFlow> m_imports; ///< gone before the window that it speaks to
    std::unique_ptr<AlertsFlow> m_alerts;
    std::unique_ptr<PricesFlow> m_prices;
    std::unique_ptr<JoinFlow> m_joins;
    std::unique_ptr<LinkingFlow> m_linking;
    std::unique_ptr<BudgetsFlow> m_budgets;
    std::unique_ptr<DisplayFlow> m_display;
    std::unique_ptr<ZoneFlow> m_zone;
    std::unique_ptr<WeeklyFlow> m_weekly;
    store::EventQuery::Order m_eventsOrder = store::EventQuery::Order::NewestFirst;
};

/// True for a file that begins as SQLite files do: a store to open, not a log to import.
bool isStoreFile(const QString &path);

} // namespace outlay::app
