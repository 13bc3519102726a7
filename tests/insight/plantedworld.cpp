// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/plantedworld.h"

#include "support/costlog/random.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace outlay::planted {

using base::Day;
using costlog::Random;

namespace {

constexpr int kDays = 140;
constexpr int kJudgedFrom = 70;
constexpr int kSegments = 3;
constexpr std::array<double, 5> kNanosPerToken = {300, 900, 2500, 6000, 11000};
constexpr int kModels = kNanosPerToken.size();

double normal(Random &random)
{
    double sum = 0;
    for (int i = 0; i < 12; ++i)
        sum += random.uniform();
    return sum - 6;
}

double between(Random &random, double low, double high)
{
    return low + (high - low) * random.uniform();
}

int whole(Random &random, int low, int high)
{
    return low + static_cast<int>(random.below(static_cast<std::uint32_t>(high - low + 1)));
}

struct Feature
{
    double calls = 0; ///< a day
    double tokens = 0;
    double noise = 0;
    double weekend = 1;
    double growth = 0; ///< a day
    bool bursts = false;
    std::array<double, kSegments> segments{};
    std::array<int, 2> models{}; ///< the first has most of the calls
    double firstModel = 1;
};

Feature makeFeature(Random &random, Kind kind)
{
    Feature f;
    f.calls = std::exp(between(random, std::log(300), std::log(9000)));
    f.tokens = between(random, 400, 3000);
    f.noise = between(random, 0.04, 0.16);
    f.weekend = between(random, 0.15, 1.1);
    const double weekly = kind == Kind::Growth ? between(random, 0.02, 0.06) : between(random, -0.01, 0.015);
    f.growth = std::pow(1 + weekly, 1.0 / 7) - 1;
    f.bursts = random.below(4) == 0;
    for (double &segment : f.segments)
        segment = between(random, 0.1, 1);
    f.models = {whole(random, 0, 2), whole(random, 0, kModels - 1)};
    f.firstModel = between(random, 0.6, 1);
    return f;
}

/// Where and how much. Numbers of days are from the first one.
struct Plant
{
    int first = 0;
    int last = -1;
    int feature = 0;
    int segment = 0;
    int model = 0;
    double factor = 1;
    double extraCalls = 0; ///< a day, of a scraper

