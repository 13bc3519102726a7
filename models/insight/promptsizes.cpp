// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/promptsizes.h"

#include "insight/calloffers.h"
#include "insight/duplicates.h"

#include <bit>

namespace outlay::insight {

namespace {

constexpr int kBandBits = 4; ///< sixteen bands from one power of two to the next

std::int64_t bandOf(std::int64_t size)
{
    const int bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(size))) - 1;
    return bits <= kBandBits ? size : size >> (bits - kBandBits) << (bits - kBandBits);
}

} // namespace

std::int64_t PromptSizes::floor() const
{
    const std::int64_t below = calls / 20;
    std::int64_t passed = 0;
    for (const auto &[size, count] : bySize) {
        passed += count;
        if (passed > below)
            return size;
    }
    return 0;
}

void addCall(PromptSizes &sizes, const base::Attribution &attribution, const base::EventRow &row)
{
    if (row.inputTokens == base::kAbsent || isLostAttempt(attribution) || isGatewaysAnswer(attribution, row))
        return;
    const std::int64_t written = counted(row.cacheWrite5mTokens) + counted(row.cacheWrite1hTokens);
    const std::int64_t prompt = row.inputTokens + counted(row.cacheReadTokens) + written;
    if (prompt < 0)
        return;
    const auto &flag = attribution[base::FixedDimension::Cached];
    const bool isCached = counted(row.cacheReadTokens) > 0 || written > 0 || flag == "true";
    ++sizes.calls;
    sizes.tokens += prompt;
    sizes.cached += isCached ? 1 : 0;
    sizes.silent += !isCached && row.cacheReadTokens == base::kAbsent && flag != "false" ? 1 : 0;
    ++sizes.bySize[bandOf(prompt)];
    sizes.spans.insert(row.atUs / kCacheLifeUs);
}

} // namespace outlay::insight
