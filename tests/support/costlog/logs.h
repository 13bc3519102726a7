// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/costlog/call.h"

#include <vector>

namespace outlay::costlog {

/// The table of the attribution guide as calls of May 2026: 45,000 FAQ answers for free users and 5,000 for
/// enterprises at $0.0035, 800 complex cases of enterprises and 150 of free users at $0.12.
std::vector<Call> guideLog();

/// The sample data of the program: June 2025 to 21 November 2026, as some hundred calls a month,
/// whose spend doubles from $200 to $400 a month, with one spike and with features in all four classes of the
/// quadrant.
std::vector<Call> demoLog();

} // namespace outlay::costlog
