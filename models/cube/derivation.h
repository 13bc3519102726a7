// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace outlay::cube {

/// That a value was not logged, but comes of a rule.
struct RuleMark
{
    base::Dimension dimension;
    std::int64_t rule = 0; ///< its id
    bool isSplit = false;

    bool operator==(const RuleMark &) const = default;
};

/// Where an attribution of a cube comes from, if rules have made it.
struct Derivation
{
    std::uint32_t logged = 0;       ///< id of the store's attribution
    std::vector<base::Period> days; ///< on which the logged one's calls are its; empty: all
    bool isShared = false;          ///< it has a part of these calls, others have the rest
    std::vector<RuleMark> marks;    ///< empty: it is as it was logged
};

/// The dimension that says how the values of another came to be: "logged", "joined", "rule 3", "split 3" with
/// the rule's id, and kUnattributed for untagged. Only there where rules or other logs say that dimension.
inline base::Dimension originOf(const base::Dimension &dimension)
{
    return "origin of " + dimension;
}
constexpr const char *kLogged = "logged";
constexpr const char *kJoined = "joined"; ///< another log says it
constexpr const char *kByRule = "rule ";
constexpr const char *kBySplit = "split ";

} // namespace outlay::cube
