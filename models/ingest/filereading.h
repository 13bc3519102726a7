// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"
#include "ingest/chunkbuffer.h"
#include "ingest/fingerprint.h"
#include "ingest/hierarchy.h"
#include "ingest/readerchoice.h"
#include "ingest/rowbuilder.h"
#include "ingest/tally.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace outlay::ingest {

/// Reads one file of an import from its first byte, or from where it was known to, into the sink.
class FileReading
{
public:
    /// What all files of an import have in common. `advanced` is told of bytes and events as they are read.
    struct Shared
    {
        const FieldMap &map;
        FieldNames &names;
        RowBuilder &rows;
        const Formats &formats;
        const Mapping *forced; ///< the format that the user named, if any
        Hierarchy &hierarchy;
        ChunkBuffer &buffer;
        base::EventSink &sink;
        std::span<const base::KnownFile> known;
        std::stop_token stop;
        std::function<void(std::int64_t bytes, std::int64_t events)> advanced;
    };

    FileReading(std::string path, Shared &shared);

    /// A file that cannot be read is no error: it is in the report. Errors: Cancelled, or the sink's.
    base::Result<void> run();

    const base::FileReport &report() const { return m_report; }
    const std::vector<base::Reject> &rejects() const { return m_rejects; }

private:
    base::Result<void> read(Source &source);
    base::Result<void> start(Source &source);
    base::Result<void> fillHead(Source &source);
    void chooseReader();
    FileBeginning beginning() const;
    base::Result<void> readChunks(Source &source);
    base::Result<void> readBuffered();
    void skipOverlong();
    void take(std::size_t bytes);
    base::Result<void> begin();
    base::Result<void> flush();
    base::Result<void> finish(bool complete, bool isFile);
    void describe();
    bool keepError(const base::Error &error);

    std::string m_path;
    Shared &m_shared;
    base::FileReport m_report;
    std::vector<base::Reject> m_rejects;
    Tally m_tally;
    StreamHash m_hash;
    ReaderChoice m_choice;
    std::int64_t m_openEvents = 0; ///< of a last line without an end
    std::optional<base::KnownFile> m_resumed;
    bool m_begun = false;
    bool m_skipping = false;
};

} // namespace outlay::ingest
