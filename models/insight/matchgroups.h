// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/reconcile.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace outlay::insight {

/// What rows of bills and calls are added up by.
enum class MatchBy
{
    Row, ///< not at all
    Day,
    Month,
    Model, ///< of a provider
    Kind,
};
constexpr int kMatchBys = 5;
/// As on the command line: "month"; empty for Row.
std::string_view nameOf(MatchBy by);

/// Rows of one day, month, model or kind.
struct MatchGroup
{
    MatchKey key;      ///< of its first row; what it is not grouped by says nothing
    std::string value; ///< "2026-05", or the model as it is shown
    MatchSums sums;
    std::optional<base::Int128> providerTokens; ///< nobody said them: nothing
    std::optional<base::Int128> ourTokens;
    std::array<std::int64_t, kMatchClasses> rows{}; ///< by class

    std::int64_t rowsOf(MatchClass each) const { return rows[static_cast<std::size_t>(each)]; }
    std::int64_t differing() const; ///< rows that neither match nor are not covered
};

/// In the order of what they are by. Their sums are those of the rows; none for MatchBy::Row.
std::vector<MatchGroup> matchGroups(const Reconciliation &found, MatchBy by);

} // namespace outlay::insight
