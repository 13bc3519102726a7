// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::store {

/// cost_events has the numbers of events and attributions, so that custom fields and files can be joined.
extern const char *const kVersion12;

} // namespace outlay::store
