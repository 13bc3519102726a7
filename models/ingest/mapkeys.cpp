// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// By what a mapped record is known among others, and which of one call counts.

#include "ingest/decimal.h"
#include "ingest/maplookup.h"
#include "ingest/mapper.h"
#include "ingest/textcodec.h"

#include <xxhash.h>

#include <algorithm>

namespace outlay::ingest {

namespace {

/// A hash of several texts that is never 0. Their lengths count, so that "a","bc" and "ab","c" are two keys.
std::uint64_t hashOf(std::string_view family, const std::vector<std::string_view> &texts)
{
    std::string joined(family);
    for (const std::string_view text : texts)
        joined.append(1, '\n').append(std::to_string(text.size())).append(1, ':').append(text);
    const std::uint64_t hash = XXH3_64bits(joined.data(), joined.size());
    return hash == 0 ? 1 : hash;
}

} // namespace

/// A hash of the texts at all parts. `whole`: 0 if any of them is missing.
std::uint64_t Mapper::keyOf(JsonTree &tree, const MapScope &scope,
                            const std::vector<std::vector<MapPath>> &parts, bool whole) const
{
    std::vector<std::string_view> texts;
    for (const auto &part : parts) {
        const NodeId node = firstSet(tree, scope, part);
        texts.push_back(node == kNoNode ? std::string_view() : tree.text(node));
        if (whole && texts.back().empty())
            return 0;
    }
    return texts.empty() ? 0 : hashOf(m_map.family, texts);
}

Mapper::Link Mapper::linkOf(JsonTree &tree, NodeId record) const
{
    const MapScope scope{record, record};
    return {keyOf(tree, scope, m_map.spanId, true), keyOf(tree, scope, m_map.parentId, true)};
}

/// The n-th record of the file with another content under one key has a key of its own. The same again, as
/// files have it that were put together, is the same record.
std::uint64_t Mapper::keyAmongEquals(JsonTree &tree, NodeId record, std::uint64_t key)
{
    std::vector<std::string_view> texts;
    for (NodeId child = tree.firstChild(record); child != kNoNode; child = tree.next(child))
        texts.push_back(tree.text(child));
    std::vector<std::uint64_t> &contents = m_contents[key];
    const std::uint64_t content = hashOf({}, texts);
    const auto place =
        static_cast<std::size_t>(std::find(contents.begin(), contents.end(), content) - contents.begin());
    if (place == contents.size())
        contents.push_back(content);
    return place == 0 ? key : hashOf(std::to_string(key), {std::to_string(place)});
}

std::int64_t Mapper::rankOf(JsonTree &tree, const MapScope &scope) const
{
    constexpr int totalBits = 41; // any sum of plausible counts
    constexpr std::int64_t most = (std::int64_t{1} << totalBits) - 1;
    std::int64_t rank = 0;
    for (const RankRule &rule : m_map.rank) {
        const bool isTrue = holds(rule.condition, tree, scope);
        if (rule.total.empty()) {
            rank = rank * 2 + (isTrue ? 1 : 0);
            continue;
        }
        std::int64_t total = 0;
        for (const MapPath &path : rule.total) {
            const NodeId node = isTrue ? findNode(tree, scope, path) : kNoNode;
            const auto number = node == kNoNode ? std::nullopt : readDecimal(tree.text(node), 0);
            total = std::clamp<std::int64_t>(number ? number->value : 0, 0, most - total) + total;
        }
        rank = (rank << totalBits) + total;
    }
    return rank;
}

void Mapper::findKey(JsonTree &tree, const MapScope &scope, RecordFacts &facts)
{
    // A line of a bill is known by all that it is grouped by, of which much may be empty; a call by its id.
    facts.key = keyOf(tree, scope, m_map.key.empty() ? m_map.spanId : m_map.key, !m_map.billing);
    if (m_map.keyMayRepeat)
        facts.key = keyAmongEquals(tree, scope.record, facts.key);
    if (!m_map.repeatKey.empty()) {
        const std::uint64_t key = keyOf(tree, scope, m_map.repeatKey, true);
        const bool repeats = std::any_of(m_map.repeats.begin(), m_map.repeats.end(),
                                         [&](const Condition &c) { return holds(c, tree, scope); });
        (repeats ? facts.key : facts.repeatKey) = key;
    }
    // Lines that their order alone tells apart are ranked, or one might be taken for another's smaller state.
    facts.rank = m_map.keyMayRepeat ? 1 : rankOf(tree, scope);
    for (const bool isLater : {true, false}) {
        const NodeId node = firstSet(tree, scope, isLater ? m_map.rankTime : m_map.rankFirst);
        const auto time = node == kNoNode ? std::nullopt : m_times.read(trimmed(tree.text(node)));
        if (time)
            facts.rank = isLater ? time->atUs : -time->atUs;
    }
}

} // namespace outlay::ingest
