// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 3 to 4: of the computed cost an event keeps what it is beyond the reported one, which mostly
/// takes no room.
extern const char *const kVersion4;

} // namespace outlay::store
