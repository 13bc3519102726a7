// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/csvwriter.h"

#include "base/csv.h"
#include "items/matrixmodel.h"
#include "items/plaintext.h"
#include "items/roles.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QStringList>

#include <set>
#include <string_view>

namespace outlay::items {

namespace {

constexpr std::string_view kLineEnd = "\r\n"; // as RFC 4180 has it, in files for other programs

bool isText(Kind kind)
{
    return kind == Kind::Text || kind == Kind::Class || kind == Kind::State;
}

QString header(const QAbstractItemModel &model, int column)
{
    const QString machine = model.headerData(column, Qt::Horizontal, MachineNameRole).toString();
    return machine.isEmpty() ? model.headerData(column, Qt::Horizontal).toString() : machine;
}

/// The value as the model means it, whatever a proxy above it shows.
QString cell(const QAbstractItemModel &model, const QModelIndex &index)
{
    const Kind kind = static_cast<Kind>(model.data(index, KindRole).toInt());
    return plainText(kind, model.data(index, ValueRole));
}

/// Name of the vertical header's dimension, for models whose rows are named there; empty for others.
QString rowAxis(const QAbstractItemModel &model)
{
    return model.headerData(0, Qt::Vertical, MatrixModel::AxisRole).toString();
}

/// A row's name as CSV and TSV write it.
QString rowName(const QAbstractItemModel &model, int row)
{
    return model.headerData(row, Qt::Vertical, Qt::DisplayRole).toString();
}

} // namespace

QByteArray toCsv(const QAbstractItemModel &model)
{
    std::string csv;
    const QString axis = rowAxis(model);
    if (!axis.isEmpty())
        csv += base::csvText(axis.toStdString()) + ",";
    for (int column = 0; column < model.columnCount(); ++column)
        csv += (column > 0 ? "," : "") + base::csvText(header(model, column).toStdString());
    csv += kLineEnd;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!axis.isEmpty())
            csv += base::csvText(rowName(model, row).toStdString()) + ",";
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            const std::string text = cell(model, index).toStdString();
            const Kind kind = static_cast<Kind>(model.data(index, KindRole).toInt());
            csv += (column > 0 ? "," : "") + (isText(kind) ? base::csvText(text) : text);
        }
        csv += kLineEnd;
    }
    return QByteArray::fromStdString(csv);
}

QString toTsv(const QAbstractItemModel &model, const QModelIndexList &selection)
{
    std::set<int> rows;
    std::set<int> columns;
    for (const QModelIndex &index : selection) {
        rows.insert(index.row());
        columns.insert(index.column());
    }
    for (int row = 0; selection.isEmpty() && row < model.rowCount(); ++row)
        rows.insert(row);
    for (int column = 0; selection.isEmpty() && column < model.columnCount(); ++column)
        columns.insert(column);

    const auto clean = [](QString text) {
        return text.replace(QLatin1Char('\t'), QLatin1Char(' '))
            .replace(QLatin1Char('\n'), QLatin1Char(' '))
            .replace(QLatin1Char('\r'), QLatin1Char(' '));
    };
    const QString axis = rowAxis(model);
    QStringList lines;
    QStringList cells;
    if (!axis.isEmpty())
        cells << clean(axis);
    for (const int column : columns)
        cells << clean(header(model, column));
    lines << cells.join(QLatin1Char('\t'));
    for (const int row : rows) {
        cells.clear();
        if (!axis.isEmpty())
            cells << clean(rowName(model, row));
        for (const int column : columns)
            cells << clean(cell(model, model.index(row, column)));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace outlay::items
