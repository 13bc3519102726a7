// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "base/budget.h"
#include "items/simpletablemodel.h"
#include "items/slicewords.h"

#include <optional>
#include <vector>

namespace outlay::items {

/// Thresholds that have fired and anomalies, the latest first, and what a person has made of them.
class AlertsModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        When,
        State,
        Subject,
        What,
        Day, ///< on which it was reached, or from which the forecast was made
        Value,
        Limit,
        Driver,
        Delivery,
        ColumnCount
    };

    explicit AlertsModel(QObject *parent = nullptr);

    void setAlerts(const std::vector<base::Alert> &alerts, const std::vector<base::Budget> &budgets);

    /// How many nobody has looked at.
    int newCount() const;
    qint64 idAt(int row) const { return m_alerts[row].id; }
    base::AlertState stateAt(int row) const { return m_alerts[row].state; }
    /// The row of that alert; below 0: there is none.
    int rowOf(qint64 id) const;
    /// What the alert is about; nothing when its budget is gone.
    std::optional<Scope> scopeAt(int row) const;

    /// "all spend: 80 % of 2026-05 is spent", for messages.
    static QString sentence(const base::Alert &alert);
    static QString stateWord(base::AlertState state);

private:
    std::vector<base::Alert> m_alerts;
    std::vector<base::Budget> m_budgets;
};

} // namespace outlay::items
