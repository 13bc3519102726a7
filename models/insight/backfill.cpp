// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/backfill.h"

#include "pricing/modelnames.h"

#include <algorithm>
#include <map>

namespace outlay::insight {

using base::EventRow;
using base::Join;
using base::JoinKind;
using base::kAbsent;

namespace {

void addTo(CallsAndCost &sum, const CallsAndCost &more)
{
    sum.requests += more.requests;
    sum.nanos += more.nanos;
}

CallsAndCost callOf(const EventRow &row)
{
    const std::int64_t shown = base::shownNanos(row);
    return {1, shown == kAbsent ? 0 : shown};
}

/// All input; kAbsent where nothing is known of it.
std::int64_t promptTokensOf(const EventRow &row)
{
    std::int64_t sum = kAbsent;
    for (const std::int64_t tokens :
         {row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens, row.cacheWrite1hTokens})
        if (tokens != kAbsent)
            sum = (sum == kAbsent ? 0 : sum) + tokens;
    return sum;
}

std::string keyOfSet(const std::vector<std::string> &texts)
{
    std::string key;
    for (const std::string &text : texts)
        key.append(std::to_string(text.size())).append(":").append(text);
    return key;
}

} // namespace

std::optional<double> JoinCheck::precision() const
{
    if (checked() == 0)
        return std::nullopt;
    return static_cast<double>(same) / static_cast<double>(checked());
}

CallsAndCost JoinQuality::joined() const
{
    CallsAndCost all = byCall;
    addTo(all, byChain);
    addTo(all, byTime);
    return all;
}

JoinMatcher::JoinMatcher(const base::JoinLog &log, std::int64_t windowUs)
    : m_log(log)
    , m_windowUs(windowUs)
    , m_sets(log.values)
    , m_times(log)
    , m_used(log.rows.size())
{
    for (std::uint32_t set = 0; set < m_sets.size(); ++set)
        m_setIds.emplace(keyOfSet(m_sets[set]), set);
    for (std::uint32_t model = 1; model < log.models.size(); ++model)
        m_models.emplace(log.models[model], model);
    for (std::uint32_t row = 0; row < log.rows.size(); ++row) {
        learn(m_calls, log.rows[row].call, row);
        learn(m_chains, log.rows[row].chain, row);
    }
    m_quality.dimensions = log.dimensions;
    m_quality.filled.resize(log.dimensions.size());
    m_quality.rows = static_cast<std::int64_t>(log.rows.size());
}

void JoinMatcher::learn(SaidById &byId, std::uint64_t id, std::uint32_t row)
{
    if (id == 0)
        return;
    const auto [said, isNew] = byId.try_emplace(id, Said{row, m_log.rows[row].values});
    if (isNew || said->second.isAmbiguous)
        return;
    const auto both = merged(said->second.values, m_log.rows[row].values);
    said->second.isAmbiguous = !both;
    said->second.values = both.value_or(said->second.values);
}

/// What two rows say together; nothing if they contradict each other.
std::optional<std::uint32_t> JoinMatcher::merged(std::uint32_t a, std::uint32_t b)
{
    if (a == b)
        return a;
    std::vector<std::string> texts = m_sets[a];
    for (std::size_t d = 0; d < texts.size(); ++d) {
        const std::string &other = m_sets[b][d];
        if (!texts[d].empty() && !other.empty() && texts[d] != other)
            return std::nullopt;
        if (texts[d].empty())
            texts[d] = other;
    }
    return internedSet(texts);
}

std::uint32_t JoinMatcher::internedSet(const std::vector<std::string> &texts)
{
    const auto [known, isNew] =
        m_setIds.try_emplace(keyOfSet(texts), static_cast<std::uint32_t>(m_sets.size()));
    if (isNew)
        m_sets.push_back(texts);
    return known->second;
}

const JoinMatcher::Logged &JoinMatcher::loggedOf(const base::Attribution &logged, std::uint32_t id)
{
    if (m_logged.size() <= id)
        m_logged.resize(id + std::size_t{1});
    Logged &known = m_logged[id];
    if (known.isThere)
        return known;
    std::vector<std::string> texts;
    for (std::size_t d = 0; d < m_log.dimensions.size(); ++d) {
        std::string text = base::valueIn(logged, m_log.dimensions[d]).value_or(std::string());
        if (base::isDefaultLabel(text))
            text.clear();
        known.lacks |= text.empty() ? 1U << d : 0U;
        texts.push_back(std::move(text));
    }
    known.isThere = true;
    known.says = internedSet(texts);
    const auto &model = logged[base::FixedDimension::Model];
    const auto ofLog = model ? m_models.find(pricing::plainestName(*model)) : m_models.end();
    known.model = ofLog == m_models.end() ? 0 : ofLog->second;
    return known;
}

JoinMatcher::Said *JoinMatcher::find(SaidById &byId, const std::vector<std::uint64_t> &ids)
{
    for (const std::uint64_t id : ids)
        if (const auto said = byId.find(id); said != byId.end())
            return &said->second;
    return nullptr;
}

/// A bit for each dimension of which a set says something.
std::uint32_t JoinMatcher::saying(std::uint32_t set) const
{
    std::uint32_t dimensions = 0;
    for (std::size_t d = 0; d < m_log.dimensions.size(); ++d)
        dimensions |= m_sets[set][d].empty() ? 0U : 1U << d;
    return dimensions;
}

/// False if the set says nothing that the call lacks.
bool JoinMatcher::join(const Join &how, std::uint32_t set, std::uint32_t lacks, const CallsAndCost &call)
{
    const std::uint32_t fills = saying(set) & lacks;
    if (fills == 0)
        return false;
    const auto [place, isNew] = m_filledSets.try_emplace(std::uint64_t{set} << 32 | fills,
                                                         static_cast<std::uint32_t>(m_values.size()));
    if (isNew) {
        m_values.emplace_back();
        m_valueSums.emplace_back();
    }
    addTo(m_valueSums[place->second], call);
    for (std::size_t d = 0; d < m_log.dimensions.size(); ++d) {
        if ((fills >> d & 1) == 0)
            continue;
        addTo(m_quality.filled[d], call);
        if (isNew)
            m_values.back().emplace_back(m_log.dimensions[d], m_sets[set][d]);
    }
    if (isNew)
        std::ranges::sort(m_values.back());
    Join joined = how;
    joined.values = place->second;
    m_joins.push_back(joined);
    addTo(how.kind == JoinKind::Call    ? m_quality.byCall
          : how.kind == JoinKind::Chain ? m_quality.byChain
                                        : m_quality.byTime,
          call);
    return true;
}

bool JoinMatcher::isContradicted(std::int64_t event, const EventRow &row, const Logged &logged,
                                 const Said &said)
{
    bool is = false;
    for (std::size_t d = 0; d < m_log.dimensions.size(); ++d) {
        const std::string &own = m_sets[logged.says][d];
        const std::string &other = m_sets[said.values][d];
        if (own.empty() || other.empty() || own == other)
            continue;
        is = true;
        if (m_quality.conflicts.size() < kMostConflicts)
            m_quality.conflicts.push_back(
                {event, row.atUs, m_log.rows[said.row].line, m_log.dimensions[d], own, other});
    }
    return is;
}

void JoinMatcher::add(std::int64_t event, const base::Attribution &attribution, const EventRow &row,
                      const CallIds &ids)
{
    const Logged logged = loggedOf(attribution, row.attribution);
    const CallsAndCost call = callOf(row);
    Said *said = find(m_calls, ids.calls);
    const JoinKind kind = said ? JoinKind::Call : JoinKind::Chain;
    if (!said)
        said = find(m_chains, ids.chains);
    if (said) {
        said->isUsed = true;
        if (!said->isAmbiguous && isContradicted(event, row, logged, *said))
            addTo(m_quality.conflicting, call);
        if (logged.lacks == 0)
            addTo(m_quality.known, call);
        else if (said->isAmbiguous)
            addTo(m_quality.ambiguous, call);
        else if (!join({event, 0, kind}, said->values, logged.lacks, call))
            addTo(m_quality.unmatched, call);
    } else if (logged.lacks == 0) {
        addTo(m_quality.known, call);
    }
    if (m_times.isNear(logged.model, row.atUs, m_windowUs))
        keepNear(event, row, logged, said);
    else if (!said && logged.lacks != 0)
        addTo(m_quality.unmatched, call);
}

void JoinMatcher::keepNear(std::int64_t event, const EventRow &row, const Logged &logged, const Said *said)
{
    Near near{event, callOf(row), logged.says, saying(logged.says), !said && logged.lacks != 0};
    if (said && !said->isAmbiguous) { // an id says what is true where the log is silent
        const std::uint32_t more = saying(said->values) & logged.lacks;
        std::vector<std::string> texts = m_sets[logged.says];
        for (std::size_t d = 0; d < texts.size(); ++d)
            if ((more >> d & 1) != 0)
                texts[d] = m_sets[said->values][d];
        near.truth = internedSet(texts);
        near.known |= more;
    }
    if (!near.isWaiting && near.known == 0)
        return;
    m_timed.push_back(
        {row.atUs, logged.model, logged.lacks, row.inputTokens, promptTokensOf(row), row.outputTokens});
    m_near.push_back(near);
}

std::vector<bool> JoinMatcher::rowsById() const
{
    std::vector<bool> taken(m_log.rows.size());
    for (std::size_t row = 0; row < taken.size(); ++row) {
        const auto call = m_calls.find(m_log.rows[row].call);
        const auto chain = m_chains.find(m_log.rows[row].chain);
        taken[row] = (call != m_calls.end() && call->second.isUsed) ||
                     (chain != m_chains.end() && chain->second.isUsed);
    }
    return taken;
}

bool JoinMatcher::finish(const std::stop_token &stop)
{
    m_used = rowsById();
    if (!matchTimes(stop) || !checkTimes(stop))
        return false;
    m_quality.rowsUsed = std::ranges::count(m_used, true);
    std::ranges::sort(m_joins, {}, &Join::event);
    tellGiven();
    return true;
}

void JoinMatcher::tellGiven()
{
    std::map<std::pair<base::Dimension, std::string>, CallsAndCost> sums;
    for (std::size_t i = 0; i < m_values.size(); ++i)
        for (const auto &value : m_values[i])
            addTo(sums[value], m_valueSums[i]);
    for (const base::Dimension &dimension : m_log.dimensions) {
        const auto first = static_cast<std::ptrdiff_t>(m_quality.given.size());
        for (const auto &[value, calls] : sums)
            if (value.first == dimension)
                m_quality.given.push_back({dimension, value.second, calls});
        std::stable_sort(
            m_quality.given.begin() + first, m_quality.given.end(),
            [](const JoinGiven &a, const JoinGiven &b) { return a.calls.nanos > b.calls.nanos; });
    }
}

bool JoinMatcher::matchTimes(const std::stop_token &stop)
{
    std::vector<TimedCall> waiting;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_near.size(); ++i) {
        if (!m_near[i].isWaiting)
            continue;
        waiting.push_back(m_timed[i]);
        places.push_back(i);
    }
    const auto matches = m_times.match(waiting, m_used, m_windowUs, stop);
    if (!matches)
        return false;
    std::vector<std::int64_t> distances;
    for (std::size_t i = 0; i < matches->size(); ++i) {
        const TimeMatch &match = (*matches)[i];
        const Near &near = m_near[places[i]];
        if (match.verdict == TimeMatch::Verdict::Ambiguous) {
            addTo(m_quality.ambiguous, near.call);
        } else if (match.verdict == TimeMatch::Verdict::None) {
            addTo(m_quality.unmatched, near.call);
        } else {
            m_used[match.row] = true;
            distances.push_back(match.distanceUs);
            join({near.event, 0, JoinKind::Time, match.distanceUs}, m_log.rows[match.row].values,
                 waiting[i].lacks, near.call);
        }
    }
    tellDistances(std::move(distances));
    return true;
}

