// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/explained.h"
#include "store/store.h"

#include <string>

namespace outlay::jobs {

/// `question` is asked of what the store holds now, under its rules. Goes over all events behind the figure
/// once. What calls brought in is that of the store's value files. Errors: as insight::explain(), bridge()
/// and pnl(), pricing::openBook() and Store::walkEvents(); Misuse where nobody said what they brought in.
base::Result<insight::Explained> explainFigure(const store::Store &store,
                                               const insight::ExplainQuestion &question,
                                               const std::string &userBook, store::EventWalk walk);

} // namespace outlay::jobs
