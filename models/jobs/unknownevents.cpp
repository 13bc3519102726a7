// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/unknownevents.h"

#include "cube/rulematcher.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace outlay::jobs {

using base::Attribution;
using base::EventRow;

namespace {

constexpr std::size_t kNoCluster = static_cast<std::size_t>(-1);

/// What the rules make of an attribution, looked up once each.
class TagsOfEvents
{
public:
    TagsOfEvents(std::vector<base::Rule> rules, base::Zone zone, const base::Filter &filter,
                 const insight::Unattributed &found)
        : m_matcher(std::move(rules))
        , m_zone(std::move(zone))
        , m_filter(filter)
        , m_found(found)
    {
    }

    struct Known
    {
        bool isThere = false;
        bool passes = false; ///< the filter
        bool isForAllDays = true;
        std::vector<std::uint32_t> matching;
        std::size_t cluster = kNoCluster; ///< if it is unknown
        std::optional<std::string> value; ///< on all days; none: shared
    };

    const Known &known(const Attribution &attribution, std::uint32_t id)
    {
        if (m_known.size() <= id)
            m_known.resize(id + std::size_t{1});
        Known &known = m_known[id];
        if (known.isThere)
            return known;
        known.isThere = true;
        known.passes = std::ranges::all_of(m_filter.where, [&](const auto &entry) {
            return entry.second.values.contains(std::string(cube::countedValue(attribution, entry.first))) !=
                   entry.second.exclude;
        });
        m_matcher.matching(attribution, known.matching);
        known.isForAllDays = m_matcher.areForAllDays(known.matching);
        known.value = valueOn(attribution, known, {});
        for (std::size_t c = 0; c < m_found.clusters.size() && known.cluster == kNoCluster; ++c) {
            const auto &where = m_found.clusters[c].rule.where;
            if (std::ranges::all_of(where, [&](const auto &test) {
                    return test.second.passes(cube::countedValue(attribution, test.first));
                }))
                known.cluster = c;
        }
        return known;
    }

    /// kUnattributed: unknown; none: shared over several.
    std::optional<std::string> valueOf(const Attribution &attribution, const Known &known, std::int64_t atUs)
    {
        return known.isForAllDays ? known.value : valueOn(attribution, known, m_zone.dayOf(atUs));
    }

    std::size_t hourOf(std::int64_t atUs) const
    {
        constexpr std::int64_t hourUs = base::kDayUs / 24;
        const std::int64_t since = atUs - m_zone.beginOf(m_zone.dayOf(atUs));
        return static_cast<std::size_t>(std::clamp<std::int64_t>(since / hourUs, 0, 23));
    }

private:
    std::optional<std::string> valueOn(const Attribution &attribution, const Known &known, base::Day day)
    {
        m_matcher.winners(known.matching, day, m_winners);
        for (const std::uint32_t r : m_winners) {
            const base::Rule &rule = m_matcher.rules()[r];
            if (rule.dimension != m_found.dimension)
                continue;
            if (rule.isSplit())
                return std::nullopt;
            return base::isDefaultLabel(rule.value) ? std::string(base::kUnattributed) : rule.value;
        }
        return std::string(cube::countedValue(attribution, m_found.dimension));
    }

    cube::RuleMatcher m_matcher;
    base::Zone m_zone;
    const base::Filter &m_filter;
    const insight::Unattributed &m_found;
    std::vector<Known> m_known; ///< by the store's id
    std::vector<std::uint32_t> m_winners;
};

/// Who made unknown calls, and what of the others' calls is theirs.
class Overlaps
{
public:
    void addUnknown(std::uint64_t who, std::size_t cluster) { ++m_who[who].unknown[cluster]; }
    void addTagged(std::uint64_t who, const std::string &value)
    {
        if (const auto known = m_who.find(who); known != m_who.end())
            ++known->second.tagged[value];
    }

