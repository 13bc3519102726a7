// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/reconcilejob.h"

#include "jobs/storeimport.h"
#include "pricing/userbook.h"

#include <algorithm>

namespace outlay::jobs {

using insight::CallNames;
using insight::MatchOptions;

namespace {

/// A moment's day by one zone is not further than this from its day by another.
constexpr std::chrono::days kZoneDay{1};

using Spans = std::map<std::string, base::Period>;

/// From when to when there are calls of each provider.
base::Result<Spans> spansOf(const cube::Cube &cube, CallNames &names)
{
    const auto table = cube.query({}, {std::string(base::kDay),
                                       base::Dimension(base::nameOf(base::FixedDimension::Provider)),
                                       base::Dimension(base::nameOf(base::FixedDimension::Model))});
    if (!table)
        return tl::unexpected(table.error());
    Spans spans;
    for (const cube::Row &row : table->rows) {
        const auto day = base::parseDay(row.keys[0]);
        if (!day)
            continue;
        const auto [span, isNew] =
            spans.try_emplace(names.of(row.keys[1], row.keys[2]).provider, base::Period{*day, *day});
        span->second = {std::min(span->second.first, *day), std::max(span->second.last, *day)};
    }
    return spans;
}

base::Period widened(const base::Period &period, const std::optional<base::Period> &data, int days)
{
    const base::Period all = data.value_or(base::Period{});
    const std::chrono::days margin = std::chrono::days{days} + kZoneDay;
    return {std::max(period.first, all.first) - margin, std::min(period.last, all.last) + margin};
}

/// The cube's days are those of the reporting zone. What the walk has seen of a span's ends tells on which of
/// the billed days they are; ends that are beyond the walk are far from what is asked for.
void bringToBilled(Spans &spans, const Spans &seen, const base::Period &walked)
{
    for (auto &[provider, span] : spans) {
        const auto exact = seen.find(provider);
        if (exact == seen.end())
            continue;
        if (walked.contains(span.first))
            span.first = exact->second.first;
        if (walked.contains(span.last))
            span.last = exact->second.last;
    }
}

base::Result<insight::Calls> callsOf(const store::Store &store, CallNames &names,
                                     const std::shared_ptr<const pricing::PriceBook> &book,
                                     const insight::BillZones &billed, const base::Zone &zone,
                                     const store::EventWalk &walk)
{
    insight::CallAdding adding(names, book, billed, zone);
    return store
        .walkEvents(
            walk, [&adding](const base::Attribution &attribution, const base::EventRow &row,
                            std::string_view extras) { adding.add(attribution, row, base::partsIn(extras)); })
        .map([&adding] { return adding.result(); });
}

base::Result<insight::Repeats> repeatsOf(const store::Store &store, CallNames &names,
                                         const insight::BillZones &billed,
                                         const std::set<insight::MatchKey> &suspects, store::EventWalk walk)
{
    walk.period = {suspects.begin()->day - kZoneDay, suspects.rbegin()->day + kZoneDay};
    insight::RepeatFinding finding(names, billed, suspects);
    return store
        .walkEvents(walk, [&finding](const base::Attribution &attribution, const base::EventRow &row,
                                     std::string_view) { finding.add(attribution, row); })
        .map([&finding] { return finding.result(); });
}

} // namespace

base::Result<insight::Reconciliation> reconcileBills(const store::Store &store, MatchOptions options,
                                                     const std::string &userBook, store::EventWalk walk)
{
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    const auto opened = pricing::openBook(userBook);
    if (!opened)
        return tl::unexpected(opened.error());
    const std::shared_ptr<const pricing::PriceBook> book = *opened;
    CallNames names(book);
    if (!options.provider.empty())
        options.provider = names.of(options.provider, {}).provider;
    insight::BillReading reading(names, *zone);
    const auto read = store.walkBilling(
        [&reading](const base::Attribution &attribution, const base::BillingRow &row,
                   const store::BillingFile &file) { reading.add(attribution, row, file.format, file.id); });
    if (!read)
        return tl::unexpected(read.error());
    const insight::Bills bills = reading.result(options.period);
    const bool isOfProvider = options.provider.empty() || bills.spans.contains(options.provider);
    if (!isOfProvider || (bills.spans.empty() && bills.asides.empty()))
        return base::fail(base::ErrorKind::NotFound, store.path(),
                          (options.provider.empty() ? "no bill was imported"
                                                    : "no bill of " + options.provider + " was imported") +
                              std::string("; import the provider's cost or usage export"));
    auto cube = loadLoggedCube(store);
    if (cube && !*cube)
        cube = loadCube(store);
    if (!cube)
        return tl::unexpected(cube.error());
    auto spans = spansOf(**cube, names);
    if (!spans)
        return tl::unexpected(spans.error());
    walk.period = widened(options.period, (*cube)->span(), insight::marginOf(options));
    const auto calls = callsOf(store, names, book, bills.zones, *zone, walk);
    if (!calls)
        return tl::unexpected(calls.error());
    bringToBilled(*spans, calls->spans, walk.period);
    insight::Reconciliation result = insight::reconcile(bills, *calls, *spans, options);
    const auto suspects = result.suspects();
    if (suspects.empty())
        return result;
    const auto repeats = repeatsOf(store, names, bills.zones, suspects, walk);
    if (!repeats)
        return tl::unexpected(repeats.error());
    return insight::reconcile(bills, *calls, *spans, options, *repeats);
}

base::Result<Reconciled> reconcileAndTell(const store::Store &store, const MatchOptions &options,
                                          const std::string &userBook, const store::EventWalk &walk)
{
    Reconciled told;
    auto found = reconcileBills(store, options, userBook, walk);
    if (!found && found.error().kind == base::ErrorKind::NotFound)
        return told;
    if (!found)
        return tl::unexpected(found.error());
    told.hasBills = true;
    told.found = *std::move(found);
    auto closed = store.closedMonths();
    if (!closed)
        return tl::unexpected(closed.error());
    told.closed = *std::move(closed);
    auto restatements = store.restatements();
    if (!restatements)
        return tl::unexpected(restatements.error());
    told.restatements = *std::move(restatements);
    return told;
}

} // namespace outlay::jobs
