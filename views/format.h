// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QDate>
#include <QtCore/QLocale>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include "base/displayrate.h"
#include "items/roles.h"

/// The one place that turns values into visible text. Grouping, decimal point and month names follow the
/// locale; money stays in integers until it is text, rounded half to even; minus is U+2212.
namespace outlay::views::format {

/// In which currency, and at what rate, all amounts are that this thread makes texts of: as QLocale() is
/// their language, and of each thread, so that a report made beside the window has the rate of its own days.
/// Dollars until another is set. Callers hand over nano-dollars in any case.
const base::DisplayRate &shownIn();
void showIn(const base::DisplayRate &rate);
/// The same for as long as it lives.
class ShownIn
{
public:
    explicit ShownIn(const base::DisplayRate &rate)
        : m_before(shownIn())
    {
        showIn(rate);
    }
    ~ShownIn() { showIn(m_before); }
    ShownIn(const ShownIn &) = delete;
    ShownIn &operator=(const ShownIn &) = delete;

private:
    base::DisplayRate m_before;
};
/// "EUR at 0.9213 per USD of 29 May 2026 (rates.csv)", or that there is no rate; empty for dollars.
QString rateText(const base::DisplayRate &rate, const QLocale &locale = QLocale());
/// Dollars whatever currency is shown: of what a person enters in dollars.
QString dollars(qint64 nanos, int decimals = 2, const QLocale &locale = QLocale());

/// `decimals` are those of dollars: 2 stands for as many as the currency is paid in.
QString money(qint64 nanos, int decimals = 2, const QLocale &locale = QLocale());
/// Three significant digits, but never less than whole cents from $0.10 to $100: "$950", "$9.60k", "$1.24M".
QString compactMoney(qint64 nanos, const QLocale &locale = QLocale());
/// The same without trailing zeros, for ticks of an axis: "$0", "$2.5k", "$40k".
QString axisMoney(qint64 nanos, const QLocale &locale = QLocale());
/// Decimals for all amounts of a column whose greatest is `maxNanos`: 2, or 0 from $10,000.
int moneyDecimals(qint64 maxNanos);
/// A price per request as dollars per 1,000 requests: 0.0035 → "$3.50".
QString perThousand(qint64 nanosPerRequest, int decimals = 2, const QLocale &locale = QLocale());

/// A price per million tokens with all of its decimals, two at least: "$3.00", "$0.075".
QString price(qint64 nanos, const QLocale &locale = QLocale());

QString count(qint64 value, const QLocale &locale = QLocale());
QString compactCount(qint64 value, const QLocale &locale = QLocale()); ///< "950", "9.60k", "1.24M"
QString axisCount(qint64 value, const QLocale &locale = QLocale());    ///< "950", "9.6k", "40k"
QString decimal(double value, int decimals, const QLocale &locale = QLocale());

QString percent(double share, int decimals = 1, const QLocale &locale = QLocale());
QString change(double relative, const QLocale &locale = QLocale());                     ///< "+15.4 %"
QString changeWords(double relative, const QLocale &locale = QLocale());                ///< "15.4 % more"
QString moneyChange(qint64 nanos, int decimals = 2, const QLocale &locale = QLocale()); ///< "+$4,260.00"
QString points(double shareChange, const QLocale &locale = QLocale());                  ///< "+1.2 pp"

QString day(const QDate &date, const QLocale &locale = QLocale());          ///< "21 Nov"
QString fullDay(const QDate &date, const QLocale &locale = QLocale());      ///< "21 Nov 2026"
QString month(const QDate &date, const QLocale &locale = QLocale());        ///< "Nov 2026"
QString time(const QString &isoInstant, const QLocale &locale = QLocale()); ///< "21 Nov 2026 13:02:11"
/// A time key in ISO form as a person says it: "2026-11" → "Nov 2026"; other dimensions: the key itself, or
/// "(unattributed)" for the empty one.
QString bucket(const QString &dimension, const QString &key, const QLocale &locale = QLocale());
/// The two lines under an axis: {"Jun", "'25"}; the second is empty unless `withYear` or January.
QPair<QString, QString> axisBucket(const QString &dimension, const QString &key, bool withYear,
                                   const QLocale &locale = QLocale());

QString duration(double millis, const QLocale &locale = QLocale()); ///< "850 ms", "1.25 s", "2 min 5 s"
QString bytes(qint64 bytes, const QLocale &locale = QLocale());     ///< "412 MB"

QString featureClass(items::FeatureClass value);
QString featureClassSymbol(items::FeatureClass value); ///< ▲ ■ ● or nothing for the long tail
QString budgetState(items::BudgetState value);
QString budgetStateSymbol(items::BudgetState value); ///< ✓ ⚠ ✕ or nothing without data

/// A value of a model by its kind; an invalid one is "–". `decimals` is for money: the column's.
QString text(items::Kind kind, const QVariant &value, int decimals = 2, const QLocale &locale = QLocale());

} // namespace outlay::views::format
