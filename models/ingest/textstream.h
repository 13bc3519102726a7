// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"
#include "ingest/bytestream.h"
#include "ingest/utf16.h"

#include <memory>
#include <vector>

namespace outlay::ingest {

/// The text of a log as the readers want it, UTF-8 with line feeds, whatever it was written in: UTF-16 of
/// either order, with or without a byte order mark, and lines that end in a carriage return alone.
class TextStream : public ByteStream
{
public:
    /// Judges by the beginning of `bytes`, which must outlive it. Errors: as ByteStream.
    static base::Result<std::unique_ptr<TextStream>> open(ByteStream &bytes, const std::stop_token &stop);

    /// True if the text is the bytes and nothing has to be changed.
    bool isAsWritten() const { return !m_utf16 && !m_hasReturnsAlone; }

    /// What was taken for granted, after the whole of it was read and held so many events.
    std::vector<base::Assumption> assumptions(std::int64_t events) const;

private:
    explicit TextStream(ByteStream &bytes)
        : ByteStream(bytes.name())
        , m_bytes(bytes)
    {
    }
    base::Result<void> begin(const std::stop_token &stop);
    base::Result<std::size_t> pull(std::span<char> into, const std::stop_token &stop) override;
    base::Result<void> readMore(const std::stop_token &stop);

    ByteStream &m_bytes;
    std::optional<Utf16Decoder> m_utf16;
    bool m_hasReturnsAlone = false;
    bool m_afterReturn = false;
    bool m_atEnd = false;
    std::vector<char> m_raw;
    std::string m_text;
    std::size_t m_taken = 0; ///< of m_text
};

} // namespace outlay::ingest
