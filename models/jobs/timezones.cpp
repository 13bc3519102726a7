// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/timezones.h"

#include <QtCore/QDateTime>
#include <QtCore/QStringList>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace outlay::jobs {

namespace {

constexpr qint64 kUsPerMs = 1000;
constexpr qint64 kMsPerSecond = 1000;
/// No zone is further from UTC, so a change that is more than that ahead of a local time is behind it.
constexpr qint64 kFarMs = qint64{48} * 3600 * kMsPerSecond;

/// Years of which a reporting zone knows the changes of clocks.
constexpr int kFirstYear = 1970;
constexpr int kEndYear = 2100;

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

/// Qt's own names beside those of the system: "UTC+02:00".
bool isMadeUp(const QByteArray &id)
{
    return id.startsWith("UTC") && id != "UTC";
}

QDateTime newYear(int year)
{
    return {QDate(year, 1, 1), QTime(0, 0), Qt::UTC};
}

/// How many letters to change, add or leave out to make one of the other (Levenshtein).
qsizetype lettersApart(const QString &a, const QString &b)
{
    QList<qsizetype> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// Names that have this as their last part; if there are none, that contain it; if there are none either,
/// those of whose last part the fewest letters differ, two at most.
QStringList namesNear(const QString &asked)
{
    constexpr qsizetype most = 5;
    const QString part = asked.section(u'/', -1).simplified().replace(u' ', u'_').toLower();
    QStringList same;
    QStringList within;
    std::array<QStringList, 3> alike; // by the letters that differ
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const QString name = QString::fromLatin1(id);
        const QString last = name.section(u'/', -1).toLower();
        if (isMadeUp(id))
            continue;
        if (last == part)
            same << name;
        else if (part.size() > 2 && name.toLower().contains(part))
            within << name;
        else if (const auto apart = static_cast<std::size_t>(lettersApart(last, part)); apart < alike.size())
            alike[apart] << name;
    }
    for (const QStringList &names : {same, within, alike[1], alike[2]})
        if (!names.isEmpty())
            return names.mid(0, most);
    return {};
}

} // namespace

base::Result<base::Zone> reportingZone(const std::string &name)
{
    if (name == base::Zone().name())
        return base::Zone();
    const QByteArray id = QByteArray::fromStdString(name);
    // Of others Qt would make something up, or take this computer's.
    if (isMadeUp(id) || !QTimeZone::availableTimeZoneIds().contains(id)) {
        const QStringList near = namesNear(QString::fromUtf8(id));
        const QString names = near.isEmpty()
                                  ? QStringLiteral("a name such as Europe/Berlin, America/New_York or UTC is")
                                  : QStringLiteral("did you mean %1?").arg(near.join(QStringLiteral(" or ")));
        return base::fail(base::ErrorKind::Misuse, "\"" + name + "\"",
                          "is no time zone; " + names.toStdString());
    }
    const QTimeZone zone(id);
    std::vector<base::ZoneOffset> offsets{{.offsetUs = offsetMs(zone, newYear(kFirstYear)) * kUsPerMs}};
    // Year by year: Qt 6.4 finds no change after the last that is listed, where the rule takes over.
    for (int year = kFirstYear; year < kEndYear; ++year) {
        for (const QTimeZone::OffsetData &change : zone.transitions(newYear(year), newYear(year + 1)))
            offsets.push_back({change.atUtc.toMSecsSinceEpoch() * kUsPerMs,
                               qint64{change.offsetFromUtc} * kMsPerSecond * kUsPerMs});
    }
    return base::Zone(name, offsets);
}

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
