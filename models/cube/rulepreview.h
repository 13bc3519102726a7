// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "cube/overlay.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::cube {

/// Calls and what they cost: reported, else computed.
struct CallsAndCost
{
    std::int64_t requests = 0;
    std::int64_t nanos = 0;

    void add(const base::Measures &sums);
    base::Money cost() const { return base::Money::fromNanos(nanos); }
    bool operator==(const CallsAndCost &) const = default;
};

/// What gets another value in a dimension.
struct RuleMove
{
    base::Dimension dimension;
    base::Month month{};
    std::string from; ///< kUnattributed for "nobody said"
    std::string to;
    CallsAndCost moved;

    bool operator==(const RuleMove &) const = default;
};

/// How far a rule reaches.
struct RuleReach
{
    CallsAndCost matched; ///< what its conditions hold for
    CallsAndCost counted; ///< of it, where no rule before it matches

    bool isShadowed() const { return matched.requests > 0 && counted.requests == 0; }
    bool operator==(const RuleReach &) const = default;
};

/// Two rules want different things of the same calls; the first has its way.
struct RuleConflict
{
    std::size_t first = 0; ///< places in the list of rules
    std::size_t second = 0;
    CallsAndCost of;

    bool operator==(const RuleConflict &) const = default;
};

/// What it would change to have `next` for rules instead of `current`.
struct RulePreview
{
    std::vector<RuleMove> moves;         ///< by dimension, month, and then the dearest first
    std::vector<RuleReach> reach;        ///< of each rule of `next`
    std::vector<RuleConflict> conflicts; ///< of `next`
};

/// `ledger`: as the store has it. Nothing if it was stopped, which it looks for at each day.
std::optional<RulePreview> previewRules(const RuledCells &ledger, const std::vector<base::Rule> &current,
                                        const std::vector<base::Rule> &next,
                                        const std::stop_token &stop = {});

} // namespace outlay::cube
