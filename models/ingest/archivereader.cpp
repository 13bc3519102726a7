// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The only file that knows libarchive.

#include "ingest/archivereader.h"

#include "ingest/textcodec.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cerrno>
#include <clocale>
#include <locale.h>
#include <new>
#include <vector>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} * 1024;
/// What a list of files may measure, which libarchive keeps in memory.
constexpr std::int64_t kMostHeaderBytes = std::int64_t{64} * 1024 * 1024;

struct FreeArchive
{
    void operator()(archive *a) const { archive_read_free(a); }
};

/// Names in archives are turned into the locale's characters, and get lost in a locale that lacks them.
class Utf8Locale
{
public:
    Utf8Locale()
        : m_utf8(::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{}))
        , m_before(m_utf8 != locale_t{} ? ::uselocale(m_utf8) : locale_t{})
    {
    }
    ~Utf8Locale()
    {
        if (m_utf8 == locale_t{})
            return;
        ::uselocale(m_before);
        ::freelocale(m_utf8);
    }
    Utf8Locale(const Utf8Locale &) = delete;
    Utf8Locale &operator=(const Utf8Locale &) = delete;

private:
    locale_t m_utf8;
    locale_t m_before;
};

/// A libarchive that reads from a stream.
class Unpacking
{
public:
    /// `seekable`: the same stream if it can be read from any place, else null.
    Unpacking(ByteStream &packed, Source *seekable)
        : m_packed(packed)
        , m_seekable(seekable)
        , m_block(kBlockBytes)
        , m_archive(archive_read_new())
    {
        if (!m_archive)
            throw std::bad_alloc();
        archive_read_set_callback_data(get(), this);
        archive_read_set_read_callback(get(), [](archive *, void *self, const void **block) {
            return static_cast<Unpacking *>(self)->readBlock(*block);
        });
        if (m_seekable != nullptr)
            archive_read_set_seek_callback(get(), [](archive *, void *self, la_int64_t offset, int whence) {
                return static_cast<Unpacking *>(self)->seek(offset, whence);
            });
    }

    archive *get() const { return m_archive.get(); }

    /// Until the next call of this, it stops when `stop` says so.
    void heed(const std::stop_token &stop) { m_stop = stop; }

    /// The next header; null at the end.
    base::Result<archive_entry *> nextHeader()
    {
        const Utf8Locale locale;
        if (!m_isOpen && archive_read_open1(get()) != ARCHIVE_OK)
            return failure(ARCHIVE_FATAL, m_packed.name());
        m_isOpen = true;
        m_left = {};
        archive_entry *entry = nullptr;
        int done = ARCHIVE_RETRY;
        m_headerBytes = 0;
        while (done == ARCHIVE_RETRY)
            done = archive_read_next_header(get(), &entry);
        m_headerBytes.reset();
        if (done == ARCHIVE_EOF)
            return nullptr;
        if (done != ARCHIVE_OK && done != ARCHIVE_WARN)
            return failure(done, m_packed.name());
        return entry;
    }

    /// Bytes of what the last header was about; 0 at the end. Holes in a sparse file are left out.
    base::Result<std::size_t> readData(std::span<char> into, const std::string &name)
    {
        while (m_left.empty()) {
            const void *data = nullptr;
            std::size_t size = 0;
            la_int64_t offset = 0;
            const int done = archive_read_data_block(get(), &data, &size, &offset);
            if (done == ARCHIVE_EOF)
                return 0;
            if (done == ARCHIVE_RETRY)
                continue;
            if (done != ARCHIVE_OK)
                return failure(done, name);
            m_left = {static_cast<const char *>(data), size};
        }
        const std::size_t got = m_left.copy(into.data(), into.size());
        m_left.remove_prefix(got);
        return got;
    }

private:
    la_ssize_t readBlock(const void *&block)
    {
        const auto got = m_packed.read(m_block, m_stop);
        if (!got) {
            m_failure = got.error();
            archive_set_error(get(), EIO, "cannot be read");
            return -1;
        }
        if (m_headerBytes && (*m_headerBytes += static_cast<std::int64_t>(*got)) > kMostHeaderBytes) {
            m_failure = base::Error{ErrorKind::BadInput, m_packed.name(), "has too long a list of files", 0};
            archive_set_error(get(), EFBIG, "too long");
            return -1;
        }
        m_sawEnd = *got == 0;
        block = m_block.data();
        return static_cast<la_ssize_t>(*got);
    }

