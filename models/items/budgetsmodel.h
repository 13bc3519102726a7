// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>

#include "items/roles.h"

#include <vector>

namespace outlay::insight {
struct Burn;
}

namespace outlay::items {

/// Budgets with how they stand in the month shown. The amount is edited in place: setData emits
/// amountEdited(), and the model changes when the store has taken it.
class BudgetsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Scope,
        Bullet,
        Spent,
        Amount,
        Used,
        Left,
        DaysLeft,
        State,
        ColumnCount
    };
    enum BudgetRole
    {
        PaceRole = NextRole, ///< double: what an even pace would have used, as a share of the amount
        SoftRole,            ///< double: the soft threshold as a share
        StateRole,           ///< int, BudgetState
        SoftPercentRole,     ///< int: the soft threshold as it was set
    };

    explicit BudgetsModel(QObject *parent = nullptr);
    ~BudgetsModel() override;

    void setBurns(const std::vector<insight::Burn> &burns);
    const insight::Burn *burnAt(int row) const;
    int rowOf(const QString &feature) const; ///< -1: no such budget

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// `text` is what a person typed, dollars; empty feature: the total.
    void amountEdited(const QString &feature, const QString &text);

private:
    QVariant value(const insight::Burn &burn, int column) const;

    std::vector<insight::Burn> m_burns;
};

} // namespace outlay::items
