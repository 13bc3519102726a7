// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

class QDateEdit;

namespace outlay::views {

/// Asks for a first and a last day.
class DaysDialog : public QDialog
{
    Q_OBJECT

public:
    DaysDialog(const QDate &first, const QDate &last, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QDate &first, const QDate &last);

private:
    QDateEdit *m_first;
    QDateEdit *m_last;
};

} // namespace outlay::views
