// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 10 to 11: an alert says its whole period, what was expected, and whether the store still
/// shows it; a budget that is removed and set again does not fire again.
extern const char *const kVersion11;

} // namespace outlay::store
