// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/parts.h"
#include "insight/calloffers.h"
#include "insight/scenario.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace outlay::insight {

/// Calls and what they cost, before and after. A call without a cost is in no sum of dollars: not before,
/// and not after.
struct WhatIfSums
{
    std::int64_t requests = 0;     ///< before
    std::int64_t gone = 0;         ///< of them, without shares; see goneParts
    base::Int128 goneParts = 0;    ///< of calls of which a share is gone, in kWhole × kWhole parts
    std::int64_t priced = 0;       ///< of the requests: with a cost
    std::int64_t changed = 0;      ///< of the priced: with something changed
    std::int64_t notEstimated = 0; ///< of the priced: cannot be priced as changed, and stay as they were
    base::Int128 beforeNanos = 0;
    base::Int128 lowNanos = 0; ///< with the tolerances of the scenario
    base::Int128 afterNanos = 0;
    base::Int128 highNanos = 0;

    std::int64_t requestsAfter() const; ///< half-even where shares are gone
    base::Int128 change() const { return afterNanos - beforeNanos; }
    WhatIfSums &operator+=(const WhatIfSums &other);
    bool operator==(const WhatIfSums &) const = default;
};

/// A call that does not fit into the context window of the model that it was to move to. It stays as it was.
struct TooLongCall
{
    std::int64_t atUs = 0;
    std::string feature; ///< as logged
    std::string model;   ///< that it is of
    std::string target;
    std::int64_t tokens = 0; ///< prompt and answer
};
constexpr std::size_t kTooLongListed = 20; ///< the longest

struct WhatIfResult
{
    std::string name;
    std::map<base::Month, WhatIfSums> months;
    WhatIfSums total;
    std::int64_t moved = 0;           ///< calls that go to another model, or a share of which does
    std::int64_t windowUnknown = 0;   ///< of them, to one whose context window the scenario does not give
    base::Int128 movedLogged = 0;     ///< what they cost before, in nano-dollars,
    base::Int128 movedByBook = 0;     ///< and what the book makes of it: the rest of the change is the move's
    std::int64_t tooLong = 0;         ///< calls
    std::vector<TooLongCall> longest; ///< of them, the longest first
};

/// What calls would have cost. A call that no change touches costs what it did, to the nano-dollar. One that
/// moves to another model costs what the price book says of it. Any other changed one costs what it did ×
/// the book's price after ÷ before, so that a discount that its log shows stays. Used by one thread.
class WhatIfCounting
{
public:
    WhatIfCounting(std::shared_ptr<const pricing::PriceBook> book, Scenario scenario, base::CostBasis basis);

    const Scenario &scenario() const { return m_scenario; }

    /// `applies`: bit i is set for a call that change i is about by its `where`, and that is a duplicate if
    /// change i is about those. `parts`: what of it is no text.
    void add(base::Day day, std::uint32_t applies, const base::Attribution &attribution,
             const base::EventRow &row, const base::Parts &parts);
    WhatIfResult result() const { return m_result; }

private:
    using Tokens = pricing::PerKind<std::int64_t>;
    /// A call, or a share of it, as it would have been.
    struct Variant
    {
        std::int64_t weight = 1;
        std::string_view provider;
        std::string_view model;
        std::optional<pricing::Tier> tier;
        std::int64_t atUs = 0;
        Tokens tokens{};
        pricing::PerKind<std::optional<base::TokenPrice>> prices;
        bool isTouched = false;
        bool isMoved = false;
        bool isWindowUnknown = false;
        bool isGone = false;
    };
    struct Range
    {
        std::int64_t low = base::kAbsent;
        std::int64_t point = base::kAbsent;
        std::int64_t high = base::kAbsent;
    };
    struct Call
    {
        const base::Attribution &attribution;
        const base::EventRow &row;
        std::int64_t cost; ///< on the basis; kAbsent: none
        Variant asItWas;
    };

    std::vector<Variant> variantsOf(const Call &call, base::Day day, std::uint32_t applies);
    void apply(const ScenarioChange &change, const Call &call, Variant &variant);
    void move(const ScenarioChange &change, const Call &call, Variant &variant);
    bool isTooLong(const ScenarioChange &change, const Call &call, const Variant &variant);
    Range costsOf(const Call &call, const Variant &variant);
    std::int64_t bookCost(const Variant &variant, const Tokens &tokens);
    Tokens stretched(const Tokens &tokens, int direction) const;
    void addMoved(const Call &call, const std::vector<Variant> &variants, std::int64_t whole);
    static void addGone(WhatIfSums &sums, const std::vector<Variant> &variants, std::int64_t whole);
    bool addCosts(WhatIfSums &sums, const Call &call, const std::vector<Variant> &variants,
                  std::int64_t whole);

    pricing::Pricer m_pricer;
    Scenario m_scenario;
    base::CostBasis m_basis;
    WhatIfResult m_result;
};

} // namespace outlay::insight
