// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/cube.h"
#include "insight/whatif.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace outlay::jobs {

/// Which of the filter's calls a result is of.
enum class Counted
{
    All,
    Concerned, ///< by any change of the scenario: its difference is the same, and many scenarios cost no more
               ///< than the calls that they are about
};

/// What the filter's calls would have cost in each scenario, at the prices of the book that ships with Outlay
/// under the person's own, `userBook` (a path; need not exist). Of `walk` the period does not matter. Errors:
/// as Store::walkEvents, Cube::matchingAttributions (also for the scenarios' own conditions) and
/// pricing::openBook.
/// `ruled`: jobs::loadCube(); calls count as RuledCalls tells.
base::Result<std::vector<insight::WhatIfResult>>
whatIf(const store::Store &store, const cube::Cube &ruled, const base::Filter &filter,
       const std::vector<insight::Scenario> &scenarios, const std::string &userBook,
       const store::EventWalk &walk, Counted counted = Counted::All);

} // namespace outlay::jobs
