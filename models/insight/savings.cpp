// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/savings.h"

#include "insight/retries.h"
#include "insight/smallermodels.h"
#include "insight/weekly.h"
#include "pricing/lowercase.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace outlay::insight {

using base::FixedDimension;
using base::Int128;
using base::Money;

namespace {

constexpr std::size_t kMostOfAKind = 30; ///< those of the greatest cost
constexpr std::array<std::string_view, 9> kUnhurried = {
    "low", "lowest", "background", "batch", "bulk", "offline", "deferred", "non-urgent", "non_urgent"};
constexpr std::array<std::string_view, 9> kBatchable = {
    "batch", "bulk", "offline", "nightly", "backfill", "evaluation", "eval", "evals", "background"};

base::Dimension named(FixedDimension dimension)
{
    return base::Dimension(base::nameOf(dimension));
}

void restrictTo(ScenarioChange &change, FixedDimension dimension, const std::string &value)
{
    change.where[named(dimension)].values.insert(value);
}

Saving begin(SavingKind kind, const base::Measures &calls)
{
    Saving saving;
    saving.kind = kind;
    saving.calls = calls;
    saving.scenario.changes.emplace_back();
    return saving;
}

ScenarioChange &changeOf(Saving &saving)
{
    return saving.scenario.changes.front();
}

/// About one feature, provider and model.
Saving beginOfModel(SavingKind kind, const std::vector<std::string> &keys, const base::Measures &calls)
{
    Saving saving = begin(kind, calls);
    saving.feature = keys[0];
    saving.model = keys[2];
    restrictTo(changeOf(saving), FixedDimension::Feature, keys[0]);
    restrictTo(changeOf(saving), FixedDimension::Provider, keys[1]);
    restrictTo(changeOf(saving), FixedDimension::Model, keys[2]);
    return saving;
}

using ByModel = std::map<std::vector<std::string>, base::Measures>;

void addShortAnswers(std::vector<Saving> &found, const ByModel &models)
{
    for (const auto &[keys, calls] : models) {
        if (calls.withOutput < kEnoughCalls || calls.outputTokens > kShortAnswer * calls.withOutput)
            continue;
        const auto target = smallerModel(keys[2]);
        if (!target)
            continue;
        Saving saving = beginOfModel(SavingKind::ShortAnswers, keys, calls);
        saving.target = *target;
        changeOf(saving).model = *target;
        found.push_back(std::move(saving));
    }
}

void addUncachedInput(std::vector<Saving> &found, const ByModel &models, const CallTraits &traits)
{
    for (std::size_t g = 0; g < traits.sizes.size(); ++g) {
        const PromptSizes &sizes = traits.sizes[g];
        const std::int64_t shared = sizes.floor();
        const auto spans = static_cast<std::int64_t>(sizes.spans.size());
        // Half of each prompt at least, and calls that follow each other soon enough.
        if (sizes.calls < kEnoughCalls || sizes.cached + sizes.silent > 0 || shared < kCacheableTokens ||
            Int128{shared} * sizes.calls * 2 < sizes.tokens || sizes.calls <= spans)
            continue;
        const auto calls = models.find(traits.keys[g]);
        if (calls == models.end())
            continue;
        Saving saving = beginOfModel(SavingKind::UncachedInput, traits.keys[g], calls->second);
        saving.sharedTokens = shared;
        saving.promptTokens = sizes.tokens;
        // The first call of each five minutes writes, the others read. Rounded against the saving.
        const Int128 reads = Int128{shared} * (sizes.calls - spans) * kWhole / sizes.tokens;
        const Int128 writes = (Int128{shared} * spans * kWhole + sizes.tokens - 1) / sizes.tokens;
        changeOf(saving).cacheHits = static_cast<std::int64_t>(std::min<Int128>(reads, kWhole));
        changeOf(saving).cacheWrites =
            static_cast<std::int64_t>(std::min<Int128>(writes, kWhole - *changeOf(saving).cacheHits));
        found.push_back(std::move(saving));
    }
}

void addCacheLosses(std::vector<Saving> &found, const ByModel &models, const CacheEconomics &cache)
{
    for (const CacheRow &row : cache.rows) {
        const auto calls = models.find(row.keys);
        if (row.netSaving() >= Money() || calls == models.end())
            continue;
        Saving saving = beginOfModel(SavingKind::CacheLoss, row.keys, calls->second);
        saving.reads = row.readsPerWritten();
        saving.breakEven = row.breakEvenReads();
        changeOf(saving).cacheHits = 0;
        changeOf(saving).cacheWrites = 0;
        found.push_back(std::move(saving));
    }
}

/// The values of a dimension that are any of `words`.
template <std::size_t N>
std::set<std::string> valuesNamed(const cube::Cube &cube, FixedDimension dimension,
                                  const std::array<std::string_view, N> &words)
{
    std::set<std::string> values;
    for (const cube::ValueInfo &info : cube.values(base::nameOf(dimension)))
        if (std::find(words.begin(), words.end(), pricing::lowercase(info.value)) != words.end())
            values.insert(info.value);
    return values;
}

/// The tiers of those that are cheap because they can wait already.
std::set<std::string> patientTiers(const cube::Cube &cube)
{
    std::set<std::string> tiers;
    for (const cube::ValueInfo &info : cube.values(base::nameOf(FixedDimension::Tier))) {
        const auto tier = pricing::tierLogged(info.value);
        if (tier == pricing::Tier::Batch || tier == pricing::Tier::Flex)
            tiers.insert(info.value);
    }
    return tiers;
}

base::Result<void> addNotBatched(std::vector<Saving> &found, const cube::Cube &cube,
                                 const base::Filter &filter)
{
    const auto low = valuesNamed(cube, FixedDimension::Priority, kUnhurried);
    const auto types = valuesNamed(cube, FixedDimension::RequestType, kBatchable);
    const auto tiers = patientTiers(cube);
    for (const FixedDimension by : {FixedDimension::Priority, FixedDimension::RequestType}) {
        const bool isPriority = by == FixedDimension::Priority;
        if ((isPriority ? low : types).empty())
            continue;
        ScenarioChange change;
        change.tier = pricing::Tier::Batch;
        change.where[named(by)].values = isPriority ? low : types;
        if (!tiers.empty())
            change.where[named(FixedDimension::Tier)] = {tiers, true};
        if (!isPriority && !low.empty()) // those are found by their priority
            change.where[named(FixedDimension::Priority)] = {low, true};
        base::Filter about = filter;
        for (const auto &[dimension, values] : change.where)
            if (!about.where.try_emplace(dimension, values).second)
                about.where[dimension] = values; // the scenario is asked of the filter's calls alone
        const auto features = cube.query(about, {named(FixedDimension::Feature)});
        if (!features)
            return tl::unexpected(features.error());
        for (const cube::Row &row : features->rows) {
            Saving saving = begin(SavingKind::NotBatched, row.sums);
            saving.feature = row.keys.front();
            changeOf(saving) = change;
            restrictTo(changeOf(saving), FixedDimension::Feature, saving.feature);
            found.push_back(std::move(saving));
        }
    }
    return {};
}

base::Result<void> addOfFeatures(std::vector<Saving> &found, const cube::Cube &cube,
                                 const base::Filter &filter)
{
    const auto retried = retries(cube, filter, {named(FixedDimension::Feature)});
    if (!retried)
        return tl::unexpected(retried.error());
    for (const RetryRow &row : retried->rows) {
        if (row.cost() > Money()) {
            Saving saving = begin(SavingKind::Retries, row.billed);
            saving.feature = row.keys.front();
            restrictTo(changeOf(saving), FixedDimension::Feature, saving.feature);
            changeOf(saving).noRetries = true;
            found.push_back(std::move(saving));
        }
        Saving again = begin(SavingKind::Duplicates, row.billed);
        again.feature = row.keys.front();
        restrictTo(changeOf(again), FixedDimension::Feature, again.feature);
        changeOf(again).duplicatesWithin = kDuplicateSeconds;
        found.push_back(std::move(again));
    }
    return {};
}

base::Result<void> addTrials(std::vector<Saving> &found, const cube::Cube &cube, const base::Filter &filter)
{
    const auto environments = cube.query(filter, {named(FixedDimension::Environment)});
    if (!environments)
        return tl::unexpected(environments.error());
    for (const cube::Row &row : environments->rows) {
        if (!isTrialEnvironment(row.keys.front()))
            continue;
        Saving saving = begin(SavingKind::Trials, row.sums);
        saving.environment = row.keys.front();
        restrictTo(changeOf(saving), FixedDimension::Environment, saving.environment);
        changeOf(saving).drop = true;
        found.push_back(std::move(saving));
    }
    return {};
}

/// Of each kind those with the dearest calls: each is tried on every call.
void keepDearest(std::vector<Saving> &found)
{
    std::stable_sort(found.begin(), found.end(),
                     [](const Saving &a, const Saving &b) { return a.calls.costNanos > b.calls.costNanos; });
    std::map<SavingKind, std::size_t> kept;
    std::erase_if(found, [&kept](const Saving &saving) { return ++kept[saving.kind] > kMostOfAKind; });
}

} // namespace

