// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "ingest/fieldmap.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// A column of a table, or what JSON records have at a path ("usage.input_tokens"), or, with a "^" for each
/// object that is gone out of, what the document around their list has at one ("^meta.model").
struct ShapeColumn
{
    std::string name;
    /// The first distinct values that are not empty, at most 5, shortened to 80 characters and redacted; for
    /// showing, never for storing. None of what is content.
    std::vector<std::string> samples;
    std::int64_t filled = 0;   ///< records that were looked at and have a value
    std::int64_t distinct = 0; ///< different values in these
};

/// What the records of a log have, as far as a map can name it: the columns of a table, or the paths of JSON
/// lines or a document. Lists are left aside, but for one: a document may have its records in a list.
struct LogShape
{
    bool table = false;
    /// Path of the list that the columns are in, with "[]" behind it ("data[]"); empty: there is none, or the
    /// records are what the log itself is a list of.
    std::string records;
    /// Where else records may be, and how many were seen there: the lists of a document, by path, behind the
    /// documents themselves, whose path is empty. Nothing where there are no lists.
    std::vector<std::pair<std::string, std::int64_t>> lists;
    /// As they stand there, then those of the document; none if it is neither.
    std::vector<ShapeColumn> columns;
};

/// The shape of `log`, named as reports do: a file, or a log within an archive
/// ("old/logs.zip/inner/a.jsonl"). Errors: NotFound, Unreadable, BadInput, NotALog (also where there are
/// fewer than two columns or paths), Cancelled. `records`: LogShape::records as a map says it; nothing: the
/// shape finds out.
base::Result<LogShape> shapeOf(const std::string &log, const std::stop_token &stop,
                               const std::optional<std::string> &records = std::nullopt);

/// Of a log that begins with `head`, without a byte order mark and with kPadding readable bytes behind it.
/// `whole`: it is all of it. No columns if there are fewer than two.
LogShape shapeOfHead(std::string_view head, bool whole, const FieldMap &fields,
                     const std::optional<std::string> &records = std::nullopt);

/// The file that is the log, or the archive that it is in, whether the file is there or not.
std::string fileOf(const std::string &log);

/// A column's path without the way out of the records.
inline std::string_view pathWithin(std::string_view column)
{
    return column.substr(std::min(column.find_first_not_of('^'), column.size()));
}
/// True for what the document around the records says, once for all of them.
inline bool isOfDocument(std::string_view column)
{
    return column.starts_with('^');
}

constexpr std::size_t kMaxSamples = 5;
constexpr std::size_t kMaxSampleCharacters = 80;
/// A log that has more is no table, or uses values as names.
constexpr std::size_t kMaxShapeColumns = 400;

} // namespace outlay::ingest
