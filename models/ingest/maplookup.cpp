// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/maplookup.h"

#include "ingest/amount.h"
#include "ingest/decimal.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

NodeId startOf(const JsonTree &tree, const MapScope &scope, const MapPath &path)
{
    NodeId node = path.fromRecord ? scope.record : scope.start;
    for (int up = path.up; up > 0 && node != kNoNode;) {
        node = tree.parent(node);
        if (node != kNoNode && tree.kind(node) == NodeKind::Object)
            --up;
    }
    return node;
}

/// Behind "[]" or "[name=value]", with which a path may begin; 0 if it does not.
std::size_t listEnd(std::string_view path)
{
    const std::size_t end = path.starts_with('[') ? path.find(']') : std::string_view::npos;
    const bool isList = end == 1 || (end != std::string_view::npos && path.substr(0, end).find('=') < end);
    return isList ? end + 1 : 0;
}

/// Of a list's elements those with the entry `wanted`, "name=value"; all if it is empty.
bool isWanted(const JsonTree &tree, NodeId element, std::string_view wanted)
{
    const std::size_t mark = wanted.find('=');
    const NodeId entry =
        mark == std::string_view::npos ? kNoNode : tree.entry(element, wanted.substr(0, mark));
    return wanted.empty() || (entry != kNoNode && tree.written(entry) == wanted.substr(mark + 1));
}

/// However it is written: which records are calls does not hang on a comma.
bool isPositiveNumber(std::string_view text)
{
    auto number = readDecimal(text, 0);
    for (const DecimalMark mark : {DecimalMark::Point, DecimalMark::Comma}) {
        if (!number)
            number = readDecimal(writtenAmount(text, mark, AmountOf::Dollars).plain, 0);
    }
    return number && number->value > 0;
}

} // namespace

void findBelow(const JsonTree &tree, NodeId from, std::string_view path, std::vector<NodeId> &found)
{
    if (from == kNoNode)
        return;
    if (path.empty()) {
        found.push_back(from);
        return;
    }
    if (const std::size_t end = listEnd(path); end > 0) {
        const std::string_view wanted = path.substr(1, end - 2);
        path.remove_prefix(end + (path.substr(end).starts_with('.') ? 1 : 0));
        if (tree.kind(from) != NodeKind::List)
            return;
        for (NodeId child = tree.firstChild(from); child != kNoNode; child = tree.next(child)) {
            if (isWanted(tree, child, wanted))
                findBelow(tree, child, path, found);
        }
        return;
    }
    if (path.ends_with('*') && path.find_first_of(".[") == std::string_view::npos &&
        tree.kind(from) == NodeKind::Object) {
        path.remove_suffix(1);
        for (NodeId child = tree.firstChild(from); child != kNoNode; child = tree.next(child)) {
            if (tree.key(child).starts_with(path))
                found.push_back(child);
        }
        return;
    }
    // An entry's own name may hold dots: the shortest name that leads on counts.
    const std::size_t before = found.size();
    for (std::size_t end = 0; end < path.size() && found.size() == before;) {
        end = std::min(path.find_first_of(".[", end + 1), path.size());
        const NodeId entry = tree.entry(from, path.substr(0, end));
        if (entry == kNoNode)
            continue;
        const bool dot = end < path.size() && path[end] == '.';
        findBelow(tree, entry, path.substr(end + (dot ? 1 : 0)), found);
    }
}

void findNodes(const JsonTree &tree, const MapScope &scope, const MapPath &path, std::vector<NodeId> &found)
{
    findBelow(tree, startOf(tree, scope, path), path.text, found);
}

NodeId findNode(const JsonTree &tree, const MapScope &scope, const MapPath &path)
{
    const NodeId start = startOf(tree, scope, path);
    // Most paths are one name.
    if (const NodeId direct = start == kNoNode ? kNoNode : tree.entry(start, path.text); direct != kNoNode)
        return direct;
    std::vector<NodeId> found;
    findBelow(tree, start, path.text, found);
    return found.empty() ? kNoNode : found.front();
}

bool isEmptyNode(JsonTree &tree, NodeId node)
{
    if (node == kNoNode || tree.kind(node) == NodeKind::Null)
        return true;
    if (tree.isContainer(node))
        return tree.firstChild(node) == kNoNode;
    return tree.kind(node) == NodeKind::Text && trimmed(tree.text(node)).empty();
}

NodeId firstSet(JsonTree &tree, const MapScope &scope, const std::vector<MapPath> &alternatives)
{
    for (const MapPath &path : alternatives) {
        const NodeId node = findNode(tree, scope, path);
        if (!isEmptyNode(tree, node))
            return node;
    }
    return kNoNode;
}

