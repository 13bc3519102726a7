// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/cube.h"
#include "insight/cacheeconomics.h"
#include "store/store.h"

#include <string>

namespace outlay::jobs {

/// What caches saved by groups, and cached against fresh calls, of the filter's calls at the prices of the
/// book that ships with Outlay under the person's own, `userBook` (a path; need not exist). Of `walk` the
/// period does not matter. Errors: as Store::walkEvents, Cube::attributionKeys and pricing::openBook.
/// `ruled`: jobs::loadCube(); calls count as RuledCalls tells.
base::Result<insight::CacheEconomics> cacheEconomics(const store::Store &store, const cube::Cube &ruled,
                                                     const base::Filter &filter, const base::Grouping &by,
                                                     const std::string &userBook, store::EventWalk walk);

} // namespace outlay::jobs
