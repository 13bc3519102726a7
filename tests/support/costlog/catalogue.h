// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace outlay::costlog {

/// Standard prices of 2025 and 2026. A dollar per million tokens is 1,000 nano-dollars per token.
struct Model
{
    std::string_view name;
    std::int64_t inputNanos;
    std::int64_t outputNanos;
};

constexpr std::int64_t costOf(const Model &model, std::int64_t inputTokens, std::int64_t outputTokens)
{
    return inputTokens * model.inputNanos + outputTokens * model.outputNanos;
}

constexpr Model kHaiku35{"claude-3-5-haiku-20241022", 800, 4000};
constexpr Model kSonnet35{"claude-3-5-sonnet-20241022", 3000, 15000};
constexpr Model kHaiku45{"claude-haiku-4-5-20251001", 1000, 5000};
constexpr Model kSonnet4{"claude-sonnet-4-20250514", 3000, 15000};
constexpr Model kSonnet45{"claude-sonnet-4-5-20250929", 3000, 15000};
constexpr Model kOpus45{"claude-opus-4-5-20251101", 5000, 25000};
constexpr Model kGpt41Mini{"gpt-4.1-mini", 400, 1600};
constexpr Model kGpt5{"gpt-5", 1250, 10000};
constexpr Model kGpt5Mini{"gpt-5-mini", 250, 2000};
constexpr Model kFlash{"gemini-2.5-flash", 300, 2500};
constexpr Model kFlashLite{"gemini-2.5-flash-lite", 100, 400};

/// How a feature calls its model.
struct Feature
{
    std::string_view name; ///< empty: the log does not say
    std::string_view requestType;
    Model first;  ///< what it used at the beginning
    Model second; ///< what it moved to
    std::int64_t inputTokens;
    std::int64_t outputTokens;
    int callsPerMille;     ///< of the generator's stream
    double demoCalls;      ///< a month, in the demo log
    double demoShareFirst; ///< of the demo log's spend in its first month, percent
    double demoShareLast;  ///< and in its last
};

constexpr std::array<Feature, 15> kFeatures = {{
    {"complex_support_reasoning", "reason", kSonnet4, kOpus45, 9200, 2400, 16, 5, 25.5, 24.5},
    {"code_generation", "generate_code", kSonnet4, kSonnet45, 6400, 1900, 22, 5, 12.0, 19.0},
    {"agent_planner", "plan", kGpt5, kOpus45, 14800, 3100, 7, 4, 4.5, 13.0},
    {"faq_response_generation", "generate", kHaiku35, kHaiku45, 1900, 420, 140, 11, 14.0, 8.4},
    {"summarize", "summarize", kGpt41Mini, kSonnet45, 5200, 380, 70, 5, 7.0, 7.7},
    {"chat", "chat", kHaiku35, kHaiku45, 1400, 360, 115, 11, 9.0, 6.6},
    {"report_builder", "generate", kSonnet4, kOpus45, 22000, 5200, 4, 3, 4.6, 4.8},
    {"data_extraction", "extract", kGpt41Mini, kGpt5Mini, 3800, 650, 24, 4, 5.6, 4.4},
    {"semantic_search_rerank", "rerank", kFlashLite, kFlashLite, 2600, 24, 200, 13, 4.0, 2.5},
    {"email_drafting", "generate", kGpt41Mini, kGpt5Mini, 1200, 480, 11, 4, 2.4, 1.5},
    {"support_ticket_classification", "classify", kHaiku35, kHaiku45, 700, 18, 101, 8, 2.8, 1.9},
    {"translation", "translate", kFlash, kFlash, 900, 860, 12, 4, 1.6, 1.4},
    {"moderation", "classify", kFlashLite, kFlashLite, 480, 6, 238, 14, 1.8, 1.2},
    {"", "chat", kHaiku35, kHaiku45, 1500, 300, 20, 4, 5.2, 3.1},
    {"unknown", "chat", kHaiku35, kHaiku45, 1500, 300, 20, 0, 0, 0},
}};

struct Weighted
{
    std::string_view name;
    int perMille;
};

constexpr std::array<Weighted, 3> kSegments = {{{"free", 620}, {"pro", 290}, {"enterprise", 90}}};
constexpr std::array<std::string_view, 4> kRegions = {"eu-central-1", "us-east-1", "us-west-2",
                                                      "ap-southeast-2"};
constexpr std::array<std::string_view, 3> kTiers = {"silver", "gold", "platinum"};

} // namespace outlay::costlog
