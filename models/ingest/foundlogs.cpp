// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/foundlogs.h"

#include "ingest/archivereader.h"
#include "ingest/gunzip.h"
#include "ingest/packing.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

/// The file of an archive that is its turn.
class MemberStream : public ByteStream
{
public:
    MemberStream(ArchiveReader &archive, const std::string &path)
        : ByteStream(path)
        , m_archive(archive)
    {
    }

private:
    base::Result<std::size_t> pull(std::span<char> into, const std::stop_token &stop) override
    {
        return m_archive.read(into, name(), stop);
    }

    ArchiveReader &m_archive;
};

std::string fileName(const std::string &path)
{
    if (path == "-")
        return "stdin";
    std::string valid;
    repairUtf8(path.substr(path.find_last_of('/') + 1), valid);
    return valid;
}

/// Hidden files and folders, and what macOS puts into archives.
bool isHidden(std::string_view path)
{
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
            return true;
        path.remove_prefix(std::min(path.size(), part.size() + 1));
    }
    return false;
}

/// What the first file in an office document or book is called.
bool isOfOffice(std::string_view path)
{
    constexpr std::array<std::string_view, 3> folders = {"docProps/", "xl/", "_rels/"};
    return path == "[Content_Types].xml" || path == "mimetype" ||
           std::any_of(folders.begin(), folders.end(),
                       [path](std::string_view folder) { return path.starts_with(folder); });
}

/// Bytes, and what they unpack to if they are compressed.
class Layers
{
public:
    Layers(ByteStream &bytes, const Source &source)
        : m_top(&bytes)
        , m_source(source)
    {
    }

    /// Errors: as ByteStream; NotALog if there is more to unpack than is sensible.
    base::Result<void> unpack(const std::stop_token &stop)
    {
        const auto outer = packing(stop);
        if (!outer)
            return tl::unexpected(outer.error());
        m_packing = *outer;
        if (!isCompression(*outer))
            return {};
        m_isCompressed = true;
        if (*outer == Packing::Gzip)
            m_unpacked = std::make_unique<GunzipStream>(*m_top, m_source);
        else
            m_unpacked = decompressed(*m_top, m_source);
        m_top = m_unpacked.get();
        const auto inner = packing(stop);
        if (!inner)
            return tl::unexpected(inner.error());
        m_packing = *inner;
        if (isCompression(*inner))
            return base::fail(ErrorKind::NotALog, m_top->name(), "is compressed twice; unpack it once first");
        return {};
    }

    ByteStream &top() { return *m_top; }
    bool isCompressed() const { return m_isCompressed; }
    /// Of the top.
    Packing packing() const { return m_packing; }

private:
    base::Result<Packing> packing(const std::stop_token &stop)
    {
        return m_top->peek(kPackingHead, stop).map(packingOf);
    }

    ByteStream *m_top;
    const Source &m_source;
    std::unique_ptr<ByteStream> m_unpacked;
    bool m_isCompressed = false;
    Packing m_packing = Packing::None;
};

std::string sourceOf(const std::string &name, const Layers &layers)
{
    return layers.isCompressed() ? std::string(withoutCompressionSuffix(name)) : name;
}

/// Walks through one archive.
class ArchiveWalk
{
public:
    ArchiveWalk(Source &file, ByteStream &packed, const std::stop_token &stop, const VisitLog &visit)
        : m_file(file)
        , m_archive(packed, file)
        , m_stop(stop)
        , m_visit(visit)
    {
    }

    base::Result<void> run()
    {
        for (int members = 0; members < kMostMembers; ++members) {
            const auto member = m_archive.next(m_stop);
            if (!member)
                return failure(member.error());
            if (!*member)
                return m_visited > 0 ? base::Result<void>()
                                     : noLog("is an archive without files that could be logs");
            if (members == 0 && isOfOffice((*member)->path))
                return noLog("is an office document; save its table as CSV first");
            if (isHidden((*member)->path))
                continue;
            if (auto visited = visit(**member); !visited)
                return visited;
        }
        return noLog("is an archive of more than 100,000 files; those behind them are not read");
    }

private:
    base::Result<void> visit(const ArchiveReader::Member &member)
    {
        const std::string inside = member.path.empty() ? "without a name" : member.path;
        FoundLog log;
        log.path = m_file.name() + "/" + inside;
        log.source = fileName(m_file.name()) + "/" + inside;
        log.modifiedUs = member.modifiedUs;
        MemberStream bytes(m_archive, log.path);
        Layers layers(bytes, m_file);
        if (member.isEncrypted) {
            log.error = base::Error{ErrorKind::BadInput, log.path, kEncrypted, 0};
        } else if (auto unpacked = layers.unpack(m_stop); !unpacked) {
            if (unpacked.error().kind == ErrorKind::Cancelled)
                return unpacked;
            log.error = unpacked.error();
        } else if (isArchive(layers.packing())) {
            log.error = base::Error{ErrorKind::NotALog, log.path,
                                    "is an archive within an archive; unpack the outer one first", 0};
        } else {
            log.bytes = &layers.top();
            log.source = sourceOf(log.source, layers);
        }
        if (log.error)
            log.error->where = log.path;
        m_last = inside;
        ++m_visited;
        return m_visit(log);
    }

    base::Result<void> failure(base::Error error) const
    {
        error.where = m_file.name();
        if (m_visited > 0 && error.kind != ErrorKind::Cancelled)
            error.detail += "; what comes behind \"" + m_last + "\" in it is not read";
        return tl::unexpected(std::move(error));
    }

    base::Result<void> noLog(std::string why) const
    {
        return base::fail(ErrorKind::NotALog, m_file.name(), std::move(why));
    }

    Source &m_file;
    ArchiveReader m_archive;
    const std::stop_token &m_stop;
    const VisitLog &m_visit;
    std::int64_t m_visited = 0;
    std::string m_last;
};

} // namespace

base::Result<void> forEachLog(Source &file, const std::stop_token &stop, const VisitLog &visit)
{
    Layers layers(file, file);
    if (auto unpacked = layers.unpack(stop); !unpacked)
        return unpacked;
    if (layers.packing() == Packing::SevenZip && (layers.isCompressed() || !file.isFile()))
        return base::fail(ErrorKind::NotALog, file.name(),
                          "is a 7-Zip archive in a pipe or in compressed data; unpack it first");
    if (isArchive(layers.packing()))
        return ArchiveWalk(file, layers.top(), stop, visit).run();
    FoundLog log;
    log.path = file.name();
    log.source = sourceOf(fileName(file.name()), layers);
    log.bytes = &layers.top();
    log.modifiedUs = file.modifiedUs();
    return visit(log);
}

} // namespace outlay::ingest
