// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/jsontree.h"
#include "ingest/mapper.h"
#include "ingest/mapping.h"

#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// The first node at a path; kNoNode if there is none.
NodeId findNode(const JsonTree &tree, const MapScope &scope, const MapPath &path);

/// All nodes at a path, which are several where it holds "[]".
void findNodes(const JsonTree &tree, const MapScope &scope, const MapPath &path, std::vector<NodeId> &found);

/// All nodes below `from`. `path` as MapPath::text.
void findBelow(const JsonTree &tree, NodeId from, std::string_view path, std::vector<NodeId> &found);

/// The first alternative that is there and not empty.
NodeId firstSet(JsonTree &tree, const MapScope &scope, const std::vector<MapPath> &alternatives);

/// True for a path through the elements of a list, or to all entries that begin alike.
bool namesSeveral(const MapPath &path);

/// True for null, "", {}, [] and what is not there.
bool isEmptyNode(JsonTree &tree, NodeId node);

/// True for a name (or a path) that MapPath::text can say, and means nothing else by.
bool isNameable(std::string_view name);

/// Calls visit(path, node) for everything below an object that has a text; lists are left aside.
template <class Visit>
void forEachText(const JsonTree &tree, NodeId object, const std::string &path, Visit &&visit)
{
    for (NodeId child = tree.firstChild(object); child != kNoNode; child = tree.next(child)) {
        std::string name = path.empty() ? path : path + ".";
        name.append(tree.key(child));
        if (tree.kind(child) == NodeKind::Object)
            forEachText(tree, child, name, visit);
        else if (tree.kind(child) != NodeKind::List && tree.kind(child) != NodeKind::Skipped)
            visit(name, child);
    }
}

/// Opens the bodies of recorded calls that stand as a text in their record: {"body":"{\"usage\":…}"}. False
/// if there are none.
bool openBodies(JsonTree &tree);

bool holds(const Condition &condition, JsonTree &tree, const MapScope &scope);

} // namespace outlay::ingest
