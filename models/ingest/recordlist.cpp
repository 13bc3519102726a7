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

bool hasTime(const std::set<Role> &roles)
{
    return roles.count(Role::Timestamp) > 0;
}

} // namespace

void RecordList::see(JsonTree &tree)
{
    collect(tree, tree.root(), m_ofDocuments);
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
    for (int seen = 0; element != kNoNode && seen < kElementsSeen; ++seen, element = tree.next(element)) {
        if (tree.kind(element) == NodeKind::Object)
            collect(tree, element, m_ofLists[path]);
    }
}

void RecordList::collect(JsonTree &tree, NodeId object, Roles &roles)
{
    forEachText(tree, object, {}, [&](const std::string &name, NodeId node) {
        if (const auto role = roleOf(name, tree.kind(node) == NodeKind::Number))
            roles.insert(*role);
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
    for (const auto &[path, roles] : m_ofLists) {
        if (roles.size() < most || (hasTime(m_ofDocuments) && !hasTime(roles)))
            continue;
        most = roles.size() + 1;
        best = path;
    }
    return best;
}

} // namespace outlay::ingest
