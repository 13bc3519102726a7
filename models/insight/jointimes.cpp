// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/jointimes.h"

#include <algorithm>
#include <cstdlib>

namespace outlay::insight {

using base::JoinRow;
using base::kAbsent;

namespace {

/// Of rows that all say the same, so many are enough for one call.
constexpr std::size_t kOfferedRows = 8;
/// With more rows than that around it, a call cannot be told from others.
constexpr std::size_t kMostRowsAround = 512;

bool fitTokens(const TimedCall &call, const JoinRow &row)
{
    const auto differ = [](std::int64_t a, std::int64_t b) { return a != kAbsent && b != kAbsent && a != b; };
    return !differ(call.outputTokens, row.outputTokens) &&
           (!differ(call.inputTokens, row.inputTokens) ||
            (call.promptTokens != kAbsent && call.promptTokens == row.inputTokens));
}

} // namespace

JoinTimes::JoinTimes(const base::JoinLog &log)
    : m_log(log)
    , m_byModel(log.models.size())
{
    for (std::size_t i = 0; i < log.rows.size(); ++i)
        if (log.rows[i].atUs != kAbsent && log.rows[i].model != 0)
            m_byModel[log.rows[i].model].push_back(static_cast<std::uint32_t>(i));
    for (auto &rows : m_byModel)
        std::ranges::stable_sort(rows, {}, [&log](std::uint32_t row) { return log.rows[row].atUs; });
}

JoinTimes::Rows JoinTimes::rowsAround(std::uint32_t model, std::int64_t atUs, std::int64_t windowUs) const
{
    const auto timeOf = [this](std::uint32_t row) { return m_log.rows[row].atUs; };
    const auto &rows = m_byModel[model];
    const auto first = std::ranges::lower_bound(rows, atUs - windowUs, {}, timeOf);
    const auto last = std::ranges::upper_bound(first, rows.end(), atUs + windowUs, {}, timeOf);
    return {first, last};
}

bool JoinTimes::isNear(std::uint32_t model, std::int64_t atUs, std::int64_t windowUs) const
{
    return model != 0 && !rowsAround(model, atUs, windowUs).empty();
}

bool JoinTimes::saysOther(std::uint32_t a, std::uint32_t b, std::uint32_t dimensions) const
{
    for (std::size_t d = 0; a != b && d < m_log.dimensions.size(); ++d)
        if ((dimensions >> d & 1) != 0 && m_log.values[a][d] != m_log.values[b][d])
            return true;
    return false;
}

bool JoinTimes::saysAny(std::uint32_t values, std::uint32_t dimensions) const
{
    for (std::size_t d = 0; d < m_log.dimensions.size(); ++d)
        if ((dimensions >> d & 1) != 0 && m_log.values[values][d] != base::kUnattributed)
            return true;
    return false;
}

/// Adds the pairs of a call with rows of which any would do. Rows that say nothing count, too: one of them
/// may be the call's own.
TimeMatch::Verdict JoinTimes::offer(const TimedCall &call, std::uint32_t number, Rows rows,
                                    const std::vector<bool> &taken, std::vector<Pair> &pairs) const
{
    using Verdict = TimeMatch::Verdict;
    if (rows.size() > kMostRowsAround)
        return Verdict::Ambiguous;
    const std::size_t before = pairs.size();
    std::optional<std::uint32_t> says;
    for (const std::uint32_t place : rows) {
        const JoinRow &row = m_log.rows[place];
        if ((!taken.empty() && taken[place]) || !fitTokens(call, row))
            continue;
        if (says && saysOther(*says, row.values, call.lacks)) {
            pairs.resize(before);
            return Verdict::Ambiguous;
        }
        says = row.values;
        pairs.push_back({std::abs(row.atUs - call.atUs), number, place});
    }
    if (!says || !saysAny(*says, call.lacks)) {
        pairs.resize(before);
        return Verdict::None;
    }
    std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(before), pairs.end());
    pairs.resize(std::min(pairs.size(), before + kOfferedRows));
    return Verdict::Matched;
}

std::optional<std::vector<TimeMatch>> JoinTimes::match(std::span<const TimedCall> calls,
                                                       const std::vector<bool> &taken, std::int64_t windowUs,
                                                       const std::stop_token &stop) const
{
    std::vector<TimeMatch> matches(calls.size());
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (stop.stop_requested())
            return std::nullopt;
        const auto number = static_cast<std::uint32_t>(i);
        const TimedCall &call = calls[i];
        const auto verdict = offer(call, number, rowsAround(call.model, call.atUs, windowUs), taken, pairs);
        if (verdict == TimeMatch::Verdict::Ambiguous)
            matches[i].verdict = verdict;
    }
    std::ranges::sort(pairs);
    std::vector<bool> used = taken;
    used.resize(m_log.rows.size());
    for (const Pair &pair : pairs) {
        TimeMatch &match = matches[pair.call];
        if (match.verdict == TimeMatch::Verdict::Matched || used[pair.row])
            continue;
        used[pair.row] = true;
        match = {TimeMatch::Verdict::Matched, pair.row, pair.distanceUs};
    }
    return matches;
}

} // namespace outlay::insight
