// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

/// Asks for the time zone whose days all figures are of. It stays open while the store adds up its events
/// anew, and whoever answers zoneChosen() ends it with accept() or showError().
class ZoneDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ZoneDialog(const QString &zone, QWidget *parent = nullptr);

    void showProgress(qint64 done, qint64 total); ///< as store::ZoneWatch
    /// It did not work, or was cancelled: the person can try again.
    void showError(const base::Error &error);

    /// Cancels what is at work, and waits for what became of that.
    void reject() override;

Q_SIGNALS:
    void zoneChosen(const QString &name);
    void cancelRequested();

private:
    void begin();
    void narrow(const QString &text);
    QString chosen() const;
    void setAtWork(bool on);

    QLineEdit *m_search;
    QSortFilterProxyModel *m_found;
    QListView *m_zones;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_ok;
    QPushButton *m_cancel;
    bool m_isAtWork = false;
};

} // namespace outlay::views
