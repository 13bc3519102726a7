// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/event.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace outlay::base {

/// By what a call was found in another log.
enum class JoinKind : std::uint8_t
{
    Call,  ///< the id of a request
    Chain, ///< the id of a chain, trace or session, which several calls share
    Time,  ///< the nearest time, and the same model
};
constexpr std::array<std::string_view, 3> kJoinKindNames = {"call id", "chain id", "time"};

/// Keyed hashes of the ids that a call was logged with.
struct CallIds
{
    std::vector<std::uint64_t> calls; ///< of the request, whatever it is called
    std::vector<std::uint64_t> chains;
};

/// A row of another log that says of a call what its own log does not.
struct JoinRow
{
    std::uint64_t call = 0;  ///< keyed hash of its request's id; 0: it has none
    std::uint64_t chain = 0; ///< the same of its chain, trace or session
    std::int64_t atUs = kAbsent;
    std::int64_t inputTokens = kAbsent;
    std::int64_t outputTokens = kAbsent;
    std::uint32_t model = 0; ///< place in JoinLog::models
    std::uint32_t values = 0;
    std::int64_t line = 0;

    bool operator==(const JoinRow &) const = default;
};

/// Another log, for joining. Of ids there is only the hash.
struct JoinLog
{
    std::string path;
    std::string fingerprint;                      ///< of its content and of how its columns were read
    std::vector<Dimension> dimensions;            ///< what its rows may say of a call
    std::vector<std::string> models = {""};       ///< the first: none
    std::vector<std::vector<std::string>> values; ///< by `dimensions`; kUnattributed where it says nothing
    std::vector<JoinRow> rows;

    bool operator==(const JoinLog &) const = default;
};

/// Times that are further apart are of different calls.
constexpr std::int64_t kDefaultJoinWindowUs = 2'000'000;
constexpr std::int64_t kMaxJoinWindowUs = 600'000'000;
/// Of another log more dimensions are not taken.
constexpr std::size_t kMaxJoinDimensions = 16;

/// True for what another log may say of a call; what a call was and what became of it only its own log knows.
bool canBeJoined(std::string_view dimension);

/// A join that is kept: the calls of the store get what another log says of them.
struct Backfill
{
    std::int64_t id = 0;
    Instant at{};
    std::string path;
    std::string fingerprint;
    std::int64_t windowUs = kDefaultJoinWindowUs;
    std::int64_t rows = 0;
    std::vector<Dimension> dimensions;
    std::array<std::int64_t, kJoinKindNames.size()> joined{}; ///< calls, by JoinKind

    bool operator==(const Backfill &) const = default;
};

/// What was done to joins, and when.
struct BackfillChange
{
    Instant at{};
    std::string who;
    std::string what; ///< "added", "removed"
    std::int64_t backfill = 0;
    std::string path;

    bool operator==(const BackfillChange &) const = default;
};

/// What a call gets of a backfill.
struct Join
{
    std::int64_t event = 0;
    std::int64_t backfill = 0; ///< its id
    JoinKind kind = JoinKind::Call;
    std::int64_t distanceUs = kAbsent; ///< of a match by time
    std::uint32_t values = 0;          ///< place in JoinPlan::values

    bool operator==(const Join &) const = default;
};

/// All that is to be joined, of all backfills.
struct JoinPlan
{
    std::vector<std::vector<std::pair<Dimension, std::string>>> values; ///< by dimension
    std::vector<Join> joins;                                            ///< by event and backfill
};

} // namespace outlay::base
