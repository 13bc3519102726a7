// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QDialog>

#include "base/budget.h"

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace outlay::items {
class Models;
}

namespace outlay::views {

class ScopePicker;
class ThresholdRows;

/// Asks for a budget: of what, how much, each what, and when to be told; says in sentences what that means,
/// and what the past suggests.
class BudgetDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with `budget`; an amount of 0 is still to be typed. `isStored`: that one is being changed.
    BudgetDialog(items::Models &models, const base::Budget &budget, bool isStored, QWidget *parent = nullptr);
    ~BudgetDialog() override;

Q_SIGNALS:
    /// `replaced`: the stored budget in whose place it is.
    void chosen(const outlay::base::Budget &budget, const std::optional<outlay::base::Budget> &replaced);

private:
    void addScope(QFormLayout &form);
    void addAmount(QFormLayout &form);
    void addRest(QFormLayout &form);
    void fill();
    /// As the dialog stands; none with the reason why not.
    std::optional<base::Budget> typed(QString &problem) const;
    bool readGrowth(base::Budget &budget) const;
    bool readWebhook(base::Budget &budget) const;
    void refresh();
    void askPast();
    void showPast();
    void take(const base::Money &amount);

    items::Models &m_models;
    const base::Budget m_first;
    const std::optional<base::Budget> m_stored;
    ScopePicker *m_scope;
    QLineEdit *m_amount;
    QComboBox *m_period;
    QComboBox *m_fiscalStart;
    QLabel *m_fiscalLabel;
    QLabel *m_past; ///< what past periods cost, and how much of the log is counted
    QPushButton *m_takeMedian;
    QPushButton *m_takeHigh;
    ThresholdRows *m_thresholds;
    QLineEdit *m_growth;
    QLineEdit *m_name;
    QLineEdit *m_webhook;
    QLabel *m_sentence;
    QPushButton *m_ok = nullptr;
};

} // namespace outlay::views
