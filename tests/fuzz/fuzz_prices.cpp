// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "pricing/bookcheck.h"
#include "pricing/bookformat.h"
#include "pricing/pricer.h"
#include "pricing/userbook.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay::pricing;
    auto read = parsePrices(textOf(data, size), "fuzz");
    if (!read) {
        require(!outlay::base::sentence(read.error()).empty());
        return 0;
    }
    std::vector<PriceList> lists;
    for (ReadList &list : *read)
        lists.push_back(std::move(list.list));
    // What was read can be written, and is then read as the same.
    const auto again = parseBook(bookText(lists), "again");
    require(again.has_value());
    checkLists(lists);

    Pricer pricer(std::make_shared<const PriceBook>(std::move(lists)));
    for (const PriceList &list : pricer.book().lists()) {
        for (const ModelEntry &entry : list.models) {
            Call call;
            call.provider = entry.provider;
            call.model = entry.model;
            call.tokens = {1000, 0, 0, 0, 10};
            const CallCost cost = pricer.price(call);
            require((cost.nanos == outlay::base::kAbsent) == (cost.unpriced != Unpriced::No));
            require(cost.nanos == outlay::base::kAbsent || cost.nanos >= 0);
        }
    }
    return 0;
}
