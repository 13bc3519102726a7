// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/valuerow.h"
#include "insight/pnl.h"
#include "items/simpletablemodel.h"

#include <vector>

namespace outlay::items {

/// What features, or features in segments, cost and brought in. What is not known is empty, and no zero.
class PnlModel : public SimpleTableModel
{
    Q_OBJECT

public:
    enum class By
    {
        Feature,
        FeatureAndSegment
    };

    explicit PnlModel(By by, QObject *parent = nullptr);

    void setPnl(const insight::Pnl &pnl);
    bool hasValues() const { return m_hasValues; } ///< the store has some, whatever the filter
    /// Sentences on what is in none of the figures, or only in part.
    const QStringList &notes() const { return m_notes; }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const int m_keys; ///< columns before the figures
    bool m_hasValues = false;
    QStringList m_notes;
    QList<QVariant> m_sums;      ///< by column; invalid: none
    QList<bool> m_ofAllSegments; ///< by row: its segment is none to filter by
    QVariantList m_ofUnits;      ///< of each row, FigureRole of what a unit costs
};

/// The value files that are kept, newest first.
class ValueFilesModel : public SimpleTableModel
{
    Q_OBJECT

public:
    explicit ValueFilesModel(QObject *parent = nullptr);
    void setFiles(const std::vector<base::ValueImport> &files);
    qint64 idAt(int row) const;
};

} // namespace outlay::items
