// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QList>
#include <QtCore/QStringList>

#include "items/roles.h"

#include <map>
#include <memory>

namespace outlay::insight {
struct Rollup;
struct RollupRow;
} // namespace outlay::insight

namespace outlay::items {

/// A rollup as a table: one column per grouping key, then figures. Every row of the rollup is a row here;
/// nothing is cut to a top N.
class RollupModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Figure
    {
        Class,
        Cost,
        Share,
        Change,
        Requests,
        UnitCost,
        InputTokens,
        CacheReadTokens,
        CacheWriteTokens,
        OutputTokens,
        Latency, ///< mean, of the requests that logged one
        Trend,
        Budget,
        RetryCost,    ///< of failed and superseded attempts
        MissingUsage, ///< requests whose log gives no tokens: unknown, not zero
    };
    enum RollupRole
    {
        ShareOfGreatestRole = NextRole, ///< double, 0 … 1: length of the in-cell bar of a cost
    };

    /// `keys` are the names of the grouping's dimensions, for the headers before there is data.
    RollupModel(QStringList keys, QList<Figure> figures, QObject *parent = nullptr);
    ~RollupModel() override;

    /// `ranks` give colour slots to the values of the first dimension that has any.
    void setRollup(const insight::Rollup &rollup, const std::map<std::string, int> &ranks = {});
    void clear();

    qint64 totalNanos() const;
    qint64 totalRequests() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Column of a figure, or -1.
    int columnOf(Figure figure) const;

private:
    const insight::RollupRow &row(const QModelIndex &index) const;
    bool isKey(int column) const { return column < m_keys.size(); }
    Figure figureAt(int column) const { return m_figures[column - m_keys.size()]; }
    /// No feature; for a grouping by one other dimension, no value of it.
    bool isUnattributed(const insight::RollupRow &row) const;
    QVariant keyData(const QModelIndex &index, int role) const;
    QVariant figureData(const QModelIndex &index, int role) const;
    QVariant figureValue(const insight::RollupRow &row, Figure figure) const;
    QVariant sumOf(Figure figure) const;

    const QStringList m_keys;
    const QList<Figure> m_figures;
    std::unique_ptr<const insight::Rollup> m_rollup;
    std::map<std::string, int> m_ranks;
};

} // namespace outlay::items
