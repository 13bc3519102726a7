// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/shippedbook.h"

#include "pricing/bookformat.h"

namespace outlay::pricing {

base::Result<std::vector<PriceList>> shippedLists()
{
    // It cannot change while the program runs, and every preview, import and repricing wants it.
    static const auto lists = parseBook(shippedBookText(), "the price book of this Outlay");
    return lists;
}

} // namespace outlay::pricing
