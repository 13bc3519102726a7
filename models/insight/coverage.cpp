// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/coverage.h"

namespace outlay::insight {

namespace {

std::optional<double> shareOf(std::int64_t part, std::int64_t rest)
{
    if (part + rest == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(part + rest);
}

} // namespace

std::optional<double> Coverage::byCost() const
{
    return shareOf(attributed.costNanos, unattributed.costNanos);
}

std::optional<double> Coverage::byRequests() const
{
    return shareOf(attributed.requests, unattributed.requests);
}

Coverage coverage(const cube::Table &table)
{
    Coverage result;
    for (const cube::Row &row : table.rows)
        (row.keys.front() == base::kUnattributed ? result.unattributed : result.attributed) += row.sums;
    return result;
}

Coverage OriginCoverage::coverage() const
{
    Coverage all{logged, untagged};
    all.attributed += byRule;
    all.attributed += split;
    all.attributed += joined;
    return all;
}

base::Grouping taggedDimensions(const cube::Cube &cube)
{
    base::Grouping dimensions = cube.dimensions();
    std::erase_if(dimensions, [](const base::Dimension &name) {
        return name == base::nameOf(base::FixedDimension::Source) ||
               name == base::nameOf(base::FixedDimension::Outcome) ||
               name == base::nameOf(base::FixedDimension::Cached) ||
               name == base::nameOf(base::FixedDimension::Tier);
    });
    return dimensions;
}

base::Result<std::vector<OriginCoverage>> originCoverage(const cube::Cube &cube, const base::Filter &filter,
                                                         const base::Grouping &by)
{
    std::vector<OriginCoverage> coverages;
    for (const base::Dimension &dimension : by) {
        const bool hasOrigins = cube.hasOrigins(dimension);
        const auto table = cube.query(filter, {hasOrigins ? cube::originOf(dimension) : dimension});
        if (!table)
            return tl::unexpected(table.error());
        OriginCoverage &coverage = coverages.emplace_back();
        coverage.dimension = dimension;
        for (const cube::Row &row : table->rows) {
            const std::string &origin = row.keys.front();
            const bool isJoined = hasOrigins && origin == cube::kJoined;
            const bool isRuled = hasOrigins && origin != cube::kLogged;
            base::Measures &part = origin == base::kUnattributed        ? coverage.untagged
                                   : isJoined                           ? coverage.joined
                                   : !isRuled                           ? coverage.logged
                                   : origin.starts_with(cube::kBySplit) ? coverage.split
                                                                        : coverage.byRule;
            part += row.sums;
        }
    }
    return coverages;
}

base::Result<OriginCoverage> featureOrigins(const cube::Cube &cube, const base::Filter &filter)
{
    const base::Dimension feature(base::nameOf(base::FixedDimension::Feature));
    if (!cube.hasOrigins(feature))
        return OriginCoverage{};
    return originCoverage(cube, filter, {feature}).map([](std::vector<OriginCoverage> found) {
        return std::move(found.front());
    });
}

} // namespace outlay::insight
