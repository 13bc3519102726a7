// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include "jobs/session.h"

#include <memory>

namespace outlay::views {
class JoinDialog;
class MainWindow;
} // namespace outlay::views

namespace outlay::app {

/// Carries a log that says more of calls from the window through its preview to the store, and out of it.
class JoinFlow : public QObject
{
    Q_OBJECT

public:
    JoinFlow(jobs::Session &session, views::MainWindow &window, QObject *parent = nullptr);
    ~JoinFlow() override;

    /// Shows what joining that log would do; empty: the person is to choose one.
    void start(const QString &path);

private:
    void look(const QString &path, int seconds);
    void previewed(int number, const ingest::JoinColumns &columns,
                   const std::shared_ptr<const jobs::JoinPreview> &preview);
    void failed(const base::Error &error);
    void listJoined();

    jobs::Session &m_session;
    views::MainWindow &m_window;
    QPointer<views::JoinDialog> m_dialog;
    int m_number = 0; ///< of the latest preview: answers to others are dropped
    qint64 m_windowUs = base::kDefaultJoinWindowUs;
    std::shared_ptr<const jobs::JoinPreview> m_preview;
};

} // namespace outlay::app
