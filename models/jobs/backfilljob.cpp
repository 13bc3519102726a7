// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/backfilljob.h"

#include "ingest/joinids.h"
#include "jobs/storeimport.h"

#include <algorithm>
#include <deque>

namespace outlay::jobs {

using insight::JoinMatcher;
using store::EventWalk;
using store::KeptJoin;

namespace {

base::Error stoppedJoin(const std::string &path)
{
    return {base::ErrorKind::Cancelled, path, "was stopped; nothing was changed", 0};
}

/// Of joins of one event, oldest log first, those that say what no one before says.
void dropNeedless(base::JoinPlan &plan)
{
    std::vector<base::Dimension> said;
    std::int64_t event = 0;
    std::erase_if(plan.joins, [&](const base::Join &join) {
        if (join.event != event)
            said.clear();
        event = join.event;
        const std::size_t before = said.size();
        for (const auto &[dimension, value] : plan.values[join.values])
            if (std::ranges::find(said, dimension) == said.end())
                said.push_back(dimension);
        return said.size() == before;
    });
}

base::JoinPlan planOf(const std::vector<KeptJoin> &kept, const std::deque<JoinMatcher> &matchers)
{
    base::JoinPlan plan;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto offset = static_cast<std::uint32_t>(plan.values.size());
        const JoinMatcher &matcher = matchers[i];
        plan.values.insert(plan.values.end(), matcher.values().begin(), matcher.values().end());
        for (base::Join join : matcher.joins()) {
            join.backfill = kept[i].first.id;
            join.values += offset;
            plan.joins.push_back(join);
        }
    }
    std::ranges::stable_sort(plan.joins, {}, &base::Join::event);
    dropNeedless(plan);
    return plan;
}

store::JoinFinder finderOf(const ingest::IdMarks &marks, const std::stop_token &stop)
{
    return [&marks, stop](const std::vector<KeptJoin> &kept,
                          const store::LoggedWalk &walk) -> base::Result<base::JoinPlan> {
        std::deque<JoinMatcher> matchers;
        for (const KeptJoin &each : kept)
            matchers.emplace_back(each.second, each.first.windowUs);
        const auto walked = walk([&](std::int64_t event, const base::Attribution &logged,
                                     const base::EventRow &row, std::string_view extras) {
            const base::CallIds ids = marks.in(extras);
            for (JoinMatcher &matcher : matchers)
                matcher.add(event, logged, row, ids);
        });
        if (!walked)
            return tl::unexpected(walked.error());
        for (JoinMatcher &matcher : matchers)
            if (!matcher.finish(stop))
                return tl::unexpected(stoppedJoin(kept.front().second.path));
        return planOf(kept, matchers);
    };
}

base::Result<std::int64_t> edit(store::Store &store, store::BackfillEdit asked)
{
    const auto key = store.pseudonymKey();
    if (!key)
        return tl::unexpected(key.error());
    const ingest::IdMarks marks(*key);
    asked.now = now();
    return store.editBackfills(asked, finderOf(marks, asked.walk.stop));
}

} // namespace

base::Result<JoinPreview> previewJoin(const store::Store &store, const std::string &path,
                                      const ingest::JoinColumns &columns, std::int64_t windowUs,
                                      EventWalk walk)
{
    const auto key = store.pseudonymKey();
    if (!key)
        return tl::unexpected(key.error());
    auto reading = ingest::readJoinFile(path, columns, *key, walk.stop);
    if (!reading)
        return tl::unexpected(reading.error());
    const ingest::IdMarks marks(*key);
    JoinMatcher matcher(reading->log, windowUs);
    walk.period = base::kAllTime;
    const auto walked = store.walkLogged(
        walk,
        [&](std::int64_t event, const base::Attribution &known, const base::EventRow &row,
            std::string_view extras) { matcher.add(event, known, row, marks.in(extras)); },
        store::Joins::With);
    if (!walked)
        return tl::unexpected(walked.error());
    if (!matcher.finish(walk.stop))
        return tl::unexpected(stoppedJoin(path));
    insight::JoinQuality quality = matcher.quality();
    return JoinPreview{*std::move(reading), std::move(quality)};
}

base::Result<std::int64_t> keepJoin(store::Store &store, const base::JoinLog &log, std::int64_t windowUs,
                                    const std::string &who, const EventWalk &walk)
{
    return edit(store, {.added = &log, .windowUs = windowUs, .who = who, .walk = walk});
}

base::Result<void> removeJoin(store::Store &store, std::int64_t id, const std::string &who,
                              const EventWalk &walk)
{
    return edit(store, {.removed = id, .who = who, .walk = walk}).map([](std::int64_t) {});
}

base::Result<void> joinAnew(store::Store &store, const EventWalk &walk)
{
    const auto kept = store.backfills();
    if (!kept)
        return tl::unexpected(kept.error());
    if (kept->empty())
        return {};
    return edit(store, {.walk = walk}).map([](std::int64_t) {});
}

} // namespace outlay::jobs
