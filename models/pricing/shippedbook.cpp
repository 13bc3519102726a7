// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/shippedbook.h"

#include "pricing/bookformat.h"

namespace outlay::pricing {

base::Result<std::vector<PriceList>> shippedLists()
{
    return parseBook(shippedBookText(), "the price book of this Outlay");
}

} // namespace outlay::pricing
