// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a record says of its tokens that cannot be true together: it is kept as logged, and can be found by
// its flag.

#include "ingest/mapper.h"

#include "base/event.h"
#include "ingest/decimal.h"
#include "ingest/maplookup.h"
#include "ingest/textcodec.h"

#include <algorithm>

namespace outlay::ingest {

namespace {

constexpr std::string_view kFlag = "usage_flag";

} // namespace

/// A whole number, however it is written.
std::optional<std::int64_t> Mapper::numberAt(JsonTree &tree, const MapScope &scope,
                                             const std::vector<MapPath> &paths)
{
    const NodeId node = firstSet(tree, scope, paths);
    if (node == kNoNode || tree.isContainer(node))
        return std::nullopt;
    const auto plain = plainNumber(foundAt(tree, node), AmountOf::Whole);
    const auto number = plain ? readDecimal(*plain, 0) : std::nullopt;
    return number && number->exact ? std::optional(number->value) : std::nullopt;
}

/// Of the event as far as it is made.
std::optional<std::int64_t> Mapper::tokensOf(Role role)
{
    const auto &fields = m_event->fields;
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const RawField &field) {
        return m_names[field.name].match.role == role;
    });
    if (found == fields.end())
        return std::nullopt;
    const auto plain = plainNumber({found->raw, found->kind}, AmountOf::Whole);
    const auto number = plain ? readDecimal(*plain, 0) : std::nullopt;
    constexpr std::int64_t most = std::int64_t{1} << 50; // sums stay numbers
    return number && number->value >= 0 && number->value < most ? std::optional(number->value) : std::nullopt;
}

void Mapper::flagUsage(JsonTree &tree, const MapScope &scope)
{
    constexpr std::int64_t none = base::kAbsent;
    const std::int64_t input = tokensOf(Role::InputTokens).value_or(none);
    const std::int64_t prompt = tokensOf(Role::PromptTokens).value_or(none);
    const std::int64_t output = tokensOf(Role::OutputTokens).value_or(none);
    if ((input == none && prompt == none) || hasField(kFlag))
        return;
    const std::int64_t written = std::max(tokensOf(Role::CacheWriteTokens).value_or(0),
                                          tokensOf(Role::CacheWrite5mTokens).value_or(0) +
                                              tokensOf(Role::CacheWrite1hTokens).value_or(0));
    const std::int64_t cached = tokensOf(Role::CacheReadTokens).value_or(0) + written;
    if (input == none && cached > prompt)
        return put(kFlag, ValueKind::Text, "more cached than input");
    const std::int64_t total = numberAt(tree, scope, m_map.total).value_or(0);
    const std::int64_t sum = (input == none ? prompt : input + cached) + output;
    if (total > 0 && output != none && total != sum)
        put(kFlag, ValueKind::Text, "the parts are not the total");
}

bool Mapper::hasField(std::string_view name) const
{
    return std::any_of(m_event->fields.begin(), m_event->fields.end(),
                       [&](const RawField &field) { return m_names[field.name].name == name; });
}

} // namespace outlay::ingest
