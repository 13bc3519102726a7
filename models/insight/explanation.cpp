// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/explain.h"

#include "insight/pnl.h"
#include "insight/savings.h"

#include <algorithm>

namespace outlay::insight {

namespace {

std::string_view columnOf(Summed summed)
{
    constexpr std::array<std::string_view, 26> names = {"cost_nanos",
                                                        "priced_requests",
                                                        "requests",
                                                        "unpriced_requests",
                                                        "input_tokens",
                                                        "cache_read_tokens",
                                                        "cache_write_tokens",
                                                        "output_tokens",
                                                        "latency_us",
                                                        "requests_with_latency",
                                                        "requests_without_tokens",
                                                        "budget_nanos",
                                                        "value_nanos",
                                                        "effect_nanos",
                                                        "continuing_requests",
                                                        "unit_nanos",
                                                        "scenario_cost_nanos",
                                                        "changed_requests",
                                                        "days",
                                                        "uncached_prompt_nanos",
                                                        "billed_prompt_nanos",
                                                        "priced_prompts",
                                                        "priced_cache_read_tokens",
                                                        "priced_cache_write_tokens",
                                                        "write_premium_picos",
                                                        "read_once_picos"};
    return names[static_cast<std::size_t>(summed)];
}

} // namespace

std::optional<ExplainQuestion> questionNamed(std::string_view name)
{
    ExplainQuestion question;
    const auto effect = std::ranges::find(kEffectNames, name);
    if (effect != kEffectNames.end()) {
        question.figure = Figure::Effect;
        question.effect = static_cast<Effect>(effect - kEffectNames.begin());
        return question;
    }
    const std::size_t colon = name.find(':');
    const auto found = std::ranges::find(kFigureNames, name.substr(0, colon));
    if (found == kFigureNames.end() || *found == nameOf(Figure::Effect))
        return std::nullopt;
    question.figure = static_cast<Figure>(found - kFigureNames.begin());
    if (colon == std::string_view::npos)
        return question;
    if (question.figure == Figure::CostPerUnit) {
        question.unit = name.substr(colon + 1);
        return question;
    }
    question.covered = base::Dimension(name.substr(colon + 1));
    const bool hasDimension =
        question.figure == Figure::Coverage || question.figure == Figure::CoverageByRequests;
    return hasDimension && !question.covered.empty() && !base::isTimeDimension(question.covered)
               ? std::optional(question)
               : std::nullopt;
}

std::string ExplainTerm::column() const
{
    constexpr std::array<std::string_view, 6> roles = {"",        "part_",      "whole_",
                                                       "before_", "completed_", "attributed_"};
    return std::string(roles[static_cast<std::size_t>(role)]) + std::string(columnOf(summed));
}

std::optional<std::int64_t> Explanation::whole() const
{
    switch (question.figure) {
    case Figure::CostPerRequest:
    case Figure::Latency:
        return terms[1].value == 0 ? std::nullopt
                                   : std::optional(base::divideHalfEven(terms[0].value, terms[1].value));
    case Figure::RetryCost:
        return terms[0].value - terms[1].value;
    case Figure::Gain:
        return terms[1].value - terms[0].value;
    case Figure::BreakEven:
        return terms[0].value == 0 ? std::nullopt
                                   : std::optional(base::divideHalfEven(terms[1].value, terms[0].value));
    case Figure::CostDifference:
    case Figure::Saved:
        return terms[0].value - terms[1].value;
    case Figure::CostPerUnit: {
        const auto each = terms[1].value > 0 ? costOfUnit(terms[0].value, terms[2].value) : std::nullopt;
        return each ? std::optional(each->nanos()) : std::nullopt;
    }
    case Figure::SavedPerMonth:
        return terms[3].value > 0
                   ? std::optional(savedPerMonth(terms[0].value - terms[1].value, terms[3].value))
                   : std::nullopt;
    case Figure::CacheSaving:
        return terms[1].value == 0 ? std::nullopt : std::optional(terms[2].value - terms[3].value);
    case Figure::ReadsPerWritten:
    case Figure::BreakEvenReads:
        return std::nullopt;
    case Figure::Effect:
        return terms.back().value;
    default:
        return terms.size() == 1 ? std::optional(terms.front().value) : std::nullopt;
    }
}

bool Explanation::isMoney() const
{
    switch (question.figure) {
    case Figure::Latency:
        return false;
    case Figure::BreakEven:
    case Figure::CacheSaving:
        return true;
    default:
        return insight::isMoney(terms.front().summed);
    }
}

std::optional<double> Explanation::ratio() const
{
    const auto divided = [](double over, double under) {
        return under == 0 ? std::nullopt : std::optional(over / under);
    };
    if (terms.size() < 2)
        return std::nullopt;
    const auto first = static_cast<double>(terms[0].value);
    const auto second = static_cast<double>(terms[1].value);
    switch (question.figure) {
    case Figure::CostShare:
    case Figure::RequestShare:
    case Figure::Coverage:
    case Figure::CoverageByRequests:
    case Figure::BudgetUsed:
        return divided(first, second);
    case Figure::CostChange:
        return divided(first - second, second);
    case Figure::ReadsPerWritten:
    case Figure::BreakEvenReads:
        return terms[3].value > 0
                   ? divided(static_cast<double>(terms[2].value), static_cast<double>(terms[3].value))
                   : std::nullopt;
    case Figure::Margin:
        return second > 0 ? divided(second - first, second) : std::nullopt;
    case Figure::Roi:
        return first > 0 ? divided(second - first, first) : std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace outlay::insight
