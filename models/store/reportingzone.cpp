// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/reportingzone.h"

#include "store/monthguard.h"
#include "store/settings.h"
#include "store/statement.h"
#include "store/zonerebuild.h"

#include <chrono>
#include <cstdlib>

namespace outlay::store {

using base::ErrorKind;
using base::Zone;
using base::ZoneOffset;

namespace {

const std::string kZoneSetting = "reporting_zone";
constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kMostAhead = 26 * 3600; ///< seconds; no zone has more
/// Years 1 to 9999, in seconds since 1970: moments beyond could pass 64 bits.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;

base::Result<void> write(const Connection &connection, const Zone &zone)
{
    if (auto cleared = connection.exec("DELETE FROM zone_offsets"); !cleared)
        return cleared;
    Statement insert(connection, "INSERT INTO zone_offsets VALUES (?, ?)");
    bool isFirst = true;
    for (const ZoneOffset &offset : zone.offsets()) {
        const std::int64_t from = isFirst ? kFirstSecond : offset.fromUs / kSecondUs;
        isFirst = false;
        if (auto ran = insert.bind(1, from).bind(2, offset.offsetUs / kSecondUs).run(); !ran)
            return ran;
    }
    return writeSetting(connection, kZoneSetting, zone.name());
}

/// A closed month has been handed on with its days; with another zone all of them begin elsewhere.
base::Result<void> requireNoneClosed(const Connection &connection)
{
    auto months = readClosedMonths(connection);
    if (!months)
        return failureOf(months);
    std::string names;
    std::string ways;
    for (const ClosedMonth &closed : *months) {
        if (closed.reopenedAt)
            continue;
        const std::string name = base::isoMonth(closed.month);
        names += (names.empty() ? "" : ", ") + name;
        ways += (ways.empty() ? "" : "; ") + ("outlay months reopen " + name);
    }
    if (names.empty())
        return {};
    const bool one = names.find(',') == std::string::npos;
    return base::fail(ErrorKind::BadInput, connection.path(),
                      names + (one ? " is closed" : " are closed") + ", and with another zone " +
                          (one ? "its" : "their") +
                          " days would begin and end elsewhere; nothing was changed. Reopen " +
                          (one ? "it" : "them") + " first: " + ways);
}

base::Result<void> change(const Connection &connection, const Zone &zone, const ZoneWatch &watch)
{
    auto months = MonthGuard::begin(connection);
    if (!months)
        return failureOf(months);
    return requireNoneClosed(connection)
        .and_then([&] { return write(connection, zone); })
        .and_then([&] { return rebuildCells(connection, zone, watch); })
        .and_then([&] {
            return months->finish(
                connection, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
                "days in " + zone.name());
        });
}

} // namespace

base::Result<Zone> readZone(const Connection &connection)
{
    auto name = readSetting(connection, kZoneSetting);
    if (!name)
        return failureOf(name);
    std::vector<ZoneOffset> offsets;
    bool isSound = true;
    Statement rows(connection, "SELECT at, ahead FROM zone_offsets ORDER BY at");
    while (rows.next()) {
        const std::int64_t at = rows.number(0);
        const std::int64_t ahead = rows.number(1);
        isSound = isSound && at >= kFirstSecond && at <= kLastSecond && std::abs(ahead) <= kMostAhead;
        if (isSound)
            offsets.push_back({at * kSecondUs, ahead * kSecondUs});
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    if (!isSound || name->has_value() != !offsets.empty())
        return base::fail(ErrorKind::Corrupt, connection.path(),
                          "what the store has for its reporting zone is damaged; restore it from a copy, or "
                          "import the logs anew");
    return *name ? Zone(**name, offsets) : Zone();
}

base::Result<void> setReportingZone(const Connection &connection, const Zone &zone, const ZoneWatch &watch)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    auto now = readZone(connection);
    if (!now)
        return failureOf(now);
    if (*now == zone) // with the same changes of clocks, too
        return {};
    auto changed = change(connection, zone, watch).and_then([&] { return transaction->commit(); });
    if (changed)
        connection.tidyLog();
    return changed;
}

} // namespace outlay::store
