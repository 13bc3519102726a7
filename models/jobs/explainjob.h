// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/explained.h"
#include "store/store.h"

#include <string>

namespace outlay::jobs {

/// `question` is asked of what the store holds now, under its rules. Goes over all events behind the figure
/// once. Errors: as insight::explain(), pricing::openBook() and Store::walkEvents().
base::Result<insight::Explained> explainFigure(const store::Store &store,
                                               const insight::ExplainQuestion &question,
                                               const std::string &userBook, store::EventWalk walk);

} // namespace outlay::jobs
