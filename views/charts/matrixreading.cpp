// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/matrixreading.h"

#include "items/matrixmodel.h"
#include "views/format.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QCoreApplication>

namespace outlay::views {

using items::Kind;
using items::MatrixModel;

namespace {

QList<AxisEntry> readAxis(const QAbstractItemModel &model, Qt::Orientation orientation)
{
    const int size = orientation == Qt::Horizontal ? model.columnCount() : model.rowCount();
    QList<AxisEntry> entries;
    entries.reserve(size);
    for (int i = 0; i < size; ++i) {
        const auto header = [&](int role) { return model.headerData(i, orientation, role); };
        AxisEntry entry;
        entry.axis = header(MatrixModel::AxisRole).toString();
        entry.key = header(items::KeyRole).toString();
        entry.dimension = header(items::DimensionRole).toString();
        entry.label = entry.dimension.isEmpty() ? header(Qt::DisplayRole).toString()
                                                : format::bucket(entry.dimension, entry.key);
        entry.slot = header(items::SlotRole).toInt();
        entry.hatched = header(items::HatchedRole).toBool();
        entry.partial = header(items::PartialRole).toBool();
        entry.total = header(MatrixModel::TotalRole);
        entries.append(entry);
    }
    return entries;
}

} // namespace

QList<ChartTarget> AxisEntry::targets() const
{
    return dimension.isEmpty() ? QList<ChartTarget>() : QList<ChartTarget>{{dimension, key}};
}

void MatrixReading::explain(ChartMark &mark, const QList<const AxisEntry *> &entries) const
{
    if (kind != Kind::Money)
        return;
    for (const AxisEntry *entry : entries) {
        if (entry->dimension.isEmpty())
            return; // what several values come to has no name to ask for
        mark.slice += entry->targets();
    }
    mark.figure = QStringLiteral("cost");
}

QString MatrixReading::text(const QVariant &value) const
{
    if (kind == Kind::UnitMoney && value.isValid())
        return QCoreApplication::translate("ChartView", "%1 per 1k requests").arg(format::text(kind, value));
    return format::text(kind, value);
}

QString MatrixReading::compactText(const QVariant &value) const
{
    if (!value.isValid())
        return format::text(kind, value);
    if (kind == Kind::Money)
        return format::compactMoney(value.toLongLong());
    if (kind == Kind::Count)
        return format::compactCount(value.toLongLong());
    return format::text(kind, value);
}

MatrixReading readMatrix(const QAbstractItemModel *model)
{
    MatrixReading matrix;
    if (!model || model->rowCount() == 0 || model->columnCount() == 0)
        return matrix;
    matrix.kind = static_cast<Kind>(model->headerData(0, Qt::Horizontal, items::KindRole).toInt());
    matrix.rowAxis = model->headerData(0, Qt::Vertical, MatrixModel::AxisRole).toString();
    matrix.total = model->headerData(0, Qt::Vertical, MatrixModel::GrandTotalRole);
    matrix.rows = readAxis(*model, Qt::Vertical);
    matrix.columns = readAxis(*model, Qt::Horizontal);
    matrix.values.reserve(matrix.rows.size() * matrix.columns.size());
    for (int row = 0; row < matrix.rows.size(); ++row)
        for (int column = 0; column < matrix.columns.size(); ++column)
            matrix.values.append(model->index(row, column).data(items::ValueRole));
    return matrix;
}

QString spanOf(const MatrixReading &matrix)
{
    if (matrix.rows.size() == 1)
        return matrix.rows.first().label;
    return QCoreApplication::translate("ChartView", "%1 to %2")
        .arg(matrix.rows.first().label, matrix.rows.last().label);
}

} // namespace outlay::views
