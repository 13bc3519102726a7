// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"
#include "store/store.h"

#include <functional>
#include <vector>

namespace outlay::jobs {

/// Stretches of whole days that follow each other and make up the part of `period` with calls: each as long
/// as its calls are few enough to be held in memory, a day at least.
base::Result<std::vector<base::Period>> eventChunks(const cube::Cube &cube, const base::Period &period);

/// Goes over the events of each stretch `passes` times, in order. `visit` is given the number of the pass;
/// `settle` is told when a pass over a stretch ends. Progress is of all of them together.
base::Result<void> walkChunks(const store::Store &store, const std::vector<base::Period> &chunks,
                              const store::EventWalk &walk, int passes,
                              const std::function<store::EventVisitor(int pass)> &visitorOf,
                              const std::function<void(int pass)> &settle);

} // namespace outlay::jobs
