// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace outlay::ledger {

/// One line of a small ledger that a test can add up by itself.
struct Spend
{
    std::string day; ///< ISO
    std::optional<std::string> feature;
    std::optional<std::string> segment;
    std::optional<std::string> model;
    std::int64_t requests = 0;
    std::int64_t nanos = 0;
};

using Ledger = std::vector<Spend>;

inline base::Day dayOf(const std::string &text)
{
    return *base::parseDay(text);
}

inline base::Period period(const std::string &text)
{
    return *base::parsePeriod(text);
}

/// Each line as a cell of its own attribution; 100 input and 10 output tokens a request.
inline std::shared_ptr<const cube::Cube> cubeOf(const Ledger &ledger)
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> attributions;
    std::vector<base::Cell> cells;
    for (const Spend &spend : ledger) {
        base::Attribution attribution;
        attribution[base::FixedDimension::Feature] = spend.feature;
        attribution[base::FixedDimension::Segment] = spend.segment;
        attribution[base::FixedDimension::Model] = spend.model;
        attribution[base::FixedDimension::Environment] = "production";
        const auto id = static_cast<std::uint32_t>(attributions.size() + 1);
        attributions.emplace_back(id, attribution);
        base::Cell cell{dayOf(spend.day), id, {}};
        cell.sums.requests = cell.sums.priced = spend.requests;
        cell.sums.withInput = cell.sums.withOutput = spend.requests;
        cell.sums.costNanos = spend.nanos;
        cell.sums.inputTokens = spend.requests * 100;
        cell.sums.outputTokens = spend.requests * 10;
        cells.push_back(cell);
    }
    std::stable_sort(cells.begin(), cells.end(),
                     [](const base::Cell &a, const base::Cell &b) { return a.day < b.day; });
    return *cube::Cube::build(std::move(attributions), base::CellColumns(cells));
}

inline std::int64_t nanosOf(const Ledger &ledger, const std::function<bool(const Spend &)> &counts)
{
    std::int64_t sum = 0;
    for (const Spend &spend : ledger)
        if (counts(spend))
            sum += spend.nanos;
    return sum;
}

/// "Nobody said": absent, empty, or the word "unknown".
inline bool isUnattributed(const std::optional<std::string> &value)
{
    return !value || value->empty() || *value == "unknown";
}

/// 20 features × 3 segments × 2 models over February to May 2026 with odd nano-dollars, one of them so dear
/// that its nano-dollars pass the 53 bits of a double, and spend of no feature in all its spellings.
inline Ledger oddLedger()
{
    const std::vector<std::string> segments = {"enterprise", "free", "pro"};
    const std::vector<std::string> models = {"haiku", "sonnet"};
    Ledger ledger;
    for (int month = 2; month <= 5; ++month) {
        const std::string prefix = "2026-0" + std::to_string(month) + "-";
        for (int i = 0; i < 20; ++i) {
            const std::string feature = "feature_" + std::to_string(10 + i);
            const auto at = static_cast<std::size_t>(i + month);
            ledger.push_back({prefix + std::to_string(10 + i / 2), feature, segments[at % 3], models[at % 2],
                              100 + 7 * i, 1'234'567'891LL * (21 - i) + month});
        }
        ledger.push_back({prefix + "03", std::nullopt, "free", "haiku", 31, 7'000'000'003});
        ledger.push_back({prefix + "04", "unknown", std::nullopt, "sonnet", 17, 5'000'000'007});
        ledger.push_back({prefix + "05", "", "pro", std::nullopt, 3, 11});
    }
    ledger.push_back({"2026-05-07", "feature_10", "enterprise", "sonnet", 9, 12'345'678'123'456'789});
    return ledger;
}

/// The guide's table: May 2026, $289.00 in all.
inline Ledger guideLedger()
{
    return {
        {"2026-05-10", "faq_response_generation", "free", "haiku", 45'000, 157'500'000'000},
        {"2026-05-11", "complex_support_reasoning", "enterprise", "sonnet", 800, 96'000'000'000},
        {"2026-05-12", "faq_response_generation", "enterprise", "haiku", 5'000, 17'500'000'000},
        {"2026-05-13", "complex_support_reasoning", "free", "sonnet", 150, 18'000'000'000},
    };
}

} // namespace outlay::ledger