    la_int64_t seek(la_int64_t offset, int whence)
    {
        if (whence != SEEK_SET)
            offset += whence == SEEK_CUR ? m_seekable->position() : m_seekable->size();
        m_sawEnd = false;
        if (auto moved = m_seekable->seek(offset); !moved) {
            m_failure = moved.error();
            archive_set_error(get(), EIO, "cannot be read");
            return ARCHIVE_FATAL;
        }
        return offset;
    }

    /// What comes of a call that ended with `done`. Where it ends too early, what came before is good.
    tl::unexpected<base::Error> failure(int done, const std::string &name)
    {
        if (m_failure) // of what is unpacked, or a person's wish to stop
            return tl::unexpected(*m_failure);
        std::string words;
        repairUtf8(archive_error_string(get()) != nullptr ? archive_error_string(get()) : "no reason given",
                   words);
        const bool isCutOff = m_sawEnd && done != ARCHIVE_WARN;
        base::Error error{isCutOff ? ErrorKind::Unreadable : ErrorKind::BadInput, name,
                          (isCutOff ? "is cut off (" : "is damaged, or packed in a way that is not known (") +
                              words + ")",
                          0};
        if (archive_read_has_encrypted_entries(get()) > 0)
            error = {ErrorKind::BadInput, name, kEncrypted, 0};
        if (done == ARCHIVE_FATAL)
            m_failure = error; // from now on libarchive only says that it has failed
        return tl::unexpected(std::move(error));
    }

    ByteStream &m_packed;
    Source *m_seekable;
    std::vector<char> m_block;
    std::unique_ptr<archive, FreeArchive> m_archive;
    std::stop_token m_stop;
    std::optional<base::Error> m_failure;
    std::string_view m_left;
    std::optional<std::int64_t> m_headerBytes; ///< read for the header that is sought
    bool m_isOpen = false;
    bool m_sawEnd = false;
};

/// One stream in a format of compression.
class Decompressed : public ByteStream
{
public:
    Decompressed(ByteStream &packed, const Source &source)
        : ByteStream(packed.name())
        , m_unpacking(packed, nullptr)
        , m_expansion(source)
    {
        archive *const a = m_unpacking.get();
        archive_read_support_filter_xz(a);
        archive_read_support_filter_zstd(a);
        archive_read_support_filter_bzip2(a);
        archive_read_support_filter_lz4(a);
        archive_read_support_format_raw(a);
        archive_read_support_format_empty(a);
    }

private:
    base::Result<std::size_t> pull(std::span<char> into, const std::stop_token &stop) override
    {
        m_unpacking.heed(stop);
        if (!m_begun) {
            const auto entry = m_unpacking.nextHeader();
            if (!entry)
                return tl::unexpected(entry.error());
            if (*entry != nullptr && archive_filter_code(m_unpacking.get(), 0) == ARCHIVE_FILTER_NONE)
                return base::fail(ErrorKind::BadInput, name(), "is packed in a way that is not known");
            m_begun = true;
            m_isEmpty = *entry == nullptr;
        }
        if (m_isEmpty)
            return 0;
        const auto got = m_unpacking.readData(into, name());
        if (!got)
            return got;
        if (auto fine = m_expansion.add(*got, name()); !fine)
            return tl::unexpected(fine.error());
        return got;
    }

