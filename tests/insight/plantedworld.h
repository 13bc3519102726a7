// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "insight/anomaly.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace outlay::planted {

/// What is hidden in a world. The last three are no anomalies.
enum class Kind
{
    Scraper,     ///< calls of a feature and segment for 10 to 20 days: 40 % of a month's bill
    ModelSwitch, ///< a feature goes over to a model that is 4 to 10 times as dear
    PriceChange, ///< a model of at least a tenth of the bill costs 1.6 to 3 times as much
    RetryStorm,  ///< a feature calls 3 to 6 times as often, for one or two days
    LostTag,     ///< a feature comes without its name, for 3 to 14 days
    Quiet,       ///< nothing but weekdays, noise and bursts of calls
    Growth,      ///< 2 to 6 % a week, for all the time
    Holidays,    ///< two to four days at a third of the calls
};
constexpr int kKinds = 8;
constexpr std::string_view kNames[kKinds] = {"scraper",  "model switch", "price change", "retry storm",
                                             "lost tag", "quiet",        "growth",       "holidays"};
constexpr bool isAnomaly(Kind kind)
{
    return kind <= Kind::LostTag;
}

/// 20 weeks of 6 to 14 features, of which the last 10 are judged and hold the plant.
struct World
{
    std::shared_ptr<const cube::Cube> cube;
    int features = 0;
    base::Period judged;
    base::Period days;    ///< of the plant
    insight::Slice slice; ///< that it is in; of a lost tag: the feature that loses it
};
World makeWorld(Kind kind, std::uint64_t seed);

/// What was found of the plant, and what else.
struct Score
{
    int planted = 0;
    int found = 0;
    int falseAlarms = 0; ///< findings of nothing planted, and second ones of the same plant
    int featureWeeks = 0;

    Score &operator+=(const Score &other);
};
/// A finding is of the plant when it has a day of it, a slice that overlaps it, and says a lost tag of one.
Score score(Kind kind, const World &world, const insight::Anomalies &found);
Score judged(Kind kind, std::uint64_t seed);

} // namespace outlay::planted
