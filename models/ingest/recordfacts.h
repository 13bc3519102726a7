// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/amount.h"
#include "ingest/assumptions.h"
#include "ingest/rawevent.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// A number as logged; an empty text is none.
struct LoggedNumber
{
    std::string_view text;
    ValueKind kind = ValueKind::Text;
};

/// What a format knows of a record beside its fields.
struct RecordFacts
{
    std::uint64_t key = 0;       ///< of the source's own key; 0: it has none
    std::uint64_t repeatKey = 0; ///< of records that only repeat this one
    std::int64_t rank = 0;
    /// Time of an event that does not say when it was, in microseconds since 1970 (UTC).
    std::optional<std::int64_t> fallbackAtUs;
    bool knownFormat = false;                  ///< what its names mean is known and need not be assumed
    const std::string *zone = nullptr;         ///< of times that say none; null: UTC
    DecimalMark decimal = DecimalMark::Unsaid; ///< of numbers that are texts
    AssumedSet assumed = 0;                    ///< in looking up the fields
    std::string_view whyNoTime; ///< the rest of a sentence, where a format knows why its time is none

    bool billing = false; ///< a sum over a span of time; the texts below are as logged
    std::string_view until;
    LoggedNumber requests;
    LoggedNumber quantity;
    std::string_view unit;
    std::string_view currency;
};

} // namespace outlay::ingest
