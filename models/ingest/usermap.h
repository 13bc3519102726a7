// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "ingest/logshape.h"

#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// What a column, or what lies at a path of JSON records, is used as.
struct ColumnUse
{
    std::string column;
    /// timestamp, feature, segment, user, provider, model, environment, priority, request_type, outcome,
    /// cached, service_tier, input_tokens, prompt_tokens, output_tokens, cache_read_tokens,
    /// cache_write_tokens, those of base::kPartNames, cost_usd, latency_ms, or "dimension" (kept and grouped
    /// by), "per_event" (kept with its event), "ignore".
    std::string field;
    /// iso, unix_s, unix_ms, unix_us, month_first, day_first (timestamp; the last two are 5/1/2026 and
    /// 1/5/2026); tokens, thousand_tokens; usd, cents, micro_usd, nano_usd;
    /// ms, s, us (latency_ms); empty for others.
    std::string unit;
    /// What a guess rests on: "name", "values"; empty where nothing was guessed. Not stored.
    std::string why;

    bool operator==(const ColumnUse &) const = default;
};

/// A log format as a person makes it by hand: what each column is. Of several columns of one field the first
/// that has a value counts.
struct UserMap
{
    std::string name; ///< of the format, as shown
    std::vector<ColumnUse> columns;
    std::string zone = "UTC";  ///< of times that say none
    std::string decimal = "."; ///< or ",": what numbers that are texts have between units and tenths
    std::string records;       ///< LogShape::records, within which the columns are
    /// The input tokens hold what was read from the cache, as prompt_tokens always do. Says nothing where no
    /// column has cache reads.
    bool inputIncludesCache = false;

    bool operator==(const UserMap &) const = default;
};

/// What the columns are probably used as, judged by their names and samples. Each field once at most.
UserMap guessMap(const LogShape &shape, const FieldMap &fields);

/// The map as a format's file (resources/formats), which knows its shape again: a table by all columns that
/// it uses, JSON by those of them that every record should have (within its list, if it has one). What
/// FieldMap takes for content is not kept.
std::string writeMap(const UserMap &map, bool table);

/// A map that writeMap() wrote. Errors: BadInput, with a line where the text is no JSON; also for formats
/// that say what no UserMap can.
base::Result<UserMap> readMap(std::string_view json);

/// The name of the map's file without its ending: "Gateway export" → "gateway-export".
std::string mapId(std::string_view name);

constexpr std::string_view kUseDimension = "dimension";
constexpr std::string_view kUsePerEvent = "per_event";
constexpr std::string_view kUseIgnore = "ignore";

} // namespace outlay::ingest