    bool isOn(int day) const { return first <= day && day <= last; }
};

double weekdayFactor(const Feature &f, int day)
{
    return day % 7 >= 5 ? f.weekend : 1; // the first day is a Monday
}

double usualCost(const Feature &f)
{
    const double first = f.firstModel * kNanosPerToken[static_cast<std::size_t>(f.models[0])];
    const double second = (1 - f.firstModel) * kNanosPerToken[static_cast<std::size_t>(f.models[1])];
    return f.calls * f.tokens * (first + second) * (5 + 2 * f.weekend) / 7;
}

double usualCost(const std::vector<Feature> &features)
{
    double sum = 0;
    for (const Feature &f : features)
        sum += usualCost(f);
    return sum;
}

double costOfModel(const std::vector<Feature> &features, int model)
{
    double sum = 0;
    for (const Feature &f : features)
        for (int m = 0; m < 2; ++m)
            if (f.models[static_cast<std::size_t>(m)] == model)
                sum += f.calls * f.tokens * kNanosPerToken[static_cast<std::size_t>(model)] *
                       (m == 0 ? f.firstModel : 1 - f.firstModel);
    return sum;
}

Plant makePlant(Random &random, Kind kind, const std::vector<Feature> &features)
{
    Plant plant;
    const double all = usualCost(features);
    const auto any = [&random](int count) { return whole(random, 0, count - 1); };
    plant.first = whole(random, kJudgedFrom, kDays - 21);
    plant.feature = any(static_cast<int>(features.size()));
    // What is below the floor (3 % of a day) is not to be found; nor is a feature that nobody would miss.
    while ((kind == Kind::RetryStorm || kind == Kind::ModelSwitch || kind == Kind::LostTag) &&
           usualCost(features[static_cast<std::size_t>(plant.feature)]) < 0.06 * all)
        plant.feature = any(static_cast<int>(features.size()));
    plant.segment = any(kSegments);
    const Feature &f = features[static_cast<std::size_t>(plant.feature)];
    switch (kind) {
    case Kind::Scraper:
        plant.last = plant.first + whole(random, 9, 19);
        plant.model = f.models[0];
        plant.extraCalls = 0.4 * 30 * all / (plant.last - plant.first + 1) / f.tokens /
                           kNanosPerToken[static_cast<std::size_t>(plant.model)];
        break;
    case Kind::ModelSwitch:
        plant.last = kDays - 1;
        plant.factor = between(random, 4, 10);
        break;
    case Kind::PriceChange:
        plant.last = kDays - 1;
        do
            plant.model = any(kModels);
        while (costOfModel(features, plant.model) < 0.1 * all);
        plant.factor = between(random, 1.6, 3);
        break;
    case Kind::RetryStorm:
        plant.last = plant.first + whole(random, 0, 1);
        plant.factor = between(random, 3, 6);
        break;
    case Kind::LostTag:
        plant.last = plant.first + whole(random, 2, 13);
        break;
    case Kind::Holidays:
        plant.last = plant.first + whole(random, 1, 3);
        plant.factor = 1.0 / 3;
        break;
    case Kind::Quiet:
    case Kind::Growth:
        break;
    }
    return plant;
}

/// Attributions as they come up.
class Cells
{
public:
    void add(Day day, const std::string &feature, int segment, const std::string &model, double calls,
             double tokensPerCall, double nanosPerToken)
    {
        const auto requests = std::llround(calls);
        if (requests <= 0)
            return;
        base::Attribution attribution;
        attribution[base::FixedDimension::Feature] = feature;
        attribution[base::FixedDimension::Segment] = "segment" + std::to_string(segment);
        attribution[base::FixedDimension::Model] = model;
        const std::string key = feature + "/" + std::to_string(segment) + "/" + model;
        const auto [it, isNew] = m_ids.try_emplace(key, static_cast<std::uint32_t>(m_ids.size() + 1));
        if (isNew)
            m_attributions.emplace_back(it->second, std::move(attribution));
        base::Cell cell{day, it->second, {}};
        cell.sums.requests = cell.sums.priced = cell.sums.withInput = requests;
        cell.sums.inputTokens = std::llround(static_cast<double>(requests) * tokensPerCall);
        cell.sums.costNanos = std::llround(static_cast<double>(cell.sums.inputTokens) * nanosPerToken);
        m_cells.push_back(cell);
    }

