// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "insight/explain.h"
#include "store/store.h"

#include <string>

namespace outlay::jobs {

/// What a figure is made of besides sums over calls: what value files say, the effects of a bridge, what a
/// scenario or the price book makes of single calls, which are gone over for it. `ruled`: jobs::loadCube().
/// Errors: as insight::callsOf(), bridge() and pnl(), whatIf() and cacheEconomics(); Misuse where nobody said
/// what is asked for.
base::Result<insight::Given> givenFor(const store::Store &store, const cube::Cube &ruled,
                                      const insight::ExplainQuestion &question, const std::string &userBook,
                                      const store::EventWalk &walk);

} // namespace outlay::jobs
