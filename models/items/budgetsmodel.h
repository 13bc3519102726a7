// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>

#include "base/budget.h"
#include "items/roles.h"

#include <optional>
#include <vector>

namespace outlay::insight {
struct Burn;
}

namespace outlay::items {

/// Budgets of any scope with how they stand in their period shown, each right below the one that contains it.
/// The amount is edited in place: setData emits amountEdited(), and the model changes when the store has
/// taken it.
class BudgetsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Scope,
        Within, ///< the budget that contains it; empty: none
        Period,
        Bullet,
        State,
        Spent,
        Amount,
        Used,
        Forecast,  ///< at the period's end; of a closed period, what was spent
        Exhausted, ///< day on which the amount was spent or is expected to be
        Left,
        DaysLeft,
        ColumnCount
    };
    enum BudgetRole
    {
        PaceRole = NextRole, ///< double: what an even pace would have used, as a share of the amount
        SoftRole,            ///< double: the soft threshold as a share
        StateRole,           ///< int, BudgetState
        SoftPercentRole,     ///< int: the soft threshold as it was set
        ScopeKeyRole,        ///< QString: base::scopeKey()
    };

    explicit BudgetsModel(QObject *parent = nullptr);
    ~BudgetsModel() override;

    void setBurns(const std::vector<insight::Burn> &burns);
    const insight::Burn *burnAt(int row) const;
    /// The row of the budget of this scope and period, by base::scopeKey(); -1: there is none.
    int rowOf(const QString &scopeKey) const;
    std::optional<base::Budget> budgetOf(const QString &scopeKey) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// `text` is what a person typed, dollars.
    void amountEdited(const outlay::base::Budget &budget, const QString &text);

private:
    QVariant value(int row, int column) const;

    std::vector<insight::Burn> m_burns; ///< as a tree: parents before children
    std::vector<QString> m_within;      ///< beside them: titles of their parents
};

} // namespace outlay::items
