// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/filereading.h"
#include "ingest/foundlogs.h"

namespace outlay::ingest {

/// Reads what one path of an import names: a log, or the many in an archive.
///
/// What is known of a plain file is found by reading it ahead and going back. What is packed, or has to be
/// converted, cannot be read from the middle: it is looked through once for what is known in it, and only if
/// that leaves something to read, once more.
class PathReading
{
public:
    /// Told of bytes of the file that are done with since the last time, and of events of it so far.
    using Advanced = std::function<void(std::int64_t bytes, std::int64_t events)>;

    PathReading(std::string path, FileReading::Shared &shared, const KnownFiles &known, Advanced advanced);

    /// Appends to `report`, where also what cannot be read is told of. Errors: Cancelled, or the sink's.
    base::Result<void> run(base::ImportReport &report);

private:
    /// What was seen of a log before it is read.
    struct Surveyed
    {
        std::string path;
        const base::KnownFile *known = nullptr; ///< that it begins with
        bool isWhole = false;                   ///< and has nothing behind
    };

    base::Result<void> read();
    base::Result<bool> survey();
    base::Result<void> surveyLog(const FoundLog &log);
    base::Result<void> readLog(const FoundLog &log);
    base::Result<void> readText(const FoundLog &log, TextStream &text, const Surveyed &seen);
    base::Result<void> takeKnown(const Surveyed &seen);
    base::Result<void> refuse(const std::string &path, base::Error error);
    bool isPlainFile(const FoundLog &log, const TextStream &text) const;
    void advance();

    const std::string m_path;
    FileReading::Shared &m_shared;
    const KnownFiles &m_known;
    const Advanced m_advanced;
    base::ImportReport *m_report = nullptr;
    std::unique_ptr<Source> m_source;
    std::vector<Surveyed> m_surveyed; ///< one for each log, if there was a survey
    std::size_t m_log = 0;            ///< how many have been read
    bool m_isSurveying = false;
    bool m_isReadTwice = false;
    bool m_isEnough = false; ///< no more logs are wanted
    std::int64_t m_told = 0; ///< bytes
    std::int64_t m_events = 0;
    std::int64_t m_eventsOfLog = 0;
};

} // namespace outlay::ingest
