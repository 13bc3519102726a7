// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/cellcolumns.h"
#include "base/event.h"
#include "base/rule.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace outlay::cube {

/// In which proportion splits are made: fixed, or by what the features have in a month.
class SplitWeights
{
public:
    explicit SplitWeights(const std::vector<base::Rule> &rules);

    /// Whether any rule goes by what features have.
    bool areNeeded() const { return !m_features.empty(); }
    void addAttribution(std::uint32_t id, const base::Attribution &attribution);
    /// `without`: places of cells that do not count; ascending.
    void addCells(const base::CellColumns &cells, const std::vector<std::size_t> &without);

    /// One a share of the rule, good until the next call.
    const std::vector<std::int64_t> &of(const base::Rule &rule, base::Month month);

private:
    struct Had
    {
        std::int64_t requests = 0;
        std::int64_t shownNanos = 0;
    };

    std::map<std::string, std::uint32_t, std::less<>> m_features;
    std::vector<std::uint32_t> m_featureOf; ///< by attribution's id: its number and one; 0: none of them
    std::map<std::pair<base::Month, std::uint32_t>, Had> m_had;
    std::vector<std::int64_t> m_weights;
};

} // namespace outlay::cube
