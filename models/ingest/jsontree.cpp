// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/jsontree.h"

#include "ingest/jsonobject.h"
#include "ingest/jsontoken.h"
#include "ingest/textcodec.h"

#include <simdjson.h>

#include <algorithm>

namespace outlay::ingest {

using simdjson::error_code;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr std::size_t kFirstCapacity = std::size_t{64} * 1024;

NodeKind nodeKindOf(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Number:
        return NodeKind::Number;
    case ValueKind::True:
        return NodeKind::True;
    case ValueKind::False:
        return NodeKind::False;
    default:
        return NodeKind::Null; // NaN says as much as null
    }
}

} // namespace

struct JsonTree::Parser
{
    ondemand::parser json;
};

/// One pass over one text, which becomes what a node is and has below it.
class JsonTree::Walk
{
public:
    Walk(JsonTree &tree, std::string_view text)
        : m_tree(tree)
        , m_end(text.data() + text.size())
    {
    }

    error_code value(ondemand::value value, NodeId node, int depth)
    {
        const std::string_view token = tokenBefore(m_end, value.raw_json_token());
        if (token.empty())
            return simdjson::TAPE_ERROR;
        if (token[0] == '{' || token[0] == '[')
            m_tree.m_nodes[node].text = token.substr(0, 1);
        if (token[0] == '{') {
            m_tree.m_nodes[node].kind = NodeKind::Object;
            return depth > kMaxDepth ? skip(node) : object(value, node, depth);
        }
        if (token[0] == '[') {
            m_tree.m_nodes[node].kind = NodeKind::List;
            return depth > kMaxDepth ? skip(node) : list(value, node, depth);
        }
        return scalar(token, node);
    }

private:
    error_code skip(NodeId node)
    {
        m_tree.m_nodes[node].kind = NodeKind::Skipped;
        return simdjson::SUCCESS;
    }

    error_code object(ondemand::value &value, NodeId node, int depth)
    {
        ondemand::object object;
        if (const auto error = value.get_object().get(object))
            return error;
        for (auto result : object) {
            ondemand::field field;
            if (const auto error = std::move(result).get(field))
                return error;
            const auto key = rawKey(field.key().raw(), m_end);
            if (!key)
                return simdjson::STRING_ERROR;
            std::string_view name = key->text;
            if (key->escaped) {
                std::string decoded;
                if (!unescape(name, Dialect::Json, decoded))
                    return simdjson::STRING_ERROR;
                name = m_tree.keep(std::move(decoded));
            }
            if (const auto error = child(field.value(), node, name, depth))
                return error;
        }
        return simdjson::SUCCESS;
    }

    error_code list(ondemand::value &value, NodeId node, int depth)
    {
        ondemand::array array;
        if (const auto error = value.get_array().get(array))
            return error;
        for (auto result : array) {
            ondemand::value element;
            if (const auto error = std::move(result).get(element))
                return error;
            // A list of numbers is an embedding or a list of token ids.
            const std::string_view token = tokenBefore(m_end, element.raw_json_token());
            if (!token.empty() && (token[0] == '-' || (token[0] >= '0' && token[0] <= '9')))
                m_tree.m_nodes[node].kind = NodeKind::Skipped;
            if (m_tree.m_nodes[node].kind == NodeKind::Skipped)
                continue;
            if (const auto error = child(element, node, {}, depth))
                return error;
        }
        return simdjson::SUCCESS;
    }

    error_code child(ondemand::value value, NodeId parent, std::string_view key, int depth)
    {
        if (m_tree.m_nodes.size() >= kMaxNodes)
            return simdjson::CAPACITY;
        return this->value(value, m_tree.add(parent, key, NodeKind::Null), depth + 1);
    }

    error_code scalar(std::string_view token, NodeId node)
    {
        Node &added = m_tree.m_nodes[node];
        if (token[0] == '"') {
            if (token.size() < 2 || token.back() != '"')
                return simdjson::TAPE_ERROR;
            added.kind = NodeKind::Text;
            added.text = token.substr(1, token.size() - 2);
            added.escaped = added.text.find('\\') != std::string_view::npos;
            return simdjson::SUCCESS;
        }
        const auto kind = scalarKind(token);
        if (!kind)
            return simdjson::TAPE_ERROR;
        added.kind = nodeKindOf(*kind);
        added.text = added.kind == NodeKind::Null ? std::string_view() : token;
        return simdjson::SUCCESS;
    }

