// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/expansion.h"

#include <optional>

namespace outlay::ingest {

/// The files in a zip, tar or 7z archive, in the order in which they stand there.
class ArchiveReader
{
public:
    /// `source`: where the bytes of `packed` come from in the end. Both outlive this.
    ArchiveReader(ByteStream &packed, Source &source);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader &) = delete;
    ArchiveReader &operator=(const ArchiveReader &) = delete;

    struct Member
    {
        std::string path; ///< within the archive, in UTF-8, without "./" or "/" at its beginning
        std::optional<std::int64_t> modifiedUs;
        bool isEncrypted = false;
    };

    /// The next regular file; none at the end. Errors: as ByteStream; there is no next one then.
    base::Result<std::optional<Member>> next(const std::stop_token &stop);

    /// Bytes of that file, at least one; 0 at its end. Errors: as ByteStream, called `name`; there may be a
    /// next file nevertheless.
    base::Result<std::size_t> read(std::span<char> into, const std::string &name,
                                   const std::stop_token &stop);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

constexpr const char *kEncrypted = "is encrypted; unpack it with its password first";

/// What a stream in xz, zstd, bzip2 or lz4 unpacks to. Both outlive it.
std::unique_ptr<ByteStream> decompressed(ByteStream &packed, const Source &source);

} // namespace outlay::ingest
