// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/costlog/call.h"
#include "support/costlog/catalogue.h"
#include "support/costlog/random.h"
#include "support/costlog/vocabulary.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace outlay::costlog {

struct StreamOptions
{
    std::int64_t count = 0;
    std::uint64_t seed = 1;
    std::chrono::sys_days from = std::chrono::year{2025} / 1 / 1;
    int days = 365;
    /// Names and attributions in such numbers, instead of the catalogue's; calls of it are good as long as
    /// the stream is.
    std::optional<VocabularySize> vocabulary = {};
};

/// Any number of calls in order of time, made one by one in constant memory: few features make most calls and
/// few others most cost, working days are busier than weekends and noon than night, use grows by the month,
/// one day has a spike, some calls are tried again. With a vocabulary, all of its attributions come up if
/// there are as many calls.
class CallStream
{
public:
    explicit CallStream(const StreamOptions &options);

    /// The next call, or false after the last.
    bool next(Call &call);

private:
    static constexpr std::uint32_t kPicks = 1000;

    void nextHour();
    void describe(Call &call);
    void describeByCatalogue(Call &call, std::uint64_t bits);
    void describeByVocabulary(Call &call);
    std::uint32_t pickUser();
    bool isRoundsTurn() const;
    void measure(Call &call);

    StreamOptions m_options;
    Random m_random;
    std::array<std::uint8_t, kPicks> m_featureOf{}; ///< per mille to index in kFeatures
    std::array<std::uint8_t, kPicks> m_segmentOf{};
    std::optional<Vocabulary> m_vocabulary;
    std::int64_t m_roundsStep = 0;        ///< one call in so many goes through all attributions
    std::vector<std::int64_t> m_hourEnds; ///< how many calls there are up to the end of each hour
    std::int64_t m_done = 0;
    std::size_t m_hour = 0;
    std::int64_t m_hourBegin = 0;
    std::int64_t m_hourCount = 0;
    const Feature *m_feature = nullptr;
    const Model *m_model = nullptr;
    bool m_retry = false;
};

} // namespace outlay::costlog
