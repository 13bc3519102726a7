// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDate>

#include "items/roles.h"

#include <memory>

namespace outlay::insight {
struct Burn;
}

namespace outlay::items {

/// A month's budget day by day: one row per day of the month. Spent is invalid for days to come; Spent and
/// Pace are cumulative.
class BurnModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Day,
        Spent,
        Pace,
        ColumnCount
    };

    explicit BurnModel(QObject *parent = nullptr);
    ~BurnModel() override;

    void setBurn(const insight::Burn &burn);
    void clear();

    bool isEmpty() const { return !m_burn; }
    QString feature() const; ///< empty: the total
    qint64 limitNanos() const;
    qint64 softLimitNanos() const;
    int softPercent() const;
    qint64 spentNanos() const; ///< to date
    qint64 paceNanos() const;  ///< what an even pace would have spent to date
    BudgetState state() const;
    int daysElapsed() const;
    int daysLeft() const;
    QDate firstDay() const;
    QDate lastDay() const;
    QDate asOf() const;         ///< last elapsed day; invalid before the month has begun
    QDate softPassedOn() const; ///< invalid: not passed
    QDate spentOn() const;      ///< day on which the limit was reached; invalid: not reached

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// Any of the getters above may have a new value.
    void burnChanged();

private:
    void replace(std::unique_ptr<const insight::Burn> burn);
    QVariant value(int row, int column) const;

    std::unique_ptr<const insight::Burn> m_burn;
};

} // namespace outlay::items
