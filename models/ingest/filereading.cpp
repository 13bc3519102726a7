// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/filereading.h"

#include "ingest/detect.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

std::string sourceName(const std::string &path)
{
    if (path == "-")
        return "stdin";
    std::string valid;
    repairUtf8(path.substr(path.find_last_of('/') + 1), valid);
    return valid;
}

/// When a file was last changed; nothing for what is no file.
std::optional<std::int64_t> timeOfFile(const std::string &path)
{
    std::error_code error;
    const auto time = std::filesystem::last_write_time(path, error);
    if (error)
        return std::nullopt;
    const auto utc = std::chrono::file_clock::to_sys(time);
    return std::chrono::duration_cast<std::chrono::microseconds>(utc.time_since_epoch()).count();
}

} // namespace

FileReading::FileReading(std::string path, Shared &shared)
    : m_path(std::move(path))
    , m_shared(shared)
    , m_tally(m_path)
{
    m_report.path = m_path;
}

base::Result<void> FileReading::run()
{
    m_shared.buffer.clear();
    m_shared.rows.beginFile(sourceName(m_path));
    auto source = Source::open(m_path);
    if (!source) {
        m_report.error = source.error();
        return {};
    }
    const auto done = read(*source);
    if (done)
        return finish(true, source->isFile());
    if (!keepError(done.error()))
        return done;
    // What was read before the device failed stays, but the file is not remembered.
    return m_begun ? finish(false, source->isFile()) : base::Result<void>();
}

/// True if the error is the file's own and not the import's.
bool FileReading::keepError(const base::Error &error)
{
    if (error.kind != ErrorKind::NotALog && (error.kind != ErrorKind::Unreadable || error.where != m_path))
        return false;
    m_report.error = error;
    return true;
}

base::Result<void> FileReading::read(Source &source)
{
    if (auto started = start(source); !started)
        return started;
    return readChunks(source);
}

base::Result<void> FileReading::start(Source &source)
{
    std::vector<base::KnownFile> candidates;
    std::copy_if(m_shared.known.begin(), m_shared.known.end(), std::back_inserter(candidates),
                 [&](const base::KnownFile &file) {
                     return canResume(file.fingerprint.header) || file.fingerprint.bytes == source.size();
                 });
    const auto known = findKnown(source, candidates, m_hash, m_shared.stop);
    if (!known)
        return tl::unexpected(known.error());
    m_resumed = *known == nullptr ? std::nullopt : std::optional(**known);
    if (m_resumed) {
        m_shared.advanced(m_hash.bytes(), 0);
        chooseReader();
        return begin();
    }
    if (auto filled = fillHead(source); !filled)
        return filled;
    const std::string_view head = m_shared.buffer.data();
    if (head.empty())
        return base::fail(ErrorKind::NotALog, m_path, "is empty");
    if (auto why = whyNoLog(head))
        return base::fail(ErrorKind::NotALog, m_path, *why);
    take(byteOrderMark(head));
    chooseReader();
    return {};
}

/// Enough of the file to know what it is.
base::Result<void> FileReading::fillHead(Source &source)
{
    ChunkBuffer &buffer = m_shared.buffer;
    do {
        if (auto filled = buffer.fill(source, m_shared.stop); !filled)
            return filled;
    } while (!buffer.atEnd() && (buffer.data().size() < kHeadWanted ||
                                 (!hasFirstLine(buffer.data()) && buffer.data().size() < kHeadEnough) ||
                                 needsMore(beginning())));
    return {};
}

FileBeginning FileReading::beginning() const
{
    FileBeginning file;
    file.head = m_shared.buffer.data();
    file.whole = m_shared.buffer.atEnd();
    file.path = m_path;
    file.fileTimeUs = timeOfFile(m_path);
    file.forced = m_shared.forced;
    return file;
}

void FileReading::chooseReader()
{
    const IntakeParts parts{m_shared.map, m_shared.names, m_shared.rows, m_shared.hierarchy};
    m_choice = !m_resumed ? ingest::chooseReader(beginning(), m_shared.formats, parts, m_tally)
                          : resumeReader(m_resumed->fingerprint.header, m_resumed->fingerprint.lines,
                                         beginning(), m_shared.formats, parts, m_tally);
}