std::string_view nameOf(SavingKind kind)
{
    constexpr std::array<std::string_view, kSavingKinds> names = {
        "short answers", "uncached input", "cache loss", "not batched",
        "retries",       "not production", "duplicates"};
    return names[static_cast<std::size_t>(kind)];
}

base::Result<std::vector<Saving>> possibleSavings(const cube::Cube &cube, const base::Filter &filter,
                                                  const CallTraits &traits)
{
    const auto table = cube.query(filter, {named(FixedDimension::Feature), named(FixedDimension::Provider),
                                           named(FixedDimension::Model)});
    if (!table)
        return tl::unexpected(table.error());
    ByModel models;
    for (const cube::Row &row : table->rows)
        models[row.keys] = row.sums;
    std::vector<Saving> found;
    addShortAnswers(found, models);
    addUncachedInput(found, models, traits);
    addCacheLosses(found, models, traits.cache);
    for (const auto add : {addNotBatched, addOfFeatures, addTrials})
        if (auto added = add(found, cube, filter); !added)
            return tl::unexpected(added.error());
    keepDearest(found);
    for (Saving &saving : found)
        saving.scenario.name = std::string(nameOf(saving.kind)) + ": " +
                               (saving.kind == SavingKind::Trials ? saving.environment : saving.feature);
    return found;
}

