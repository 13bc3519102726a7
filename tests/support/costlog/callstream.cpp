// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/costlog/callstream.h"

#include <algorithm>

namespace outlay::costlog {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::array<int, 24> kHourWeights = {3,  2,  2,  2,  2,  3,  5,  8, 12, 15, 16, 16,
                                              14, 15, 16, 16, 15, 13, 10, 9, 8,  7,  5,  4};
constexpr std::array<int, 7> kWeekdayWeights = {30, 100, 108, 106, 104, 92, 36}; ///< Sunday first

/// How much longer or shorter than usual a text is, in 1/64: a few are very long.
constexpr std::array<std::uint16_t, 32> kSpread = {14, 20,  25,  29,  32,  35,  38,  41,  44,  47, 50,
                                                   53, 56,  59,  62,  65,  68,  72,  76,  80,  85, 90,
                                                   95, 102, 110, 119, 130, 144, 163, 192, 245, 390};

std::vector<std::int64_t> hourEnds(const StreamOptions &options)
{
    std::vector<std::int64_t> ends;
    std::int64_t sum = 0;
    for (int day = 0; day < options.days; ++day) {
        const std::chrono::weekday weekday(options.from + std::chrono::days{day});
        const std::int64_t growth = 1000 + 2 * day;
        const std::int64_t spike = day == options.days * 2 / 3 ? 3 : 1;
        for (const int hour : kHourWeights) {
            sum += hour * kWeekdayWeights[weekday.c_encoding()] * growth * spike;
            ends.push_back(sum);
        }
    }
    // Weights to numbers of calls. 1e9 calls × 1e11 of weight needs more than 64 bits.
    for (std::int64_t &end : ends) {
        __extension__ typedef __int128 Wide;
        end = static_cast<std::int64_t>(Wide{end} * options.count / sum);
    }
    return ends;
}

template <typename Items>
std::array<std::uint8_t, 1000> picks(const Items &items, int (*weight)(const typename Items::value_type &))
{
    std::array<std::uint8_t, 1000> table{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < items.size(); ++i)
        for (int n = 0; n < weight(items[i]) && at < table.size(); ++n)
            table[at++] = static_cast<std::uint8_t>(i);
    return table;
}

std::int64_t spread(std::int64_t tokens, std::uint64_t bits)
{
    // A little noise of its own, so that few calls look the same.
    return tokens * kSpread[bits % kSpread.size()] / 64 +
           static_cast<std::int64_t>(bits >> 32U) % (tokens / 4 + 5);
}

} // namespace

CallStream::CallStream(const StreamOptions &options)
    : m_options(options)
    , m_random(options.seed)
    , m_featureOf(picks(kFeatures, [](const Feature &f) { return f.callsPerMille; }))
    , m_segmentOf(picks(kSegments, [](const Weighted &w) { return w.perMille; }))
    , m_hourEnds(hourEnds(options))
{
    if (options.vocabulary) {
        m_vocabulary.emplace(*options.vocabulary);
        m_roundsStep = std::max<std::int64_t>(1, options.count / m_vocabulary->attributions());
    }
    m_hourCount = m_hourEnds.empty() ? 0 : m_hourEnds.front();
}

void CallStream::nextHour()
{
    while (m_done >= m_hourEnds[m_hour]) {
        m_hourBegin = m_hourEnds[m_hour];
        ++m_hour;
        m_hourCount = m_hourEnds[m_hour] - m_hourBegin;
    }
}

bool CallStream::next(Call &call)
{
    if (m_done >= m_options.count)
        return false;
    nextHour();
    const std::int64_t hourStart = m_options.from.time_since_epoch().count() * 24 * kHourMs +
                                   static_cast<std::int64_t>(m_hour) * kHourMs;
    const std::int64_t slot = m_done - m_hourBegin;
    call.atMs = hourStart + slot * kHourMs / m_hourCount;
    if (const std::int64_t width = kHourMs / m_hourCount; width > 1)
        call.atMs += m_random.below(static_cast<std::uint32_t>(width));
    if (m_retry && !isRoundsTurn()) {
        ++call.attempt;
        m_retry = call.attempt < 3 && m_random.below(3) == 0;
    } else {
        describe(call);
        m_retry = m_random.below(128) == 0;
    }
    measure(call);
    ++m_done;
    return true;
}

void CallStream::describe(Call &call)
{
    if (m_vocabulary) {
        describeByVocabulary(call);
    } else {
        m_feature = &kFeatures[m_featureOf[m_random.below(kPicks)]];
        describeByCatalogue(call, m_random.next());
    }
    call.attempt = 1;
}

bool CallStream::isRoundsTurn() const
{
    return m_vocabulary && m_done % m_roundsStep == 0 && m_done / m_roundsStep < m_vocabulary->attributions();
}

void CallStream::describeByVocabulary(Call &call)
{
    const std::int64_t attribution = isRoundsTurn() ? m_done / m_roundsStep : m_vocabulary->pick(m_random);
    m_vocabulary->describe(attribution, call);
    m_feature = &m_vocabulary->featureOf(attribution);
    m_model = &m_vocabulary->modelOf(attribution);
    call.user = pickUser();
}

std::uint32_t CallStream::pickUser()
{
    // The smaller of two picks: few people make most calls.
    constexpr std::uint32_t people = 60'000;
    return 1 + std::min(m_random.below(people), m_random.below(people));
}

void CallStream::describeByCatalogue(Call &call, std::uint64_t bits)
{
    // Features move to their second model over the whole time, one call after the other.
    const bool moved = static_cast<std::int64_t>(bits % 1024) < m_done * 1024 / m_options.count;
    m_model = moved ? &m_feature->second : &m_feature->first;
    call.feature = m_feature->name;
    call.segment = kSegments[m_segmentOf[m_random.below(kPicks)]].name;
    call.user = pickUser();
    call.model = m_model->name;
    call.environment = (bits >> 10U) % 16 == 0 ? "staging" : "production";
    const std::uint64_t priority = (bits >> 14U) % 8;
    call.priority = priority == 0 ? "high" : priority == 1 ? "batch" : "standard";
    const std::uint64_t cached = (bits >> 17U) % 8;
    call.cached = cached < 3 ? Call::Cached::No : cached < 5 ? Call::Cached::Yes : Call::Cached::Unsaid;
    call.requestType = m_feature->requestType;
    call.region = (bits >> 20U) % 2 == 0 ? kRegions[(bits >> 21U) % kRegions.size()] : std::string_view();
    call.tier = call.segment == "enterprise" ? kTiers[(bits >> 24U) % kTiers.size()] : std::string_view();
}

void CallStream::measure(Call &call)
{
    const std::uint64_t bits = m_random.next();
    call.inputTokens = spread(m_feature->inputTokens, bits);
    call.outputTokens = 1 + spread(m_feature->outputTokens, bits >> 20U);
    call.costNanos = costOf(*m_model, call.inputTokens, call.outputTokens);
    call.latencyMs = 180 + call.outputTokens * 11 + static_cast<std::int64_t>((bits >> 40U) % 400);
}

} // namespace outlay::costlog
