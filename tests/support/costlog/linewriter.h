// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/costlog/call.h"

#include <cstdio>
#include <string_view>
#include <vector>

namespace outlay::costlog {

enum class Format
{
    JsonLines,
    Csv,
    Python, ///< what the guide's Python logger writes: dict reprs among other lines, ten fields, naive times
};

/// Writes calls to a stream through one large buffer. The destructor does not flush: flush() says whether all
/// was written.
class LineWriter
{
public:
    LineWriter(std::FILE *out, Format format);

    void write(const Call &call);
    [[nodiscard]] bool flush();

private:
    static constexpr std::size_t kBuffer = 1U << 20U;
    static constexpr std::size_t kLongestLine = 2048;

    void writeJson(const Call &call);
    void writeCsv(const Call &call);
    void writePython(const Call &call);
    void text(std::string_view text);
    void number(std::int64_t value);
    void money(std::int64_t nanos);
    void user(std::uint32_t user);
    void time(std::int64_t atMs);
    void jsonField(std::string_view opening, std::string_view value);
    void csvField(std::string_view value);

    std::FILE *m_out;
    Format m_format;
    std::vector<char> m_buffer;
    char *m_at;
    bool m_failed = false;
    std::int64_t m_day = -1; ///< the day whose date is in m_date
    char m_date[10] = {};    ///< "2026-05-01"
};

} // namespace outlay::costlog
