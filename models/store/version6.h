// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 5 to 6: budgets of any scope and period, alerts that are kept, days that were planned.
extern const char *const kVersion6;

} // namespace outlay::store