    Unpacking m_unpacking;
    Expansion m_expansion;
    bool m_begun = false;
    bool m_isEmpty = false;
};

std::string pathOf(archive_entry *entry)
{
    const char *raw = archive_entry_pathname_utf8(entry);
    if (raw == nullptr)
        raw = archive_entry_pathname(entry);
    std::string path;
    repairUtf8(raw != nullptr ? raw : "", path);
    std::string_view rest = path;
    while (rest.starts_with("./") || rest.starts_with('/'))
        rest.remove_prefix(rest[0] == '/' ? 1 : 2);
    return std::string(rest);
}

} // namespace

struct ArchiveReader::State
{
    State(ByteStream &packed, Source &source)
        : file(source)
        , seekable(&packed == &source && source.isFile() ? &source : nullptr)
        , unpacking(packed, seekable)
        , all(source)
    {
        archive *const a = unpacking.get();
        archive_read_support_format_zip(a);
        archive_read_support_format_7zip(a);
        archive_read_support_format_tar(a);
    }

    const Source &file;
    Source *const seekable;
    Unpacking unpacking;
    Expansion all;
    std::optional<Expansion> member;
    bool hasUnread = false;
};

ArchiveReader::ArchiveReader(ByteStream &packed, Source &source)
    : m_state(std::make_unique<State>(packed, source))
{
}

ArchiveReader::~ArchiveReader() = default;

base::Result<std::optional<ArchiveReader::Member>> ArchiveReader::next(const std::stop_token &stop)
{
    State &state = *m_state;
    state.unpacking.heed(stop);
    // A zip knows where the next file begins. What else is to be passed over is looked after as if it were
    // read: libarchive would neither stop nor mind how much there is.
    const bool jumps =
        state.seekable != nullptr && archive_format(state.unpacking.get()) == ARCHIVE_FORMAT_ZIP;
    std::array<char, kBlockBytes> passed;
    while (state.hasUnread && !jumps) {
        if (stop.stop_requested())
            return base::fail(ErrorKind::Cancelled, state.file.name(), "the import was stopped");
        const auto got = read(passed, state.file.name(), stop);
        if (!got && got.error().kind != ErrorKind::BadInput)
            return tl::unexpected(got.error());
        state.hasUnread = got && *got > 0;
    }
    for (;;) {
        if (stop.stop_requested())
            return base::fail(ErrorKind::Cancelled, state.file.name(), "the import was stopped");
        const auto entry = state.unpacking.nextHeader();
        if (!entry)
            return tl::unexpected(entry.error());
        if (*entry == nullptr)
            return std::nullopt;
        if (archive_entry_filetype(*entry) != AE_IFREG || archive_entry_hardlink(*entry) != nullptr)
            continue;
        state.member.emplace(state.file);
        state.hasUnread = true;
        Member member{pathOf(*entry), std::nullopt, archive_entry_is_encrypted(*entry) != 0};
        std::int64_t modifiedUs = 0;
        if (archive_entry_mtime_is_set(*entry) != 0 &&
            !__builtin_mul_overflow(std::int64_t{archive_entry_mtime(*entry)}, 1'000'000, &modifiedUs))
            member.modifiedUs = modifiedUs;
        return member;
    }
}

base::Result<std::size_t> ArchiveReader::read(std::span<char> into, const std::string &name,
                                              const std::stop_token &stop)
{
    m_state->unpacking.heed(stop);
    const auto got = m_state->unpacking.readData(into, name);
    if (!got)
        return got;
    for (Expansion *expansion : {&m_state->all, &*m_state->member}) {
        if (auto fine = expansion->add(*got, name); !fine)
            return tl::unexpected(fine.error());
    }
    return got;
}

std::unique_ptr<ByteStream> decompressed(ByteStream &packed, const Source &source)
{
    return std::make_unique<Decompressed>(packed, source);
}

} // namespace outlay::ingest
