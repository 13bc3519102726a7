// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reportcells.h"

#include "base/money.h"
#include "views/format.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::Kind;

namespace {

struct CellWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::ReportCells)
};

QString dollarText(double dollars)
{
    return format::compactMoney(std::llround(dollars * double(base::kNanosPerDollar)));
}

} // namespace

QString printable(const QString &text)
{
    QString out;
    for (const uint code : text.toUcs4()) {
        const bool isTurn = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
        const char32_t letter = code;
        if (!isTurn && !QChar::isSurrogate(code) && QChar::category(code) != QChar::Other_Control)
            out += QString::fromUcs4(&letter, 1);
    }
    return out;
}

ReportCells::ReportCells(const QAbstractItemModel &model)
    : m_model(model)
{
    for (int column = 0; column < columns() && model.rowCount() > 0; ++column)
        m_hasTotals = m_hasTotals || model.headerData(column, Qt::Horizontal, items::SumRole).isValid();
}

QString ReportCells::title(int column) const
{
    return m_model.headerData(column, Qt::Horizontal).toString();
}

Kind ReportCells::kind(int column) const
{
    return static_cast<Kind>(m_model.headerData(column, Qt::Horizontal, items::KindRole).toInt());
}

bool ReportCells::isFigure(int column) const
{
    switch (kind(column)) {
    case Kind::Text:
    case Kind::Trend:
    case Kind::State:
    case Kind::Class:
    case Kind::Day:
    case Kind::Month:
    case Kind::Time:
        return false;
    default:
        return true;
    }
}

QVariant ReportCells::value(int row, int column) const
{
    return isTotals(row) ? m_model.headerData(column, Qt::Horizontal, items::SumRole)
                         : m_model.index(row, column).data(items::ValueRole);
}

QString ReportCells::text(int row, int column) const
{
    const QVariant shown = value(row, column);
    if (!isTotals(row))
        return format::text(static_cast<Kind>(m_model.index(row, column).data(items::KindRole).toInt()),
                            shown);
    if (shown.isValid())
        return format::text(kind(column), shown);
    return column == 0 ? QCoreApplication::translate("outlay::views::TotalsRow", "Total") : QString();
}

QVariantList ReportCells::trend(int row, int column) const
{
    return value(row, column).toList();
}

QString ReportCells::trendWords(int row, int column) const
{
    const QVariantList weeks = trend(row, column);
    if (weeks.isEmpty())
        return {};
    const auto less = [](const QVariant &a, const QVariant &b) { return a.toDouble() < b.toDouble(); };
    const auto [least, most] = std::minmax_element(weeks.begin(), weeks.end(), less);
    return CellWords::tr("%1 weeks, from %2 to %3 a week, last %4")
        .arg(format::count(weeks.size()), dollarText(least->toDouble()), dollarText(most->toDouble()),
             dollarText(weeks.last().toDouble()));
}

int ReportCells::direction(int row, int column) const
{
    const Kind shown = kind(column);
    if (shown != Kind::Change && shown != Kind::Delta)
        return 0;
    const QString written = text(row, column); // what is written as nothing is neither
    return written.startsWith(QLatin1Char('+')) ? 1 : written.startsWith(QChar(0x2212)) ? -1 : 0;
}

} // namespace outlay::views
