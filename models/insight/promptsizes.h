// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace outlay::insight {

/// How long the prompts of a group of calls are, and what their logs say of a cache.
struct PromptSizes
{
    std::int64_t calls = 0; ///< whose log gives the prompt's tokens
    base::Int128 tokens = 0;
    std::int64_t cached = 0;                     ///< of the calls: read from a cache or wrote to it
    std::int64_t silent = 0;                     ///< of the calls: the log says nothing of a cache
    std::map<std::int64_t, std::int64_t> bySize; ///< lower ends of narrow bands of sizes → calls
    std::set<std::int64_t> spans;                ///< of kCacheLifeUs each, in which there are calls

    /// So many tokens nineteen of twenty prompts have at least; rounded down by a sixteenth at most.
    std::int64_t floor() const;
};

/// A cache forgets after five minutes without a call.
constexpr std::int64_t kCacheLifeUs = 300'000'000;

void addCall(PromptSizes &sizes, const base::Attribution &attribution, const base::EventRow &row);

} // namespace outlay::insight
