// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricelist.h"

#include <string_view>
#include <vector>

namespace outlay::pricing {

/// resources/prices/book.json, as it was when the program was built.
std::string_view shippedBookText();

/// Its lists. The first time takes some milliseconds: not for the thread of a window. Any thread may ask.
/// Errors: as parseBook(), which a test rules out.
base::Result<std::vector<PriceList>> shippedLists();

} // namespace outlay::pricing
