// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/source.h"

#include <algorithm>

namespace outlay::ingest {

/// Watches how much comes out of how little. Logs pack to a tenth or a fiftieth of themselves, the most
/// monotonous to some hundredth. What grows by more than 500 times, and to more than 64 MiB, is one byte over
/// and over, made to fill a disk or to last for ever.
class Expansion
{
public:
    /// `source`: where the packed bytes come from in the end, however many layers are between.
    explicit Expansion(const Source &source)
        : m_source(source)
        , m_begin(source.position())
    {
    }

    /// Books bytes that came out. Errors: Unreadable, `name` grows too much.
    base::Result<void> add(std::size_t bytes, const std::string &name)
    {
        m_out += static_cast<std::int64_t>(bytes);
        const std::int64_t in = std::max(m_source.position() - m_begin, std::int64_t{0}) + kReadAhead;
        if (m_out <= kAlwaysFine || m_out / kMostFold <= in)
            return {};
        return base::fail(base::ErrorKind::Unreadable, name,
                          "unpacks to more than 500 times its size, which no log does");
    }

private:
    static constexpr std::int64_t kAlwaysFine = std::int64_t{64} * 1024 * 1024;
    static constexpr std::int64_t kMostFold = 500;
    /// Bytes may have been read before they were asked for.
    static constexpr std::int64_t kReadAhead = std::int64_t{64} * 1024;

    const Source &m_source;
    const std::int64_t m_begin;
    std::int64_t m_out = 0;
};

} // namespace outlay::ingest
