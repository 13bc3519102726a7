// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 7 to 8: cost_events has the columns that its sums by day, outcome and kind of token need.
extern const char *const kVersion8;

} // namespace outlay::store
