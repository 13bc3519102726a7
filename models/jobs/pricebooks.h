// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace outlay::jobs {

/// Where a person's own price book is unless they say otherwise: prices.json in the program's settings
/// folder.
std::string userPriceBook();

} // namespace outlay::jobs
