// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/costdifference.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace outlay::jobs {

/// Store::reprice() by the price book that ships with Outlay under the person's own, `userBook` (a path; need
/// not exist). A reason that is empty becomes the names of the book's lists. Errors: also those of
/// pricing::openBook; the store is then as it was.
base::Result<store::RepriceReport> reprice(store::Store &store, const std::string &userBook,
                                           store::RepriceOptions options);

/// What a repricing did or, as a dry run, would do, and the months that it heeds, as they then are.
struct Repriced
{
    store::RepriceReport report;
    std::vector<store::ClosedMonth> closedMonths;
    std::vector<store::Restatement> restatements;
};
/// The same with all that a person decides by.
base::Result<Repriced> repriceAndTell(store::Store &store, const std::string &userBook,
                                      const store::RepriceOptions &options);

/// Where the costs that logs report are not those that the book computes, and why; and what has no price.
/// What a file rounds its costs to is told by all of its costs in the period, so that it is gone over twice.
/// Errors: as Store::walkEvents and pricing::openBook.
base::Result<std::vector<pricing::Difference>>
costDifferences(const store::Store &store, const std::string &userBook, const store::EventWalk &walk);

} // namespace outlay::jobs
