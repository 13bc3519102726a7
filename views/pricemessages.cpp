// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pricemessages.h"

#include "base/money.h"
#include "views/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <cstdlib>

namespace outlay::views {

using items::RepricePlan;
using Sums = items::RepriceMonthsModel::Sums;

namespace {

constexpr int kNanoDecimals = 9;

struct PriceWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::PriceMessages)
};

QString restatedText(int months)
{
    return months == 1
               ? PriceWords::tr("The change of %n reopened month is recorded as a restatement.", nullptr, 1)
               : PriceWords::tr("The changes of %n reopened months are recorded as restatements.", nullptr,
                                months);
}

} // namespace

QString pricesImportedText(qint64 added, qint64 changed, qint64 known, qint64 leftOut, qint64 withoutPrice)
{
    QStringList sentences{PriceWords::tr("Prices: %1 added, %2 changed, %3 known already.")
                              .arg(format::count(added), format::count(changed), format::count(known))};
    if (leftOut > 0)
        sentences << (leftOut == 1 ? PriceWords::tr("1 entry was not understood and is left out.")
                                   : PriceWords::tr("%1 entries were not understood and are left out.")
                                         .arg(format::count(leftOut)));
    if (withoutPrice > 0)
        sentences << (withoutPrice == 1
                          ? PriceWords::tr("1 model without a price is left out.")
                          : PriceWords::tr("%1 models without a price are left out; a list writes 0 for what "
                                           "it does not know.")
                                .arg(format::count(withoutPrice)));
    if (added + changed > 0)
        sentences << PriceWords::tr("They hold for imports from now on; Reprice applies them to what is in "
                                    "the store.");
    return sentences.join(QLatin1Char(' '));
}

QString costMoveText(qint64 beforeNanos, qint64 afterNanos)
{
    const qint64 least = std::min(std::abs(beforeNanos), std::abs(afterNanos));
    const qint64 by = std::abs(afterNanos - beforeNanos);
    int decimals = 2;
    // The smaller of the two, if there is one, and the step between them shall not look like nothing.
    for (qint64 place = base::kNanosPerDollar / 100;
         decimals < kNanoDecimals && ((by != 0 && by < place) || (least != 0 && least < place)); place /= 10)
        ++decimals;
    return PriceWords::tr("from %1 to %2 (%3)")
        .arg(format::money(beforeNanos, decimals), format::money(afterNanos, decimals),
             format::moneyChange(afterNanos - beforeNanos, decimals));
}

QString repriceHeadline(const RepricePlan &plan)
{
    switch (plan.state()) {
    case RepricePlan::State::Idle:
        return {};
    case RepricePlan::State::Looking:
        return PriceWords::tr("Finding out what the prices of the book would change…");
    case RepricePlan::State::Applying:
        return PriceWords::tr("Applying the prices of the book…");
    case RepricePlan::State::Failed:
        return PriceWords::tr("What the prices of the book would change could not be found out.");
    case RepricePlan::State::Ready:
        break;
    }
    const Sums &sums = plan.months.sums();
    if (sums.changed > 0)
        return (sums.changedMonths == 1
                    ? PriceWords::tr("%1 of %2 events would change, in %n month.", nullptr, 1)
                    : PriceWords::tr("%1 of %2 events would change, in %n months.", nullptr,
                                     sums.changedMonths))
                   .arg(format::count(sums.changed), format::count(sums.events)) +
               QLatin1Char(' ') +
               (sums.afterNanos == sums.beforeNanos
                    ? PriceWords::tr("The cost shown stays %1.").arg(format::money(sums.afterNanos))
                    : PriceWords::tr("The cost shown goes %1.")
                          .arg(costMoveText(sums.beforeNanos, sums.afterNanos)));
    if (sums.staying > 0)
        return PriceWords::tr("Nothing would change: what would is in closed months.");
    return PriceWords::tr("Nothing would change: every computed cost in the store is by the prices of the "
                          "book already.");
}

QString repriceNote(const Sums &sums)
{
    QStringList sentences;
    if (sums.changed > 0 && sums.uncomputedBefore == sums.events)
        sentences << PriceWords::tr("The computed cost, of which there was none, comes to %1.")
                         .arg(format::money(sums.computedAfterNanos));
    else if (sums.computedAfterNanos != sums.computedBeforeNanos)
        sentences << PriceWords::tr("The computed cost goes %1.")
                         .arg(costMoveText(sums.computedBeforeNanos, sums.computedAfterNanos));
    sentences << PriceWords::tr("What logs report is never changed, and is what is shown where a log has a "
                                "cost; only computed costs move.");
    if (sums.staying > 0)
        sentences << PriceWords::tr("Closed months stay as they are; %n of them would change.", nullptr,
                                    sums.staying);
    if (sums.restated > 0)
        sentences << restatedText(sums.restated);
    return sentences.join(QLatin1Char(' '));
}

QString repricedText(const Sums &sums)
{
    QStringList sentences;
    if (sums.changed == 0)
        sentences << PriceWords::tr("Nothing was changed by the prices of the book.");
    else
        sentences << (sums.changedMonths == 1
                          ? PriceWords::tr("%1 of %2 events have new prices, in %n month.", nullptr, 1)
                          : PriceWords::tr("%1 of %2 events have new prices, in %n months.", nullptr,
                                           sums.changedMonths))
                         .arg(format::count(sums.changed), format::count(sums.events))
                  << (sums.afterNanos == sums.beforeNanos
                          ? PriceWords::tr("The cost shown is still %1.").arg(format::money(sums.afterNanos))
                          : PriceWords::tr("The cost shown went %1.")
                                .arg(costMoveText(sums.beforeNanos, sums.afterNanos)));
    if (sums.staying > 0)
        sentences << PriceWords::tr("Closed months stayed as they were; %n of them would have changed.",
                                    nullptr, sums.staying);
    if (sums.restated > 0)
        sentences << restatedText(sums.restated);
    return sentences.join(QLatin1Char(' '));
}

} // namespace outlay::views
