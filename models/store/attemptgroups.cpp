// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/attemptgroups.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <tuple>

namespace outlay::store {

using base::FixedDimension;
using base::kAbsent;

namespace {

/// Calls that resemble each other in a row of more than that are a habit (a job that asks the same every few
/// seconds), not attempts of one call.
constexpr std::size_t kMostByResemblance = 10;
constexpr std::size_t kLeastBits = std::size_t{1} << 16;
constexpr std::size_t kMostBits = std::size_t{1} << 28;

std::uint64_t hashOf(const std::optional<std::string> &name)
{
    if (!name || base::isDefaultLabel(*name))
        return 0;
    const std::uint64_t hash = XXH3_64bits(name->data(), name->size());
    return hash == 0 ? 1 : hash;
}

template <class... Parts>
std::uint64_t joined(Parts... parts)
{
    const std::array<std::uint64_t, sizeof...(parts)> all = {static_cast<std::uint64_t>(parts)...};
    return XXH3_64bits(all.data(), sizeof all);
}

/// Input of all kinds, as a call that is made again may find in the cache what it did not find before.
std::int64_t inputOf(const base::EventRow &row)
{
    std::int64_t sum = 0;
    for (const std::int64_t tokens :
         {row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens, row.cacheWrite1hTokens})
        sum += tokens == kAbsent ? 0 : tokens;
    return sum;
}

} // namespace

void AttemptKeys::learn(const StoredAttribution &attribution)
{
    if (m_facts.size() <= attribution.id)
        m_facts.resize(attribution.id + std::size_t{1});
    Facts &facts = m_facts[attribution.id];
    facts.feature = hashOf(attribution.logged[FixedDimension::Feature]);
    facts.model = hashOf(attribution.logged[FixedDimension::Model]);
    facts.isSuperseded = attribution.isSuperseded;
    facts.isFromCache = attribution.logged[FixedDimension::Cached] == "true";
    const auto &logged = attribution.logged[FixedDimension::Outcome];
    const std::string_view outcome = logged ? base::outcomeOf(*logged) : std::string_view();
    facts.outcome = outcome == base::kFailed || outcome == base::kSupersededAttempt ? AttemptOutcome::Failed
                    : outcome == base::kPartial                                     ? AttemptOutcome::Partial
                                                : AttemptOutcome::Completed;
}

std::span<const AttemptKey> AttemptKeys::of(const base::EventRow &row, std::uint32_t attribution)
{
    const Facts &facts = m_facts[attribution];
    const std::int64_t tokens = inputOf(row);
    std::size_t count = 0;
    if (facts.isFromCache)
        return {};
    const bool isRequest = (row.attempt & 1) != 0;
    const bool isChain = row.attempt != 0 && !isRequest;
    if (isRequest)
        m_keys[count++] = {joined(row.attempt, facts.feature), true, tokens};
    else if (isChain && facts.model != 0 && tokens > 0)
        m_keys[count++] = {joined(row.attempt, facts.feature, facts.model, tokens), true, tokens};
    if (!isChain && m_windowUs > 0 && row.user != kAbsent && facts.model != 0 && tokens > 0)
        m_keys[count++] = {joined(row.user, facts.feature, facts.model, tokens), false, tokens};
    return {m_keys.data(), count};
}

RepeatedKeys::RepeatedKeys(std::size_t events)
    : m_mask(std::bit_ceil(std::clamp(events * 16, kLeastBits, kMostBits)) - 1)
    , m_once(m_mask + 1)
    , m_twice(m_mask + 1)
{
}

void RepeatedKeys::add(std::uint64_t key)
{
    const std::uint64_t place = key & m_mask;
    if (m_once[place])
        m_twice[place] = m_any = true;
    m_once[place] = true;
}

bool AttemptGroups::add(const Attempt &attempt)
{
    if (attempt.key.hash % m_part.modulus != m_part.residue)
        return false;
    m_attempts.push_back(attempt);
    return m_attempts.size() > m_limit;
}

KeyPart AttemptGroups::split()
{
    const KeyPart other{m_part.residue + m_part.modulus, m_part.modulus * 2};
    m_part.modulus *= 2;
    std::erase_if(m_attempts, [this](const Attempt &attempt) {
        return attempt.key.hash % m_part.modulus != m_part.residue;
    });
    m_limit = std::max(m_limit, 2 * m_attempts.size()); // they may all have one key
    return other;
}

void AttemptGroups::resolveBefore(std::int64_t nextUs, const Found &found)
{
    std::sort(m_attempts.begin(), m_attempts.end(), [](const Attempt &a, const Attempt &b) {
        return std::tie(a.key.hash, a.atUs, a.event) < std::tie(b.key.hash, b.atUs, b.event);
    });
    auto kept = m_attempts.begin();
    for (auto begin = m_attempts.begin(); begin != m_attempts.end();) {
        const auto end = std::find_if(
            begin, m_attempts.end(), [&](const Attempt &other) { return other.key.hash != begin->key.hash; });
        const Attempt &last = *(end - 1);
        if (last.atUs + gapOf(last) >= nextUs)
            kept = std::move(begin, end, kept);
        else if (end - begin > 1)
            resolveKey(Run(begin, end), found);
        begin = end;
    }
    m_attempts.erase(kept, m_attempts.end());
}

/// Parts the attempts of one key where too much time passes between two.
void AttemptGroups::resolveKey(Run attempts, const Found &found) const
{
    const std::int64_t gap = gapOf(attempts.front());
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= attempts.size(); ++i) {
        if (i < attempts.size() && attempts[i].atUs - attempts[i - 1].atUs <= gap)
            continue;
        resolveRun(attempts.subspan(begin, i - begin), found);
        begin = i;
    }
}

/// Of attempts with as many tokens the last completed one counts, or else the last partial one. One whose
/// tokens are not logged is superseded by any later one that logs them.
void AttemptGroups::resolveRun(Run attempts, const Found &found)
{
    if (!attempts.front().key.isTied && attempts.size() > kMostByResemblance)
        return;
    std::vector<const Attempt *> alive;
    for (const Attempt &attempt : attempts) {
        if (attempt.outcome != AttemptOutcome::Failed)
            alive.push_back(&attempt);
    }
    const auto last = std::find_if(alive.rbegin(), alive.rend(),
                                   [](const Attempt *attempt) { return attempt->key.tokens > 0; });
    const Attempt *lastLogged = last == alive.rend() ? nullptr : *last;
    std::stable_sort(alive.begin(), alive.end(),
                     [](const Attempt *a, const Attempt *b) { return a->key.tokens < b->key.tokens; });
    for (auto begin = alive.begin(); begin != alive.end();) {
        const auto end = std::find_if(begin, alive.end(), [&](const Attempt *other) {
            return other->key.tokens != (*begin)->key.tokens;
        });
        auto counts = begin;
        for (auto attempt = begin; attempt != end; ++attempt)
            counts = (*attempt)->outcome >= (*counts)->outcome ? attempt : counts;
        for (auto attempt = begin; attempt != end; ++attempt) {
            // Attempts lie in the order of time, so that an address says which is later.
            const bool isMadeAgain = (*attempt)->key.tokens == 0 && *attempt < lastLogged;
            // Nobody asks again at the instant of asking: answers of one instant were wanted side by side.
            const bool isBeside =
                (*attempt)->outcome == AttemptOutcome::Completed && (*attempt)->atUs == (*counts)->atUs;
            if ((attempt != counts && !isBeside) || isMadeAgain)
                found((*attempt)->event, (*attempt)->atUs);
        }
        begin = end;
    }
}

} // namespace outlay::store