bool isNameable(std::string_view name)
{
    return !name.empty() && name[0] != '^' && name[0] != '/' && name.find("[]") == std::string_view::npos &&
           name.size() <= kMaxNameBytes && isUtf8(name);
}

bool openBodies(JsonTree &tree)
{
    constexpr std::array<std::string_view, 7> names = {
        "body",          "response", "response.body",          "responseBody",
        "response_body", "message",  "properties.responseBody"};
    bool any = false;
    for (const std::string_view name : names) {
        std::vector<NodeId> found;
        findBelow(tree, tree.root(), name, found);
        for (const NodeId node : found) {
            const bool wasText = tree.kind(node) == NodeKind::Text;
            tree.expand(node);
            any = any || (wasText && tree.kind(node) == NodeKind::Object);
        }
    }
    return any;
}

bool namesSeveral(const MapPath &path)
{
    if (path.text.ends_with('*'))
        return true;
    for (std::size_t at = path.text.find('['); at != std::string::npos; at = path.text.find('[', at + 1)) {
        if (listEnd(std::string_view(path.text).substr(at)) > 0)
            return true;
    }
    return false;
}

bool holds(const Condition &condition, JsonTree &tree, const MapScope &scope)
{
    const auto isThere = [&](const MapPath &path) { return findNode(tree, scope, path) != kNoNode; };
    const auto isSet = [&](const MapPath &path) { return !isEmptyNode(tree, findNode(tree, scope, path)); };
    const auto isPositive = [&](const MapPath &path) {
        const NodeId node = findNode(tree, scope, path);
        return node != kNoNode && isPositiveNumber(trimmed(tree.text(node)));
    };
    const auto isHundreds = [&](const MapPath &path) {
        const NodeId node = findNode(tree, scope, path);
        const auto number = node == kNoNode ? std::nullopt : readDecimal(trimmed(tree.text(node)), 0);
        return number && number->exact && number->value >= 100;
    };
    const auto isOneOf = [&](const auto &pair) {
        const NodeId node = findNode(tree, scope, pair.first);
        const std::string_view text = node == kNoNode ? std::string_view() : tree.text(node);
        return std::find(pair.second.begin(), pair.second.end(), text) != pair.second.end();
    };
    const auto startsWithOneOf = [&](const auto &pair) {
        const NodeId node = findNode(tree, scope, pair.first);
        const std::string_view text = node == kNoNode ? std::string_view() : tree.text(node);
        return std::any_of(pair.second.begin(), pair.second.end(),
                           [text](const std::string &start) { return text.starts_with(start); });
    };
    const auto endsWithOneOf = [&](const auto &pair) {
        const NodeId node = findNode(tree, scope, pair.first);
        const std::string_view text = node == kNoNode ? std::string_view() : tree.text(node);
        return std::any_of(pair.second.begin(), pair.second.end(),
                           [text](const std::string &end) { return text.ends_with(end); });
    };
    const auto isOneThere = [&](const std::vector<MapPath> &paths) {
        return std::any_of(paths.begin(), paths.end(), isThere);
    };
    const auto areSame = [&](const auto &pair) {
        const NodeId one = findNode(tree, scope, pair.first);
        const NodeId other = findNode(tree, scope, pair.second);
        return !isEmptyNode(tree, one) && !isEmptyNode(tree, other) && tree.text(one) == tree.text(other);
    };
    return std::all_of(condition.has.begin(), condition.has.end(), isThere) &&
           std::all_of(condition.together.begin(), condition.together.end(), isThere) &&
           std::all_of(condition.set.begin(), condition.set.end(), isSet) &&
           (condition.anySet.empty() ||
            std::any_of(condition.anySet.begin(), condition.anySet.end(), isSet)) &&
           (condition.anyPositive.empty() ||
            std::any_of(condition.anyPositive.begin(), condition.anyPositive.end(), isPositive)) &&
           std::all_of(condition.hundreds.begin(), condition.hundreds.end(), isHundreds) &&
           std::none_of(condition.lacks.begin(), condition.lacks.end(), isThere) &&
           std::all_of(condition.equals.begin(), condition.equals.end(), isOneOf) &&
           std::none_of(condition.differs.begin(), condition.differs.end(), isOneOf) &&
           std::all_of(condition.starts.begin(), condition.starts.end(), startsWithOneOf) &&
           std::all_of(condition.ends.begin(), condition.ends.end(), endsWithOneOf) &&
           std::all_of(condition.same.begin(), condition.same.end(), areSame) &&
           std::all_of(condition.anyHas.begin(), condition.anyHas.end(), isOneThere);
}

} // namespace outlay::ingest
