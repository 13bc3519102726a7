// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// Other logs are joined to calls, which cost_events tells.
extern const char *const kVersion13;

} // namespace outlay::store
