// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "items/joinwords.h"

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QTimer;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

/// Shows what another log would give to the calls, and has it joined; and the logs that are joined. Whoever
/// answers joinRequested() ends it with accept() or showError().
class JoinDialog : public QDialog
{
    Q_OBJECT

public:
    explicit JoinDialog(QWidget *parent = nullptr);

    /// What is looked at from now on.
    void setLog(const QString &path);
    QString log() const { return m_path; }
    void setJoined(const QList<items::JoinedLog> &logs);
    void showOutlook(const items::JoinOutlook &outlook);
    void showProgress(qint64 done, qint64 total); ///< as store::EventWalk
    /// It did not work, or was cancelled: the person can try again.
    void showError(const base::Error &error);

    /// Cancels what is written, and waits for what became of that; else closes.
    void reject() override;

Q_SIGNALS:
    void logWanted();
    void previewWanted(const QString &path, int seconds);
    void joinRequested();
    void removeRequested(qint64 id);
    void cancelRequested();

private:
    enum class Work
    {
        Nothing,
        Looking,
        Writing
    };
    QWidget *makeJoined();
    void look();
    void write();
    void setWork(Work work);
    void removeChosen();
    void clearOutlook();

    QString m_path;
    bool m_canJoin = false;
    Work m_work = Work::Nothing;
    QLabel *m_file;
    QLabel *m_columns;
    QSpinBox *m_seconds;
    QTimer *m_pause; ///< until the seconds have been typed
    QTableWidget *m_quality;
    QTableWidget *m_given;
    QLabel *m_notes;
    QLabel *m_error;
    QProgressBar *m_progress;
    QListWidget *m_joined;
    QWidget *m_joinedBox;
    QPushButton *m_choose;
    QPushButton *m_remove;
    QPushButton *m_join;
    QPushButton *m_cancel;
};

} // namespace outlay::views
