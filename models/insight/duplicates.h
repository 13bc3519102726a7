// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace outlay::insight {

/// Finds calls that ask what was just asked: of the same user, feature, model and size of the prompt as one
/// so many seconds before at most. Prompts are not kept, so that the size stands for them. Calls are seen in
/// any order within a stretch of time; the stretches follow each other. Used by one thread.
class DuplicateFinder
{
public:
    explicit DuplicateFinder(std::int64_t seconds)
        : m_windowUs(seconds * 1'000'000)
    {
    }

    /// What a call is alike by. Nothing without a user or a prompt's size, and for attempts that failed or
    /// were tried again: those are retries.
    static std::optional<std::uint64_t> keyOf(const base::Attribution &attribution,
                                              const base::EventRow &row);

    void see(std::uint64_t key, std::int64_t atUs);
    /// All calls of the stretch have been seen.
    void settle();
    /// Whether a call of the settled stretch is a duplicate. Asked once for each.
    bool take(std::uint64_t key, std::int64_t atUs);

private:
    using Seen = std::pair<std::uint64_t, std::int64_t>; ///< key, moment

    std::int64_t m_windowUs;
    std::vector<Seen> m_seen;
    std::vector<Seen> m_before;             ///< of the stretch before, near its end
    std::map<Seen, std::int64_t> m_repeats; ///< how many duplicates there are of a key at a moment
};

/// An attempt that failed or was tried again.
bool isLostAttempt(const base::Attribution &attribution);

} // namespace outlay::insight
