// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::base {

/// The descriptive fields that every store has. Custom fields of a log (customer_tier, region, …) are
/// further dimensions, known by their own name.
enum class FixedDimension
{
    Feature,
    Segment,
    Provider,
    Model,
    Environment,
    Priority,
    Cached, ///< "true", "false", or absent: unknown
    RequestType,
    Outcome,
    Source, ///< name of the file that the event came from
    Tier,   ///< service tier as logged: standard, batch, flex, priority, …
};
constexpr int kFixedDimensions = 11;

/// Names as written on the command line, in CSV headers and in filters.
constexpr std::array<std::string_view, kFixedDimensions> kFixedDimensionNames = {
    "feature", "segment",      "provider", "model",  "environment", "priority",
    "cached",  "request_type", "outcome",  "source", "service_tier"};

constexpr std::string_view nameOf(FixedDimension dimension)
{
    return kFixedDimensionNames[static_cast<std::size_t>(dimension)];
}

/// What became of a call: the values of FixedDimension::Outcome in every answer.
constexpr std::string_view kCompleted = "completed";
constexpr std::string_view kFailed = "failed";
constexpr std::string_view kSupersededAttempt = "superseded attempt"; ///< tried again later
constexpr std::string_view kPartial = "partial";                      ///< a stream that was broken off

/// One of these for the usual words and HTTP status numbers that logs say it with ("success", "error",
/// "429"); any other word as it is.
std::string_view outcomeOf(std::string_view logged);

/// Calls that resemble each other and follow each other within so many seconds are attempts of one; 0: only
/// what the log ties together is.
constexpr std::int64_t kDefaultRetryWindow = 30;
constexpr std::int64_t kMaxRetryWindow = 3600;

/// Groupings of time, which are computed from the event's day and are no part of an attribution.
constexpr std::string_view kMonth = "month";
constexpr std::string_view kWeek = "week"; ///< ISO 8601 week, "2026-W21"
constexpr std::string_view kDay = "day";
bool isTimeDimension(std::string_view name);

/// A dimension is known by its name: one of the fixed names, a time grouping, or a custom field.
using Dimension = std::string;
/// What to group by, outermost first. Empty: one row for all.
using Grouping = std::vector<Dimension>;

/// The key of everything that carries no value in a dimension: absent, empty, or a default label such as
/// "unknown". It is a group of its own and never part of another.
constexpr std::string_view kUnattributed = "";

/// True for what stands for "nobody said": empty, "unknown", "none", "null", "undefined", "n/a", "na",
/// "(unknown)", "(unattributed)", "(none)", "-", whatever the case and surrounding blanks.
bool isDefaultLabel(std::string_view value);

/// The word shown for the unattributed group: "(unattributed)" for features, "(unknown)" elsewhere.
std::string_view unattributedLabel(std::string_view dimension);

} // namespace outlay::base
