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

bool isMoney(Kind kind)
{
    return kind == Kind::Money || kind == Kind::Delta || kind == Kind::UnitMoney || kind == Kind::Price;
}

/// The kind of a column's cells, which the header need not tell.
Kind kindOf(const QAbstractItemModel &model, int column)
{
    const QVariant said = model.headerData(column, Qt::Horizontal, KindRole);
    return static_cast<Kind>(said.isValid() ? said.toInt() : model.index(0, column).data(KindRole).toInt());
}

/// "cost_usd" → "cost_eur"; "chat" → "chat_eur".
QString shownHeader(QString name, const base::DisplayRate &rate)
{
    const QString code = QString::fromStdString(rate.currency).toLower();
    const QString dollars = QStringLiteral("usd");
    if (const auto at = name.lastIndexOf(dollars, -1, Qt::CaseInsensitive); at >= 0)
        return name.replace(at, dollars.size(), code);
    return name + QLatin1Char('_') + code;
}

QString shownCell(const QAbstractItemModel &model, const QModelIndex &index, const base::DisplayRate &rate)
{
    const QVariant value = model.data(index, ValueRole);
    return value.isValid() && isMoney(static_cast<Kind>(model.data(index, KindRole).toInt()))
               ? QString::fromStdString(base::convertedText(value.toLongLong(), rate))
               : cell(model, index);
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

QByteArray toCsv(const QAbstractItemModel &model, const base::DisplayRate &rate)
{
    const auto isShown = [&](int column) { return !rate.isDollars() && isMoney(kindOf(model, column)); };
    std::string csv;
    const QString axis = rowAxis(model);
    if (!axis.isEmpty())
        csv += base::csvText(axis.toStdString()) + ",";
    for (int column = 0; column < model.columnCount(); ++column) {
        csv += (column > 0 ? "," : "") + base::csvText(header(model, column).toStdString());
        if (isShown(column))
            csv += "," + base::csvText(shownHeader(header(model, column), rate).toStdString());
    }
    if (!rate.isDollars())
        csv += "," + QString::fromStdString(rate.currency).toLower().toStdString() + "_per_usd,rate_date";
    csv += kLineEnd;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!axis.isEmpty())
            csv += base::csvText(rowName(model, row).toStdString()) + ",";
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            const std::string text = cell(model, index).toStdString();
            const Kind kind = static_cast<Kind>(model.data(index, KindRole).toInt());
            csv += (column > 0 ? "," : "") + (isText(kind) ? base::csvText(text) : text);
            if (isShown(column))
                csv += "," + (isMoney(kind) ? shownCell(model, index, rate).toStdString() : std::string());
        }
        if (!rate.isDollars())
            csv += "," + base::rateText(rate.picosPerDollar) + "," + base::isoDay(*rate.day);
        csv += kLineEnd;
    }
    return QByteArray::fromStdString(csv);
}

QString toTsv(const QAbstractItemModel &model, const QModelIndexList &selection,
              const base::DisplayRate &rate)
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
        cells << clean(rate.isDollars() || !isMoney(kindOf(model, column))
                           ? header(model, column)
                           : shownHeader(header(model, column), rate));
    lines << cells.join(QLatin1Char('\t'));
    for (const int row : rows) {
        cells.clear();
        if (!axis.isEmpty())
            cells << clean(rowName(model, row));
        for (const int column : columns)
            cells << clean(rate.isDollars() ? cell(model, model.index(row, column))
                                            : shownCell(model, model.index(row, column), rate));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace outlay::items
