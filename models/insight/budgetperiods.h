// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"

#include <string>

namespace outlay::insight {

/// The budget's period that a day is in.
base::Period periodOf(const base::Budget &budget, base::Day day);

/// The one right before a period of the budget, and the one right after it.
base::Period periodBefore(const base::Budget &budget, const base::Period &period);
base::Period periodAfter(const base::Budget &budget, const base::Period &period);

/// What the budget allows in one of its periods: the amount, grown once for every period that has begun since
/// the one that growth began in, each rounded half to even to the nano-dollar. What no Money could hold is
/// the greatest there is.
base::Money amountOf(const base::Budget &budget, const base::Period &period);

/// "2026-05-09", "2026-W19", "2026-05", "2026-Q2"; quarters of a year that begins elsewhere than the
/// calendar's quarters do by their months, "2026-02..2026-04".
std::string periodName(const base::Budget &budget, const base::Period &period);
/// The same of a period alone, whose length says what it is; other lengths are "2026-05-07..2026-05-09".
std::string periodName(const base::Period &period);

} // namespace outlay::insight
