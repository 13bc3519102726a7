// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/pathreading.h"

#include <algorithm>

namespace outlay::ingest {

using base::ErrorKind;

PathReading::PathReading(std::string path, FileReading::Shared &shared, const KnownFiles &known,
                         Advanced advanced)
    : m_path(std::move(path))
    , m_shared(shared)
    , m_known(known)
    , m_advanced(std::move(advanced))
{
}

base::Result<void> PathReading::run(base::ImportReport &report)
{
    m_report = &report;
    auto source = Source::open(m_path);
    if (!source)
        return refuse(m_path, source.error());
    m_source = std::move(*source);
    if (auto done = read(); !done)
        return done;
    if (m_source->isFile())
        m_advanced(m_source->size() - m_told, m_events);
    return {};
}

base::Result<void> PathReading::read()
{
    const auto allKnown = survey();
    if (!allKnown)
        return tl::unexpected(allKnown.error());
    if (*allKnown) {
        for (const Surveyed &seen : m_surveyed) {
            if (auto taken = takeKnown(seen); !taken)
                return taken;
        }
        return {};
    }
    base::Result<void> visited;
    const auto walked =
        forEachLog(*m_source, m_shared.stop, [&](const FoundLog &log) { return visited = readLog(log); });
    if (m_isEnough)
        return {};
    if (!visited || walked)
        return visited;
    if (walked.error().kind == ErrorKind::Cancelled)
        return walked;
    return refuse(m_path, walked.error());
}

/// Looks for what is known. True if that is all there is. Errors: Cancelled.
base::Result<bool> PathReading::survey()
{
    if (!m_source->isFile() || m_known.empty())
        return false;
    m_isSurveying = true;
    const auto walked =
        forEachLog(*m_source, m_shared.stop, [this](const FoundLog &log) { return surveyLog(log); });
    m_isSurveying = false;
    if (!walked && walked.error().kind == ErrorKind::Cancelled)
        return tl::unexpected(walked.error());
    const bool allKnown = walked && std::all_of(m_surveyed.begin(), m_surveyed.end(),
                                                [](const Surveyed &seen) { return seen.isWhole; });
    // What goes wrong here goes wrong again when it is read, and is told of there.
    (void)m_source->seek(0);
    return allKnown;
}

base::Result<void> PathReading::surveyLog(const FoundLog &log)
{
    Surveyed &seen = m_surveyed.emplace_back(Surveyed{log.path, nullptr, false});
    if (log.error)
        return {};
    const auto failed = [](const base::Error &error) -> base::Result<void> {
        if (error.kind == ErrorKind::Cancelled)
            return tl::unexpected(error);
        return {};
    };
    const auto text = TextStream::open(*log.bytes, m_shared.stop);
    if (!text)
        return failed(text.error());
    if (isPlainFile(log, **text))
        return {};
    m_isReadTwice = true;
    KnownSearch search(m_known);
    std::vector<char> buffer(kFingerprintHead);
    for (bool goesOn = true; goesOn;) {
        const auto got = (*text)->read(buffer, m_shared.stop);
        if (!got)
            return failed(got.error());
        goesOn = search.add({buffer.data(), *got}) && *got > 0;
        if (goesOn)
            buffer.resize(kSearchBytes);
        advance();
    }
    search.finish();
    seen.known = search.found();
    seen.isWhole = search.isWhole();
    return {};
}

/// A file as it is, which can be read from any place.
bool PathReading::isPlainFile(const FoundLog &log, const TextStream &text) const
{
    return m_source->isFile() && log.bytes == m_source.get() && text.isAsWritten();
}

base::Result<void> PathReading::readLog(const FoundLog &log)
{
    const Surveyed seen = m_log < m_surveyed.size() ? m_surveyed[m_log] : Surveyed();
    ++m_log;
    const Look &look = m_shared.look;
    if (const auto only = look.only.find(m_path); only != look.only.end() && !only->second.contains(log.path))
        return {};
    m_isEnough = look.mostLogs > 0 && static_cast<std::int64_t>(m_report->files.size()) >= look.mostLogs;
    if (m_isEnough)
        return base::fail(ErrorKind::Cancelled, m_path, "there are enough logs");
    if (log.error)
        return refuse(log.path, *log.error);
    if (seen.isWhole)
        return takeKnown(seen);
    const auto text = TextStream::open(*log.bytes, m_shared.stop);
    if (!text && text.error().kind == ErrorKind::Cancelled)
        return tl::unexpected(text.error());
    return text ? readText(log, **text, seen) : refuse(log.path, text.error());
}

base::Result<void> PathReading::readText(const FoundLog &log, TextStream &text, const Surveyed &seen)
{
    base::Result<KnownPart> known;
    if (seen.known != nullptr)
        known = passKnown(text, *seen.known, m_shared.stop);
    else if (isPlainFile(log, text))
        known = findKnown(*m_source, m_known, m_shared.stop);
    if (!known && known.error().kind == ErrorKind::Cancelled)
        return tl::unexpected(known.error());
    if (!known)
        return refuse(log.path, known.error());
    m_eventsOfLog = 0;
    FileReading reading({log.path, log.source, text, std::move(*known), log.modifiedUs, m_source->isFile(),
                         [this](std::int64_t events) {
                             m_eventsOfLog = events;
                             advance();
                         }},
                        m_shared);
    if (auto done = reading.run(); !done)
        return done;
    m_events += std::exchange(m_eventsOfLog, 0);
    m_report->files.push_back(reading.report());
    m_report->rejects.insert(m_report->rejects.end(), reading.rejects().begin(), reading.rejects().end());
    return {};
}

/// A log that has nothing but what is known takes its place in the import without being read again.
base::Result<void> PathReading::takeKnown(const Surveyed &seen)
{
    if (auto begun = m_shared.sink.beginFile(seen.path, seen.known->fileId); !begun)
        return begun;
    base::FileReport report;
    report.path = seen.path;
    base::FileFingerprint fingerprint = seen.known->fingerprint;
    fingerprint.openEvents = 0;
    auto ended = m_shared.sink.endFile(report, {}, &fingerprint);
    m_report->files.push_back(std::move(report));
    return ended;
}

base::Result<void> PathReading::refuse(const std::string &path, base::Error error)
{
    base::FileReport report;
    report.path = path;
    report.error = std::move(error);
    report.error->where = path;
    m_report->files.push_back(std::move(report));
    return {};
}

void PathReading::advance()
{
    std::int64_t done = m_source->position();
    if (m_source->isFile()) {
        done = std::min(done, m_source->size());
        if (m_isSurveying)
            done /= 2;
        else if (m_isReadTwice)
            done = (m_source->size() + done) / 2;
    }
    done = std::max(done, m_told); // an archive is not read from front to back alone
    m_advanced(done - std::exchange(m_told, done), m_events + m_eventsOfLog);
}

} // namespace outlay::ingest
