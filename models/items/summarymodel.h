// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractListModel>

#include "items/roles.h"

#include <memory>

namespace outlay::insight {
struct Snapshot;
}

namespace outlay::items {

/// The figures at the top of the Overview: one row each, in the order of Figure.
class SummaryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Figure
    {
        Spend,      ///< Money
        BudgetUsed, ///< Used; of the total's budget
        Requests,   ///< Count
        UnitCost,   ///< UnitMoney
        Attributed, ///< Share of spend with a feature
        FigureCount
    };
    enum SummaryRole
    {
        BeforeRole = NextRole, ///< the value in the compared period; invalid: not compared
        ChangeRole,            ///< double, relative
        TrendRole,             ///< QVariantList of double, monthly
        ByRequestsRole,        ///< Attributed: double, the share of requests
        OriginsRole,           ///< Attributed: QVariantList, empty where no rule says a feature; else nanos
                     ///< (invalid: not known) and requests of logged, by rule, split, untagged, joined
        MarkRole,     ///< Attributed: double, the mark to reach
        UnpricedRole, ///< Spend: qint64, requests without a cost
        SpentRole,
        AmountRole,
        DayRole,
        DaysRole,
        PaceRole,
        SoftRole,
        StateRole, ///< BudgetUsed
    };

    explicit SummaryModel(QObject *parent = nullptr);
    ~SummaryModel() override;

    void setSnapshot(std::shared_ptr<const insight::Snapshot> snapshot);
    /// Days that the figures are about; ISO, empty without data.
    QString firstDay() const;
    QString lastDay() const;
    QString comparedFirstDay() const; ///< empty: not compared
    QString comparedLastDay() const;
    bool hasBudget() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QVariant value(int figure) const;
    QVariant before(int figure) const;
    QVariant trend(int figure) const;
    QVariant budgetData(int role) const;

    std::shared_ptr<const insight::Snapshot> m_snapshot;
};

} // namespace outlay::items