    JsonTree &m_tree;
    const char *m_end;
};

JsonTree::JsonTree()
    : m_parser(std::make_unique<Parser>())
{
}

JsonTree::~JsonTree() = default;

void JsonTree::clear()
{
    m_nodes.clear();
    m_texts.clear();
    m_nodes.emplace_back().kind = NodeKind::Object;
}

NodeId JsonTree::add(NodeId parent, std::string_view key, NodeKind kind, std::string_view text)
{
    const auto id = static_cast<NodeId>(m_nodes.size());
    Node &node = m_nodes.emplace_back();
    node.key = key;
    node.kind = kind;
    node.text = text;
    node.parent = parent;
    Node &above = m_nodes[parent];
    (above.child == kNoNode ? above.child : m_nodes[above.lastChild].next) = id;
    above.lastChild = id;
    return id;
}

std::string_view JsonTree::keep(std::string text)
{
    const std::size_t size = text.size();
    text.append(kPadding, ' ');
    return std::string_view(m_texts.emplace_back(std::move(text))).substr(0, size);
}

std::string JsonTree::parse(std::string_view text)
{
    clear();
    return read(text, 0);
}

std::string JsonTree::read(std::string_view text, NodeId into)
{
    ondemand::parser &parser = m_parser->json;
    if (parser.capacity() < text.size() &&
        parser.allocate(std::max({text.size(), parser.capacity() * 2, kFirstCapacity})) != simdjson::SUCCESS)
        return "the line is too long for the memory there is";
    ondemand::document document;
    ondemand::value value;
    error_code error = parser.iterate(text.data(), text.size(), text.size() + kPadding).get(document);
    if (!error)
        error = document.get_value().get(value);
    if (!error)
        error = Walk(*this, text).value(value, into, 1);
    if (!error && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        error = simdjson::TRAILING_CONTENT;
    if (!error && nestsTooDeep(text))
        error = simdjson::DEPTH_ERROR;
    if (error == simdjson::CAPACITY)
        return "the object has more than 200,000 values";
    return error ? jsonProblem(error) : std::string();
}

void JsonTree::expand(NodeId node)
{
    if (node == kNoNode || m_nodes[node].kind != NodeKind::Text)
        return;
    std::string_view json = trimmed(text(node));
    if (json.size() < 2 || (json[0] != '{' && json[0] != '['))
        return;
    std::string copy(json);
    // Some tools escape for CSV twice: {""name"":""value""}.
    if (json.starts_with("{\"\"") && !json.starts_with("{\"\":"))
        unescape(json, Dialect::Csv, copy);
    const std::size_t before = m_nodes.size();
    const Node old = m_nodes[node];
    m_nodes[node].text = {};
    if (read(keep(std::move(copy)), node).empty())
        return;
    m_nodes.resize(before);
    m_nodes[node] = old;
}

NodeId JsonTree::entry(NodeId object, std::string_view key) const
{
    NodeId found = kNoNode;
    if (object == kNoNode || m_nodes[object].kind != NodeKind::Object)
        return found;
    for (NodeId child = m_nodes[object].child; child != kNoNode; child = m_nodes[child].next) {
        if (m_nodes[child].key == key)
            found = child;
    }
    return found;
}

std::string_view JsonTree::text(NodeId node)
{
    Node &asked = m_nodes[node];
    if (isContainer(node) || asked.kind == NodeKind::Skipped || asked.kind == NodeKind::Null)
        return {};
    if (!asked.escaped)
        return asked.text;
    std::string decoded;
    if (!unescape(asked.text, Dialect::Json, decoded))
        decoded = std::string(asked.text);
    asked.escaped = false;
    asked.text = keep(std::move(decoded));
    return asked.text;
}

} // namespace outlay::ingest
