// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "app/notifier.h"
#include "items/models.h"
#include "jobs/session.h"

namespace outlay::views {
class MainWindow;
}

namespace outlay::app {

/// Carries what window and store say of alerts, anomalies and planned days to each other, and tells a person
/// of what has fired: in the window when it is in front, else by the desktop, never by both.
class AlertsFlow : public QObject
{
    Q_OBJECT

public:
    AlertsFlow(jobs::Session &session, items::Models &models, views::MainWindow &window,
               QObject *parent = nullptr);
    ~AlertsFlow() override;

    void setNotifier(std::unique_ptr<Notifier> notifier) { m_notifier = std::move(notifier); }
    /// What the store has is shown.
    void refresh();
    /// After an import: a sentence for the window on what has fired, empty when nothing has or the desktop
    /// has told it.
    QString tell();

private:
    void connectAnomalies();

    jobs::Session &m_session;
    items::Models &m_models;
    views::MainWindow &m_window;
    std::unique_ptr<Notifier> m_notifier = desktopNotifier();
    std::vector<base::Alert> m_fired; ///< that nobody was told of yet
};

} // namespace outlay::app
