// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace outlay::ingest {

/// Length of the JSON object or list that `text` begins with, by its brackets alone; nothing if it does not
/// end within the text.
std::optional<std::size_t> jsonLength(std::string_view text);

/// How the values of a JSON file follow one another.
enum class JsonLayout
{
    Lines,    ///< one object a line, whatever else is on other lines
    Document, ///< values over several lines, or the elements of one list
    None      ///< the text does not begin with JSON
};

/// `head`: where a file begins. `whole`: it is all of the file. Nothing if more of it is needed to tell.
std::optional<JsonLayout> jsonLayout(std::string_view head, bool whole);

/// The next object at or behind `pos` in a document, with the list around it (if any) left aside.
struct JsonSlice
{
    std::size_t begin = 0;
    std::size_t end = 0;     ///< what has been dealt with
    bool found = false;      ///< begin … end is a value; else nothing but blanks up to `end`
    bool unfinished = false; ///< a value begins at `end` and goes on behind the text
};
JsonSlice nextValue(std::string_view text, std::size_t pos);

} // namespace outlay::ingest
