// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/jsontoken.h"

#include <simdjson.h>

#include <algorithm>

namespace outlay::ingest {

std::string_view tokenBefore(const char *end, std::string_view token)
{
    if (token.data() >= end || token.size() > static_cast<std::size_t>(end - token.data()))
        return {};
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\t' || token.back() == '\r' || token.back() == '\n'))
        token.remove_suffix(1);
    return token;
}

std::optional<ValueKind> scalarKind(std::string_view token)
{
    const char first = token[0];
    if (first == '-' || (first >= '0' && first <= '9'))
        return token == "-Infinity" ? ValueKind::NotFinite : ValueKind::Number;
    if (first == 'n' && token == "null")
        return ValueKind::Null;
    if (first == 't' && token == "true")
        return ValueKind::True;
    if (first == 'f' && token == "false")
        return ValueKind::False;
    if (token == "NaN" || token == "Infinity")
        return ValueKind::NotFinite;
    return std::nullopt;
}

std::optional<RawKey> rawKey(const char *key, const char *end)
{
    const char *p = key;
    bool escaped = false;
    while (p < end && *p != '"') {
        escaped = escaped || *p == '\\';
        p += *p == '\\' ? 2 : 1;
    }
    if (p >= end)
        return std::nullopt;
    return RawKey{std::string_view(key, static_cast<std::size_t>(p - key)), escaped};
}

bool nestsTooDeep(std::string_view json)
{
    constexpr std::ptrdiff_t most = 1000;
    // Few lines are long enough, counting is quick, and next to no line has that many.
    if (json.size() <= static_cast<std::size_t>(most) ||
        std::count(json.begin(), json.end(), '{') + std::count(json.begin(), json.end(), '[') <= most)
        return false;
    std::ptrdiff_t depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < json.size() && depth <= most; ++i) {
        const char c = json[i];
        if (inText) {
            i += c == '\\' ? 1 : 0;
            inText = c != '"';
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return depth > most;
}

std::string jsonProblem(int error)
{
    switch (error) {
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return "the line is cut off in the middle of an object";
    case simdjson::UNESCAPED_CHARS:
        return "a text holds a control character";
    case simdjson::UTF8_ERROR:
        return "the line is no UTF-8";
    case simdjson::DEPTH_ERROR:
        return std::string(kTooDeep);
    default:
        return "the object is no valid JSON";
    }
}

} // namespace outlay::ingest
