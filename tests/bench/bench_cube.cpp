// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/cube.h"
#include "insight/snapshot.h"

#include <benchmark/benchmark.h>

#include <map>

using namespace outlay;

namespace {

/// `days` × `attributions` cells; attributions spread over 40 features, 4 segments and 12 models, as a year
/// of a busy product has them.
std::shared_ptr<const cube::Cube> makeCube(int days, int attributions)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> dictionary;
    for (int a = 0; a < attributions; ++a) {
        base::Attribution attribution;
        attribution[base::FixedDimension::Feature] = "feature_" + std::to_string(a % 40);
        attribution[base::FixedDimension::Segment] = "segment_" + std::to_string(a / 40 % 4);
        attribution[base::FixedDimension::Model] = "model_" + std::to_string(a / 160 % 12);
        attribution.custom.emplace_back("region", "region_" + std::to_string(a / 1920));
        dictionary.emplace_back(static_cast<std::uint32_t>(a + 1), std::move(attribution));
    }
    std::vector<base::Cell> cells;
    const base::Day first = *base::parseDay("2026-01-01");
    for (int d = 0; d < days; ++d) {
        for (int a = 0; a < attributions; ++a) {
            base::Cell cell{first + std::chrono::days{d}, static_cast<std::uint32_t>(a + 1), {}};
            cell.sums.requests = cell.sums.priced = cell.sums.withInput = cell.sums.withOutput =
                1 + (a + d) % 90;
            cell.sums.costNanos = (1'000'003LL * (a + 1) + d) % 90'000'000;
            cell.sums.inputTokens = 700 * cell.sums.requests;
            cell.sums.outputTokens = 90 * cell.sums.requests;
            cells.push_back(cell);
        }
    }
    return *cube::Cube::build(std::move(dictionary), base::CellColumns(cells));
}

const cube::Cube &yearOf(std::int64_t attributions)
{
    static std::map<std::int64_t, std::shared_ptr<const cube::Cube>> cubes;
    auto &cube = cubes[attributions];
    if (!cube)
        cube = makeCube(365, static_cast<int>(attributions));
    return *cube;
}

void groupYearByMonthFeatureSegment(benchmark::State &state)
{
    const cube::Cube &cube = yearOf(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(cube.query({}, {"month", "feature", "segment"}));
    state.counters["cells/s"] = benchmark::Counter(static_cast<double>(365 * state.range(0)),
                                                   benchmark::Counter::kIsIterationInvariantRate);
}

void filterOneMonthByDay(benchmark::State &state)
{
    const cube::Cube &cube = yearOf(state.range(0));
    base::Filter filter{*base::parsePeriod("2026-05"), {}};
    filter.where["segment"] = {{"segment_1"}, false};
    for (auto _ : state)
        benchmark::DoNotOptimize(cube.query(filter, {"day", "feature"}));
}

void everythingThatThePagesShow(benchmark::State &state)
{
    const cube::Cube &cube = yearOf(state.range(0));
    base::Question question;
    question.filter.period = *base::parsePeriod("2026-11");
    const std::vector<base::Budget> budgets = {
        base::featureBudget("", base::Money::fromNanos(1'000'000'000'000))};
    const base::Day today = *base::parseDay("2026-11-22");
    for (auto _ : state)
        benchmark::DoNotOptimize(insight::snapshot(cube, question, budgets, today));
}

} // namespace

BENCHMARK(groupYearByMonthFeatureSegment)->Arg(200)->Arg(2'000)->Unit(benchmark::kMillisecond);
BENCHMARK(filterOneMonthByDay)->Arg(200)->Arg(2'000)->Unit(benchmark::kMillisecond);
BENCHMARK(everythingThatThePagesShow)->Arg(200)->Arg(2'000)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
