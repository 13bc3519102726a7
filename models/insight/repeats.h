// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/zone.h"
#include "insight/callnames.h"
#include "insight/ledger.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace outlay::insight {

/// Calls that are in the log once more.
struct RepeatSums
{
    std::int64_t calls = 0;
    base::Int128 costNanos = 0;
    std::array<base::Int128, kCountedKinds> tokens{};

    RepeatSums &operator+=(const RepeatSums &other);
};

/// By day and model, of BillKind::All.
using Repeats = std::map<MatchKey, RepeatSums>;

/// Finds calls that a log has twice: of the same model, with the same tokens of every kind, within a minute
/// of one before. Only days and models that are asked for are looked at, and of no more than a million calls.
/// Used by one thread.
class RepeatFinding
{
public:
    /// `names` must live as long. `suspects`: of BillKind::All; kAllModels stands for all of a provider.
    RepeatFinding(CallNames &names, const BillZones &billed, std::set<MatchKey> suspects);

    void add(const base::Attribution &attribution, const base::EventRow &row);
    Repeats result();

private:
    struct Call
    {
        std::array<std::int64_t, 5> tokens{};
        std::int64_t atUs = 0;
        std::int64_t costNanos = 0;

        auto operator<=>(const Call &) const = default;
    };

    CallNames &m_names;
    std::map<std::string, base::DayClock> m_clocks; ///< of providers that do not bill by days of UTC
    std::set<MatchKey> m_suspects;
    std::map<MatchKey, std::vector<Call>> m_calls;
    std::size_t m_count = 0;
};

} // namespace outlay::insight
