// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// From version 4 to 5: the cells of a day are one row of packed columns (see encodeCells()), a third of the
/// size and a tenth of the time to write and read; latencies of whole milliseconds take a byte less.
extern const char *const kVersion5;

} // namespace outlay::store
