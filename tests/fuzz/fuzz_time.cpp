// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "base/calendar.h"
#include "ingest/logtime.h"
#include "ingest/writtendate.h"

namespace {

/// A date whose order is plain is the same whatever order is said.
void checkWritten(std::string_view text)
{
    using namespace outlay::ingest;
    const auto unsaid = readWrittenDate(text, DateOrder::Unsaid);
    const auto month = readWrittenDate(text, DateOrder::MonthFirst);
    const auto day = readWrittenDate(text, DateOrder::DayFirst);
    require(wantsDateOrder(text) == (!unsaid && (month || day)));
    if (!unsaid)
        return;
    require(month && day && month->atUs == unsaid->atUs && day->atUs == unsaid->atUs);
    require(!unsaid->unixTime);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    outlay::ingest::TimeReader fresh;
    outlay::ingest::TimeReader used;
    used.read("2026-05-01T00:00:00Z");
    checkWritten(text);
    const auto first = fresh.read(text);
    const auto second = used.read(text);
    require(first.has_value() == second.has_value());
    if (!first)
        return 0;
    require(first->atUs == second->atUs && first->naive == second->naive);
    if (first->unixTime)
        return 0;
    // The short cut says what the calendar says, and people write what it does not know.
    const auto logged = outlay::base::parseTimestamp(text);
    if (!logged) {
        const auto written = outlay::ingest::readWrittenDate(text, outlay::ingest::DateOrder::Unsaid);
        require(written && written->atUs == first->atUs && written->naive == first->naive);
        return 0;
    }
    require(logged->at.time_since_epoch().count() == first->atUs && logged->hadZone == !first->naive);
    require(logged->truncated == first->truncated);
    return 0;
}
