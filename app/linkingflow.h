// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include "jobs/session.h"

namespace outlay::views {
class LinkingDialog;
class MainWindow;
} // namespace outlay::views

namespace outlay::app {

/// Carries how attempts are to be linked from the window to the store, and back what came of it.
class LinkingFlow : public QObject
{
    Q_OBJECT

public:
    LinkingFlow(jobs::Session &session, views::MainWindow &window, QObject *parent = nullptr);
    ~LinkingFlow() override;

private:
    void start();
    void relinked(qint64 changed);

    jobs::Session &m_session;
    views::MainWindow &m_window;
    QPointer<views::LinkingDialog> m_dialog; ///< null: nobody is asked
    int m_seconds = 0;                       ///< that were chosen last
};

} // namespace outlay::app
