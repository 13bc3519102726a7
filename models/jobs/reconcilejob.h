// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/reconcile.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace outlay::jobs {

/// Holds the store's bills against its calls, as they were logged. Models are brought together, and costs
/// split by kind, by the book that ships with Outlay under the person's own, `userBook` (a path; need not
/// exist). Goes over the calls of the period once, and once more where there is reason to look for repeats.
/// Of `walk` the period does not matter. `options.provider` may be any name of it. Errors: as
/// Store::walkEvents and pricing::openBook; NotFound where no bills were imported, or none of the provider.
base::Result<insight::Reconciliation> reconcileBills(const store::Store &store, insight::MatchOptions options,
                                                     const std::string &userBook, store::EventWalk walk);

/// What a page shows of it.
struct Reconciled
{
    bool hasBills = false; ///< without them there is nothing else
    insight::Reconciliation found;
    std::vector<store::ClosedMonth> closed; ///< reopened ones too
    std::vector<store::Restatement> restatements;
};
/// The same, without bills no error, and with the months that are closed.
base::Result<Reconciled> reconcileAndTell(const store::Store &store, const insight::MatchOptions &options,
                                          const std::string &userBook, const store::EventWalk &walk);

} // namespace outlay::jobs
