// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "base/filter.h"

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace outlay::base {
struct Error;
}

namespace outlay::views {

/// Asks which week to report, and how. It stays open while the report is made, and whoever answers
/// saveRequested() ends it with accept(), or lets the person try again with showError() or showChoice().
class WeeklyDialog : public QDialog
{
    Q_OBJECT

public:
    /// In the order in which they are offered.
    enum Form
    {
        Pdf,
        Page,
        Message
    };

    /// `mondays`: of the weeks with data, the latest first. `filter` is what of the spend is told of.
    WeeklyDialog(const std::vector<base::Day> &mondays, base::Day chosen, const base::Filter &filter,
                 QWidget *parent = nullptr);

    void setChoice(Form form, const QString &from, const QString &to);
    base::Day monday() const;
    Form form() const;
    QString from() const;
    QString to() const; ///< addresses parted by ";"

    /// As it was before it was to be saved.
    void showChoice();
    void showError(const base::Error &error);

Q_SIGNALS:
    void saveRequested();

private:
    void begin();
    void setAtWork(bool on);
    void followForm();

    QComboBox *m_week;
    QComboBox *m_form;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QLabel *m_fromLabel;
    QLabel *m_toLabel;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_save;
};

} // namespace outlay::views
