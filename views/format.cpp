// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/format.h"

#include "base/money.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <cmath>

namespace outlay::views::format {

namespace {

using base::Int128;

constexpr QChar kMinus(0x2212);
constexpr QChar kNoBreak(0x00A0);
constexpr int kCents = 2;
constexpr int kMostDecimals = 9;

struct FormatText
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::Format)
};

/// The user's locale with grouping even where it (as "C" does) goes without.
QLocale grouped(QLocale locale)
{
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale;
}

Int128 powerOfTen(int exponent)
{
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// `scaled` ÷ 10^decimals, without a sign.
QString magnitude(qint64 scaled, int decimals, const QLocale &locale)
{
    const Int128 absolute = scaled < 0 ? -Int128(scaled) : Int128(scaled);
    const Int128 one = powerOfTen(decimals);
    QString text = grouped(locale).toString(static_cast<qulonglong>(absolute / one));
    if (decimals == 0)
        return text;
    text += locale.decimalPoint();
    const char32_t zero = locale.zeroDigit().toUcs4().value(0, U'0');
    const QString digits =
        QString::number(static_cast<qulonglong>(absolute % one)).rightJustified(decimals, QLatin1Char('0'));
    for (const QChar digit : digits) {
        const char32_t shown = zero + static_cast<char32_t>(digit.digitValue());
        text += QString::fromUcs4(&shown, 1);
    }
    return text;
}

QString signOf(qint64 value)
{
    return value < 0 ? QString(kMinus) : QString();
}

/// An amount in the currency that is shown, not rounded yet: `value` ÷ `unit`.
struct Amount
{
    Int128 value;
    Int128 unit;
};

base::DisplayRate &rateOfThread()
{
    thread_local base::DisplayRate rate;
    return rate;
}

Amount amountOf(Int128 nanos)
{
    const base::DisplayRate &rate = rateOfThread();
    if (rate.isDollars())
        return {nanos, base::kNanosPerDollar};
    return {nanos * rate.picosPerDollar, Int128(base::kNanosPerDollar) * base::kPicosPerUnit};
}

/// As many decimals as `decimals` are of dollars, for the currency that is shown.
int shownDecimals(int decimals)
{
    const int more = base::minorDigits(rateOfThread().currency) - kCents;
    return decimals < kCents ? decimals : std::clamp(decimals + more, 0, kMostDecimals);
}

QString shownSign()
{
    return QString::fromStdString(base::currencySign(rateOfThread().currency));
}

/// "€12.50" of an amount of so many times the dollars.
QString amountText(Int128 nanos, int decimals, const QLocale &locale)
{
    const Amount amount = amountOf(nanos);
    const int digits = shownDecimals(decimals);
    const qint64 scaled = base::divideHalfEven(amount.value, amount.unit / powerOfTen(digits));
    return signOf(scaled) + shownSign() + magnitude(scaled, digits, locale);
}

/// A value cut to few digits: `scaled` ÷ 10^decimals, in units named by `suffix`.
struct Compact
{
    qint64 scaled = 0;
    int decimals = 0;
    const char *suffix = "";
};

/// Three significant digits of value ÷ one, from 100 up with suffixes; below 100 as `small` does.
template <class Small>
Compact compact(Int128 value, Int128 one, Small small)
{
    static constexpr std::array<const char *, 5> suffixes = {"", "k", "M", "B", "T"};
    const Int128 absolute = value < 0 ? -value : value;
    if (const std::optional<Compact> exact = small(absolute))
        return *exact;
    for (std::size_t step = 0; step < suffixes.size(); ++step) {
        const Int128 unit = one * powerOfTen(static_cast<int>(step) * 3);
        for (int decimals = step == 0 ? 0 : 2; decimals >= 0; --decimals) {
            const qint64 scaled = base::divideHalfEven(absolute, unit / powerOfTen(decimals));
            if (scaled < 1000)
                return {scaled, decimals, suffixes[step]};
        }
    }
    return {base::divideHalfEven(absolute, one * powerOfTen(12)), 0, suffixes.back()};
}

void dropTrailingZeros(Compact &value, int least)
{
    while (value.decimals > least && value.scaled % 10 == 0) {
        value.scaled /= 10;
        --value.decimals;
    }
}

/// Amounts below 100: whole cents, and three digits below ten cents, which may be a price per request.
std::optional<Compact> smallAmount(Int128 value, Int128 unit)
{
    if (value == 0)
        return Compact{};
    const Int128 cent = unit / powerOfTen(kCents);
    const qint64 cents = base::divideHalfEven(value, cent);
    if (cents >= 10'000)
        return std::nullopt;
    if (value >= unit / 10) {
        const bool isWhole = base::minorDigits(rateOfThread().currency) == 0 && value >= unit;
        return isWhole ? Compact{base::divideHalfEven(value, unit), 0, ""} : Compact{cents, kCents, ""};
    }
    int decimals = 4;
    while (decimals < kMostDecimals && value < 100 * (unit / powerOfTen(decimals)))
        ++decimals;
    Compact cut{base::divideHalfEven(value, unit / powerOfTen(decimals)), decimals, ""};
    dropTrailingZeros(cut, kCents);
    return cut;
}

Compact compactAmount(qint64 nanos)
{
    const Amount amount = amountOf(nanos);
    return compact(amount.value, amount.unit, [&](Int128 value) { return smallAmount(value, amount.unit); });
}

std::optional<Compact> smallCount(Int128 value)
{
    if (value >= 1000)
        return std::nullopt;
    return Compact{static_cast<qint64>(value), 0, ""};
}

QString written(const Compact &value, const QLocale &locale)
{
    return magnitude(value.scaled, value.decimals, locale) + QLatin1String(value.suffix);
}

/// A relative number in percent to one decimal, without sign: "<0.1 %" for what would read as nothing.
QString percentMagnitude(double share, int decimals, const QLocale &locale)
{
    const double percent = std::abs(share) * 100;
    const double least = std::pow(10.0, -decimals);
    if (percent > 0 && percent < least / 2)
        return QLatin1Char('<') + decimal(least, decimals, locale) + kNoBreak + QLatin1Char('%');
    return decimal(percent, decimals, locale) + kNoBreak + QLatin1Char('%');
}

} // namespace

const base::DisplayRate &shownIn()
{
    return rateOfThread();
}

void showIn(const base::DisplayRate &rate)
{
    rateOfThread() = rate;
}

QString dollars(qint64 nanos, int decimals, const QLocale &locale)
{
    const ShownIn plain{base::DisplayRate()};
    return money(nanos, decimals, locale);
}

QString money(qint64 nanos, int decimals, const QLocale &locale)
{
    return amountText(nanos, decimals, locale);
}

QString compactMoney(qint64 nanos, const QLocale &locale)
{
    return signOf(nanos) + shownSign() + written(compactAmount(nanos), locale);
}

QString axisMoney(qint64 nanos, const QLocale &locale)
{
    Compact value = compactAmount(nanos);
    if (*value.suffix != '\0' || value.scaled % powerOfTen(value.decimals) == 0)
        dropTrailingZeros(value, 0);
    return signOf(nanos) + shownSign() + written(value, locale);
}

int moneyDecimals(qint64 maxNanos)
{
    constexpr int wholeFrom = 10'000;
    const Amount most = amountOf(maxNanos);
    return most.value >= wholeFrom * most.unit || most.value <= -wholeFrom * most.unit ? 0 : kCents;
}

QString perThousand(qint64 nanosPerRequest, int decimals, const QLocale &locale)
{
    constexpr int requests = 1000;
    return amountText(Int128(nanosPerRequest) * requests, decimals, locale);
}

QString count(qint64 value, const QLocale &locale)
{
    return signOf(value) + magnitude(value, 0, locale);
}

QString compactCount(qint64 value, const QLocale &locale)
{
    return signOf(value) + written(compact(value, 1, smallCount), locale);
}

QString axisCount(qint64 value, const QLocale &locale)
{
    Compact shown = compact(value, 1, smallCount);
    dropTrailingZeros(shown, 0);
    return signOf(value) + written(shown, locale);
}

QString decimal(double value, int decimals, const QLocale &locale)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const QString text = grouped(locale).toString(std::abs(value), 'f', decimals);
    const bool zero = std::abs(value) < std::pow(10.0, -decimals) / 2;
    return value < 0 && !zero ? kMinus + text : text;
}