    std::shared_ptr<const cube::Cube> cube()
    {
        return *cube::Cube::build(std::move(m_attributions), base::CellColumns(m_cells));
    }

private:
    std::map<std::string, std::uint32_t> m_ids;
    std::vector<std::pair<std::uint32_t, base::Attribution>> m_attributions;
    std::vector<base::Cell> m_cells;
};

void addDay(Cells &cells, Random &random, Kind kind, const Plant &plant, const Feature &f, int number,
            int day)
{
    const Day date = *base::parseDay("2026-01-05") + std::chrono::days{day};
    const bool on = plant.isOn(day);
    const bool isHere = on && number == plant.feature;
    double calls = f.calls * weekdayFactor(f, day) * std::pow(1 + f.growth, day);
    calls *= std::exp(f.noise * normal(random));
    if (f.bursts && random.below(20) == 0)
        calls *= between(random, 1, 1.25);
    if ((isHere && kind == Kind::RetryStorm) || (on && kind == Kind::Holidays))
        calls *= plant.factor;
    const double tokens = f.tokens * std::exp(0.03 * normal(random));
    const std::string name = isHere && kind == Kind::LostTag ? "unknown" : "feature" + std::to_string(number);
    double shares = 0;
    for (const double share : f.segments)
        shares += share;
    for (int s = 0; s < kSegments; ++s) {
        for (std::size_t m = 0; m < 2; ++m) {
            const double share =
                f.segments[static_cast<std::size_t>(s)] / shares * (m == 0 ? f.firstModel : 1 - f.firstModel);
            double part = calls * share;
            part = std::max(0.0, part + std::sqrt(part) * normal(random)); // whole calls come by chance
            const int model = f.models[m];
            if (isHere && kind == Kind::Scraper && s == plant.segment && m == 0)
                part += plant.extraCalls * std::exp(0.1 * normal(random));
            double price = kNanosPerToken[static_cast<std::size_t>(model)];
            std::string modelName = "model" + std::to_string(model);
            if (isHere && kind == Kind::ModelSwitch) {
                price *= plant.factor;
                modelName = "dear";
            } else if (on && kind == Kind::PriceChange && model == plant.model) {
                price *= plant.factor;
            }
            cells.add(date, name, s, modelName, part, tokens, price);
        }
    }
}

} // namespace

World makeWorld(Kind kind, std::uint64_t seed)
{
    Random random(seed * kKinds + static_cast<std::uint64_t>(kind) + 1);
    World world;
    world.features = whole(random, 6, 14);
    std::vector<Feature> features;
    for (int i = 0; i < world.features; ++i)
        features.push_back(makeFeature(random, kind));
    const Plant plant = makePlant(random, kind, features);
    Cells cells;
    for (int day = 0; day < kDays; ++day)
        for (int i = 0; i < world.features; ++i)
            addDay(cells, random, kind, plant, features[static_cast<std::size_t>(i)], i, day);
    world.cube = cells.cube();
    const Day first = *base::parseDay("2026-01-05");
    world.judged = {first + std::chrono::days{kJudgedFrom}, first + std::chrono::days{kDays - 1}};
    world.days = {first + std::chrono::days{plant.first}, first + std::chrono::days{plant.last}};
    if (kind == Kind::PriceChange)
        world.slice = {{"model", "model" + std::to_string(plant.model)}};
    else
        world.slice = {{"feature", "feature" + std::to_string(plant.feature)}};
    if (kind == Kind::Scraper)
        world.slice["segment"] = "segment" + std::to_string(plant.segment);
    return world;
}

Score &Score::operator+=(const Score &other)
{
    planted += other.planted;
    found += other.found;
    falseAlarms += other.falseAlarms;
    featureWeeks += other.featureWeeks;
    return *this;
}

Score score(Kind kind, const World &world, const insight::Anomalies &found)
{
    Score result;
    result.planted = isAnomaly(kind) ? 1 : 0;
    result.featureWeeks = world.features * world.judged.days() / 7;
    for (const insight::Anomaly &anomaly : found.found) {
        const bool onDay = std::any_of(anomaly.unusual.begin(), anomaly.unusual.end(),
                                       [&world](Day day) { return world.days.contains(day); });
        const bool lost = anomaly.kind == insight::Anomaly::Kind::LostTag;
        const bool isIt = kind == Kind::LostTag ? lost && anomaly.lostValue == world.slice.at("feature")
                                                : !lost && !anomaly.slice.empty() &&
                                                      insight::overlap(anomaly.slice, world.slice);
        if (isAnomaly(kind) && onDay && isIt && result.found == 0)
            result.found = 1;
        else
            ++result.falseAlarms;
    }
    return result;
}

Score judged(Kind kind, std::uint64_t seed)
{
    const World world = makeWorld(kind, seed);
    base::Filter filter;
    filter.period = world.judged;
    const auto found = insight::anomalies(*world.cube, filter, world.judged.last);
    return found ? score(kind, world, *found) : Score{1, 0, 1, 0};
}

} // namespace outlay::planted
