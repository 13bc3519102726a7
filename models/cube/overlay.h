// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/cellcolumns.h"
#include "base/event.h"
#include "base/rule.h"
#include "cube/derivation.h"

#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

namespace outlay::cube {

/// Attributions and cells as they are in a store, and as rules make them. Of the latter each attribution has
/// its derivation.
struct RuledCells
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> attributions;
    base::CellColumns cells;
    std::vector<Derivation> derivations; ///< parallel to attributions; empty: all are the store's own
};

enum class Splits
{
    Made,
    LeftWhole, ///< what a rule splits stays as it was logged, and no later rule gets hold of it
};

/// Lays rules over the ledger: attributions are written anew, and cells of those that are different on
/// different days, or split, go to further ones. Every measure of every day stays the same to the unit. Cells
/// come by day, as a store gives them; without an enabled rule nothing is looked at.
///
/// A split by requests or cost goes by what its features have in the same month after all other rules, but
/// before any split; what is to be split in a month in which they have nothing stays as it was.
/// Once it is to stop, what it returns is of no use.
RuledCells applyRules(RuledCells ledger, const std::vector<base::Rule> &rules, Splits splits = Splits::Made,
                      const std::stop_token &stop = {});

} // namespace outlay::cube
