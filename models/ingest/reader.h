// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace outlay::ingest {

/// Reads the text of one file, piece by piece, into rows and a tally.
class Reader
{
public:
    virtual ~Reader() = default;

    /// Reads the whole lines (records) at the start of `data` and returns their length in bytes; the rest is
    /// to be given again with more behind it. With `atEnd` there is no more: all is read. kPadding bytes
    /// behind `data` must be readable.
    virtual std::size_t consume(std::string_view data, bool atEnd) = 0;

    /// Rejects the line that begins with `beginning`, because it is longer than any line may be. The next
    /// data begin behind its newline.
    virtual void rejectOverlong(std::string_view beginning) = 0;

    /// There is no more, or no more is wanted if it is not the `whole` file: what is only known at the end
    /// goes into the batch, but nothing that may not be at its end yet.
    virtual void finish(bool whole) { (void)whole; }

    /// Lines consumed that ended in a newline, including those of a resumed file.
    virtual std::int64_t lines() const = 0;
};

/// Longer lines are rejected; memory stays within a few times this.
constexpr std::size_t kMaxLineBytes = std::size_t{16} * 1024 * 1024;

} // namespace outlay::ingest
