// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// What a log's texts have between the units and the tenths of a number, if somebody says so.
enum class DecimalMark : std::uint8_t
{
    Unsaid, ///< a point; a comma is no more than a grouping mark, where that is the only thing it can be
    Point,  ///< and commas part thousands
    Comma   ///< and points part thousands
};

/// What an amount is of.
enum class AmountOf : std::uint8_t
{
    Dollars, ///< may say so: "$0.12", "0.12 USD"
    Whole,   ///< counts of things, which have no decimals
    Number   ///< anything else; a sign of dollars would contradict its unit
};

/// True for what people and programs write where there is no amount: nothing, "n/a", "-", "null", "None",
/// "NaN", … Which is not zero.
bool isMissingAmount(std::string_view text);

/// An amount as people and spreadsheets write it, understood or not.
struct WrittenAmount
{
    std::string plain; ///< a decimal for readDecimal(), with the same value to the last digit; empty: `why`
    std::string_view why; ///< the rest of a sentence that says what the text is
};

/// Understands, beside plain decimals: dollar signs and codes on either side, accounting's parentheses for
/// what is negative, and thousands parted by commas (points with DecimalMark::Comma), blanks or apostrophes,
/// always in groups of exactly three. What may be read in two ways is not read. For what readDecimal() does
/// not understand; with DecimalMark::Comma it must be asked first, because "1.234" is another number there.
WrittenAmount writtenAmount(std::string_view text, DecimalMark mark, AmountOf of);

} // namespace outlay::ingest
