// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/chartdata.h"

#include <array>
#include <cmath>
#include <string>

namespace outlay::chartdata {

using namespace std::chrono;

namespace {

struct Feature
{
    const char *name;
    qint64 cost;     ///< dollars in the last month
    qint64 requests; ///< in the last month
    double growth;   ///< first month as a share of the last
};

constexpr std::array<Feature, 14> kFeatures = {{
    {"complex_support_reasoning", 9600, 80'000, 0.61},
    {"code_generation", 7420, 120'000, 0.33},
    {"agent_planner", 5210, 22'000, 0.15},
    {"faq_response_generation", 3150, 900'000, 0.89},
    {"summarize", 2890, 410'000, 0.52},
    {"chat", 2610, 690'000, 0.71},
    {"report_builder", 1840, 9'000, 0.23},
    {"data_extraction", 1730, 150'000, 1.08},
    {"", 1120, 140'000, 2.43},
    {"semantic_search_rerank", 980, 1'200'000, 0.64},
    {"email_drafting", 760, 64'000, 1.11},
    {"support_ticket_classification", 420, 620'000, 0.95},
    {"translation", 330, 75'000, 1.72},
    {"moderation", 190, 1'500'000, 0.88},
}};

base::Measures sums(qint64 dollars, qint64 requests)
{
    base::Measures result;
    result.requests = requests;
    result.priced = requests;
    result.costNanos = dollars * kDollar;
    return result;
}

cube::Table table(base::Grouping by, std::vector<cube::Row> rows)
{
    cube::Table result{std::move(by), std::move(rows), {}};
    for (const cube::Row &row : result.rows)
        result.total += row.sums;
    return result;
}

/// A little unrest, the same on every run.
double wobble(std::size_t feature, int month)
{
    return 1 + 0.05 * std::sin(static_cast<double>(feature) * 2.1 + month * 1.7);
}

} // namespace

items::MatrixData monthsByFeature()
{
    std::vector<cube::Row> rows;
    for (int month = 0; month < 18; ++month) {
        const year_month key = 2025y / 6 + months{month};
        for (std::size_t i = 0; i < kFeatures.size(); ++i) {
            const Feature &feature = kFeatures[i];
            const double share = feature.growth + (1 - feature.growth) * month / 17.0;
            const auto cost =
                static_cast<qint64>(static_cast<double>(feature.cost) * share * wobble(i, month));
            rows.push_back({{base::isoMonth(key), feature.name}, sums(cost, feature.requests)});
        }
    }
    items::MatrixOptions options;
    options.lastDay = sys_days{2026y / 11 / 21};
    return items::MatrixModel::fromTable(table({"month", "feature"}, std::move(rows)), options);
}

items::MatrixData featuresBySegment(items::MatrixMeasure measure)
{
    struct Segment
    {
        const char *name;
        double cost;
        double requests;
    };
    constexpr std::array<Segment, 4> segments = {
        {{"enterprise", 0.52, 0.20}, {"pro", 0.27, 0.30}, {"free", 0.16, 0.45}, {"", 0.05, 0.05}}};
    std::vector<cube::Row> rows;
    for (std::size_t i = 0; i < kFeatures.size(); ++i) {
        for (const Segment &segment : segments) {
            if (i == 6 && segment.name == std::string("free"))
                continue; // report_builder is not for them
            const double part = wobble(i, static_cast<int>(segment.cost * 100));
            rows.push_back(
                {{kFeatures[i].name, segment.name},
                 sums(static_cast<qint64>(static_cast<double>(kFeatures[i].cost) * segment.cost * part),
                      static_cast<qint64>(static_cast<double>(kFeatures[i].requests) * segment.requests))});
        }
    }
    items::MatrixOptions options;
    options.measure = measure;
    return items::MatrixModel::fromTable(table({"feature", "segment"}, std::move(rows)), options);
}

insight::Burn november()
{
    base::Budget budget;
    budget.amount = base::Money::fromNanos(36'000 * kDollar);
    std::map<base::Day, base::Money> costs;
    qint64 spent = 0;
    for (int day = 0; day < 21; ++day) {
        const qint64 cost = day == 20 ? 31'940 - spent : 1400 + day * 11 + (day % 7 < 2 ? -350 : 120);
        spent += cost;
        costs[sys_days{2026y / 11 / 1} + days{day}] = base::Money::fromNanos(cost * kDollar);
    }
    return insight::burn(budget, base::periodOf(2026y / 11), costs,
                         {sys_days{2026y / 11 / 1}, sys_days{2026y / 11 / 21}});
}

insight::Quadrant quadrant()
{
    std::vector<cube::Row> now;
    std::vector<cube::Row> before;
    for (std::size_t i = 0; i < kFeatures.size(); ++i) {
        const Feature &feature = kFeatures[i];
        now.push_back({{feature.name}, sums(feature.cost, feature.requests)});
        const double was = i % 3 == 0 ? 0.7 : 1.02;
        before.push_back(
            {{feature.name},
             sums(static_cast<qint64>(static_cast<double>(feature.cost) * was),
                  static_cast<qint64>(static_cast<double>(feature.requests) * (i % 4 == 0 ? 1.4 : 1)))});
    }
    const cube::Table byFeature = table({"feature"}, std::move(now));
    return insight::quadrant(byFeature, table({"feature"}, std::move(before)),
                             insight::defaultCuts(byFeature, insight::CutRule::FairShare));
}

items::MatrixData credits(const char *dimension, int buckets)
{
    std::vector<cube::Row> rows;
    for (int i = 0; i < buckets; ++i) {
        const std::string key = std::string_view(dimension) == base::kMonth
                                    ? base::isoMonth(2026y / 5 + months{i})
                                    : base::isoDay(sys_days{2026y / 5 / 1} + days{i});
        rows.push_back({{key, "chat"}, sums(60 + i % 7, 100)});
        rows.push_back({{key, "ocr"}, sums(i == 0 ? -20 : 35, 50)});
        rows.push_back({{key, ""}, sums(8, 10)});
    }
    return items::MatrixModel::fromTable(table({dimension, "feature"}, std::move(rows)), {});
}

} // namespace outlay::chartdata