base::Result<void> FileReading::readChunks(Source &source)
{
    ChunkBuffer &buffer = m_shared.buffer;
    for (;;) {
        if (m_shared.stop.stop_requested())
            return base::fail(ErrorKind::Cancelled, m_path, "the import was stopped");
        if (auto done = readBuffered(); !done)
            return done;
        if (buffer.atEnd())
            break;
        if (auto filled = buffer.fill(source, m_shared.stop); !filled)
            return filled;
    }
    // A last line without a newline may be longer the next time: it is read, but not counted as known.
    const std::string_view rest = buffer.data();
    if (!m_skipping && !rest.empty()) {
        const std::int64_t before = m_tally.events();
        m_choice.reader->consume(rest, true);
        m_openEvents = m_tally.events() - before;
        m_shared.advanced(static_cast<std::int64_t>(rest.size()), m_tally.events());
    }
    m_choice.reader->finish();
    return flush();
}

/// Reads what whole lines the buffer holds.
base::Result<void> FileReading::readBuffered()
{
    if (m_skipping)
        skipOverlong();
    for (;;) {
        const std::string_view data = m_shared.buffer.data();
        const std::size_t used = m_skipping || data.empty() ? 0 : m_choice.reader->consume(data, false);
        take(used);
        if (auto flushed = flush(); !flushed)
            return flushed;
        if (used > 0 || m_skipping || data.size() < kMaxLineBytes)
            return {};
        m_choice.reader->rejectOverlong(data);
        m_skipping = true;
        skipOverlong();
    }
}

/// Drops the rest of a line that is too long, as far as it is there.
void FileReading::skipOverlong()
{
    const std::string_view data = m_shared.buffer.data();
    const std::size_t newline = data.find('\n');
    m_skipping = newline == std::string_view::npos;
    take(m_skipping ? data.size() : newline + 1);
}

void FileReading::take(std::size_t bytes)
{
    m_hash.add(m_shared.buffer.data().substr(0, bytes));
    m_shared.buffer.drop(bytes);
    m_shared.advanced(static_cast<std::int64_t>(bytes), m_tally.events());
}

base::Result<void> FileReading::begin()
{
    if (m_begun)
        return {};
    m_begun = true;
    return m_shared.sink.beginFile(m_path, m_resumed ? m_resumed->fileId : 0);
}

base::Result<void> FileReading::flush()
{
    const base::EventBatch &batch = m_shared.rows.batch();
    if (batch.rows.empty() && batch.billing.empty() && batch.retracted.empty())
        return {};
    if (auto begun = begin(); !begun)
        return begun;
    auto added = m_shared.sink.addBatch(batch);
    m_shared.rows.clearBatch();
    return added;
}

base::Result<void> FileReading::finish(bool complete, bool isFile)
{
    if (!m_begun && !m_tally.isLog()) {
        m_report.error = base::Error{ErrorKind::NotALog, m_path,
                                     m_tally.notEvents() + m_tally.rejected() > 0
                                         ? "is no log that Outlay knows: none of its lines is an event"
                                         : "has nothing but blank lines",
                                     0};
        return {};
    }
    if (auto begun = begin(); !begun)
        return begun;
    describe();
    m_rejects = m_tally.rejects();
    const bool known = complete && isFile && !m_skipping && m_hash.bytes() > 0;
    auto fingerprint = known ? std::optional(fingerprintOf(m_hash, m_choice.reader->lines(), m_choice.header))
                             : std::nullopt;
    if (fingerprint)
        fingerprint->openEvents = m_openEvents;
    return m_shared.sink.endFile(m_report, m_rejects, fingerprint ? &*fingerprint : nullptr);
}

void FileReading::describe()
{
    const std::int64_t json = m_tally.events(Form::JsonLines);
    const std::int64_t python = m_tally.events(Form::PythonLog);
    const std::string form = m_choice.table ? "CSV" : python > json ? "Python log" : "JSON lines";
    m_report.format =
        m_choice.format != nullptr ? m_choice.format->format : m_shared.map.format() + " " + form;
    m_report.billing = m_tally.billing();
    m_report.missingUsage = m_shared.rows.missingUsage();
    m_report.rejected = m_tally.rejected();
    m_report.notEvents = m_tally.notEvents();
    m_report.redacted = m_shared.rows.redactions();
    m_report.assumptions = m_shared.rows.assumptions();
    if (m_choice.format != nullptr) {
        for (const std::string &note : m_choice.format->notes)
            m_report.assumptions.push_back({note, m_tally.events() + m_tally.billing()});
    }
    if (m_tally.rejected() > base::kMaxRejectsKept)
        m_report.assumptions.push_back({"only the first 10,000 rejected lines of a file are listed",
                                        m_tally.rejected() - base::kMaxRejectsKept});
}

} // namespace outlay::ingest
