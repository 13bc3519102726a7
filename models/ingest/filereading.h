// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/eventsink.h"
#include "ingest/chunkbuffer.h"
#include "ingest/hierarchy.h"
#include "ingest/importing.h"
#include "ingest/knownfiles.h"
#include "ingest/readerchoice.h"
#include "ingest/rowbuilder.h"
#include "ingest/sinkwriter.h"
#include "ingest/tally.h"
#include "ingest/textstream.h"

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

namespace outlay::ingest {

/// Reads one log of an import from its first byte, or from where it was known to, into the sink.
class FileReading
{
public:
    /// What all logs of an import have in common.
    struct Shared
    {
        const FieldMap &map;
        FieldNames &names;
        RowBuilder &rows;
        const Formats &formats;
        Forced forced;                                 ///< what the user says that all logs are …
        const std::map<std::string, Forced> &forcedOf; ///< … or one of them, by its path
        Hierarchy &hierarchy;
        ChunkBuffer &buffer;
        SinkWriter &sink;
        std::int64_t stopAfter; ///< rows; 0: never
        const Look &look;
        std::stop_token stop;
    };

    struct Log
    {
        std::string path;   ///< as reports name it
        std::string source; ///< as its events name it
        TextStream &text;   ///< stands behind what is known
        KnownPart known;
        std::optional<std::int64_t> modifiedUs;            ///< when it was last changed
        bool canBeReadAgain = false;                       ///< so that it is worth remembering
        std::function<void(std::int64_t events)> advanced; ///< told of the log's events as they are read
    };

    FileReading(Log log, Shared &shared);

    /// A log that cannot be read is no error: it is in the report. Where one breaks off, what came before
    /// stays, and the report has a reject with the line where the rest is missing, but the log is not
    /// remembered. What is damaged, so that nothing in it can be trusted, leaves nothing.
    /// Errors: Cancelled, or the sink's.
    base::Result<void> run();

    const base::FileReport &report() const { return m_report; }
    const std::vector<base::Reject> &rejects() const { return m_rejects; }

private:
    base::Result<void> read();
    base::Result<void> start();
    base::Result<void> fillHead();
    base::Result<void> fill();
    void chooseReader();
    FileBeginning beginning() const;
    base::Result<void> readChunks();
    bool isEnough() const;
    base::Result<void> readBuffered();
    void readLastLine();
    void skipOverlong();
    void take(std::size_t bytes);
    base::Result<void> begin();
    base::Result<void> flush();
    base::Result<void> finish();
    void refuse(std::string why);
    void describe();
    void describeFormats();

    Log m_log;
    const std::string m_path;
    Shared &m_shared;
    base::FileReport m_report;
    std::vector<base::Reject> m_rejects;
    Tally m_tally;
    StreamHash m_hash; ///< of the whole lines that were read
    ReaderChoice m_choice;
    std::int64_t m_linesBefore = 0; ///< that are no part of the log
    std::size_t m_unflushed = 0;    ///< bytes read since the last batch
    std::int64_t m_openEvents = 0;  ///< of a last line without an end
    const base::KnownFile *m_resumed;
    std::optional<std::string> m_headerProblem;
    std::optional<base::Error> m_cutOff; ///< why the rest of it cannot be read
    bool m_begun = false;
    bool m_stopped = false; ///< before its end, because there is enough of it
    bool m_skipping = false;
};

} // namespace outlay::ingest
