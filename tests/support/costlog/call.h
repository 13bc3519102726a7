// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace outlay::costlog {

/// One invented LLM call. Texts point into the catalogue; an empty text is a field that the log leaves out.
struct Call
{
    enum class Cached : std::uint8_t
    {
        Unsaid,
        No,
        Yes
    };

    std::int64_t atMs = 0; ///< since 1970-01-01 UTC
    std::string_view feature;
    std::string_view segment;
    std::uint32_t user = 0; ///< 0: left out
    std::string_view model;
    std::string_view environment;
    std::string_view priority;
    std::string_view requestType;
    std::string_view region;
    std::string_view tier;
    Cached cached = Cached::Unsaid;
    std::uint8_t attempt = 1; ///< above 1: a retry
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t costNanos = 0;
    std::int64_t latencyMs = -1; ///< below 0: left out
};

} // namespace outlay::costlog
