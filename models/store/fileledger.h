// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"
#include "store/importlog.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace outlay::store {

/// Keeps the lines of imported files true when single events of theirs change after they were written.
class FileLedger
{
public:
    /// What has changed of a file's line.
    struct Change
    {
        std::int64_t file = 0;
        std::int64_t import = 0;
        std::int64_t added =
            0; ///< events that are back (above 0) or gone; as many fewer or more are superseded
        FileCounts counts;
    };

    explicit FileLedger(const Connection &connection);

    /// The file that brought an event. Errors: Corrupt when there is none.
    base::Result<Change *> fileOf(std::int64_t event);
    /// Books an event that is set aside. Returns the import that had brought it.
    base::Result<std::int64_t> takeOut(std::int64_t event, const base::EventRow &row);
    base::Result<void> putBack(std::int64_t event, const base::EventRow &row);
    /// Books a new computed cost of an event.
    base::Result<void> reprice(std::int64_t event, const base::EventRow &before, const base::EventRow &after);
    /// What has changed of the file since it was written; none: nothing.
    const Change *changeOf(std::int64_t file) const;
    /// To be told of files that are written down while this lives. Ids of events ascend from file to file.
    void add(std::int64_t file, std::int64_t import, std::int64_t firstEvent, std::int64_t lastEvent);
    /// Writes all changes. Once.
    base::Result<void> save() const;

private:
    struct Range
    {
        std::int64_t firstEvent = 0;
        std::int64_t lastEvent = 0;
        Change change;
    };

    base::Result<void> load();

    const Connection &m_connection;
    bool m_loaded = false;       ///< most imports change no other file
    std::vector<Range> m_ranges; ///< by event
};

} // namespace outlay::store
