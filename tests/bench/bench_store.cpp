// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/latencies.h"
#include "bench/questionmix.h"
#include "insight/snapshot.h"
#include "store/store.h"

#include <cstdlib>
#include <malloc.h>
#include <set>

using namespace outlay;
using bench::Latencies;
using bench::Stopwatch;

namespace {

constexpr int kQueries = 400;
constexpr int kClicks = 200;
constexpr int kDrills = 100;
constexpr std::size_t kRowsOfPage = 200;

template <typename Value>
Value orLeave(base::Result<Value> result)
{
    if (!result) {
        std::fprintf(stderr, "bench_store: %s\n", base::sentence(result.error()).c_str());
        std::exit(1);
    }
    return *std::move(result);
}

/// Rows are made when they are looked at, which is part of an answer.
void readRows(const cube::Table &table, std::size_t count)
{
    base::Measures sums;
    for (std::size_t i = 0; i < std::min(count, table.rows.size()); ++i)
        sums += table.rows[i].sums;
    if (count >= table.rows.size() && sums != table.total)
        std::exit(1);
}

std::shared_ptr<const cube::Cube> load(const store::Store &store)
{
    const double before = bench::residentMb();
    const Stopwatch watch;
    store::CellData data = orLeave(store.cells());
    const std::size_t cells = data.cells.size();
    const std::size_t attributions = data.attributions.size();
    auto cube = orLeave(cube::Cube::build(std::move(data.attributions), std::move(data.cells)));
    bench::print("store to cube", "ms", watch.ms());
    bench::print("cells", "count", static_cast<double>(cells));
    bench::print("attributions", "count", static_cast<double>(attributions));
    malloc_trim(0); // what only the making took
    bench::print("the cube in memory", "MB", bench::residentMb() - before);
    bench::print("peak memory of making it", "MB", bench::peakMb());
    return cube;
}

void queryCube(const cube::Cube &cube, bench::QuestionMix &mix)
{
    Latencies queries("one cube query");
    for (int i = 0; i < kQueries; ++i) {
        const base::Filter filter = mix.filter();
        const base::Grouping by = mix.grouping();
        const Stopwatch watch;
        const cube::Table table = orLeave(cube.query(filter, by));
        readRows(table, kRowsOfPage);
        queries.add(watch.taken(), bench::describe(filter, by));
    }
    queries.print();

    Latencies monthFeatureSegment("month by feature by segment, each row read");
    for (int i = 0; i < 20; ++i) {
        const Stopwatch watch;
        const cube::Table table = orLeave(cube.query({}, {"month", "feature", "segment"}));
        readRows(table, table.rows.size());
        monthFeatureSegment.add(watch.taken(), std::to_string(table.rows.size()) + " rows");
    }
    monthFeatureSegment.print();
}

/// What a change in the window asks of the cube: all queries of all pages.
void askAsTheWindowDoes(const cube::Cube &cube, bench::QuestionMix &mix)
{
    Latencies answers("all that a click asks of the cube");
    const base::Day today = cube.span() ? cube.span()->last : base::Day();
    for (int i = 0; i < kClicks; ++i) {
        base::Question question;
        question.filter = mix.filter();
        const Stopwatch watch;
        const insight::Snapshot snapshot = orLeave(insight::snapshot(cube, question, {}, today));
        answers.add(watch.taken(), bench::describe(question.filter, {}));
    }
    answers.print();
    Latencies offers("what the filters offer, after each load");
    Stopwatch watch;
    for (const base::Dimension &dimension : cube.dimensions())
        static_cast<void>(cube.values(dimension));
    offers.add(watch.taken(), "all dimensions");
    offers.print();
}

/// The first page of the events of one feature and day, and their number, as the Data page asks for them.
void drillDown(const store::Store &store, const cube::Cube &cube, bench::QuestionMix &mix)
{
    using Order = store::EventQuery::Order;
    const std::vector<cube::ValueInfo> features = cube.values("feature");
    for (const auto &[order, name] :
         {std::pair(Order::NewestFirst, "drill-down, first page, newest first"),
          std::pair(Order::DearestFirst, "drill-down, first page, dearest first")}) {
        Latencies pages(name);
        std::set<std::string> asked;
        for (int i = 0; i < kDrills && !features.empty(); ++i) {
            base::Filter filter;
            filter.period = mix.day();
            filter.where["feature"] = {{features[static_cast<std::size_t>(i) % features.size()].value},
                                       false};
            const Stopwatch watch;
            const store::EventQuery query{filter.period, orLeave(cube.matchingAttributions(filter)), order};
            const auto page = orLeave(store.events(query));
            const std::int64_t total = orLeave(store.countEvents(query));
            pages.add(watch.taken(), base::describe(filter) + ", " + std::to_string(page.size()) + " of " +
                                         std::to_string(total));
        }
        pages.print();
    }
}

} // namespace

/// bench_store STORE: loading of the cube, queries, and single events, without a window.
int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: bench_store STORE\n", stderr);
        return 2;
    }
    const auto store = orLeave(store::Store::open(argv[1], store::Store::Mode::ReadOnly));
    const auto cube = load(*store);
    bench::QuestionMix mix(*cube);
    queryCube(*cube, mix);
    askAsTheWindowDoes(*cube, mix);
    drillDown(*store, *cube, mix);
    return 0;
}
