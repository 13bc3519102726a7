// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/timezones.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace outlay::jobs {

namespace {

constexpr qint64 kUsPerMs = 1000;
constexpr qint64 kMsPerSecond = 1000;
/// No zone is further from UTC, so a change that is more than that ahead of a local time is behind it.
constexpr qint64 kFarMs = qint64{48} * 3600 * kMsPerSecond;

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

qint64 offsetMs(const QTimeZone &zone, const QDateTime &at)
{
    return zone.offsetFromUtc(at) * kMsPerSecond;
}

/// The local time at which what holds after a change begins: behind the times that come twice, and behind
/// those that there never were.
qint64 beginAfter(const QTimeZone &zone, const QDateTime &change)
{
    return change.toMSecsSinceEpoch() + std::max(offsetMs(zone, change.addMSecs(-1)), offsetMs(zone, change));
}

ingest::ZoneSpan spanAt(const QTimeZone &zone, qint64 localMs)
{
    ingest::ZoneSpan span;
    QDateTime change = zone.previousTransition(utc(localMs + kFarMs)).atUtc;
    QDateTime next;
    while (change.isValid() && beginAfter(zone, change) > localMs) {
        next = change;
        change = zone.previousTransition(change).atUtc;
    }
    if (!next.isValid())
        next = zone.nextTransition(utc(localMs + kFarMs)).atUtc;
    if (change.isValid())
        span.fromUs = beginAfter(zone, change) * kUsPerMs;
    if (next.isValid())
        span.untilUs = beginAfter(zone, next) * kUsPerMs;
    const QDateTime within = change.isValid() ? change : next.isValid() ? next.addMSecs(-1) : utc(localMs);
    span.offsetUs = offsetMs(zone, within) * kUsPerMs;
    return span;
}

} // namespace

ingest::ZoneLookup timeZones()
{
    return [](const std::string &name, std::int64_t localUs) -> std::optional<ingest::ZoneSpan> {
        const QTimeZone zone(QByteArray::fromStdString(name));
        if (name.empty() || !zone.isValid()) // what has no name is this computer's own to Qt
            return std::nullopt;
        const qint64 localMs = localUs / kUsPerMs - (localUs % kUsPerMs < 0 ? 1 : 0);
        return spanAt(zone, localMs);
    };
}

} // namespace outlay::jobs
