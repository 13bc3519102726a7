// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDate>

#include "base/money.h"
#include "items/roles.h"

#include <memory>
#include <optional>
#include <vector>

namespace outlay::insight {
struct Burn;
}

namespace outlay::items {

/// A budget day by day: one row per day of its period. All sums are cumulative; Spent is invalid for days to
/// come, the forecast for those that are over, Before where the period before was shorter or is not all
/// known.
class BurnModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Day,
        Spent,
        Pace,
        Forecast,
        ForecastLow, ///< the 80 % interval
        ForecastHigh,
        Before, ///< of the period before
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
    qint64 paceNanos() const;  ///< what was expected to be spent by now
    bool hasForecast() const;  ///< the period is not over
    bool hasInterval() const;
    bool isRunRate() const;       ///< the history is too short for more
    qint64 expectedNanos() const; ///< at the period's end: the forecast, else what was spent
    qint64 expectedLowNanos() const;
    qint64 expectedHighNanos() const;
    std::optional<double> pastError() const; ///< mean |actual − forecast| ÷ actual of past forecasts
    QDate exhaustedOn() const; ///< day on which the amount was reached or is expected to be; invalid: none
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
    QVariant foreseen(int row, const std::vector<base::Money> &cumulative) const;
    QVariant value(int row, int column) const;

    std::unique_ptr<const insight::Burn> m_burn;
};

} // namespace outlay::items
