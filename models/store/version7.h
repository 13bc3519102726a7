// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 6 to 7: the days of the cells may be those of another zone than UTC.
extern const char *const kVersion7;

} // namespace outlay::store
