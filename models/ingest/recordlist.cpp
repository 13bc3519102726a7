// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/recordlist.h"

#include "ingest/maplookup.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

constexpr int kListDepth = 3;
/// Elements of a list that are looked at.
constexpr int kElementsSeen = 20;
/// One name may be chance.
constexpr std::size_t kFewestRoles = 2;
/// A map needs as many.
constexpr std::size_t kFewestNames = 2;

bool hasTime(const std::set<Role> &roles)
{
    return roles.count(Role::Timestamp) > 0;
}

} // namespace

void RecordList::see(JsonTree &tree)
{
    forEachRole(tree, tree.root(), [&](const std::string &, std::optional<Role> role) {
        if (role)
            m_ofDocuments.insert(*role);
    });
    seeBelow(tree, tree.root(), {}, 1);
}

void RecordList::seeBelow(JsonTree &tree, NodeId object, const std::string &path, int depth)
{
    for (NodeId child = tree.firstChild(object); child != kNoNode; child = tree.next(child)) {
        const std::string name = (path.empty() ? path : path + ".") + std::string(tree.key(child));
        if (!isNameable(name))
            continue;
        if (tree.kind(child) == NodeKind::List)
            seeList(tree, child, name + "[]");
        else if (tree.kind(child) == NodeKind::Object && depth < kListDepth)
            seeBelow(tree, child, name, depth + 1);
    }
}

void RecordList::seeList(JsonTree &tree, NodeId list, const std::string &path)
{
    NodeId element = tree.firstChild(list);
    for (int seen = 0; element != kNoNode; ++seen, element = tree.next(element)) {
        if (tree.kind(element) != NodeKind::Object)
            continue;
        List &found = m_lists[path];
        ++found.objects;
        if (seen >= kElementsSeen)
            continue;
        forEachRole(tree, element, [&](const std::string &name, std::optional<Role> role) {
            if (role)
                found.roles.insert(*role);
            if (found.names.size() < kFewestNames)
                found.names.insert(name);
        });
    }
}

template <class Visit>
void RecordList::forEachRole(JsonTree &tree, NodeId object, Visit &&visit)
{
    forEachText(tree, object, {}, [&](const std::string &name, NodeId node) {
        visit(name, roleOf(name, tree.kind(node) == NodeKind::Number));
    });
}

std::optional<Role> RecordList::roleOf(const std::string &name, bool hasCounts)
{
    const auto [known, isNew] = m_known.emplace((hasCounts ? "1" : "0") + name, std::nullopt);
    if (isNew) {
        if (const auto roles = m_roles.of(name, hasCounts); !roles.empty())
            known->second = roles.front().role;
    }
    return known->second;
}

std::string RecordList::path() const
{
    std::string best;
    std::size_t most = std::max(m_ofDocuments.size() + 1, kFewestRoles);
    for (const auto &[path, list] : m_lists) {
        if (list.roles.size() < most || (hasTime(m_ofDocuments) && !hasTime(list.roles)))
            continue;
        most = list.roles.size() + 1;
        best = path;
    }
    return best;
}

std::map<std::string, std::int64_t> RecordList::lists() const
{
    std::map<std::string, std::int64_t> counts;
    for (const auto &[path, list] : m_lists) {
        if (list.names.size() >= kFewestNames)
            counts.emplace(path, list.objects);
    }
    return counts;
}

} // namespace outlay::ingest
