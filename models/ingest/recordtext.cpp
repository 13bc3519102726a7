// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/recordtext.h"

#include "ingest/jsonsplit.h"

#include <xxhash.h>

#include <algorithm>
#include <functional>
#include <string>

namespace outlay::ingest {

namespace {

/// Without what may stand between the values of JSON and says nothing.
std::string withoutBlanks(std::string_view json)
{
    std::string plain;
    plain.reserve(json.size());
    bool inText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!inText && (c == ' ' || c == '\n' || c == '\r' || c == '\t'))
            continue;
        plain += c;
        if (inText && c == '\\' && i + 1 < json.size())
            plain += json[++i];
        else if (c == '"')
            inText = !inText;
    }
    return plain;
}

std::string textsOf(JsonTree &tree, NodeId record)
{
    std::string all;
    for (NodeId child = tree.firstChild(record); child != kNoNode; child = tree.next(child)) {
        const std::string_view text = tree.text(child);
        all.append(std::to_string(text.size())).append(1, ':').append(text);
    }
    return all;
}

} // namespace

std::string_view recordText(const JsonTree &tree, NodeId record, std::string_view text)
{
    const char *at = tree.begin(record).data();
    const std::less_equal<const char *> isBefore; // pointers into different texts have no order of their own
    if (at == nullptr || !isBefore(text.data(), at) || !isBefore(at, text.data() + text.size()))
        return {};
    const std::string_view rest = text.substr(static_cast<std::size_t>(at - text.data()));
    return rest.substr(0, jsonLength(rest).value_or(rest.size()));
}

RecordPlaces::RecordPlaces(const JsonTree &tree, const std::vector<NodeId> &records,
                           const DocumentText &document)
    : m_tree(tree)
    , m_records(records)
    , m_document(document)
{
}

std::size_t RecordPlaces::beginOf(std::size_t record) const
{
    const std::string_view own = recordText(m_tree, m_records[record], m_document.text);
    return own.empty() ? std::string_view::npos
                       : static_cast<std::size_t>(own.data() - m_document.text.data());
}

bool RecordPlaces::isOneLine(std::size_t from, std::size_t to) const
{
    const bool isKnown = from != std::string_view::npos && to != std::string_view::npos && from <= to;
    return isKnown && m_document.text.substr(from, to - from).find('\n') == std::string_view::npos;
}

RecordPlaces::Place RecordPlaces::of(std::size_t record)
{
    const bool several = m_records.size() > 1;
    const std::size_t begin = beginOf(record);
    Place place{m_document.line, several ? static_cast<std::int64_t>(record) + 1 : m_document.number, {}};
    if (begin == std::string_view::npos)
        return place;
    if (begin < m_counted)
        m_counted = m_lines = 0;
    const std::string_view before = m_document.text.substr(m_counted, begin - m_counted);
    m_lines += std::count(before.begin(), before.end(), '\n');
    m_counted = begin;
    place.line += m_lines;
    place.text = recordText(m_tree, m_records[record], m_document.text);
    const bool isShared = (record > 0 && isOneLine(beginOf(record - 1), begin)) ||
                          (record + 1 < m_records.size() && isOneLine(begin, beginOf(record + 1)));
    if (several && !isShared)
        place.number = 0;
    return place;
}

std::uint64_t ContentKeys::keyOf(JsonTree &tree, NodeId record, std::string_view text,
                                 std::string_view family)
{
    const std::string_view own = recordText(tree, record, text);
    const std::string content =
        std::string(family) + '\n' + (own.empty() ? textsOf(tree, record) : withoutBlanks(own));
    const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
    const std::uint64_t key = XXH3_64bits_withSeed(&hash, sizeof hash, ++m_seen[hash]);
    return key == 0 ? 1 : key;
}

} // namespace outlay::ingest
