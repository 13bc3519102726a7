// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/repricing.h"

#include "pricing/bookpricer.h"
#include "pricing/userbook.h"

#include <map>

namespace outlay::jobs {

namespace {

using base::FixedDimension;

std::string namesOf(const pricing::PriceBook &book)
{
    std::string names;
    for (const pricing::PriceList &list : book.lists()) {
        names += (names.empty() ? "prices of " : ", ") + (list.name.empty() ? "the own book" : list.name);
        names += list.version.empty() ? "" : " " + list.version;
    }
    return names;
}

std::string_view textOf(const base::Attribution &attribution, FixedDimension dimension)
{
    const auto &value = attribution[dimension];
    return value ? std::string_view(*value) : std::string_view();
}

/// The last place that each file writes of its costs.
class LastPlaces
{
public:
    void note(const base::Attribution &attribution, const base::EventRow &row)
    {
        if (row.costNanos == base::kAbsent || row.costNanos == 0)
            return;
        std::int64_t &place = m_places[std::string(textOf(attribution, FixedDimension::Source))];
        place = pricing::lastPlaceOf({place, row.costNanos});
    }

    std::int64_t of(const base::Attribution &attribution) const
    {
        const auto place = m_places.find(textOf(attribution, FixedDimension::Source));
        return place == m_places.end() ? 1 : place->second;
    }

private:
    std::map<std::string, std::int64_t, std::less<>> m_places;
};

} // namespace

base::Result<store::RepriceReport> reprice(store::Store &store, const std::string &userBook,
                                           store::RepriceOptions options)
{
    auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    if (options.reason.empty())
        options.reason = namesOf(**book);
    pricing::BookPricer pricer(*std::move(book));
    return store.reprice(pricer, options);
}

base::Result<Repriced> repriceAndTell(store::Store &store, const std::string &userBook,
                                      const store::RepriceOptions &options)
{
    auto report = reprice(store, userBook, options);
    if (!report)
        return tl::unexpected(report.error());
    auto months = store.closedMonths();
    if (!months)
        return tl::unexpected(months.error());
    auto restatements = store.restatements();
    if (!restatements)
        return tl::unexpected(restatements.error());
    return Repriced{*std::move(report), *std::move(months), *std::move(restatements)};
}

base::Result<std::vector<pricing::Difference>>
costDifferences(const store::Store &store, const std::string &userBook, const store::EventWalk &walk)
{
    auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    pricing::Pricer pricer(*std::move(book));
    pricing::Differences differences(pricer);
    LastPlaces places;
    store::EventWalk silent = walk; // the first way is the shorter one
    silent.progress = {};
    const auto compare = [&](const base::Attribution &attribution, const base::EventRow &row,
                             std::string_view fields) {
        if (pricing::isCachedAnswer(attribution) && row.costNanos == 0)
            return;
        const auto tier = pricing::tierOf(attribution);
        const pricing::Call call{
            textOf(attribution, FixedDimension::Provider), textOf(attribution, FixedDimension::Model),
            tier.value_or(pricing::Tier::Standard), row.atUs, pricing::tokensOf(row, base::partsIn(fields))};
        if (tier)
            differences.add(call, row.costNanos, places.of(attribution));
        else
            differences.addOfUnknownTier(call, row.costNanos);
    };
    return store
        .walkEvents(silent, [&places](const auto &attribution, const auto &row,
                                      auto) { places.note(attribution, row); })
        .and_then([&] { return store.walkEvents(walk, compare); })
        .map([&] { return differences.result(); });
}

} // namespace outlay::jobs
