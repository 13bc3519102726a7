// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <functional>
#include <vector>

namespace outlay::base {

/// Parts of an answer that do not need each other, and may run at the same time.
using Tasks = std::vector<std::function<Result<void>()>>;

/// Runs each of them once, in this order as far as there are processors to spare, on the caller's thread and
/// others, and returns when all have ended. Put the longest first. Returns the error of the first that
/// failed; what a task throws is thrown here.
[[nodiscard]] Result<void> inParallel(const Tasks &tasks);

} // namespace outlay::base
