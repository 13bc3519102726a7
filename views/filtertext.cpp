// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/filtertext.h"

#include "views/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace outlay::views {

namespace {

constexpr qsizetype kValuesNamed = 3;

struct FilterWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::FilterText)
};

} // namespace

QDate toDate(base::Day day)
{
    return QDate(1970, 1, 1).addDays((day - base::Day{}).count());
}

base::Day toDay(const QDate &date)
{
    return base::Day{} + std::chrono::days{static_cast<int>(QDate(1970, 1, 1).daysTo(date))};
}

QString periodText(const base::Period &period, const std::optional<base::Period> &span)
{
    if (period == base::kAllTime)
        return FilterWords::tr("All time");
    if (period == base::periodOf(base::monthOf(period.first))) {
        const QString month = format::month(toDate(period.first));
        const bool isOpen = span && period.contains(span->last) && span->last < period.last;
        return isOpen ? FilterWords::tr("%1 (to date)").arg(month) : month;
    }
    if (period.first == period.last)
        return format::fullDay(toDate(period.first));
    const bool oneYear = toDate(period.first).year() == toDate(period.last).year();
    return FilterWords::tr("%1 – %2").arg(oneYear ? format::day(toDate(period.first))
                                                  : format::fullDay(toDate(period.first)),
                                          format::fullDay(toDate(period.last)));
}

QString dimensionTitle(const QString &dimension)
{
    QString title = dimension;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    return title.left(1).toUpper() + title.mid(1);
}

QString restrictionText(const QString &dimension, const base::ValueSet &set)
{
    if (set.values.empty() && !set.exclude)
        return FilterWords::tr("%1: nothing chosen").arg(dimension);
    QStringList values;
    for (const std::string &value : set.values)
        values << (value.empty() ? QString::fromUtf8(base::unattributedLabel(dimension.toStdString()).data())
                                 : QString::fromStdString(value));
    const QString list = values.size() > kValuesNamed
                             ? FilterWords::tr("%n values", nullptr, static_cast<int>(values.size()))
                             : values.join(QStringLiteral(", "));
    return set.exclude ? FilterWords::tr("%1 is not %2").arg(dimension, list)
                       : FilterWords::tr("%1: %2").arg(dimension, list);
}

QString countedText(const base::Filter &filter)
{
    QStringList parts;
    if (filter.basis == base::CostBasis::Reported)
        parts << FilterWords::tr("reported cost");
    if (filter.basis == base::CostBasis::Computed)
        parts << FilterWords::tr("computed cost");
    if (filter.counting == base::Counting::CompletedOnly)
        parts << FilterWords::tr("completed calls only");
    return parts.join(QStringLiteral(", "));
}

} // namespace outlay::views
