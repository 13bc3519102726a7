// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/costlog/catalogue.h"
#include "support/costlog/logs.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace outlay::costlog {

namespace {

struct Row
{
    std::string_view feature;
    std::string_view segment;
    std::string_view requestType;
    Model model;
    std::int64_t calls;
    std::int64_t inputTokens;
    std::int64_t outputTokens;
};

constexpr std::string_view kFaq = "faq_response_generation";
constexpr std::string_view kComplex = "complex_support_reasoning";

// 1,875 × $0.80/M + 500 × $4/M = $0.0035; 20,000 × $3/M + 4,000 × $15/M = $0.12.
constexpr std::array<Row, 4> kRows = {{
    {kFaq, "free", "generate", kHaiku35, 45'000, 1875, 500},
    {kComplex, "enterprise", "reason", kSonnet35, 800, 20'000, 4000},
    {kFaq, "enterprise", "generate", kHaiku35, 5000, 1875, 500},
    {kComplex, "free", "reason", kSonnet35, 150, 20'000, 4000},
}};

} // namespace

std::vector<Call> guideLog()
{
    using namespace std::chrono;
    const sys_time<milliseconds> begin = sys_days{year{2026} / 5 / 1};
    constexpr std::int64_t monthMs = milliseconds(days{31}).count();
    std::vector<Call> calls;
    for (const Row &row : kRows) {
        for (std::int64_t i = 0; i < row.calls; ++i) {
            Call call;
            call.atMs = begin.time_since_epoch().count() + i * monthMs / row.calls;
            call.feature = row.feature;
            call.segment = row.segment;
            call.user = static_cast<std::uint32_t>(1 + i % 997);
            call.model = row.model.name;
            call.environment = "production";
            call.priority = "standard";
            call.requestType = row.requestType;
            call.cached = Call::Cached::No;
            call.inputTokens = row.inputTokens;
            call.outputTokens = row.outputTokens;
            call.costNanos = costOf(row.model, row.inputTokens, row.outputTokens);
            call.latencyMs = 400 + i % 1600;
            calls.push_back(call);
        }
    }
    std::stable_sort(calls.begin(), calls.end(),
                     [](const Call &a, const Call &b) { return a.atMs < b.atMs; });
    return calls;
}

} // namespace outlay::costlog
