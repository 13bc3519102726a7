// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/filereading.h"

#include "ingest/detect.h"

#include <algorithm>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

/// Smaller batches cost more in handing them on than in reading; larger ones fall out of the processor's
/// cache.
constexpr std::size_t kBatchBytes = std::size_t{1} << 20; ///< of the log

} // namespace

FileReading::FileReading(Log log, Shared &shared)
    : m_log(std::move(log))
    , m_path(m_log.path)
    , m_shared(shared)
    , m_tally(m_path)
    , m_hash(std::move(m_log.known.hash))
    , m_resumed(m_log.known.file)
{
    m_report.path = m_path;
}

base::Result<void> FileReading::run()
{
    m_shared.buffer.clear();
    m_shared.rows.beginFile(m_log.source);
    if (auto done = read(); !done)
        return done;
    if (!m_report.error)
        return finish();
    // What was read of it goes too, by the sink, which must hear the names that later files refer to.
    return flush().and_then(
        [&] { return m_begun ? m_shared.sink.endFile(m_report, {}, nullptr) : base::Result<void>(); });
}

base::Result<void> FileReading::read()
{
    if (auto started = start(); !started || m_report.error)
        return started;
    return readChunks();
}

base::Result<void> FileReading::start()
{
    if (m_resumed != nullptr) {
        chooseReader();
        return begin();
    }
    if (auto filled = fillHead(); !filled)
        return filled;
    const std::string_view head = m_shared.buffer.data();
    if (head.empty() && m_cutOff)
        m_report.error = m_cutOff;
    if (m_report.error)
        return {};
    if (head.empty())
        refuse("is empty");
    else if (auto why = whyNoLog(head))
        refuse(*why);
    if (m_report.error)
        return {};
    take(byteOrderMark(head));
    if (const std::size_t separator = separatorLine(m_shared.buffer.data()); separator > 0) {
        take(separator);
        m_linesBefore = 1;
    }
    m_headerProblem = headerProblem(m_shared.buffer.data());
    if (m_shared.look.headSeen)
        m_shared.look.headSeen(m_path, m_shared.buffer.data(), m_shared.buffer.atEnd());
    chooseReader();
    return {};
}

void FileReading::refuse(std::string why)
{
    m_report.error = base::Error{ErrorKind::NotALog, m_path, std::move(why), 0};
}

/// Enough of the file to know what it is.
base::Result<void> FileReading::fillHead()
{
    const ChunkBuffer &buffer = m_shared.buffer;
    do {
        if (auto filled = fill(); !filled)
            return filled;
    } while (!buffer.atEnd() && !m_cutOff && !m_report.error &&
             (buffer.data().size() < kHeadWanted ||
              (!hasFirstLine(buffer.data()) && buffer.data().size() < kHeadEnough) ||
              needsMore(beginning())));
    return {};
}

/// Errors: Cancelled alone; any other is the log's own.
base::Result<void> FileReading::fill()
{
    auto filled = m_shared.buffer.fill(m_log.text, m_shared.stop);
    if (filled || filled.error().kind == ErrorKind::Cancelled)
        return filled;
    filled.error().where = m_path;
    (filled.error().kind == ErrorKind::Unreadable ? m_cutOff : m_report.error) = filled.error();
    return {};
}

FileBeginning FileReading::beginning() const
{
    FileBeginning file;
    file.head = m_shared.buffer.data();
    file.whole = m_shared.buffer.atEnd();
    file.path = m_path;
    file.fileTimeUs = m_log.modifiedUs;
    file.linesBefore = m_linesBefore;
    const auto chosen = m_shared.forcedOf.find(m_path);
    file.forced = chosen == m_shared.forcedOf.end() ? m_shared.forced : chosen->second;
    return file;
}

void FileReading::chooseReader()
{
    const IntakeParts parts{m_shared.map, m_shared.names, m_shared.rows, m_shared.hierarchy};
    m_choice = m_resumed == nullptr
                   ? ingest::chooseReader(beginning(), m_shared.formats, parts, m_tally)
                   : resumeReader(m_resumed->fingerprint.header, m_resumed->fingerprint.lines, beginning(),
                                  m_shared.formats, parts, m_tally);
}

base::Result<void> FileReading::readChunks()
{
    const ChunkBuffer &buffer = m_shared.buffer;
    for (;;) {
        if (m_shared.stop.stop_requested())
            return base::fail(ErrorKind::Cancelled, m_path, "the import was stopped");
        if (auto done = readBuffered(); !done)
            return done;
        if (buffer.atEnd() || m_cutOff)
            break;
        m_stopped = isEnough();
        if (m_stopped)
            break;
        if (auto filled = fill(); !filled || m_report.error)
            return filled;
    }
    if (m_cutOff)
        m_tally.reject(m_choice.reader->lines() + 1,
                       "the file " + m_cutOff->detail + "; from here on it is not read",
                       [] { return std::string(); });
    else if (!m_stopped)
        readLastLine();
    m_choice.reader->finish(!m_stopped);
    return flush();
}

