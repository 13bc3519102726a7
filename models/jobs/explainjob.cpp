// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/explainjob.h"

#include "base/parts.h"
#include "insight/calloffers.h"
#include "jobs/explaingiven.h"
#include "jobs/storeimport.h"
#include "pricing/bookpricer.h"
#include "pricing/userbook.h"

#include <algorithm>
#include <map>

namespace outlay::jobs {

using base::Int128;
using insight::CostOrigin;
using insight::Explained;
using insight::PriceUse;
using insight::SourceShare;

namespace {

/// Which single events a figure's scope has.
class ScopeTest
{
public:
    ScopeTest(const base::EventScope &scope, const base::Zone &zone)
        : m_clock(zone)
    {
        for (const std::uint32_t id : scope.attributions) {
            if (m_days.size() <= id)
                m_days.resize(id + std::size_t{1});
            m_days[id] = {base::kAllTime};
        }
        std::vector<bool> isWindowed(m_days.size());
        for (const base::EventScope::Window &window : scope.within) {
            if (!isWindowed[window.attribution])
                m_days[window.attribution].clear();
            isWindowed[window.attribution] = true;
            m_days[window.attribution].push_back(window.days);
        }
    }

    bool has(const base::EventRow &row)
    {
        if (row.attribution >= m_days.size())
            return false;
        const auto &periods = m_days[row.attribution];
        if (periods.size() == 1 && periods.front() == base::kAllTime)
            return true;
        return std::ranges::any_of(periods, [day = m_clock.dayOf(row.atUs)](const base::Period &period) {
            return period.contains(day);
        });
    }

private:
    base::DayClock m_clock;
    std::vector<std::vector<base::Period>> m_days; ///< by the store's id; none: not in it
};

/// Adds up what calls cost by where the cost is from. Used by one thread.
class OriginAdding
{
public:
    OriginAdding(std::shared_ptr<const pricing::PriceBook> book, base::CostBasis basis)
        : m_offers(book)
        , m_basis(basis)
    {
        m_origin.book = std::move(book);
    }

    void add(const base::Attribution &attribution, const base::EventRow &row, std::string_view extras)
    {
        const std::int64_t nanos = insight::costOn(m_basis, row);
        if (nanos == base::kAbsent) {
            ++m_origin.unpricedCalls;
        } else if (m_basis != base::CostBasis::Computed && row.costNanos != base::kAbsent) {
            ++m_origin.reportedCalls;
            m_origin.reportedNanos += nanos;
        } else if (!addByBook(attribution, row, extras, nanos)) {
            ++m_origin.otherCalls;
            m_origin.otherNanos += nanos;
        }
    }

    CostOrigin result()
    {
        for (auto &[key, use] : m_uses)
            m_origin.prices.push_back(use);
        std::ranges::stable_sort(m_origin.prices, std::ranges::greater(), &PriceUse::picos);
        return std::move(m_origin);
    }

private:
    /// False where the book of today says another cost.
    bool addByBook(const base::Attribution &attribution, const base::EventRow &row, std::string_view extras,
                   std::int64_t nanos)
    {
        const auto *const offer = m_offers.of(row.attribution, attribution);
        if (!offer)
            return false;
        pricing::Call call;
        call.atUs = row.atUs;
        call.tokens = pricing::tokensOf(row, base::partsIn(extras));
        const pricing::CallCost cost = pricing::Pricer::price(*offer, row.atUs, call.tokens);
        if (cost.nanos != nanos)
            return false;
        ++m_origin.bookCalls;
        m_origin.bookNanos += nanos;
        for (const pricing::CostPart &part : pricing::partsOf(call, cost)) {
            PriceUse &use = m_uses[{part.rate.place.row, part.kind, part.rate.price.picos()}];
            use.kind = part.kind;
            use.rate = part.rate;
            ++use.calls;
            use.tokens += part.tokens;
            use.picos += part.picos;
        }
        return true;
    }

    insight::CallOffers m_offers;
    base::CostBasis m_basis;
    CostOrigin m_origin;
    std::map<std::tuple<const pricing::PriceRow *, pricing::TokenKind, std::int64_t>, PriceUse> m_uses;
};

base::Result<CostOrigin> originOf(const store::Store &store, const base::EventScope &scope,
                                  const base::Filter &filter, const base::Zone &zone,
                                  const std::string &userBook, store::EventWalk walk)
{
    auto book = pricing::openBook(userBook);
    if (!book)
        return tl::unexpected(book.error());
    ScopeTest test(scope, zone);
    OriginAdding adding(*std::move(book), filter.basis);
    walk.period = filter.period;
    const auto gone = store.walkEvents(
        walk, [&](const base::Attribution &attribution, const base::EventRow &row, std::string_view extras) {
            if (test.has(row))
                adding.add(attribution, row, extras);
        });
    if (!gone)
        return tl::unexpected(gone.error());
    return adding.result();
}

template <class Value>
const base::Error *errorOf(const base::Result<Value> &result)
{
    return result ? nullptr : &result.error();
}

base::Result<std::vector<SourceShare>> sourcesOf(const cube::Cube &cube, const base::Filter &filter)
{
    const auto table = cube.query(filter, {base::Dimension(base::nameOf(base::FixedDimension::Source))});
    if (!table)
        return tl::unexpected(table.error());
    std::vector<SourceShare> sources;
    for (const cube::Row &row : table->rows)
        sources.push_back({row.keys.front(), row.sums});
    std::ranges::stable_sort(sources, std::ranges::greater(),
                             [](const SourceShare &share) { return share.sums.costNanos; });
    return sources;
}

} // namespace

base::Result<Explained> explainFigure(const store::Store &store, const insight::ExplainQuestion &question,
                                      const std::string &userBook, store::EventWalk walk)
{
    auto cells = store.cells();
    const auto rules = store.rules();
    const auto zone = store.reportingZone();
    for (const base::Error *error : {errorOf(cells), errorOf(rules), errorOf(zone)})
        if (error)
            return tl::unexpected(*error);
    const cube::RuledCells ledger{std::move(cells->attributions), std::move(cells->cells), {}};
    cube::RuledCells ruled = cube::applyRules(ledger, *rules);
    const auto cube = cube::Cube::build(std::move(ruled.attributions), std::move(ruled.cells),
                                        std::move(ruled.derivations));
    if (!cube)
        return tl::unexpected(cube.error());
    const auto given = givenFor(store, **cube, question, userBook, walk);
    if (!given)
        return tl::unexpected(given.error());
    auto explanation = insight::explain(**cube, question, *given);
    if (!explanation)
        return tl::unexpected(explanation.error());
    auto sql = insight::sqlOf(*explanation, **cube, *rules, *zone);
    auto sources = sourcesOf(**cube, explanation->calls());
    auto moves = insight::ruleMoves(ledger, *rules, explanation->calls());
    const auto scope = (*cube)->eventScope(explanation->calls());
    for (const base::Error *error : {errorOf(sql), errorOf(sources), errorOf(moves), errorOf(scope)})
        if (error)
            return tl::unexpected(*error);
    Explained explained{*std::move(explanation), *std::move(sql), *std::move(moves), *std::move(sources), {}};
    if (!scope->shared.empty())
        return explained;
    auto origin = originOf(store, *scope, explained.explanation.calls(), *zone, userBook, std::move(walk));
    if (!origin)
        return tl::unexpected(origin.error());
    explained.origin = *std::move(origin);
    return explained;
}

} // namespace outlay::jobs
