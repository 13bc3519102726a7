// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include "jobs/session.h"

namespace outlay::views {
class ZoneDialog;
class MainWindow;
} // namespace outlay::views

namespace outlay::app {

/// Carries the zone that is chosen in the window to the store, and back what came of it.
class ZoneFlow : public QObject
{
    Q_OBJECT

public:
    ZoneFlow(jobs::Session &session, views::MainWindow &window, QObject *parent = nullptr);
    ~ZoneFlow() override;

private:
    void start();

    jobs::Session &m_session;
    views::MainWindow &m_window;
    QPointer<views::ZoneDialog> m_dialog; ///< null: nobody is asked
};

} // namespace outlay::app