QString percent(double share, int decimals, const QLocale &locale)
{
    return (share < 0 ? QString(kMinus) : QString()) + percentMagnitude(share, decimals, locale);
}

QString change(double relative, const QLocale &locale)
{
    if (!std::isfinite(relative))
        return QStringLiteral("–");
    const int decimals = std::abs(relative) < 9.9995 ? 1 : 0;
    const QString sign = relative > 0 ? QStringLiteral("+") : relative < 0 ? QString(kMinus) : QString();
    return sign + percentMagnitude(relative, decimals, locale);
}

QString changeWords(double relative, const QLocale &locale)
{
    if (!std::isfinite(relative))
        return FormatText::tr("not comparable");
    if (std::abs(relative) < 0.0005)
        return FormatText::tr("unchanged");
    const QString amount = percentMagnitude(relative, 1, locale);
    return relative > 0 ? FormatText::tr("%1 more").arg(amount) : FormatText::tr("%1 less").arg(amount);
}

QString moneyChange(qint64 nanos, int decimals, const QLocale &locale)
{
    const QString text = money(nanos, decimals, locale);
    return nanos > 0 && text != money(0, decimals, locale) ? QLatin1Char('+') + text : text;
}

QString points(double shareChange, const QLocale &locale)
{
    const QString text = decimal(shareChange * 100, 1, locale) + kNoBreak + FormatText::tr("pp");
    return shareChange * 100 >= 0.05 ? QLatin1Char('+') + text : text;
}

