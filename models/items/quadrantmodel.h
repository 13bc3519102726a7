// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QAbstractTableModel>

#include "items/roles.h"

#include <memory>

namespace outlay::insight {
struct Quadrant;
}

namespace outlay::items {

/// Features by their shares of usage, or of what they return, and of cost: one row per feature, by cost
/// descending.
class QuadrantModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Class,
        Cost,
        CostShare,
        Requests,
        UsageShare,
        Index,             ///< cost share ÷ usage share; unknown for a feature without usage
        PreviousCostShare, ///< in the compared period; unknown when it was not there
        PreviousUsageShare,
        Gain, ///< value − cost; unknown where classes are by usage
        ColumnCount
    };

    explicit QuadrantModel(QObject *parent = nullptr);
    ~QuadrantModel() override;

    void setQuadrant(const insight::Quadrant &quadrant);
    void clear();
    /// Moves the cut lines (0 … 1) and classes the features anew.
    void setCuts(double usage, double cost);

    const insight::Quadrant &quadrant() const { return *m_quadrant; }
    /// UsageShare is of what features return, and not of requests.
    bool isByReturn() const;
    qint64 unvalued() const;          ///< by return: features that are not shown, as nobody said their value,
    qint64 unvaluedCostNanos() const; ///< and what they cost
    double usageCut() const;
    double costCut() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void cutsChanged(double usage, double cost);

private:
    QVariant value(int row, int column) const;

    std::unique_ptr<insight::Quadrant> m_quadrant;
};

} // namespace outlay::items
