// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/walking.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

Walking::Walking(const base::Period &period)
    : m_line(std::cerr)
    , m_walk{.period = period,
             .stop = m_interrupt.token(),
             .progress = [this](std::int64_t done, std::int64_t total) { m_line.show(done, total); }}
{
}

Walking::~Walking()
{
    m_line.clear();
}

void tellOfRules(const store::Store &store)
{
    const auto rules = store.rules();
    if (rules && std::ranges::any_of(*rules, &base::Rule::enabled))
        std::cerr << "outlay: rules are left out here: the calls count as they were logged\n";
}

void tellOfSplits(const store::Store &store)
{
    const auto rules = store.rules();
    const auto splits = [](const base::Rule &rule) { return rule.enabled && rule.isSplit(); };
    if (rules && std::ranges::any_of(*rules, splits))
        std::cerr << "outlay: calls that a rule splits stay whole here, under what was logged\n";
}

} // namespace outlay::cli
