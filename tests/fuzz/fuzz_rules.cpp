// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "store/rulejson.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay;
    const auto rules = store::rulesFrom(textOf(data, size), "fuzz");
    if (!rules) {
        require(!base::sentence(rules.error()).empty());
        return 0;
    }
    std::size_t place = 0;
    for (const base::Rule &rule : *rules) {
        // As the history keeps it.
        require(store::placedRuleOf(store::placedJson(rule, ++place)) ==
                base::PlacedRule{static_cast<std::int64_t>(place), rule});
        require(!base::titleOf(rule).empty() && !base::describeConditions(rule).empty());
        for (const auto &[dimension, test] : rule.where)
            for (const std::string &pattern : test.patterns)
                base::matchesPattern(dimension, pattern);
    }
    // What was read can be written, and is then read as the same.
    const auto again = store::rulesFrom(store::rulesJson(*rules), "again");
    require(again.has_value() && *again == *rules);
    return 0;
}
