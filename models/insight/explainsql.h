// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/rule.h"
#include "base/zone.h"
#include "insight/explain.h"

#include <string>
#include <vector>

namespace outlay::insight {

/// SQL that gives a figure's terms out of a store, exactly.
struct ExplainSql
{
    /// One SELECT of one row, a column a term in their order. Of an effect: rows of a feature, segment, model
    /// and tier each, whose columns add up to the terms that are not given. Empty: there is none, because a
    /// rule splits calls of the figure, and the ledger has them whole.
    std::string text;
    /// Rules are followed by the numbers of the attributions that they lead to, as they are now.
    bool namesAttributions = false;
};

/// For SQLite on the store's view cost_events, whose days are those of `zone`; `rules` are those that `cube`
/// was made with. Errors: as Cube::eventScope().
base::Result<ExplainSql> sqlOf(const Explanation &explanation, const cube::Cube &cube,
                               const std::vector<base::Rule> &rules, const base::Zone &zone);

} // namespace outlay::insight
