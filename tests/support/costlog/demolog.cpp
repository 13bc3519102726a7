// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/costlog/catalogue.h"
#include "support/costlog/logs.h"
#include "support/costlog/random.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace outlay::costlog {

namespace {

using namespace std::chrono;

constexpr int kMonths = 18;
constexpr int kCallsPerUnit = 8; ///< the catalogue's calls a month are in units of so many calls
constexpr year_month kFirstMonth = year{2025} / 6;
constexpr sys_days kLastDay = year{2026} / 11 / 21;
constexpr std::array<double, 7> kWeekday = {0.30, 1.0, 1.08, 1.06, 1.04, 0.92, 0.36}; ///< Sunday first

struct Mix
{
    int free;
    int pro; ///< the rest is enterprise; percent of a feature's calls
};

/// Who uses a feature: support reasoning serves enterprises, moderation everyone.
Mix mixOf(const Feature &feature)
{
    if (feature.name == "complex_support_reasoning" || feature.name == "report_builder")
        return {6, 24};
    if (feature.name == "code_generation" || feature.name == "agent_planner")
        return {15, 50};
    return feature.inputTokens > 3000 ? Mix{25, 45} : Mix{60, 28};
}

/// Dollars of a whole month: from some $200, doubling over the 18 months, less in the summer and around New
/// Year.
double monthDollars(int month)
{
    constexpr std::array<double, 12> season = {0.99, 1.0,  1.02, 1.01, 1.0,  1.01,
                                               0.96, 0.97, 1.01, 1.02, 1.01, 0.95};
    const unsigned calendarMonth =
        static_cast<unsigned>(kFirstMonth.month()) - 1U + static_cast<unsigned>(month);
    return 204 * std::pow(2.0, month / 17.0) * season[calendarMonth % 12];
}

double shareIn(const Feature &feature, int month)
{
    const double at = month / double(kMonths - 1);
    return (feature.demoShareFirst * (1 - at) + feature.demoShareLast * at) / 100;
}

/// A time in the month (up to its last day in the log): days by their weekday's weight, hours of a working
/// day.
std::int64_t timeIn(year_month month, double position, Random &random)
{
    const sys_days begin = month / 1;
    const sys_days end = std::min(sys_days{month / last}, kLastDay) + days{1};
    double weight = 0;
    for (sys_days day = begin; day < end; day += days{1})
        weight += kWeekday[weekday(day).c_encoding()];
    double left = position * weight;
    sys_days day = begin;
    while (day + days{1} < end && left >= kWeekday[weekday(day).c_encoding()]) {
        left -= kWeekday[weekday(day).c_encoding()];
        day += days{1};
    }
    const std::int64_t second = 6 * 3600 + random.below(14 * 3600);
    return duration_cast<milliseconds>(day.time_since_epoch()).count() + second * 1000;
}

/// Tokens for about `dollars` at the model's price, in the feature's proportion of input to output.
void spend(Call &call, const Feature &feature, const Model &model, double dollars)
{
    const auto perCall = double(costOf(model, feature.inputTokens, feature.outputTokens));
    const double times = dollars * 1e9 / perCall;
    call.model = model.name;
    call.inputTokens = std::llround(double(feature.inputTokens) * times);
    call.outputTokens = std::llround(double(feature.outputTokens) * times);
    call.costNanos = costOf(model, call.inputTokens, call.outputTokens);
}

Call callOf(const Feature &feature, int month, double position, double dollars, Random &random)
{
    Call call;
    call.atMs = timeIn(kFirstMonth + months{month}, position, random);
    call.feature = feature.name;
    const Mix mix = mixOf(feature);
    const auto pick = static_cast<int>(random.below(100));
    call.segment = pick < mix.free ? "free" : pick < mix.free + mix.pro ? "pro" : "enterprise";
    call.environment = random.below(12) == 0 ? "staging" : "production";
    if (random.below(5) == 0)
        call.priority = "batch";
    if (random.below(2) != 0)
        call.cached = random.below(3) == 0 ? Call::Cached::Yes : Call::Cached::No;
    if (call.segment == "enterprise" && random.below(2) != 0)
        call.tier = kTiers[random.below(kTiers.size())];
    // Each feature moves to its second model in a month of its own, from October 2025 on.
    const int moves = 4 + static_cast<int>(&feature - kFeatures.data()) % 7;
    spend(call, feature, month < moves ? feature.first : feature.second, dollars);
    return call;
}

/// Two days in April 2026 on which the planner called itself in circles.
void addSpike(std::vector<Call> &calls, Random &random)
{
    for (int i = 0; i < 6; ++i) {
        Call call = callOf(kFeatures[2], 10, 0, 6.4 + 0.35 * i, random);
        const sys_days day = sys_days{year{2026} / 4 / 15} + days{i / 3};
        call.atMs = duration_cast<milliseconds>(day.time_since_epoch()).count() + 39'000'000 + i * 1'417'000;
        call.environment = "production";
        call.segment = "pro";
        call.tier = {};
        calls.push_back(call);
    }
}

void addMonth(std::vector<Call> &calls, const Feature &feature, int month, double &carried, Random &random)
{
    const year_month name = kFirstMonth + months{month};
    const sys_days lastDay = name / last;
    // The running month is there up to its last day in the log.
    const double part = lastDay > kLastDay ? unsigned(year_month_day(kLastDay).day()) /
                                                 double(unsigned(year_month_day(lastDay).day()))
                                           : 1.0;
    carried += feature.demoCalls * kCallsPerUnit * part;
    const int count = static_cast<int>(carried);
    carried -= count;
    if (count == 0)
        return;
    const double dollars = monthDollars(month) * shareIn(feature, month) * part;
    for (int i = 0; i < count; ++i) {
        const double position = (i + random.below(1000) / 1000.0) / count;
        const double noise = 0.75 + random.below(500) / 1000.0;
        calls.push_back(callOf(feature, month, position, dollars / count * noise, random));
    }
}

} // namespace

std::vector<Call> demoLog()
{
    Random random(20261121);
    std::vector<Call> calls;
    for (const Feature &feature : kFeatures) {
        double carried = 0.5;
        for (int month = 0; month < kMonths; ++month)
            addMonth(calls, feature, month, carried, random);
    }
    addSpike(calls, random);
    std::stable_sort(calls.begin(), calls.end(),
                     [](const Call &a, const Call &b) { return a.atMs < b.atMs; });
    return calls;
}

} // namespace outlay::costlog
