// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/costlog/vocabulary.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace outlay::costlog {

namespace {

constexpr int kMostNames = 100'000;

std::vector<std::string> names(const char *kind, int count)
{
    std::vector<std::string> names;
    for (int i = 1; i <= count; ++i) {
        const std::string number = std::to_string(i);
        names.push_back(kind + std::string(5 - std::min<std::size_t>(number.size(), 5), '0') + number);
    }
    return names;
}

std::int64_t combinations(const VocabularySize &size)
{
    return std::int64_t{size.features} * size.segments * size.models;
}

} // namespace

bool VocabularySize::isPossible() const
{
    for (const int names : {features, segments, models})
        if (names < 1 || names > kMostNames)
            return false;
    return attributions >= 1 && attributions <= combinations(*this) && attributions <= 100'000'000;
}

Vocabulary::Vocabulary(const VocabularySize &size)
    : m_size(size)
    , m_combinations(combinations(size))
    , m_step(m_combinations * 618 / 1000 + 1) // the golden section: neighbours are far apart
    , m_features(names("feature_", size.features))
    , m_segments(names("segment_", size.segments))
    , m_modelNames(names("model-", size.models))
{
    while (std::gcd(m_step, m_combinations) != 1)
        ++m_step;
    for (const std::string &name : m_modelNames) {
        const auto n = static_cast<std::int64_t>(m_models.size());
        m_models.push_back({name, 100 + n * 37 % 4900, 400 + n * 211 % 24'600});
    }
}

std::int64_t Vocabulary::pick(Random &random) const
{
    // The cube of an even number below one: half of the picks are of an eighth of the attributions.
    const std::uint64_t even = random.next() >> 32U;
    const std::uint64_t cube = ((even * even >> 32U) * even) >> 32U;
    return static_cast<std::int64_t>((cube * static_cast<std::uint64_t>(m_size.attributions)) >> 32U);
}

std::int64_t Vocabulary::combinationOf(std::int64_t attribution) const
{
    __extension__ typedef unsigned __int128 Wide;
    return static_cast<std::int64_t>(Wide(attribution) * Wide(m_step) % Wide(m_combinations));
}

void Vocabulary::describe(std::int64_t attribution, Call &call) const
{
    static constexpr std::array<std::string_view, 4> priorities = {"standard", "standard", "high", "batch"};
    const std::int64_t combination = combinationOf(attribution);
    call.feature = m_features[static_cast<std::size_t>(combination % m_size.features)];
    call.segment = m_segments[static_cast<std::size_t>(combination / m_size.features % m_size.segments)];
    call.model = modelOf(attribution).name;
    call.requestType = featureOf(attribution).requestType;
    const std::uint64_t bits = Random(static_cast<std::uint64_t>(attribution)).next();
    call.environment = bits % 16 == 0 ? "staging" : "production";
    call.priority = priorities[(bits >> 4U) % priorities.size()];
    call.cached = static_cast<Call::Cached>((bits >> 8U) % 3);
    call.region = kRegions[(bits >> 16U) % kRegions.size()];
    call.tier = kTiers[(bits >> 24U) % kTiers.size()];
}

const Feature &Vocabulary::featureOf(std::int64_t attribution) const
{
    const std::int64_t feature = combinationOf(attribution) % m_size.features;
    return kFeatures[static_cast<std::size_t>(feature) % kFeatures.size()];
}

const Model &Vocabulary::modelOf(std::int64_t attribution) const
{
    const std::int64_t perModel = std::int64_t{m_size.features} * m_size.segments;
    return m_models[static_cast<std::size_t>(combinationOf(attribution) / perModel)];
}

} // namespace outlay::costlog
