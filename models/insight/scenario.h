// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/filter.h"
#include "base/result.h"
#include "pricing/tokenkind.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::insight {

/// Shares and tolerances are whole millionths.
constexpr std::int64_t kWhole = 1'000'000;
constexpr int kPercentDecimals = 4;
/// Of the changes of one scenario so many may be for a share of the calls only: products of the shares stay
/// exact.
constexpr std::size_t kMostShares = 2;
constexpr std::size_t kMostChanges = 32;

/// One change of what was called and how. What is not set stays as it was.
struct ScenarioChange
{
    std::map<base::Dimension, base::ValueSet> where; ///< of these calls, as rules tag them
    base::Period during = base::kAllTime;            ///< days of the reporting zone
    std::int64_t share = kWhole;                     ///< of these calls

    std::optional<std::string> model;
    std::optional<std::string> provider;     ///< of the model; none: the call's own, if it has the model
    std::int64_t contextWindow = 0;          ///< of the model, in tokens of prompt and answer; 0: unknown
    std::optional<pricing::Tier> tier;       ///< service tier, such as batch
    std::optional<std::int64_t> cacheHits;   ///< share of the prompt's tokens that is read from the cache
    std::optional<std::int64_t> cacheWrites; ///< written for five minutes; none: as before, if there is room
    std::optional<base::Day> pricesOf;       ///< the prices of that day, at the same time of day
    pricing::PerKind<std::optional<base::TokenPrice>> prices; ///< instead of the book's
    std::optional<std::int64_t> maxOutput;                    ///< tokens of text
    bool noRetries = false; ///< without attempts that failed or were tried again
    bool drop = false;      ///< without the calls
    /// Without calls of the same user, feature, model and input size as one so many seconds before at most.
    std::optional<std::int64_t> duplicatesWithin;

    bool operator==(const ScenarioChange &) const = default;
};

/// What a person wants to know the cost of.
struct Scenario
{
    std::string name;
    /// How far off the tokens of calls that move to another model may be, up and down.
    std::int64_t tokenizerTolerance = 0;
    std::int64_t answerTolerance = 0;    ///< beside it, of their answers alone
    std::vector<ScenarioChange> changes; ///< applied in this order

    bool operator==(const Scenario &) const = default;
};

/// Reads what scenarioJson() writes. Errors: BadInput, with what is wrong: unknown members, too.
base::Result<Scenario> parseScenario(std::string_view json, const std::string &where);

/// The scenario as a JSON object that parseScenario() reads; a line for each change.
std::string scenarioJson(const Scenario &scenario);

} // namespace outlay::insight
