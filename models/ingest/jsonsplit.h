// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
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

/// Whether an object stands at the beginning of `text` and another one behind it, as Firehose joins them.
bool holdsSeveral(std::string_view text);

/// Whether another object begins on the line on which one ends, with `rest` behind it.
bool isFollowedOnLine(std::string_view rest);

/// Numbers the values of a document that share a line, so that a report can tell them apart.
class LinePlaces
{
public:
    /// Of the value that begins on `line`, before `rest`; 0 if it has its line for itself.
    std::int64_t next(std::int64_t line, std::string_view value, std::string_view rest);
    /// A reason for a reject of the value of that number.
    static std::string numbered(std::string reason, std::int64_t number);

private:
    static constexpr std::int64_t kNoLine = -1;
    std::int64_t m_onLine = 0;         ///< values that begin on the line at hand
    std::int64_t m_lastLine = kNoLine; ///< of the value before, if it ended where it began
};

/// Calls take(value, rest), where `rest` is what is there behind it, for each object of a document, and
/// cut(rest) for one that the end of the file cuts off; returns how much has been dealt with. `lines` counts
/// the newlines before the object at hand.
template <class Take, class Cut>
std::size_t forEachValue(std::string_view data, bool atEnd, std::int64_t &lines, Take take, Cut cut)
{
    const auto newlines = [](std::string_view text) { return std::count(text.begin(), text.end(), '\n'); };
    for (std::size_t pos = 0; pos < data.size();) {
        const JsonSlice slice = nextValue(data, pos);
        lines += newlines(data.substr(pos, slice.begin - pos));
        pos = slice.begin;
        if (slice.unfinished && !atEnd)
            return pos;
        const std::size_t end = slice.unfinished ? data.size() : slice.end;
        const std::string_view value = data.substr(pos, end - pos);
        if (slice.unfinished)
            cut(value);
        else if (slice.found)
            take(value, data.substr(end));
        lines += newlines(value);
        pos = end;
    }
    return data.size();
}

} // namespace outlay::ingest
