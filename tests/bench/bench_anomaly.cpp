// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Precision and recall of the anomalies, by what was planted: bench_anomaly [worlds of each kind].

#include "insight/plantedworld.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace outlay;

namespace {

constexpr double kLeastRecall = 0.95;
constexpr double kMostFalseAlarms = 1; ///< per 100 feature-weeks

double ratio(int part, int whole)
{
    return whole > 0 ? static_cast<double>(part) / whole : 1;
}

void print(std::string_view name, const planted::Score &score)
{
    std::printf(
        "%-14s planted %4d  recall %6.3f  precision %6.3f  false alarms per 100 feature-weeks %6.3f\n",
        std::string(name).c_str(), score.planted, ratio(score.found, score.planted),
        ratio(score.found, score.found + score.falseAlarms),
        100 * ratio(score.falseAlarms, score.featureWeeks));
}

} // namespace

int main(int argc, char **argv)
{
    const int worlds = argc > 1 ? std::atoi(argv[1]) : 200;
    const auto begun = std::chrono::steady_clock::now();
    planted::Score all;
    bool isMet = true;
    for (int kind = 0; kind < planted::kKinds; ++kind) {
        planted::Score ofKind;
        for (int seed = 0; seed < worlds; ++seed)
            ofKind +=
                planted::judged(static_cast<planted::Kind>(kind), 1000 + static_cast<std::uint64_t>(seed));
        print(planted::kNames[kind], ofKind);
        isMet = isMet && ratio(ofKind.found, ofKind.planted) >= kLeastRecall;
        all += ofKind;
    }
    print("all", all);
    isMet = isMet && 100 * ratio(all.falseAlarms, all.featureWeeks) <= kMostFalseAlarms;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf("bar: recall of each kind at least %.2f, at most %.0f false alarm: %s; %.1f s\n",
                kLeastRecall, kMostFalseAlarms, isMet ? "met" : "MISSED", took.count());
    return isMet ? 0 : 1;
}
