// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/priceimport.h"

#include "jobs/storeimport.h"
#include "pricing/shippedbook.h"
#include "pricing/userbook.h"

#include <algorithm>

namespace outlay::jobs {

std::int64_t TakenPrices::added() const
{
    return std::count_if(changes.begin(), changes.end(),
                         [](const pricing::PriceChange &change) { return change.isNew; });
}

base::Result<std::vector<TakenPrices>> importPrices(const std::string &userBook,
                                                    const std::vector<std::string> &files, bool always)
{
    auto user = pricing::readUserBook(userBook);
    if (!user)
        return tl::unexpected(user.error());
    const auto shipped = pricing::shippedLists();
    if (!shipped)
        return tl::unexpected(shipped.error());
    std::vector<TakenPrices> all;
    for (const std::string &file : files) {
        auto lists = pricing::readPriceFile(file);
        if (!lists)
            return tl::unexpected(lists.error());
        for (pricing::ReadList &read : *lists) {
            auto merged = pricing::mergePrices(std::move(*user), *shipped, read.list, today(base::Zone()),
                                               always || read.undatedIsAlways);
            *user = std::move(merged.lists);
            read.list.models.clear();
            all.push_back({file, std::move(read.list), std::move(merged.changes), merged.unchanged,
                           std::move(read.leftOut), read.withoutPrice, read.notForText});
        }
    }
    if (const auto written = pricing::writeUserBook(userBook, *user); !written)
        return tl::unexpected(written.error());
    return all;
}

} // namespace outlay::jobs