QString duration(double millis, const QLocale &locale)
{
    if (millis < 999.5)
        return decimal(millis, millis < 9.95 ? 1 : 0, locale) + kNoBreak + FormatText::tr("ms");
    if (millis < 59'950)
        return decimal(millis / 1000, millis < 9'995 ? 2 : 1, locale) + kNoBreak + FormatText::tr("s");
    const qint64 seconds = std::llround(millis / 1000);
    if (seconds < 3600)
        return FormatText::tr("%1 min %2 s").arg(count(seconds / 60, locale), count(seconds % 60, locale));
    return FormatText::tr("%1 h %2 min").arg(count(seconds / 3600, locale), count(seconds / 60 % 60, locale));
}

QString bytes(qint64 bytes, const QLocale &locale)
{
    double value = static_cast<double>(bytes);
    static constexpr std::array<const char *, 5> units = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; value >= 999.5 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    return decimal(value, unit > 0 && value < 99.95 ? 1 : 0, locale) + kNoBreak + QLatin1String(units[unit]);
}

QString price(qint64 nanos, const QLocale &locale)
{
    // A product with a rate has more decimals than anyone reads: six are kept, or nine of what is tiny.
    constexpr int kept = 6;
    constexpr int tinyBelow = 10'000;
    const Amount amount = amountOf(nanos);
    const Int128 size = amount.value < 0 ? -amount.value : amount.value;
    int decimals = rateOfThread().isDollars() || size < amount.unit / tinyBelow ? kMostDecimals : kept;
    const int least = base::minorDigits(rateOfThread().currency);
    qint64 rest = base::divideHalfEven(amount.value, amount.unit / powerOfTen(decimals));
    for (; decimals > least && rest % 10 == 0; rest /= 10)
        --decimals;
    return signOf(rest) + shownSign() + magnitude(rest, decimals, locale);
}

QString text(items::Kind kind, const QVariant &value, int decimals, const QLocale &locale)
{
    using items::Kind;
    if (!value.isValid())
        return QStringLiteral("–");
    switch (kind) {
    case Kind::Text:
        return value.toString();
    case Kind::Count:
        return count(value.toLongLong(), locale);
    case Kind::Money:
        return money(value.toLongLong(), decimals, locale);
    case Kind::Delta:
        return moneyChange(value.toLongLong(), decimals, locale);
    case Kind::Price:
        return price(value.toLongLong(), locale);
    case Kind::UnitMoney:
        return perThousand(value.toLongLong(), decimals, locale);
    case Kind::Share:
    case Kind::Used:
        return percent(value.toDouble(), 1, locale);
    case Kind::Change:
        return change(value.toDouble(), locale);
    case Kind::Ratio:
        return decimal(value.toDouble(), value.toDouble() < 9.95 ? 1 : 0, locale) + QChar(0x00D7);
    case Kind::Day:
        if (const QDate day = QDate::fromString(value.toString(), Qt::ISODate); day.isValid())
            return fullDay(day, locale);
        [[fallthrough]]; // days added up by month
    case Kind::Month:
        return bucket(QStringLiteral("month"), value.toString(), locale);
    case Kind::Time:
        return time(value.toString(), locale);
    case Kind::Millis:
        return duration(value.toDouble(), locale);
    case Kind::Class: {
        const auto featureClassValue = static_cast<items::FeatureClass>(value.toInt());
        const QString symbol = featureClassSymbol(featureClassValue);
        return symbol.isEmpty() ? featureClass(featureClassValue)
                                : symbol + kNoBreak + featureClass(featureClassValue);
    }
    case Kind::State: {
        const auto state = static_cast<items::BudgetState>(value.toInt());
        const QString symbol = budgetStateSymbol(state);
        return symbol.isEmpty() ? budgetState(state) : symbol + kNoBreak + budgetState(state);
    }
    case Kind::Trend:
        return {};
    }
    return {};
}

} // namespace outlay::views::format
