// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 9 to 10: what features brought in, by value files.
extern const char *const kVersion10;

} // namespace outlay::store
