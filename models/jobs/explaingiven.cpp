// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/explaingiven.h"

#include "insight/pnl.h"
#include "insight/savings.h"
#include "jobs/cachejob.h"
#include "jobs/tokenweights.h"
#include "jobs/whatifjob.h"
#include "pricing/userbook.h"

#include <limits>
#include <map>

namespace outlay::jobs {

using base::ErrorKind;
using base::Int128;
using insight::Figure;
using insight::Given;
using insight::Summed;

namespace {

base::Result<insight::Pnl> pnlOf(const store::Store &store, const cube::Cube &cube,
                                 const insight::ExplainQuestion &question)
{
    const auto values = store.values();
    const auto calls = insight::callsOf(question);
    if (!values || !calls)
        return tl::unexpected(values ? calls.error() : values.error());
    return insight::pnl(cube, *calls, {base::Dimension(base::nameOf(base::FixedDimension::Feature))},
                        *values);
}

/// What features brought in by the store's value files. Errors: Misuse where nobody has said.
base::Result<Given> valueOf(const store::Store &store, const cube::Cube &cube,
                            const insight::ExplainQuestion &question)
{
    const auto pnl = pnlOf(store, cube, question);
    if (!pnl)
        return tl::unexpected(pnl.error());
    if (!pnl->total.value)
        return base::fail(
            ErrorKind::Misuse, std::string(insight::nameOf(question.figure)),
            "cannot be told: nobody has said what these calls brought in; keep a value file first");
    return Given{pnl->total.value->nanos(), {}, {}};
}

base::Result<Given> effectOf(const cube::Cube &cube, const insight::ExplainQuestion &question,
                             const std::string &userBook)
{
    const auto filter = insight::bridged(question);
    const auto book = pricing::openBook(userBook);
    if (!filter || !book)
        return tl::unexpected(filter ? book.error() : filter.error());
    const auto bridge = insight::bridge(cube, *filter, *question.before, tokenWeights(*book));
    if (!bridge)
        return tl::unexpected(bridge.error());
    return insight::givenOf(*bridge, question);
}

base::Result<Given> unitsOf(const store::Store &store, const cube::Cube &cube,
                            const insight::ExplainQuestion &question)
{
    const auto pnl = pnlOf(store, cube, question);
    if (!pnl)
        return tl::unexpected(pnl.error());
    std::map<std::string, Int128> amounts;
    for (const insight::PnlRow &row : pnl->rows)
        for (const insight::PnlUnit &unit : row.units)
            if (question.unit.empty() || unit.unit == question.unit)
                amounts[unit.unit] += unit.amountNanos;
    if (amounts.size() == 1 && amounts.begin()->second <= std::numeric_limits<std::int64_t>::max())
        return Given{0, {}, {{Summed::Units, static_cast<std::int64_t>(amounts.begin()->second)}}};
    const std::string name(insight::nameOf(question.figure));
    if (amounts.empty())
        return base::fail(ErrorKind::Misuse, question.unit.empty() ? name : name + ":" + question.unit,
                          "cannot be told: no value file counts it for these calls");
    std::string names;
    for (const auto &[unit, amount] : amounts)
        names += (names.empty() ? "" : ", ") + name + ":" + unit;
    return base::fail(ErrorKind::Misuse, name, "is of which unit? There are: " + names);
}

/// The calls, and what they cost before and in the scenario.
base::Result<Given> savedOf(const store::Store &store, const cube::Cube &ruled,
                            const insight::ExplainQuestion &question, const std::string &userBook,
                            const store::EventWalk &walk)
{
    const auto calls = insight::callsOf(question);
    const auto asked = insight::narrowed(question.filter, question.slice);
    if (!calls || !asked)
        return tl::unexpected(calls ? asked.error() : calls.error());
    const bool isOne = question.scenario->changes.size() == 1;
    const auto results = whatIf(store, ruled, *asked, {*question.scenario}, userBook, walk,
                                isOne ? Counted::Concerned : Counted::All);
    const auto table = ruled.query(*calls, {});
    if (!results || !table)
        return tl::unexpected(results ? table.error() : results.error());
    const insight::WhatIfSums &sums = results->front().total;
    if (sums.beforeNanos != table->total.costNanos)
        return base::fail(ErrorKind::Misuse, std::string(insight::nameOf(question.figure)),
                          "cannot be told: a rule splits calls of it, and a scenario is tried on whole ones");
    Given given;
    given.besides = {{Summed::ScenarioCost, static_cast<std::int64_t>(sums.afterNanos)},
                     {Summed::ChangedCalls, sums.changed}};
    if (question.figure == Figure::SavedPerMonth)
        given.besides.emplace_back(Summed::Days, insight::daysWithData(ruled, asked->period));
    return given;
}

base::Result<Given> cacheOf(const store::Store &store, const cube::Cube &ruled,
                            const insight::ExplainQuestion &question, const std::string &userBook,
                            const store::EventWalk &walk)
{
    const auto calls = insight::callsOf(question);
    if (!calls)
        return tl::unexpected(calls.error());
    const auto economics = cacheEconomics(store, ruled, *calls, {}, userBook, walk);
    if (!economics)
        return tl::unexpected(economics.error());
    const insight::CacheRow &all = economics->total;
    const auto given = [&all](Summed first, Int128 firstValue, Summed second,
                              Int128 secondValue) -> base::Result<Given> {
        constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
        if (firstValue > most || secondValue > most || firstValue < -most || secondValue < -most)
            return base::fail(ErrorKind::BadInput, "cache",
                              "adds up to more than can be told exactly; ask about a shorter period");
        return Given{0,
                     {},
                     {{Summed::PricedCalls, all.priced},
                      {first, static_cast<std::int64_t>(firstValue)},
                      {second, static_cast<std::int64_t>(secondValue)}}};
    };
    if (question.figure == Figure::CacheSaving)
        return given(Summed::UncachedPrompt, all.uncachedNanos, Summed::BilledPrompt, all.billedNanos);
    if (question.figure == Figure::ReadsPerWritten)
        return given(Summed::PricedReads, all.readTokens, Summed::PricedWrites, all.writeTokens());
    return given(Summed::WritePremium, all.premiumPicos, Summed::ReadOnce, all.readOncePicos);
}

} // namespace

base::Result<Given> givenFor(const store::Store &store, const cube::Cube &ruled,
                             const insight::ExplainQuestion &question, const std::string &userBook,
                             const store::EventWalk &walk)
{
    switch (question.figure) {
    case Figure::Gain:
    case Figure::Margin:
    case Figure::Roi:
    case Figure::BreakEven:
        return valueOf(store, ruled, question);
    case Figure::CostPerUnit:
        return unitsOf(store, ruled, question);
    case Figure::Saved:
    case Figure::SavedPerMonth:
        return savedOf(store, ruled, question, userBook, walk);
    case Figure::CacheSaving:
    case Figure::ReadsPerWritten:
    case Figure::BreakEvenReads:
        return cacheOf(store, ruled, question, userBook, walk);
    case Figure::Effect:
        return question.before ? effectOf(ruled, question, userBook) : Given{};
    default:
        return Given{question.amountNanos, {}, {}};
    }
}

} // namespace outlay::jobs
