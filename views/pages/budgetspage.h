// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "views/pages/page.h"

class QPushButton;

namespace outlay::views {

class BurnChart;

/// Monthly budgets: how each stands, the burn of the chosen one, and what is over.
class BudgetsPage : public Page
{
    Q_OBJECT

public:
    BudgetsPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    /// `amount` is what was typed, dollars.
    void budgetSet(const outlay::base::Budget &budget, const QString &amount);
    void budgetRemoved(const outlay::base::Budget &budget);

private:
    void refresh();
    void choose();
    void askForBudget();
    QString overText() const;

    BurnChart *m_chart;
    DataTable *m_table;
    Card *m_tableCard = nullptr;
    Card *m_burnCard = nullptr;
    QPushButton *m_remove;
};

} // namespace outlay::views
