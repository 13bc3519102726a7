// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include "app/weekly/weeklyreport.h"
#include "items/models.h"
#include "jobs/session.h"
#include "jobs/workerthread.h"

namespace outlay::views {
class MainWindow;
class WeeklyDialog;
} // namespace outlay::views

namespace outlay::app {

/// Makes the weekly report that the window asks for, on a thread of its own.
class WeeklyFlow : public QObject
{
    Q_OBJECT

public:
    WeeklyFlow(jobs::Session &session, const items::Models &models, views::MainWindow &window,
               QObject *parent = nullptr);
    ~WeeklyFlow() override;

private:
    void start();
    void save();
    base::Result<WeeklyOrder> orderOf(const views::WeeklyDialog &dialog) const;
    void write(const WeeklyOrder &order, const QString &path);
    void done(const base::Result<void> &written, const QString &path);

    jobs::Session &m_session;
    const items::Models &m_models;
    views::MainWindow &m_window;
    QPointer<views::WeeklyDialog> m_dialog; ///< null: nobody is asked
    jobs::WorkerThread m_worker;            ///< last: gone before what it reports to
};

} // namespace outlay::app
