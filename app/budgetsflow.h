// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "items/models.h"
#include "jobs/session.h"

namespace outlay::views {
class MainWindow;
}

namespace outlay::app {

/// Carries budgets between the window, the store and files, and what the past says of them to the window.
class BudgetsFlow : public QObject
{
    Q_OBJECT

public:
    BudgetsFlow(jobs::Session &session, items::Models &models, views::MainWindow &window,
                QObject *parent = nullptr);

private:
    void remove(const base::Budget &budget);
    void importFile(const QString &path);
    void exportFile(const QString &path);

    jobs::Session &m_session;
    views::MainWindow &m_window;
};

} // namespace outlay::app
