// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/rawevent.h"

#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// Undoes the escapes of a dialect (JSON's, Python's, CSV's doubled quotes) into `out`. False if there is one
/// that the dialect does not have. Lone surrogates become U+FFFD, so the result is UTF-8 if `raw` is.
bool unescape(std::string_view raw, Dialect dialect, std::string &out);

/// The text of a field: `raw` itself where nothing is escaped, else `scratch`. Numbers and truth values have
/// the text that they were written with ("true" and "false" in every dialect). Nothing for a bad escape.
std::optional<std::string_view> textOf(const RawField &field, Dialect dialect, std::string &scratch);

bool isUtf8(std::string_view text);
/// Why a record that holds a NUL character is rejected.
constexpr std::string_view kNul = "the text holds a NUL character, which no log has; the file may be damaged";
/// Why a record that is not is rejected, whatever it is written in: what its bytes mean cannot be known.
constexpr std::string_view kNoUtf8 =
    "the text is not valid UTF-8; save the log as UTF-8 (in Excel: CSV UTF-8) and import it again";

/// `text` with every byte that is no part of valid UTF-8 taken as Windows-1252. For what is shown (names of
/// files, excerpts), never for what is stored.
void repairUtf8(std::string_view text, std::string &out);

/// The first `maxBytes` bytes at most, not cut within a character.
std::string_view clipped(std::string_view text, std::size_t maxBytes);

void appendUtf8(std::uint32_t codePoint, std::string &out);

/// `text` as a JSON string with its quotes.
void appendJsonString(std::string_view text, std::string &out);

std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);

} // namespace outlay::ingest
