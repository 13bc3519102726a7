// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/importlinking.h"

#include "store/eventblocks.h"

#include <algorithm>

namespace outlay::store {

namespace {

/// Events are settled while the pages that they lie on are still in memory.
constexpr std::int64_t kSettledAtOnce = 32'768;
constexpr std::size_t kMostRanges = 256;

/// The ranges in order, those that touch joined; one over all if they are too many to be looked at singly.
std::vector<TimeRange> joined(std::vector<TimeRange> ranges, std::int64_t margin)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const TimeRange &a, const TimeRange &b) { return a.fromUs < b.fromUs; });
    std::vector<TimeRange> all;
    for (const TimeRange &range : ranges) {
        if (!all.empty() && range.fromUs - margin <= all.back().toUs + margin)
            all.back().include(range);
        else
            all.push_back(range);
    }
    if (all.size() > kMostRanges)
        all = {{all.front().fromUs, all.back().toUs}};
    return all;
}

} // namespace

ImportLinking::ImportLinking(const Connection &connection, Dictionary &dictionary, CellMap &cells,
                             std::int64_t windowSeconds)
    : m_connection(connection)
    , m_dictionary(dictionary)
    , m_keys(windowSeconds)
    , m_watch(m_keys.windowUs())
    , m_moves(connection, dictionary, m_keys, cells)
{
}

void ImportLinking::add(std::int64_t event, std::uint32_t attribution, const base::EventRow &row)
{
    ++m_unsettled;
    if (m_watch.add(m_keys.of(row, attribution), event, row.atUs, m_keys.outcomeOf(attribution)))
        return;
    if (!m_unsure.empty() && row.atUs >= m_unsure.back().fromUs &&
        row.atUs <= m_unsure.back().toUs + kTieGapUs)
        m_unsure.back().include(row.atUs); // one log, one range, as a rule
    else
        m_unsure.push_back({row.atUs, row.atUs});
    if (m_unsure.size() > 4096)
        m_unsure = joined(std::move(m_unsure), kTieGapUs);
}

base::Result<void> ImportLinking::settle()
{
    if (m_unsettled < kSettledAtOnce)
        return {};
    m_unsettled = 0;
    m_watch.settle([this](std::int64_t event, std::int64_t) { m_superseded.push_back(event); });
    return apply();
}

base::Result<void> ImportLinking::apply()
{
    std::sort(m_superseded.begin(), m_superseded.end());
    for (const std::int64_t event : m_superseded) {
        if (auto moved = m_moves.set(event, true); !moved)
            return moved;
    }
    m_superseded.clear();
    return {};
}

base::Result<void> ImportLinking::endLog(const TimeRange &span)
{
    m_watch.finish([this](std::int64_t event, std::int64_t) { m_superseded.push_back(event); });
    m_unsettled = 0;
    return apply().and_then([&] { return span.isEmpty() ? base::Result<void>() : compareSpans(span); });
}

void ImportLinking::dropLog(const TimeRange &span)
{
    m_watch.clear();
    m_unsettled = 0;
    if (!span.isEmpty())
        m_unsure.push_back(span);
}

/// Notes when the log and others have events that can be attempts of one call.
base::Result<void> ImportLinking::compareSpans(const TimeRange &span)
{
    for (const TimeRange &other : m_spans)
        meet(span, other);
    m_spans.push_back(span);
    const TimeRange wide = widened(span);
    auto blocks = blocksWithin(m_connection, wide.fromUs, wide.toUs + 1); // of other imports
    if (!blocks)
        return failureOf(blocks);
    for (const EventBlock &block : *blocks)
        meet(span, {block.minAtUs, block.maxAtUs});
    if (m_unsure.size() > 4096)
        m_unsure = joined(std::move(m_unsure), kTieGapUs);
    return {};
}

void ImportLinking::meet(const TimeRange &mine, const TimeRange &other)
{
    const TimeRange a = widened(mine);
    const TimeRange b = widened(other);
    const TimeRange both{std::max(a.fromUs, b.fromUs), std::min(a.toUs, b.toUs)};
    if (!both.isEmpty())
        m_unsure.push_back(both);
}

/// By as much time as may pass between two attempts.
TimeRange ImportLinking::widened(const TimeRange &range) const
{
    const std::int64_t margin = std::max(m_keys.windowUs(), kTieGapUs);
    return {range.fromUs - margin, range.toUs + margin};
}

base::Result<std::int64_t> ImportLinking::finish()
{
    std::int64_t changed = m_moves.moved();
    for (const TimeRange &range : joined(std::move(m_unsure), kTieGapUs)) {
        const auto linked = linkAttempts(m_connection, m_dictionary, m_keys, range);
        if (!linked)
            return linked;
        changed += *linked;
    }
    return changed;
}

} // namespace outlay::store
