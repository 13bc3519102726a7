// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/eventchunks.h"

#include <algorithm>

namespace outlay::jobs {

namespace {

constexpr std::int64_t kEventsHeld = 2'000'000;

} // namespace

base::Result<std::vector<base::Period>> eventChunks(const cube::Cube &cube, const base::Period &period)
{
    base::Filter filter;
    filter.period = period;
    const auto days = cube.query(filter, {base::Dimension(base::kDay)});
    if (!days)
        return tl::unexpected(days.error());
    std::vector<std::pair<base::Day, std::int64_t>> counts;
    for (const cube::Row &row : days->rows)
        counts.emplace_back(*base::parseDay(row.keys.front()), row.sums.requests);
    std::sort(counts.begin(), counts.end());
    std::vector<base::Period> chunks;
    std::int64_t held = 0;
    for (const auto &[day, requests] : counts) {
        if (chunks.empty() || held + requests > kEventsHeld) {
            chunks.push_back({day, day});
            held = 0;
        }
        chunks.back().last = day;
        held += requests;
    }
    return chunks;
}

base::Result<void> walkChunks(const store::Store &store, const std::vector<base::Period> &chunks,
                              const store::EventWalk &walk, int passes,
                              const std::function<store::EventVisitor(int pass)> &visitorOf,
                              const std::function<void(int pass)> &settle)
{
    const auto parts = static_cast<std::int64_t>(chunks.size()) * passes;
    std::int64_t part = 0;
    for (const base::Period &chunk : chunks) {
        for (int pass = 0; pass < passes; ++pass, ++part) {
            store::EventWalk walked = walk;
            walked.period = chunk;
            if (walk.progress)
                walked.progress = [&](std::int64_t done, std::int64_t total) {
                    walk.progress(total * part + done, total * parts);
                };
            if (auto gone = store.walkEvents(walked, visitorOf(pass)); !gone)
                return gone;
            settle(pass);
        }
    }
    return {};
}

} // namespace outlay::jobs
