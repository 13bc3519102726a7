// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/dimension.h"
#include "views/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace outlay::views::format {

namespace {

struct FormatWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::FormatWords)
};

bool isDimension(const QString &dimension, std::string_view name)
{
    return dimension.toStdString() == name;
}

QString shortYear(int year)
{
    return QStringLiteral("'%1").arg(year % 100, 2, 10, QLatin1Char('0'));
}

QDate monthFrom(const QString &key)
{
    return QDate::fromString(key + QLatin1String("-01"), Qt::ISODate);
}

} // namespace

QString day(const QDate &date, const QLocale &locale)
{
    return locale.toString(date, FormatWords::tr("d MMM"));
}

QString fullDay(const QDate &date, const QLocale &locale)
{
    return locale.toString(date, FormatWords::tr("d MMM yyyy"));
}

QString month(const QDate &date, const QLocale &locale)
{
    return locale.toString(date, FormatWords::tr("MMM yyyy"));
}

QString time(const QString &isoInstant, const QLocale &locale)
{
    const QDateTime at = QDateTime::fromString(isoInstant, Qt::ISODateWithMs);
    return at.isValid() ? locale.toString(at, FormatWords::tr("d MMM yyyy HH:mm:ss")) : isoInstant;
}

QString bucket(const QString &dimension, const QString &key, const QLocale &locale)
{
    if (key.isEmpty())
        return QString::fromUtf8(base::unattributedLabel(dimension.toStdString()).data());
    if (isDimension(dimension, base::kMonth) && monthFrom(key).isValid())
        return month(monthFrom(key), locale);
    if (isDimension(dimension, base::kDay) && QDate::fromString(key, Qt::ISODate).isValid())
        return fullDay(QDate::fromString(key, Qt::ISODate), locale);
    if (isDimension(dimension, base::kWeek) && key.size() == 8)
        return FormatWords::tr("Week %1 of %2").arg(key.mid(6).toInt()).arg(key.left(4));
    return key;
}

QPair<QString, QString> axisBucket(const QString &dimension, const QString &key, bool withYear,
                                   const QLocale &locale)
{
    if (isDimension(dimension, base::kMonth) && monthFrom(key).isValid()) {
        const QDate date = monthFrom(key);
        return {locale.toString(date, QStringLiteral("MMM")),
                withYear || date.month() == 1 ? shortYear(date.year()) : QString()};
    }
    if (isDimension(dimension, base::kDay)) {
        const QDate date = QDate::fromString(key, Qt::ISODate);
        if (date.isValid())
            return {locale.toString(date, QStringLiteral("d")),
                    withYear || date.day() == 1 ? locale.toString(date, QStringLiteral("MMM")) : QString()};
    }
    if (isDimension(dimension, base::kWeek) && key.size() == 8)
        return {key.mid(5),
                withYear || key.endsWith(QLatin1String("W01")) ? shortYear(key.left(4).toInt()) : QString()};
    return {bucket(dimension, key, locale), QString()};
}

QString featureClass(items::FeatureClass value)
{
    switch (value) {
    case items::FeatureClass::ProfitCenter:
        return FormatWords::tr("Profit center");
    case items::FeatureClass::CostDrain:
        return FormatWords::tr("Cost drain");
    case items::FeatureClass::CoreSpend:
        return FormatWords::tr("Core spend");
    case items::FeatureClass::LongTail:
        break;
    }
    return FormatWords::tr("Long tail");
}

QString featureClassSymbol(items::FeatureClass value)
{
    switch (value) {
    case items::FeatureClass::ProfitCenter:
        return QStringLiteral("■");
    case items::FeatureClass::CostDrain:
        return QStringLiteral("▲");
    case items::FeatureClass::CoreSpend:
        return QStringLiteral("●");
    case items::FeatureClass::LongTail:
        break;
    }
    return {};
}

QString budgetState(items::BudgetState value)
{
    switch (value) {
    case items::BudgetState::NoData:
        return FormatWords::tr("No data");
    case items::BudgetState::OnTrack:
        return FormatWords::tr("On track");
    case items::BudgetState::AheadOfPace:
        return FormatWords::tr("Ahead of pace");
    case items::BudgetState::SoftPassed:
        return FormatWords::tr("Warning mark passed");
    case items::BudgetState::Over:
        break;
    }
    return FormatWords::tr("Over budget");
}

QString budgetStateSymbol(items::BudgetState value)
{
    switch (value) {
    case items::BudgetState::NoData:
        return {};
    case items::BudgetState::OnTrack:
        return QStringLiteral("✓");
    case items::BudgetState::AheadOfPace:
    case items::BudgetState::SoftPassed:
        return QStringLiteral("⚠");
    case items::BudgetState::Over:
        break;
    }
    return QStringLiteral("✕");
}

QString rateText(const base::DisplayRate &rate, const QLocale &locale)
{
    const auto dayText = [&](base::Day of) {
        const std::chrono::year_month_day date(of);
        return fullDay(QDate(static_cast<int>(date.year()),
                             static_cast<int>(static_cast<unsigned>(date.month())),
                             static_cast<int>(static_cast<unsigned>(date.day()))),
                       locale);
    };
    if (!rate.missing.empty())
        return FormatWords::tr("in USD: there is no rate of %1 on or before %2")
            .arg(QString::fromStdString(rate.missing), dayText(rate.shownTo));
    if (rate.isDollars() || !rate.day)
        return {};
    QString number = QString::fromStdString(base::rateText(rate.picosPerDollar));
    number.replace(QLatin1Char('.'), locale.decimalPoint());
    return FormatWords::tr("%1 at %2 per USD of %3 (%4)")
        .arg(QString::fromStdString(rate.currency), number, dayText(*rate.day),
             QString::fromStdString(rate.source));
}

} // namespace outlay::views::format
