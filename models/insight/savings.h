// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "insight/cacheeconomics.h"
#include "insight/promptsizes.h"
#include "insight/whatif.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// What money could be saved by.
enum class SavingKind
{
    ShortAnswers,  ///< a large model gives answers of a few tokens, as classifiers do
    UncachedInput, ///< every prompt begins with as much, and none of it is read from a cache
    CacheLoss,     ///< the write premium of a cache is not earned back
    NotBatched,    ///< nobody waits for the answers, and they are bought at the standard price
    Retries,       ///< attempts that failed or were tried again
    Trials,        ///< an environment that serves no customer
    Duplicates,    ///< the same user asks the same once more within minutes
};
constexpr int kSavingKinds = 7;
/// As in exports: "short answers".
std::string_view nameOf(SavingKind kind);

/// Answers of so few tokens on average are those of a classifier.
constexpr std::int64_t kShortAnswer = 30;
/// Of fewer calls nothing is said.
constexpr std::int64_t kEnoughCalls = 50;
/// Providers cache no shorter prompts.
constexpr std::int64_t kCacheableTokens = 1024;
constexpr std::int64_t kDuplicateSeconds = 300;
/// Less a month is not worth a look.
constexpr std::int64_t kLeastMonthNanos = 10'000'000;
/// A month of savings is one of so many days.
constexpr int kSavingDays = 30;

/// One of them, with what it is told by and the scenario that shows it.
struct Saving
{
    SavingKind kind = SavingKind::Retries;
    std::string feature;             ///< kUnattributed where nobody said; of Trials: empty
    std::string model;               ///< of kinds that are about one
    std::string environment;         ///< of Trials
    std::string target;              ///< of ShortAnswers: the model to try
    base::Measures calls;            ///< that it is about
    base::Int128 promptTokens = 0;   ///< of UncachedInput, of all its calls
    std::int64_t sharedTokens = 0;   ///< of UncachedInput: that nearly every prompt has at least
    std::optional<double> reads;     ///< of CacheLoss: reads per written token,
    std::optional<double> breakEven; ///< and how many it takes
    Scenario scenario;

    // By the scenario:
    std::int64_t changed = 0; ///< calls
    base::Money saved;        ///< in the period
    base::Money perMonth;     ///< saved ÷ days of the period with data × 30
};

struct Savings
{
    base::Filter filter;
    int days = 0;              ///< of the period as far as there is data
    std::vector<Saving> found; ///< by dollars a month, descending. They overlap, and are no sum
};

/// What of single calls is needed beside the cube, of each feature, provider and model.
struct CallTraits
{
    std::vector<std::vector<std::string>> keys; ///< feature, provider, model
    std::vector<PromptSizes> sizes;             ///< one each
    CacheEconomics cache;                       ///< by the same, in an order of its own
};

/// What may be saved, each with a scenario that is still to be tried. Errors: as Cube::query.
base::Result<std::vector<Saving>> possibleSavings(const cube::Cube &cube, const base::Filter &filter,
                                                  const CallTraits &traits);

/// Days of the period as far as there is data.
int daysWithData(const cube::Cube &cube, const base::Period &period);
/// Nano-dollars that were saved in so many days, which are some, in a month of kSavingDays; half-even.
std::int64_t savedPerMonth(base::Int128 saved, std::int64_t days);

/// Those that save something, ranked. `results`: of their scenarios, in the same order.
Savings ranked(const cube::Cube &cube, const base::Filter &filter, std::vector<Saving> tried,
               const std::vector<WhatIfResult> &results);

} // namespace outlay::insight
