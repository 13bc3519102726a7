// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/rawevent.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

enum class NodeKind : std::uint8_t
{
    Null,
    False,
    True,
    Number, ///< as written
    Text,
    Object,
    List,
    Skipped ///< a list of numbers, or what lies too deep: nothing that a log format has a use for
};

/// Numbers nodes of a JsonTree. kNoNode is nothing.
using NodeId = std::uint32_t;
constexpr NodeId kNoNode = 0xFFFFFFFF;

/// A record of a log with all its levels, as formats other than the plain ones need it: numbers as they were
/// written, texts decoded when asked for. Reused from record to record.
class JsonTree
{
public:
    JsonTree();
    ~JsonTree();
    JsonTree(const JsonTree &) = delete;
    JsonTree &operator=(const JsonTree &) = delete;

    /// Replaces the tree by the JSON value `text`, which must outlive it, be UTF-8 and have kPadding readable
    /// bytes behind it. Returns what is wrong with it in plain words; empty if nothing is.
    std::string parse(std::string_view text);

    /// Begins a tree by hand: node 0 is an object without entries.
    void clear();
    /// Adds an entry (or an element, without a key) behind those that `parent` has. Copies neither.
    NodeId add(NodeId parent, std::string_view key, NodeKind kind, std::string_view text = {});
    /// Keeps a text as long as the tree.
    std::string_view keep(std::string text);

    /// If the node is a text that holds a JSON object or list, it becomes that.
    void expand(NodeId node);

    NodeId root() const { return m_nodes.empty() ? kNoNode : 0; }
    NodeKind kind(NodeId node) const { return m_nodes[node].kind; }
    std::string_view key(NodeId node) const { return m_nodes[node].key; }
    NodeId firstChild(NodeId node) const { return m_nodes[node].child; }
    NodeId next(NodeId node) const { return m_nodes[node].next; }
    NodeId parent(NodeId node) const { return m_nodes[node].parent; }
    bool isContainer(NodeId node) const
    {
        return m_nodes[node].kind == NodeKind::Object || m_nodes[node].kind == NodeKind::List;
    }

    /// Where an object or a list begins in the text that it was read from; empty if it was made by hand.
    std::string_view begin(NodeId node) const
    {
        return isContainer(node) ? m_nodes[node].text : std::string_view();
    }

    /// The entry of an object; of several with one key the last, as in JSON. kNoNode if there is none.
    NodeId entry(NodeId object, std::string_view key) const;
    /// Text, number or truth value as text; empty for everything else.
    std::string_view text(NodeId node);
    /// The same as it is written, with its escapes.
    std::string_view written(NodeId node) const { return m_nodes[node].text; }

private:
    struct Node
    {
        std::string_view key;
        std::string_view text; ///< of a container: the bracket that opens it
        NodeId child = kNoNode;
        NodeId lastChild = kNoNode;
        NodeId next = kNoNode;
        NodeId parent = kNoNode;
        NodeKind kind = NodeKind::Null;
        bool escaped = false;
    };
    class Walk;
    struct Parser;

    std::string read(std::string_view text, NodeId into);

    std::unique_ptr<Parser> m_parser;
    std::vector<Node> m_nodes;
    std::deque<std::string> m_texts;
};

/// Records with more values than this are no log's.
constexpr std::size_t kMaxNodes = 200'000;
/// What lies deeper is skipped.
constexpr int kMaxDepth = 64;

} // namespace outlay::ingest
