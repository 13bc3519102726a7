// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QHash>
#include <QtCore/QIdentityProxyModel>

#include "views/palette.h"

namespace outlay::views {

/// Puts visible text, colours and spoken text on a model that has values and kinds. Money of one column has
/// the same number of decimals in every row.
class FormatProxy : public QIdentityProxyModel
{
    Q_OBJECT

public:
    explicit FormatProxy(QObject *parent = nullptr);

    void setSourceModel(QAbstractItemModel *model) override;
    void setPalette(const Palette &palette);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// A column's sum over all rows; empty where it has none.
    QString totalText(int column) const;

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const QModelIndex &index) const;
    QString spokenTextOf(const QModelIndex &index) const;
    QVariant colourOf(const QModelIndex &index) const;
    int decimalsOf(int column) const;

    const Palette *m_palette = nullptr;
    mutable QHash<int, int> m_decimals; ///< by column, until the source changes
};

} // namespace outlay::views
