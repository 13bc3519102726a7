// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/listimport.h"

#include <cstdint>
#include <string>
#include <vector>

namespace outlay::jobs {

/// What came of one list of one file.
struct TakenPrices
{
    std::string file;
    pricing::PriceList list; ///< its name, version and source; its prices are in `changes`
    std::vector<pricing::PriceChange> changes;
    std::int64_t unchanged = 0;       ///< models × tiers whose price was known
    std::vector<std::string> leftOut; ///< a sentence each of what was not understood
    std::int64_t withoutPrice = 0;    ///< pricing::ReadList::withoutPrice
    std::int64_t notForText = 0;

    std::int64_t added() const; ///< of the changes, those of models that no list had
};

/// Takes the lists of `files` into the person's own book, which is written whole or not at all. See
/// pricing::mergePrices(). Errors: those of pricing::readPriceFile, readUserBook and writeUserBook; the book
/// is then as it was.
base::Result<std::vector<TakenPrices>> importPrices(const std::string &userBook,
                                                    const std::vector<std::string> &files, bool always);

} // namespace outlay::jobs