/// The nearest rank, as for all quantiles of what was seen.
void JoinMatcher::tellDistances(std::vector<std::int64_t> distances)
{
    if (distances.empty())
        return;
    std::ranges::sort(distances);
    m_quality.medianUs = distances[(distances.size() + 1) / 2 - 1];
    m_quality.p95Us = distances[(distances.size() * 95 + 99) / 100 - 1];
}

/// Matches all calls by time, as if nothing were known of them, and holds what comes of it against what is.
bool JoinMatcher::checkTimes(const std::stop_token &stop)
{
    if (std::ranges::all_of(m_near, [](const Near &near) { return near.known == 0; }))
        return true;
    std::vector<TimedCall> blind = m_timed;
    for (TimedCall &call : blind)
        call.lacks = (1U << m_log.dimensions.size()) - 1;
    const auto matches = m_times.match(blind, {}, m_windowUs, stop);
    if (!matches)
        return false;
    JoinCheck &check = m_quality.check;
    for (std::size_t i = 0; i < matches->size(); ++i) {
        const Near &near = m_near[i];
        const TimeMatch &match = (*matches)[i];
        if (near.known == 0)
            continue;
        if (match.verdict != TimeMatch::Verdict::Matched) {
            ++(match.verdict == TimeMatch::Verdict::Ambiguous ? check.ambiguous : check.unmatched);
            continue;
        }
        const std::uint32_t values = m_log.rows[match.row].values;
        const std::uint32_t both = saying(values) & near.known;
        bool isSame = true;
        for (std::size_t d = 0; d < m_log.dimensions.size(); ++d)
            isSame = isSame && ((both >> d & 1) == 0 || m_sets[near.truth][d] == m_sets[values][d]);
        if (both != 0)
            ++(isSame ? check.same : check.different);
    }
    return true;
}

} // namespace outlay::insight
