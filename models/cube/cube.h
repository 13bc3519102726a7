// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/cellcolumns.h"
#include "base/event.h"
#include "base/filter.h"
#include "base/result.h"
#include "cube/derivation.h"
#include "cube/table.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace outlay::cube {

/// A value of a dimension with what it stands for over the whole store.
struct ValueInfo
{
    std::string value; ///< kUnattributed for "nobody said"
    base::Measures sums;
};

/// The daily cells in memory, as columns sorted by day, and the same added up by month and over all time.
/// Immutable: share it between threads freely.
class Cube
{
public:
    /// Errors: Corrupt when a cell names no attribution, or when the costs add up to more than 64 bits of
    /// nano-dollars hold (which then no sum over any part can do either).
    /// `derivations`: of each attribution, where rules have made them.
    static base::Result<std::shared_ptr<const Cube>>
    build(std::vector<std::pair<std::uint32_t, base::Attribution>> attributions, base::CellColumns cells,
          std::vector<Derivation> derivations = {});
    ~Cube();

    /// First and last day with events; none for an empty cube.
    std::optional<base::Period> span() const;
    /// Fixed dimensions in their order, then custom ones by name.
    const std::vector<base::Dimension> &dimensions() const;
    bool hasDimension(std::string_view name) const;
    /// Whether rules give values in this dimension; then there is originOf() it, too.
    bool hasOrigins(const base::Dimension &name) const { return hasDimension(originOf(name)); }
    /// All values of a dimension, by shown cost descending. Empty for a dimension that is not there.
    /// Known since the cube was built.
    const std::vector<ValueInfo> &values(std::string_view dimension) const;

    /// One pass over the cells of the filter's period, whole months of it added up already. Cost and priced
    /// are those of the filter's basis. Errors: Misuse for an unknown dimension in grouping or filter (the
    /// sentence lists the known ones).
    base::Result<Table> query(const base::Filter &filter, const base::Grouping &by) const;

    /// Store ids of the attributions that pass the filter's dimensions and its counting, ascending.
    base::Result<std::vector<std::uint32_t>> matchingAttributions(const base::Filter &filter) const;
    /// The same with the days on which they pass, where rules make that differ.
    base::Result<base::EventScope> eventScope(const base::Filter &filter) const;

    /// What each attribution that passes the filter says in `dimensions`, by store id, ascending: for who
    /// groups single events. Errors: Misuse for an unknown dimension, and for one of time.
    base::Result<std::vector<std::pair<std::uint32_t, std::vector<std::string>>>>
    attributionKeys(const base::Filter &filter, const std::vector<base::Dimension> &dimensions) const;

private:
    struct Columns;
    explicit Cube(std::unique_ptr<Columns> columns);
    void addUp();
    std::unique_ptr<Columns> m_columns;
};

} // namespace outlay::cube
