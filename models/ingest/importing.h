// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/importer.h"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// What is made of one chunk should not be pushed out of the processor's cache before it is stored.
constexpr std::size_t kChunkBytes = std::size_t{1} * 1024 * 1024;

/// How files are gone through where not all of them is wanted.
struct Look
{
    std::size_t chunkBytes = kChunkBytes; ///< makes no difference to what is read
    std::int64_t mostLogs = 0;            ///< so many are enough (0: all)
    /// By archive, the logs in it that are wanted, as reports name them; of what is not here all are.
    std::map<std::string, std::set<std::string>> only = {};
    /// Told of what each log of text begins with, if it is read from its first byte. `whole`: it is all of
    /// it.
    std::function<void(const std::string &log, std::string_view head, bool whole)> headSeen = {};
};

base::Result<base::ImportReport> importLooking(const std::vector<std::string> &paths,
                                               const ImportOptions &options, base::EventSink &sink,
                                               const std::stop_token &stop,
                                               const std::function<void(const ImportProgress &)> &progress,
                                               const Look &look);

/// importPaths() with chunks of another size.
base::Result<base::ImportReport> importInChunks(const std::vector<std::string> &paths,
                                                const ImportOptions &options, base::EventSink &sink,
                                                const std::stop_token &stop,
                                                const std::function<void(const ImportProgress &)> &progress,
                                                std::size_t chunkBytes);

} // namespace outlay::ingest
