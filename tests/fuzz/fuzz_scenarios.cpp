// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "insight/scenario.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay;
    const auto scenario = insight::parseScenario(textOf(data, size), "fuzz");
    if (!scenario) {
        require(!base::sentence(scenario.error()).empty());
        return 0;
    }
    require(scenario->changes.size() <= insight::kMostChanges);
    std::size_t shares = 0;
    for (const insight::ScenarioChange &change : scenario->changes) {
        require(change.share >= 0 && change.share <= insight::kWhole);
        shares += change.share < insight::kWhole ? 1 : 0;
    }
    require(shares <= insight::kMostShares);
    // What was read can be written, and is then read as the same.
    const auto again = insight::parseScenario(insight::scenarioJson(*scenario), "again");
    require(again.has_value() && *again == *scenario);
    return 0;
}
