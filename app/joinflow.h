// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QStringList>

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

    /// Shows what joining that log would do, after those that are shown; empty: the person is to choose one.
    void start(const QString &path);

Q_SIGNALS:
    /// It is a log of calls after all.
    void importWanted(const QString &path);

private:
    void connectAnswers();
    void look(const QString &path, int seconds, const QStringList &columns);
    void previewed(int number, const std::shared_ptr<const jobs::JoinPreview> &preview);
    bool isKept(const base::JoinLog &log) const;
    void keepShown();
    void removed(const std::shared_ptr<const store::KeptJoin> &kept);
    void restore();
    void failed(const base::Error &error);
    void listJoined();
    void startNext();

    jobs::Session &m_session;
    views::MainWindow &m_window;
    QPointer<views::JoinDialog> m_dialog;
    QStringList m_waiting; ///< to be shown when the dialog is closed
    int m_number = 0;      ///< of the latest preview: answers to others are dropped
    qint64 m_windowUs = base::kDefaultJoinWindowUs;
    ingest::JoinColumns m_guess; ///< of the log that is shown
    std::shared_ptr<const jobs::JoinPreview> m_preview;
    std::shared_ptr<const store::KeptJoin> m_removed; ///< the latest, which can be brought back
};

} // namespace outlay::app
