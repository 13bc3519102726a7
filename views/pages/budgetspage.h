// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "views/pages/page.h"

#include <optional>

class QPushButton;

namespace outlay::views {

class BacktestPart;
class BurnChart;

/// Budgets: how each stands, the burn of the chosen one, what is over, and what a threshold would have done
/// in the past.
class BudgetsPage : public Page
{
    Q_OBJECT

public:
    BudgetsPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    /// `amount` is what was typed, dollars.
    void budgetSet(const outlay::base::Budget &budget, const QString &amount);
    /// `replaced`: the stored budget in whose place it is.
    void budgetPut(const outlay::base::Budget &budget, const std::optional<outlay::base::Budget> &replaced);
    void importRequested();
    void exportRequested();
    void budgetRemoved(const outlay::base::Budget &budget);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addControls();
    void refresh();
    void showPast();
    void choose();
    void askForBudget(const std::optional<base::Budget> &stored);
    std::optional<base::Budget> chosenBudget() const;
    QString overText() const;

    BurnChart *m_chart;
    DataTable *m_table;
    Card *m_tableCard = nullptr;
    Card *m_burnCard = nullptr;
    BacktestPart *m_backtest;
    Card *m_pastCard = nullptr;
    QPushButton *m_change;
    QPushButton *m_remove;
};

} // namespace outlay::views
