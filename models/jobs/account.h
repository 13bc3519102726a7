// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace outlay::jobs {

/// The name of the account that runs the program, for histories that tell who changed something; empty where
/// the system knows none. It is kept in the store alone.
std::string accountName();

} // namespace outlay::jobs
