// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"
#include "base/importreport.h"
#include "base/result.h"
#include "ingest/zone.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// What becomes of user_id.
enum class UserPolicy
{
    Pseudonym,
    Drop,
    Keep
};

struct ImportOptions
{
    UserPolicy users = UserPolicy::Pseudonym;
    std::array<unsigned char, 32> pseudonymKey{};
    /// Id of the format that all files are in; empty: each is recognised by its content.
    std::string format = {};
    /// Formats of the user's own, id and JSON as in resources/formats.
    std::vector<std::pair<std::string, std::string>> formats = {};
    /// Computes what events cost before the sink gets them; null: nobody does.
    base::EventPricer *pricer = nullptr;
    /// Format id by log, as reports name it: what a person chose for it; wins over `format`.
    std::map<std::string, std::string> formatOf = {};
    std::int64_t stopAfter = 0; ///< so many rows of each log are enough (0: all): for previews
    /// What formats' zones mean; null: only fixed offsets are known.
    ZoneLookup zones = {};
};

/// The format that Outlay's own logs are in, where a format's id is wanted.
constexpr std::string_view kCostEventId = "costevent";

/// How far an import is. `bytesTotal` is 0 when it cannot be known (standard input).
struct ImportProgress
{
    std::string path;
    std::int64_t filesDone = 0;
    std::int64_t filesTotal = 0;
    std::int64_t bytesDone = 0; ///< over all files, as they are on disk: packed bytes of what is packed
    std::int64_t bytesTotal = 0;
    std::int64_t events = 0;
};

/// Files below folders (sorted, hidden ones left out) and the given paths in their order; "-" stays.
std::vector<std::string> expandPaths(const std::vector<std::string> &paths);

/// Reads `paths` (files, folders, "-") into `sink` and commits. A compressed file is the log that it unpacks
/// to; an archive is the logs in it, each with a FileReport of its own. Streams in constant memory; a bad
/// line is a reject in the report; a file that is no log, empty or unreadable has its error in its FileReport
/// and does not stop the others. `progress` is called from this thread, at most some ten times a second.
/// Errors, after which the sink is rolled back: Cancelled (stop was requested), or what the sink failed with.
base::Result<base::ImportReport> importPaths(const std::vector<std::string> &paths,
                                             const ImportOptions &options, base::EventSink &sink,
                                             const std::stop_token &stop,
                                             const std::function<void(const ImportProgress &)> &progress);

} // namespace outlay::ingest