    /// Of each cluster the value that most of its calls are linked with.
    std::vector<UnknownLink> links(std::size_t clusters) const
    {
        std::vector<std::map<std::string, std::int64_t>> calls(clusters);
        for (const auto &[who, all] : m_who) {
            const auto most =
                std::ranges::max_element(all.tagged, {}, &std::pair<const std::string, std::int64_t>::second);
            if (most == all.tagged.end())
                continue;
            for (const auto &[cluster, count] : all.unknown)
                calls[cluster][most->first] += count;
        }
        std::vector<UnknownLink> links(clusters);
        for (std::size_t c = 0; c < clusters; ++c)
            for (const auto &[value, count] : calls[c])
                if (count > links[c].calls)
                    links[c] = {value, count};
        return links;
    }

private:
    struct Calls
    {
        std::map<std::size_t, std::int64_t> unknown; ///< by cluster
        std::map<std::string, std::int64_t> tagged;  ///< by value
    };
    std::unordered_map<std::uint64_t, Calls> m_who;
};

/// Tokens of all kinds that went in; kAbsent if no kind is said.
std::int64_t tokensIn(const EventRow &row)
{
    std::int64_t sum = base::kAbsent;
    for (const std::int64_t tokens :
         {row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens, row.cacheWrite1hTokens})
        if (tokens != base::kAbsent)
            sum = (sum == base::kAbsent ? 0 : sum) + tokens;
    return sum;
}

} // namespace

UnknownEvents::Span UnknownEvents::busyHours() const
{
    for (int length = 1; length < 24; ++length)
        for (int from = 0; from < 24; ++from) {
            std::int64_t within = 0;
            for (int hour = from; hour < from + length; ++hour)
                within += hours[static_cast<std::size_t>(hour % 24)];
            if (within * 5 >= calls * 4)
                return {from, (from + length) % 24};
        }
    return {0, 24};
}

std::pair<std::int64_t, std::int64_t> UnknownEvents::inputBand() const
{
    const std::int64_t all = std::accumulate(inputSizes.begin(), inputSizes.end(), std::int64_t{0});
    if (all == 0)
        return {};
    std::int64_t below = 0;
    std::pair<std::int64_t, std::int64_t> band{-1, 0};
    for (std::size_t size = 0; size < inputSizes.size(); ++size) {
        below += inputSizes[size];
        if (band.first < 0 && below * 10 > all)
            band.first = size == 0 ? 0 : std::int64_t{1} << (size - 1);
        band.second = size >= 63 ? std::numeric_limits<std::int64_t>::max() : std::int64_t{1} << size;
        if (below * 10 >= all * 9)
            break;
    }
    return band;
}

base::Result<std::vector<UnknownEvents>> lookAtEvents(const store::Store &store, const base::Filter &filter,
                                                      insight::Unattributed &found,
                                                      const std::stop_token &stop)
{
    std::vector<UnknownEvents> events(found.clusters.size());
    auto rules = store.rules();
    if (!rules)
        return tl::unexpected(rules.error());
    auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    TagsOfEvents tags(*std::move(rules), *std::move(zone), filter, found);
    Overlaps users;
    Overlaps chains;
    const store::EventWalk walk{.period = filter.period, .stop = stop};
    const auto takeUnknown = [&](const Attribution &attribution, const EventRow &row, std::string_view) {
        const auto &known = tags.known(attribution, row.attribution);
        if (!known.passes || known.cluster == kNoCluster ||
            tags.valueOf(attribution, known, row.atUs) != std::string(base::kUnattributed))
            return;
        UnknownEvents &of = events[known.cluster];
        ++of.calls;
        ++of.hours[tags.hourOf(row.atUs)];
        if (const std::int64_t tokens = tokensIn(row); tokens >= 0)
            ++of.inputSizes[static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(tokens)))];
        if (row.user != base::kAbsent)
            users.addUnknown(static_cast<std::uint64_t>(row.user), known.cluster);
        if (row.attempt != 0)
            chains.addUnknown(row.attempt, known.cluster);
    };
    const auto takeTagged = [&](const Attribution &attribution, const EventRow &row, std::string_view) {
        const auto value = tags.valueOf(attribution, tags.known(attribution, row.attribution), row.atUs);
        if (!value || value->empty())
            return;
        if (row.user != base::kAbsent)
            users.addTagged(static_cast<std::uint64_t>(row.user), *value);
        if (row.attempt != 0)
            chains.addTagged(row.attempt, *value);
    };
    auto walked =
        store.walkEvents(walk, takeUnknown).and_then([&] { return store.walkEvents(walk, takeTagged); });
    if (!walked)
        return tl::unexpected(walked.error());
    const auto byUser = users.links(events.size());
    const auto byChain = chains.links(events.size());
    for (std::size_t c = 0; c < events.size(); ++c) {
        events[c].byUser = byUser[c];
        events[c].byChain = byChain[c];
        if (!found.clusters[c].likely.empty())
            continue;
        for (const UnknownLink &link : {byUser[c], byChain[c]})
            if (link.calls > 0 && link.calls * 2 >= events[c].calls)
                found.clusters[c].rule.value = link.value;
    }
    return events;
}

} // namespace outlay::jobs
