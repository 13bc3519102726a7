// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;

namespace outlay::views {

/// Asks for a scope and an amount in dollars a month.
class BudgetDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BudgetDialog(const QStringList &features, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &feature, const QString &amount);

private:
    QComboBox *m_scope;
    QLineEdit *m_amount;
};

} // namespace outlay::views
