// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 2 to 3: what links attempts of one logical call.
extern const char *const kVersion3;

} // namespace outlay::store
