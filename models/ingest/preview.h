// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/importer.h"

#include <stop_token>
#include <string>
#include <vector>

namespace outlay::ingest {

/// An event or a line of a bill as it would be stored.
struct PreviewRow
{
    bool billing = false;
    base::EventRow row;
    base::Attribution attribution;
    std::string fields; ///< JSON object of what is no dimension; empty if there is none
};

/// The beginning of a log as an import of it alone would take it. States of a call that are replaced within
/// that beginning are left out, and so are sums that repeat what is beneath them; what comes later in the log
/// is not known.
struct FilePreview
{
    base::FileReport report; ///< of what was read of it: format, assumptions, or why it is no log
    std::vector<base::Reject> rejects;
    std::vector<PreviewRow> rows;
    bool mappable = false; ///< text of some columns or paths that a map could read
    /// Mappable, and it is no log that is known, or none of its first rows could be taken, or none of the
    /// rows has tokens or a cost.
    bool doubtful = false;
};

/// Reads the beginnings of the first kMostPreviewed logs of `paths` (files, folders, archives, or a log
/// within an archive as reports name it), some `rowsWanted` rows of each, and writes nothing. Errors:
/// Cancelled; Misuse for a format that there is not; BadInput for one that is broken.
base::Result<std::vector<FilePreview>> previewPaths(const std::vector<std::string> &paths,
                                                    const ImportOptions &options, std::size_t rowsWanted,
                                                    const std::stop_token &stop);

constexpr std::int64_t kMostPreviewed = 200;

} // namespace outlay::ingest
