// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 8 to 9: rules, and what was done to them.
extern const char *const kVersion9;

} // namespace outlay::store