bool FileReading::isEnough() const
{
    return m_shared.stopAfter > 0 && m_tally.events() + m_tally.billing() >= m_shared.stopAfter;
}

/// A last line without a newline may be longer the next time: it is read, but not counted as known.
void FileReading::readLastLine()
{
    const std::string_view rest = m_shared.buffer.data();
    if (m_skipping || rest.empty())
        return;
    const std::int64_t before = m_tally.events();
    m_choice.reader->consume(rest, true);
    m_openEvents = m_tally.events() - before;
    m_log.advanced(m_tally.events());
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
        m_unflushed += used;
        if (m_unflushed >= kBatchBytes) {
            if (auto flushed = flush(); !flushed)
                return flushed;
        }
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
    m_log.advanced(m_tally.events());
}

base::Result<void> FileReading::begin()
{
    if (m_begun)
        return {};
    m_begun = true;
    return m_shared.sink.beginFile(m_path, m_resumed != nullptr ? m_resumed->fileId : 0);
}

base::Result<void> FileReading::flush()
{
    m_unflushed = 0;
    base::EventBatch &batch = m_shared.rows.batch();
    if (batch.rows.empty() && batch.billing.empty() && batch.retracted.empty())
        return {};
    if (auto begun = begin(); !begun)
        return begun;
    return m_shared.sink.add(batch);
}

base::Result<void> FileReading::finish()
{
    if (!m_begun && !m_tally.isLog()) {
        if (m_cutOff)
            m_report.error = m_cutOff;
        else
            refuse(m_headerProblem ? *m_headerProblem
                   : m_tally.notEvents() + m_tally.rejected() > 0
                       ? "is no log that Outlay knows: none of its lines is an event"
                       : "has nothing but blank lines");
        return {};
    }
    if (auto begun = begin(); !begun)
        return begun;
    describe();
    const auto ofText = m_log.text.assumptions(m_tally.events());
    m_report.assumptions.insert(m_report.assumptions.end(), ofText.begin(), ofText.end());
    m_rejects = m_tally.rejects();
    const bool isKnown = !m_cutOff && !m_stopped && m_log.canBeReadAgain && !m_skipping && m_hash.bytes() > 0;
    const std::string header = m_tally.hasContentKeys() ? headerOfWhole(m_choice.header) : m_choice.header;
    auto fingerprint =
        isKnown ? std::optional(fingerprintOf(m_hash, m_choice.reader->lines(), header)) : std::nullopt;
    if (fingerprint)
        fingerprint->openEvents = m_openEvents;
    return m_shared.sink.endFile(m_report, m_rejects, fingerprint ? &*fingerprint : nullptr);
}

/// The formats of the file's records: its own first, if any is of it. Most files have one.
void FileReading::describeFormats()
{
    const std::int64_t json = m_tally.events(Form::JsonLines);
    const std::int64_t python = m_tally.events(Form::PythonLog);
    const std::string form = m_choice.table ? "CSV" : python > json ? "Python log" : "JSON lines";
    m_report.format =
        m_choice.format != nullptr ? m_choice.format->format : m_shared.map.format() + " " + form;
    std::int64_t own = m_tally.events() + m_tally.billing();
    std::vector<std::string> names;
    for (const auto &other : m_tally.otherFormats()) {
        own -= other.second;
        names.push_back(other.first != nullptr ? other.first->format : m_shared.map.format() + " JSON lines");
        m_report.assumptions.push_back(
            {"each record is read by its own format: these as " + names.back(), other.second});
        if (other.first == nullptr)
            continue;
        for (const std::string &note : other.first->notes)
            m_report.assumptions.push_back({note, other.second});
    }
    // Where nothing can be an event, a note says why: of the lines that are none.
    const bool isSaying = m_choice.format != nullptr && m_choice.format->noCalls;
    const std::int64_t noted = isSaying ? m_tally.notEvents() : own;
    if (m_choice.format != nullptr && noted > 0) {
        for (const std::string &note : m_choice.format->notes)
            m_report.assumptions.push_back({note, noted});
    }
    if (own > 0 || names.empty())
        names.insert(names.begin(), m_report.format);
    m_report.format = names.front();
    if (names.size() == 2)
        m_report.format += " and " + names.back();
    else if (names.size() > 2)
        m_report.format += " and " + std::to_string(names.size() - 1) + " others";
}

void FileReading::describe()
{
    m_report.billing = m_tally.billing();
    m_report.missingUsage = m_shared.rows.missingUsage();
    m_report.rejected = m_tally.rejected();
    m_report.notEvents = m_tally.notEvents();
    m_report.redacted = m_shared.rows.redactions();
    m_report.assumptions = m_shared.rows.assumptions();
    describeFormats();
    if (m_tally.rejected() > base::kMaxRejectsKept)
        m_report.assumptions.push_back({"only the first 10,000 rejected lines of a file are listed",
                                        m_tally.rejected() - base::kMaxRejectsKept});
}

} // namespace outlay::ingest
