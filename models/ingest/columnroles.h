// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldmap.h"

#include <optional>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// A field that a column may be by its name.
struct NamedRole
{
    Role role = Role::Custom;
    int rank = 0; ///< the smaller, the likelier
};

/// What columns are by their names alone: those of CostEvent, and those that are usual elsewhere. `fields`
/// must outlive it.
class ColumnRoles
{
public:
    explicit ColumnRoles(const FieldMap &fields);

    /// The fields of CostEvent that a column may be. `hasCounts`: what is content by its name was seen to be
    /// numbers.
    std::vector<NamedRole> of(std::string_view name, bool hasCounts) const;
    /// True if it is kept with its event, because there are many of them.
    bool isPerEvent(std::string_view name) const;

private:
    const FieldMap &m_fields;
    std::optional<FieldMap> m_usual; ///< nothing, if the program was built with a broken one
};

} // namespace outlay::ingest
