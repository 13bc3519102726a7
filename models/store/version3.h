// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 1 to 2: computed costs, service tier, keys of sources, superseded states of calls, bills, and
/// closed months.
extern const char *const kVersion3;

} // namespace outlay::store
