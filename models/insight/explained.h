// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/explainsql.h"
#include "insight/rulemoves.h"
#include "pricing/pricebook.h"
#include "pricing/ratecard.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// What one price of the book made of one kind of tokens.
struct PriceUse
{
    pricing::TokenKind kind = pricing::TokenKind::Input;
    pricing::Rate rate;
    std::int64_t calls = 0;
    base::Int128 tokens = 0;
    base::Int128 picos = 0; ///< exact: tokens × price
};

/// How the cost of the calls behind a figure came about: reported + computed by the book (the prices'
/// products, and what rounding each call to the nano-dollar added) + computed otherwise is all of it.
struct CostOrigin
{
    std::int64_t reportedCalls = 0;
    std::int64_t reportedNanos = 0; ///< as the logs say it
    std::int64_t bookCalls = 0;
    std::int64_t bookNanos = 0;
    std::vector<PriceUse> prices; ///< of those calls; by what they made, descending
    std::int64_t otherCalls = 0;  ///< computed, but not as the book has it now: repricing would change them
    std::int64_t otherNanos = 0;
    std::int64_t unpricedCalls = 0;
    std::shared_ptr<const pricing::PriceBook> book; ///< keeps what `prices` point to

    std::int64_t nanos() const { return reportedNanos + bookNanos + otherNanos; }
    /// bookNanos less the exact products, in pico-dollars.
    base::Int128 roundingPicos() const;
};

/// The calls of one log behind a figure.
struct SourceShare
{
    std::string source; ///< kUnattributed: not known
    base::Measures sums;
};

/// All that can be said of how a figure came about.
struct Explained
{
    Explanation explanation;
    ExplainSql sql;
    RuleMoves rules;                  ///< no moves without rules
    std::vector<SourceShare> sources; ///< by cost, descending; they add up to the calls behind the figure
    std::optional<CostOrigin>
        origin; ///< nothing where a rule splits calls of it: it has shares of single costs
};

} // namespace outlay::insight
