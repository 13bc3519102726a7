// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/rawevent.h"

#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// A token of JSON as simdjson hands it over ends where the next begins; this is it without the gap. Empty if
/// it does not lie before `end`, the end of the text: brackets and colons that do not fit lead there.
std::string_view tokenBefore(const char *end, std::string_view token);

/// What a token is that is no text and no container; nothing if JSON has no such thing.
std::optional<ValueKind> scalarKind(std::string_view token);

/// The text between the quotes of a key that begins at `key`, escapes and all, which end before `end`;
/// nothing if it is not closed.
struct RawKey
{
    std::string_view text;
    bool escaped = false;
};
std::optional<RawKey> rawKey(const char *key, const char *end);

/// True if objects and lists are nested more than a thousand deep in valid JSON. simdjson looks only into
/// what it is asked for.
bool nestsTooDeep(std::string_view json);
constexpr std::string_view kTooDeep = "objects are nested more than a thousand deep";

/// A simdjson::error_code in plain words.
std::string jsonProblem(int error);

} // namespace outlay::ingest
