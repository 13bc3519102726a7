// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "insight/anomaly.h"

#include <string>

namespace outlay::insight {

/// "chat × free", or "all spend".
std::string sliceWords(const Slice &slice);

/// "without segment free it is normal".
std::string explanation(const Anomaly &anomaly);

/// `firedAt` and state are the caller's. Its period is the anomaly's first day, its day the last one; its
/// limit is what was expected with the greatest band, which what it cost has passed.
base::Alert alertOf(const Anomaly &anomaly);

/// Whether the alert has told of it: of days and a slice of which one has to do with the other. What goes on
/// for more days, or is seen in a smaller slice as more is known, is no news.
bool hasTold(const base::Alert &alert, const Anomaly &anomaly);

} // namespace outlay::insight
