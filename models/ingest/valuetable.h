// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// What a column of a value file says.
enum class ValueColumn : std::uint8_t
{
    Date, ///< a day, or a month
    Month,
    Feature,
    Segment,
    Amount,
    Unit,
    Rate, ///< dollars a unit
    Currency,
    Other
};
constexpr std::size_t kValueColumns = 8; ///< without Other

/// What the name of a column, or of a member of an object, says it is.
ValueColumn valueColumnOf(std::string_view name);

/// A cell as it was written.
struct ValueText
{
    std::string text;      ///< without blanks around it
    bool isNumber = false; ///< a number of JSON, whose form is known
};

/// A record of a value file before it is understood.
struct ValueRecord
{
    std::int64_t line = 0;
    std::array<ValueText, kValueColumns> cells;
    std::string problem; ///< why it cannot be read; the cells are then void

    const ValueText &operator[](ValueColumn column) const { return cells[static_cast<std::size_t>(column)]; }
    ValueText &operator[](ValueColumn column) { return cells[static_cast<std::size_t>(column)]; }
};

struct ValueTable
{
    std::vector<ValueRecord> records;
    bool isAmountInDollars = false;   ///< its column says so: "amount_usd"
    std::vector<std::string> ignored; ///< names of columns that are nothing of the above
};

/// Reads the text of a value file, UTF-8 with line feeds: CSV with a header, or JSON objects, in lines or in
/// a list. Errors: NotALog for a header without the columns that are needed, BadInput for two of a kind.
base::Result<ValueTable> readValueTable(std::string_view text, const std::string &path);

/// Whether what `head` begins with says days or months, features and amounts, and nothing that logs say of
/// calls.
bool beginsAsValues(std::string_view head);

} // namespace outlay::ingest
