// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/jsonsplit.h"

namespace outlay::ingest {

std::optional<std::size_t> jsonLength(std::string_view text)
{
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
        case '"':
            for (++i; i < text.size() && text[i] != '"'; ++i)
                i += text[i] == '\\' ? 1 : 0;
            break;
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (depth <= 1)
                return i + 1;
            --depth;
            break;
        default:
            break;
        }
    }
    return std::nullopt;
}

std::optional<JsonLayout> jsonLayout(std::string_view head, bool whole)
{
    const std::size_t begin = head.find_first_not_of(" \t\r\n\v\f");
    if (begin == std::string_view::npos)
        return whole ? std::optional(JsonLayout::None) : std::nullopt;
    if (head[begin] == '[')
        return JsonLayout::Document;
    if (head[begin] != '{')
        return JsonLayout::None;
    const std::string_view text = head.substr(begin);
    const auto length = jsonLength(text);
    const std::size_t newline = text.find('\n');
    if (!length && !whole)
        return std::nullopt;
    if (!length) { // cut off: either its first line or its last
        const std::size_t next = text.find_first_not_of(" \t\r", 1);
        return next == newline ? JsonLayout::Document : JsonLayout::Lines;
    }
    return newline < *length ? JsonLayout::Document : JsonLayout::Lines;
}

std::int64_t LinePlaces::next(std::int64_t line, std::string_view value, std::string_view rest)
{
    if (line != m_lastLine)
        m_onLine = 0;
    m_lastLine = value.find('\n') != std::string_view::npos ? kNoLine : line;
    return ++m_onLine > 1 || isFollowedOnLine(rest) ? m_onLine : 0;
}

std::string LinePlaces::numbered(std::string reason, std::int64_t number)
{
    return number > 0 ? "record " + std::to_string(number) + " of the line: " + reason : reason;
}

bool holdsSeveral(std::string_view text)
{
    const auto length = text.starts_with('{') ? jsonLength(text) : std::nullopt;
    const std::size_t next = length ? text.find_first_not_of(" \t,", *length) : std::string_view::npos;
    return next != std::string_view::npos && text[next] == '{';
}

bool isFollowedOnLine(std::string_view rest)
{
    const std::size_t next = rest.find_first_of("{\n");
    return next != std::string_view::npos && rest[next] == '{';
}

JsonSlice nextValue(std::string_view text, std::size_t pos)
{
    JsonSlice slice;
    slice.begin = slice.end = text.size();
    const std::size_t begin = text.find('{', pos);
    if (begin == std::string_view::npos)
        return slice;
    slice.begin = slice.end = begin;
    const auto length = jsonLength(text.substr(begin));
    slice.unfinished = !length.has_value();
    slice.found = length.has_value();
    slice.end = begin + length.value_or(0);
    return slice;
}

} // namespace outlay::ingest
