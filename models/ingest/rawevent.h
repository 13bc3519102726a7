// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// How an event was written: what its escapes mean and what a report says of it.
enum class Dialect
{
    Json,
    Python,
    Csv
};

enum class ValueKind : std::uint8_t
{
    Null,
    False,
    True,
    Number,      ///< `raw` as written; its form is not checked yet
    NotFinite,   ///< NaN or an infinity
    Text,        ///< `raw` is the text
    NoNumber,    ///< `raw` is a text that should be a number of some unit and is none
    EscapedText, ///< `raw` is what stands between the quotes, escapes and all
    List,        ///< an array, a tuple, a set
    TooDeep,     ///< an object below the depth to which objects are flattened
};

constexpr bool isText(ValueKind kind)
{
    return kind == ValueKind::Text || kind == ValueKind::EscapedText || kind == ValueKind::NoNumber;
}

/// Objects within objects are read to this depth: "a.b.c" has three levels.
constexpr int kFlattenDepth = 3;

/// One field of one event. `name` is a FieldNames id; `raw` points into the chunk that is being read.
struct RawField
{
    std::uint32_t name = 0;
    ValueKind kind = ValueKind::Null;
    std::string_view raw;
};

/// An object of the log before it is understood. Reused from line to line, so that no line allocates.
struct RawEvent
{
    Dialect dialect = Dialect::Json;
    std::vector<RawField> fields;
    /// The same in all events of an import whose fields have the same names in the same order, with the same
    /// of them null, and neither containers nor long texts; behind each value kPadding bytes are readable.
    /// 0: not known.
    std::uint64_t shape = 0;

    /// The name of the field before the last `added` ones; of none: 0, which stands for the beginning.
    std::uint32_t previousName(std::size_t added = 0) const
    {
        return fields.size() > added ? fields[fields.size() - 1 - added].name : 0;
    }
};

/// What reading one object came to: where it ended, or what is wrong with it in plain words.
struct ObjectResult
{
    std::size_t end = 0;
    std::string problem;

    bool ok() const { return problem.empty(); }
};

} // namespace outlay::ingest
