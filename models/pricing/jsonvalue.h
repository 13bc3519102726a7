// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::pricing {

struct JsonMember;

/// A JSON value whose numbers are still the digits that the file has: prices never pass through a double.
struct JsonValue
{
    enum class Type
    {
        Null,
        False,
        True,
        Number, ///< `text` is as written; one beyond every double is a String of its digits
        String,
        Array,
        Object,
    };

    Type type = Type::Null;
    std::int64_t line = 0; ///< on which it begins, 1-based
    std::string text;
    std::vector<JsonValue> items;
    std::vector<JsonMember> members; ///< in the file's order

    bool is(Type t) const { return type == t; }
    bool isNumber() const { return type == Type::Number; }
    bool isString() const { return type == Type::String; }
    bool isObject() const { return type == Type::Object; }
    bool isArray() const { return type == Type::Array; }

    /// The first member of that name, or null.
    const JsonValue *find(std::string_view name) const;
    /// The text of a member that is a string; else empty.
    std::string textOf(std::string_view name) const;
};

/// A member of an object.
struct JsonMember
{
    std::string first; ///< name
    JsonValue second;
};

/// Errors: BadInput, with line and column, if `text` is no JSON or is nested deeper than 64 levels.
base::Result<JsonValue> parseJson(std::string_view text, const std::string &where);

/// `text` as a JSON string with its quotes. Bytes that are no UTF-8 are replaced.
std::string jsonString(std::string_view text);

/// BadInput with that detail; whoever knows the place puts it before.
inline tl::unexpected<base::Error> bad(std::string detail, std::int64_t line = 0)
{
    return base::fail(base::ErrorKind::BadInput, {}, std::move(detail), line);
}

} // namespace outlay::pricing
