// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "jobs/sessionsjob.h"

#include "jobs/eventgroups.h"
#include "jobs/ruledcalls.h"

#include <algorithm>
#include <array>

namespace outlay::jobs {

namespace {

constexpr std::array kSessionNames = {"session_id", "conversation_id",  "thread_id",
                                      "chain_id",   "request_chain_id", "trace_id"};

} // namespace

std::string sessionOf(std::string_view extras)
{
    // Many logs name none: then nothing is parsed.
    const bool isLikely = std::ranges::any_of(
        kSessionNames, [extras](const char *name) { return extras.find(name) != std::string_view::npos; });
    if (!isLikely)
        return {};
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromRawData(extras.data(), static_cast<qsizetype>(extras.size())))
            .object();
    for (const char *name : kSessionNames) {
        const std::string id = json.value(QLatin1String(name)).toVariant().toString().toStdString();
        if (!base::isDefaultLabel(id))
            return id;
    }
    return {};
}

base::Result<insight::Sessions> sessionCosts(const store::Store &store, const cube::Cube &ruled,
                                             const base::Filter &filter, const base::Grouping &by,
                                             store::EventWalk walk)
{
    auto calls = RuledCalls::of(store, ruled);
    if (!calls)
        return tl::unexpected(calls.error());
    const cube::Cube &cube = calls->cube();
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    auto groups = EventGroups::of(cube, filter, by, *zone);
    if (!groups)
        return tl::unexpected(groups.error());
    insight::SessionCounting counting(filter.basis);
    walk.period = filter.period;
    const auto add = [&](const base::Attribution &, const base::EventRow &row, std::string_view extras) {
        if (const auto group = groups->groupOf(row))
            counting.add(*group, row, sessionOf(extras));
    };
    return store.walkEvents(walk, calls->tagging(add)).map([&] {
        return counting.result(filter, by, groups->keys());
    });
}

} // namespace outlay::jobs
