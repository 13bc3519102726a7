// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "base/calendar.h"
#include "ingest/logtime.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    outlay::ingest::TimeReader fresh;
    outlay::ingest::TimeReader used;
    used.read("2026-05-01T00:00:00Z");
    const auto first = fresh.read(text);
    const auto second = used.read(text);
    require(first.has_value() == second.has_value());
    if (!first)
        return 0;
    require(first->atUs == second->atUs && first->naive == second->naive);
    if (first->unixTime)
        return 0;
    // The short cut says what the calendar says.
    const auto logged = outlay::base::parseTimestamp(text);
    require(logged && logged->at.time_since_epoch().count() == first->atUs &&
            logged->hadZone == !first->naive);
    require(logged->truncated == first->truncated);
    return 0;
}
