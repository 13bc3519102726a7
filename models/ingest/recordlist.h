// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/columnroles.h"
#include "ingest/jsontree.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace outlay::ingest {

/// Finds out whether documents are records or have them in a list: {"meta":…,"data":[{…},{…}]}. Judges by
/// names alone: the list whose objects have more of what calls have than the documents around it, and a time
/// if these have one. So a list of the messages of a call is none of calls.
class RecordList
{
public:
    /// `roles` must outlive it.
    explicit RecordList(const ColumnRoles &roles)
        : m_roles(roles)
    {
    }

    /// A document, which is an object.
    void see(JsonTree &tree);
    /// Mapping::records: "data[]"; empty if the documents are the records.
    std::string path() const;
    /// All lists whose objects have two names at least, with the number of these objects, by path.
    std::map<std::string, std::int64_t> lists() const;

private:
    using Roles = std::set<Role>;
    struct List
    {
        Roles roles;
        std::set<std::string> names; ///< the first two
        std::int64_t objects = 0;
    };

    void seeBelow(JsonTree &tree, NodeId object, const std::string &path, int depth);
    void seeList(JsonTree &tree, NodeId list, const std::string &path);
    template <class Visit>
    void forEachRole(JsonTree &tree, NodeId object, Visit &&visit);
    std::optional<Role> roleOf(const std::string &name, bool hasCounts);

    const ColumnRoles &m_roles;
    Roles m_ofDocuments;
    std::map<std::string, List> m_lists;
    std::unordered_map<std::string, std::optional<Role>> m_known; ///< by name, which records repeat
};

} // namespace outlay::ingest
