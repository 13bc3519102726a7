// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"
#include "base/result.h"

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// What the columns of another log are, by their names. Empty: there is none of that.
struct JoinColumns
{
    std::string call;  ///< ids of requests
    std::string chain; ///< ids of chains, traces or sessions
    std::string time;
    std::string model;
    std::string inputTokens;
    std::string outputTokens;
    std::vector<std::pair<std::string, base::Dimension>> dimensions; ///< columns, and what they say

    bool hasIds() const { return !call.empty() || !chain.empty(); }
    bool hasTimes() const { return !time.empty() && !model.empty(); }
    bool isComplete() const { return (hasIds() || hasTimes()) && !dimensions.empty(); }
    bool operator==(const JoinColumns &) const = default;
};

/// How another log looks.
struct JoinShape
{
    std::vector<std::string> names;                ///< of its columns
    std::vector<std::vector<std::string>> samples; ///< the first rows, by the names
    JoinColumns guess;                             ///< what can be told by names and samples
    bool hasUsage = false;                         ///< it says costs or all tokens: it may be a log of calls
};

/// Looks at how a log begins. Errors: NotFound, Unreadable, Cancelled, BadInput; NotALog for no records.
base::Result<JoinShape> joinShapeOf(const std::string &path, const std::stop_token &stop);

/// Whether a file says of calls what their own log does not, and nothing of what they used: then it can only
/// be joined. False for what cannot be read.
bool isJoinFile(const std::string &path, const std::stop_token &stop);

/// Whether the name of a column says what it is to a join.
bool isJoinColumn(const std::string &name);

/// Errors: NotALog, if it says too little for a join; Misuse for what cannot be joined, or is named twice.
base::Result<void> checkJoinColumns(const JoinColumns &columns, const std::string &path);

} // namespace outlay::ingest
