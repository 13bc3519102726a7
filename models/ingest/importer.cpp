// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/importer.h"

#include "ingest/importing.h"
#include "ingest/pathreading.h"

#include <chrono>
#include <filesystem>

namespace outlay::ingest {

namespace {

constexpr std::chrono::milliseconds kBetweenProgress{100};

/// Tells how far an import is, not too often.
class ProgressTeller
{
public:
    ProgressTeller(const std::vector<std::string> &paths,
                   const std::function<void(const ImportProgress &)> &tell)
        : m_tell(tell)
    {
        m_progress.filesTotal = static_cast<std::int64_t>(paths.size());
        bool known = true;
        for (const std::string &path : paths) {
            std::error_code error;
            const bool isFile = path != "-" && std::filesystem::is_regular_file(path, error);
            const auto size = isFile ? std::filesystem::file_size(path, error) : 0;
            m_progress.bytesTotal += error ? 0 : static_cast<std::int64_t>(size);
            known = known && (isFile || !std::filesystem::exists(path, error)) && path != "-";
        }
        if (!known)
            m_progress.bytesTotal = 0;
    }

    void beginFile(const std::string &path)
    {
        m_progress.path = path;
        m_eventsBefore = m_progress.events;
    }
    void advance(std::int64_t bytes, std::int64_t eventsOfFile)
    {
        m_progress.bytesDone += bytes;
        m_progress.events = m_eventsBefore + eventsOfFile;
        const auto now = std::chrono::steady_clock::now();
        if (now - m_last < kBetweenProgress)
            return;
        m_last = now;
        tell();
    }
    void endFile() { ++m_progress.filesDone; }
    void tell() const
    {
        if (m_tell)
            m_tell(m_progress);
    }

private:
    const std::function<void(const ImportProgress &)> &m_tell;
    ImportProgress m_progress;
    std::int64_t m_eventsBefore = 0;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

std::string unknownFormat(const std::string &id, const Formats &formats)
{
    std::string text = "\"" + id + "\" is no format; there are " + std::string(kCostEventId);
    for (const Mapping &format : formats.all())
        text += " " + format.id;
    return text;
}

base::Result<Forced> forcedBy(const std::string &id, const Formats &formats, const std::string &where)
{
    if (id.empty() || id == kCostEventId)
        return Forced{nullptr, !id.empty()};
    const Mapping *format = formats.find(id);
    if (format == nullptr)
        return base::fail(base::ErrorKind::Misuse, where, unknownFormat(id, formats));
    return Forced{format, false};
}

base::Result<std::map<std::string, Forced>> forcedByLog(const ImportOptions &options, const Formats &formats)
{
    std::map<std::string, Forced> all;
    for (const auto &[log, id] : options.formatOf) {
        const auto forced = forcedBy(id, formats, log);
        if (!forced)
            return tl::unexpected(forced.error());
        all.emplace(log, *forced);
    }
    return all;
}

base::Result<base::ImportReport> readAll(const std::vector<std::string> &paths, const ImportOptions &options,
                                         base::EventSink &sink, const std::stop_token &stop,
                                         ProgressTeller &progress, const Look &look)
{
    const auto map = FieldMap::costEvent();
    if (!map)
        return tl::unexpected(map.error());
    auto files = sink.knownFiles();
    if (!files)
        return tl::unexpected(files.error());
    const KnownFiles known(std::move(*files), canResume);
    const auto formats = Formats::load(options.formats, options.zones);
    if (!formats)
        return tl::unexpected(formats.error());
    const auto forced = forcedBy(options.format, *formats, "--format");
    if (!forced)
        return tl::unexpected(forced.error());
    const auto forcedOf = forcedByLog(options, *formats);
    if (!forcedOf)
        return tl::unexpected(forcedOf.error());
    FieldNames names(*map);
    Hierarchy hierarchy;
    RowBuilder rows(*map, names, options);
    ChunkBuffer buffer(look.chunkBytes);
    SinkWriter writer(sink, options.pricer);
    FileReading::Shared shared{*map,      names,  rows,   *formats,          *forced, *forcedOf,
                               hierarchy, buffer, writer, options.stopAfter, look,    stop};
    const auto advanced = [&progress](std::int64_t bytes, std::int64_t events) {
        progress.advance(bytes, events);
    };

    base::ImportReport report;
    for (const std::string &path : paths) {
        if (stop.stop_requested())
            return base::fail(base::ErrorKind::Cancelled, {}, "the import was stopped");
        progress.beginFile(path);
        if (auto done = PathReading(path, shared, known, advanced).run(report); !done)
            return tl::unexpected(done.error());
        progress.endFile();
        if (look.mostLogs > 0 && static_cast<std::int64_t>(report.files.size()) >= look.mostLogs)
            break;
    }
    progress.tell();
    if (stop.stop_requested())
        return base::fail(base::ErrorKind::Cancelled, {}, "the import was stopped");
    const auto id = sink.commit();
    if (!id)
        return tl::unexpected(id.error());
    report.importId = *id;
    return report;
}

} // namespace

base::Result<base::ImportReport> importPaths(const std::vector<std::string> &paths,
                                             const ImportOptions &options, base::EventSink &sink,
                                             const std::stop_token &stop,
                                             const std::function<void(const ImportProgress &)> &progress)
{
    return importLooking(paths, options, sink, stop, progress, {});
}

base::Result<base::ImportReport> importInChunks(const std::vector<std::string> &paths,
                                                const ImportOptions &options, base::EventSink &sink,
                                                const std::stop_token &stop,
                                                const std::function<void(const ImportProgress &)> &progress,
                                                std::size_t chunkBytes)
{
    Look look;
    look.chunkBytes = chunkBytes;
    return importLooking(paths, options, sink, stop, progress, look);
}

base::Result<base::ImportReport> importLooking(const std::vector<std::string> &paths,
                                               const ImportOptions &options, base::EventSink &sink,
                                               const std::stop_token &stop,
                                               const std::function<void(const ImportProgress &)> &progress,
                                               const Look &look)
{
    const std::vector<std::string> files = expandPaths(paths);
    ProgressTeller teller(files, progress);
    auto report = readAll(files, options, sink, stop, teller, look);
    if (!report)
        sink.rollback();
    return report;
}

} // namespace outlay::ingest
