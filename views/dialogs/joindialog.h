// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "items/joinwords.h"

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QTimer;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

class JoinColumnsBox;

/// Shows what another log would give to the calls, and has it joined; and the logs that are joined. Whoever
/// answers joinRequested() ends it with accept() or showError(), and removeRequested() with showRemoved() or
/// that.
class JoinDialog : public QDialog
{
    Q_OBJECT

public:
    explicit JoinDialog(QWidget *parent = nullptr);

    /// What is looked at from now on.
    void setLog(const QString &path);
    /// Which columns that has, and what they are guessed to be.
    void setColumns(const QStringList &names, const QList<items::JoinField> &fields);
    void setJoined(const QList<items::JoinedLog> &logs);
    void showOutlook(const items::JoinOutlook &outlook);
    void showProgress(qint64 done, qint64 total); ///< as store::EventWalk
    void showRemoved();
    /// It did not work, or was cancelled: the person can try again.
    void showError(const base::Error &error);

    /// Cancels what is written, and waits for what became of that; else closes.
    void reject() override;

Q_SIGNALS:
    void logWanted();
    /// `columns`: as JoinColumnsBox::chosen(); empty as long as they are to be guessed.
    void previewWanted(const QString &path, int seconds, const QStringList &columns);
    void joinRequested();
    void removeRequested(qint64 id);
    /// Its rows are calls: it is to be imported, not joined. The dialog closes by itself.
    void importRequested(const QString &path);
    void cancelRequested();

private:
    enum class Work
    {
        Nothing,
        Looking,
        Writing
    };
    void layOut();
    QWidget *makeJoined();
    void lookSoon();
    void look();
    void write();
    void setWork(Work work);
    void removeChosen();
    void clearOutlook();

    QString m_path;
    bool m_canJoin = false;
    bool m_isNew = false; ///< the log that is looked at has not been shown yet
    Work m_work = Work::Nothing;
    QLabel *m_file;
    JoinColumnsBox *m_columns;
    QSpinBox *m_seconds;
    QTimer *m_pause; ///< until what is changed has been typed
    QTableWidget *m_quality;
    QTableWidget *m_given;
    QPlainTextEdit *m_notes;
    QWidget *m_room = nullptr;
    QLabel *m_error;
    QProgressBar *m_progress;
    QListWidget *m_joined;
    QWidget *m_joinedBox;
    QPushButton *m_choose;
    QPushButton *m_remove;
    QPushButton *m_import;
    QPushButton *m_join;
    QPushButton *m_cancel;
};

} // namespace outlay::views
