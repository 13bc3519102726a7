// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// What the name of a column says beside what it is the name of.
struct ColumnWords
{
    std::string whole; ///< its words in small letters with "_" between: "Latency (ms)" → "latency_ms",
                       ///< "Prompt Tok" → "prompt_tokens"
    std::string stem;  ///< the same without its unit: "latency"; empty if it is nothing else
    /// Of the words that are units, in the order of the name: "cents", "micro", "nano", "usd", "ms", "s",
    /// "us", "thousand".
    std::vector<std::string_view> units;

    bool has(std::string_view unit) const;
};

/// The last part of a path with dots, or the whole of a column's name.
ColumnWords wordsOf(std::string_view name);

} // namespace outlay::ingest
