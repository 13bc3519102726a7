// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/rule.h"
#include "cube/cube.h"

#include <cstdint>
#include <string>
#include <vector>

namespace outlay::insight {

/// Calls without a value that have something in common.
struct UnknownCluster
{
    base::Rule rule;        ///< that would give them one: `likely`, or else a name made of its conditions
    base::Measures covered; ///< what of the unknown the rule would cover
    std::string likely;     ///< what most calls that are alike and have a value have; empty: no one value
    double likelyShare = 0; ///< of these calls, 0 … 1
    std::int64_t alike = 0; ///< calls with a value for which the same conditions hold
};

/// What is unknown in a dimension, in parts.
struct Unattributed
{
    base::Dimension dimension;
    base::Measures total;
    base::Measures unknown;
    std::vector<base::Dimension> by;      ///< in which the parts differ
    std::vector<UnknownCluster> clusters; ///< the dearest first, and of equals the one with more calls
    std::size_t further = 0;              ///< clusters that were left out
};

constexpr std::size_t kUnknownClusters = 20;
/// A value stands for what is alike if so great a part of it has that value.
constexpr double kLikelyShare = 0.5;

/// The unknown is parted by what is known of it: by those dimensions, of source, request type, model,
/// environment, provider, segment, priority, tier and custom fields in this order, that tell parts from one
/// another without there being more than some 16 parts of weight (2 to the entropy of their calls). Sources
/// that differ by numbers alone are one. Dimensions that rules set are left out, as rules ask what was
/// logged. Errors: as Cube::query.
base::Result<Unattributed> unattributed(const cube::Cube &cube, const base::Filter &filter,
                                        const base::Dimension &dimension,
                                        std::size_t most = kUnknownClusters);

} // namespace outlay::insight
