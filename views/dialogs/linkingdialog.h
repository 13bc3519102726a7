// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

/// Asks within how many seconds calls that resemble each other are attempts of one. It stays open while
/// the store is linked anew, and whoever answers linkRequested() ends it with accept() or showError().
class LinkingDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LinkingDialog(int seconds, QWidget *parent = nullptr);

    void showProgress(qint64 done, qint64 total); ///< as store::LinkWatch
    /// It did not work, or was cancelled: the person can try again.
    void showError(const base::Error &error);

    /// Cancels what is at work, and waits for what became of that.
    void reject() override;

Q_SIGNALS:
    void linkRequested(int seconds);
    void cancelRequested();

private:
    void begin();
    void setAtWork(bool on);

    QSpinBox *m_seconds;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_ok;
    QPushButton *m_cancel;
    bool m_isAtWork = false;
};

} // namespace outlay::views
