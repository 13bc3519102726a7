// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/source.h"

#include <functional>
#include <optional>

namespace outlay::ingest {

/// A log that a file is or holds.
struct FoundLog
{
    std::string path;            ///< as reports name it: "old/logs.zip/inner/a.jsonl.gz"
    std::string source;          ///< as its events name where they are from: "logs.zip/inner/a.jsonl"
    ByteStream *bytes = nullptr; ///< unpacked; null if there is an error. For the visit alone
    std::optional<std::int64_t> modifiedUs; ///< when it was last changed, if that is known
    std::optional<base::Error> error;       ///< why it cannot be read
};

/// What is done with each log. Errors end the walk.
using VisitLog = std::function<base::Result<void>(const FoundLog &log)>;

/// Visits what is in `file`, which stands at its start: the file itself, what it unpacks to if it is
/// compressed, or each file in it if it is an archive; in the archive's order, without hidden ones. What an
/// archive holds may be compressed once more, but may be no archive.
/// Errors: the visit's, called what it calls them; Unreadable, BadInput or NotALog, called after the file,
/// for the file as a whole (logs may have been visited before); Cancelled.
base::Result<void> forEachLog(Source &file, const std::stop_token &stop, const VisitLog &visit);

/// An archive of more files than that is not read further.
constexpr int kMostMembers = 100'000;

} // namespace outlay::ingest
