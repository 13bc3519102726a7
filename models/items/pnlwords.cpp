// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/pnlwords.h"

#include "base/scaled.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace outlay::items {

using insight::Pnl;

namespace {

struct PnlWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::items::PnlWords)
};

QString moneyText(base::Money amount)
{
    const base::Money cents = amount.roundedTo(2);
    const std::string plain = cents.toDecimal(2);
    const bool isNegative = plain.starts_with('-');
    const auto whole =
        QLocale().toString(static_cast<qlonglong>(std::abs(cents.nanos() / base::kNanosPerDollar)));
    return (isNegative ? QStringLiteral("-$") : QStringLiteral("$")) + whole +
           QString::fromStdString(plain.substr(plain.size() - 3));
}

QString numberText(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

} // namespace

QString unitText(const insight::PnlUnit &unit)
{
    const std::string plain = base::scaledText(unit.amountNanos, 9);
    const std::size_t point = std::min(plain.find('.'), plain.size());
    const auto whole = static_cast<qlonglong>(unit.amountNanos / base::kNanosPerDollar);
    QString number = QLocale().toString(std::abs(whole)) + QString::fromStdString(plain.substr(point));
    if (unit.amountNanos < 0)
        number.prepend(QLatin1Char('-'));
    return number + QLatin1Char(' ') + QString::fromStdString(unit.unit);
}

QString pnlKey(const Pnl &pnl, const insight::PnlRow &row, std::size_t column)
{
    const base::Dimension &dimension = pnl.by[column];
    if (row.isOfAllSegments && dimension == base::nameOf(base::FixedDimension::Segment))
        return PnlWords::tr("(all segments together)");
    const std::string &key = row.keys[column];
    return QString::fromStdString(key.empty() ? std::string(base::unattributedLabel(dimension)) : key);
}

QStringList pnlNotes(const Pnl &pnl)
{
    QStringList notes;
    if (pnl.withoutValue.costNanos != 0 && pnl.total.value)
        notes << PnlWords::tr(
                     "Nobody has said what %1 of the cost brought in: it has no return, which is not zero.")
                     .arg(moneyText(pnl.withoutValue.cost()));
    if (pnl.total.cost.unpriced() > 0)
        notes << PnlWords::tr("Calls without a cost, which are in no sum: %1.")
                     .arg(numberText(pnl.total.cost.unpriced()));
    if (pnl.leftOut > 0) {
        QStringList dimensions;
        for (const base::Dimension &dimension : pnl.undivided)
            dimensions << QString::fromStdString(dimension);
        notes << PnlWords::tr("Left out are %1 rows of values worth %2, which are not divided by %3 as the "
                              "filter asks.")
                     .arg(numberText(pnl.leftOut), moneyText(pnl.leftOutWorth),
                          dimensions.join(PnlWords::tr(", ")));
    }
    if (pnl.apportioned > 0)
        notes << PnlWords::tr("Of months that the period cuts, the part of its days counts: %1 rows.")
                     .arg(numberText(pnl.apportioned));
    if (pnl.outside.nanos() != 0)
        notes << PnlWords::tr("%1 of the value is of days before the first logged call or after the last, "
                              "which cost nothing here.")
                     .arg(moneyText(pnl.outside));
    const bool isAnyUnrated = std::ranges::any_of(pnl.rows, [](const insight::PnlRow &row) {
        return row.value && std::ranges::any_of(row.units, [](const insight::PnlUnit &unit) {
                   return unit.ratedNanos != unit.amountNanos;
               });
    });
    if (isAnyUnrated)
        notes << PnlWords::tr("Units without a rate are in no value.");
    return notes;
}

} // namespace outlay::items