int daysWithData(const cube::Cube &cube, const base::Period &period)
{
    const auto span = cube.span();
    return span ? base::Period{std::max(span->first, period.first), std::min(span->last, period.last)}.days()
                : 0;
}

std::int64_t savedPerMonth(Int128 saved, std::int64_t days)
{
    return base::divideHalfEven(saved * kSavingDays, days);
}

Savings ranked(const cube::Cube &cube, const base::Filter &filter, std::vector<Saving> tried,
               const std::vector<WhatIfResult> &results)
{
    Savings savings;
    savings.filter = filter;
    savings.days = daysWithData(cube, filter.period);
    for (std::size_t i = 0; i < tried.size() && savings.days > 0; ++i) {
        Saving &saving = tried[i];
        const Int128 saved = -results[i].total.change();
        saving.changed = results[i].total.changed;
        saving.saved = Money::fromNanos(static_cast<std::int64_t>(saved));
        saving.perMonth = Money::fromNanos(savedPerMonth(saved, savings.days));
        if (saving.perMonth.nanos() >= kLeastMonthNanos)
            savings.found.push_back(std::move(saving));
    }
    std::stable_sort(savings.found.begin(), savings.found.end(),
                     [](const Saving &a, const Saving &b) { return a.perMonth > b.perMonth; });
    return savings;
}

} // namespace outlay::insight
