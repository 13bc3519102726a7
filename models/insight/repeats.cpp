// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/repeats.h"

#include "insight/calloffers.h"

#include <algorithm>

namespace outlay::insight {

namespace {

constexpr std::int64_t kRepeatUs = 60'000'000;
constexpr std::size_t kMostCalls = 1'000'000;

} // namespace

RepeatSums &RepeatSums::operator+=(const RepeatSums &other)
{
    calls += other.calls;
    costNanos += other.costNanos;
    for (std::size_t kind = 0; kind < tokens.size(); ++kind)
        tokens[kind] += other.tokens[kind];
    return *this;
}

RepeatFinding::RepeatFinding(CallNames &names, const BillZones &billed, std::set<MatchKey> suspects)
    : m_names(names)
    , m_suspects(std::move(suspects))
{
    for (const auto &[provider, zone] : billed)
        m_clocks.emplace(provider, zone);
}

void RepeatFinding::add(const base::Attribution &attribution, const base::EventRow &row)
{
    if (m_count >= kMostCalls || base::isUsageMissing(row) || isGatewaysAnswer(attribution, row))
        return;
    const auto textOf = [&attribution](base::FixedDimension dimension) {
        const auto &value = attribution[dimension];
        return value ? std::string_view(*value) : std::string_view();
    };
    const CallName &name =
        m_names.of(textOf(base::FixedDimension::Provider), textOf(base::FixedDimension::Model));
    const auto clock = m_clocks.find(name.provider);
    const base::Day day = clock == m_clocks.end() ? base::utcDayOf(row.atUs) : clock->second.dayOf(row.atUs);
    MatchKey key{day, name.provider, std::string(kAllModels), BillKind::All};
    const bool isSuspect = m_suspects.contains(key);
    key.model = name.model;
    if (!isSuspect && !m_suspects.contains(key))
        return;
    ++m_count;
    m_calls[key].push_back({{row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens,
                             row.cacheWrite1hTokens, row.outputTokens},
                            row.atUs,
                            counted(base::shownNanos(row))});
}

Repeats RepeatFinding::result()
{
    Repeats repeats;
    for (auto &[key, calls] : m_calls) {
        std::sort(calls.begin(), calls.end());
        RepeatSums sums;
        for (std::size_t i = 1; i < calls.size(); ++i) {
            const Call &call = calls[i];
            if (call.tokens != calls[i - 1].tokens || call.atUs - calls[i - 1].atUs > kRepeatUs)
                continue;
            ++sums.calls;
            sums.costNanos += call.costNanos;
            const auto tokens = [&call](std::size_t kind) { return counted(call.tokens[kind]); };
            sums.tokens[0] += tokens(0);
            sums.tokens[1] += tokens(1);
            sums.tokens[2] += tokens(2) + tokens(3);
            sums.tokens[3] += tokens(4);
        }
        if (sums.calls > 0)
            repeats[key] = sums;
    }
    return repeats;
}

} // namespace outlay::insight
