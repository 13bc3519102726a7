// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/amount.h"

#include "base/ascii.h"
#include "ingest/decimal.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>
#include <optional>

namespace outlay::ingest {

using base::isDigit;

namespace {

/// What is longer is no amount, and nobody should wait for it.
constexpr std::size_t kLongestAmount = 80;

constexpr std::string_view kNotANumber = "that is not a number";
constexpr std::string_view kWhichMark = "its comma may be the decimal mark or part thousands; say how the "
                                        "log writes its numbers when you map its "
                                        "columns (\"decimal\" in a map's file)";
constexpr std::string_view kMarkIsPoint =
    "by its format this log has a decimal point, and commas stand before three digits each";
constexpr std::string_view kMarkIsComma =
    "by its format this log has a decimal comma, and points stand before three digits each";
constexpr std::string_view kOtherCurrency =
    "the amount is not in US dollars, and Outlay knows no rates of exchange; convert it first";
constexpr std::string_view kDollarsElsewhere = "it is in dollars, which does not fit the unit of this field";

struct Spelling
{
    std::string_view from;
    std::string_view to;
};

/// Blanks that do not break, quotes and dashes of typesetters.
constexpr std::array kSpellings = {Spelling{"\u00A0", " "}, Spelling{"\u202F", " "}, Spelling{"\u2009", " "},
                                   Spelling{"\u2019", "'"}, Spelling{"\u2212", "-"}};

std::string simplified(std::string_view text)
{
    std::string simple;
    while (!text.empty()) {
        const auto known =
            std::find_if(kSpellings.begin(), kSpellings.end(),
                         [text](const Spelling &spelling) { return text.starts_with(spelling.from); });
        const bool found = known != kSpellings.end();
        simple += found ? known->to : text.substr(0, 1);
        text.remove_prefix(found ? known->from.size() : 1);
    }
    return simple;
}

bool takeStart(std::string_view &text, std::string_view start)
{
    if (!text.starts_with(start))
        return false;
    text.remove_prefix(start.size());
    return true;
}

bool takeEnd(std::string_view &text, std::string_view end)
{
    if (!text.ends_with(end))
        return false;
    text.remove_suffix(end.size());
    return true;
}

void dropBlanks(std::string_view &text)
{
    while (takeStart(text, " ") || takeStart(text, "\t")) {
    }
    while (takeEnd(text, " ") || takeEnd(text, "\t")) {
    }
}

/// The number of an amount, and what stands around it.
struct Unwrapped
{
    std::string_view digits;
    bool negative = false;
    bool dollars = false;
    bool whole = false; ///< nothing is around it twice, or on one side alone
};

/// Takes off, in any order, at most one of each: a sign, dollars, a parenthesis.
Unwrapped unwrap(std::string_view text)
{
    Unwrapped result;
    bool sign = false;
    bool opened = false;
    bool front = false;
    for (bool more = true; more;) {
        dropBlanks(text);
        more = false;
        if (!sign && !opened && (text.starts_with('-') || text.starts_with('+'))) {
            result.negative = text.front() == '-';
            text.remove_prefix(1);
            more = sign = true;
        } else if (!opened && !sign && takeStart(text, "(")) {
            more = opened = result.negative = true;
        } else if (!front && takeStart(text, "USD")) {
            dropBlanks(text);
            takeStart(text, "$"); // "USD $1"
            more = front = true;
        } else if (!front && (takeStart(text, "US$") || takeStart(text, "$"))) {
            more = front = true;
        }
    }
    bool closed = false;
    bool behind = false;
    for (bool more = true; more;) {
        dropBlanks(text);
        more = false;
        if (opened && !closed && takeEnd(text, ")"))
            more = closed = true;
        else if (!behind && (takeEnd(text, "US$") || takeEnd(text, "USD") || takeEnd(text, "$")))
            more = behind = true;
    }
    result.digits = text;
    result.dollars = front || behind;
    result.whole = opened == closed;
    return result;
}

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Digits without their grouping, of which there is one kind; nothing if a group is not one.
std::optional<std::string> ungrouped(std::string_view text, char comma)
{
    const std::size_t first = text.find_first_not_of("0123456789");
    if (first == std::string_view::npos)
        return std::string(text);
    const char mark = text[first];
    if ((mark != comma && mark != ' ' && mark != '\'') || first == 0 || first > 3 || text.front() == '0')
        return std::nullopt;
    std::string digits(text.substr(0, first));
    for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4)) {
        if (text.size() < 4 || text.front() != mark || !areDigits(text.substr(1, 3)))
            return std::nullopt;
        digits += text.substr(1, 3);
    }
    return digits;
}

/// The plain decimal that `text` is with a mark between units and tenths and another between thousands.
std::optional<std::string> withMarks(std::string_view text, char point, char comma)
{
    const std::size_t exponent = text.find_first_of("eE");
    const std::string_view power =
        exponent == std::string_view::npos ? std::string_view() : text.substr(exponent);
    text = text.substr(0, exponent);
    const std::size_t at = text.find(point);
    const std::string_view fraction = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    const std::string_view units = text.substr(0, at);
    auto digits = ungrouped(units, comma);
    const bool isGrouped = digits && digits->size() != units.size();
    if (!digits || (at != std::string_view::npos && !areDigits(fraction)) || (isGrouped && !power.empty()))
        return std::nullopt;
    if (!fraction.empty())
        digits->append(1, '.').append(fraction);
    digits->append(power);
    return isDecimal(*digits) ? digits : std::nullopt;
}

bool hasForeignCurrency(std::string_view text)
{
    constexpr std::array<std::string_view, 4> signs = {"€", "£", "¥", "₹"};
    if (std::any_of(signs.begin(), signs.end(),
                    [text](std::string_view sign) { return text.find(sign) != std::string_view::npos; }))
        return true;
    // Three letters on one side of it, as ISO 4217 names currencies; "A$" is no US dollar either.
    const auto isCode = [](std::string_view code) {
        return code.size() == 3 &&
               std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    };
    const std::size_t first = std::min(text.find_first_of("0123456789 -(+"), text.size());
    const std::size_t last = text.find_last_of("0123456789 )");
    const std::string_view before = text.substr(0, first);
    const std::string_view behind = last == std::string_view::npos ? text : text.substr(last + 1);
    return isCode(before) || isCode(behind) || (before.size() > 1 && before.ends_with('$'));
}

/// The decimal; nothing where `why` says what else it is.
std::optional<std::string> readDigits(std::string_view digits, DecimalMark mark, AmountOf of,
                                      std::string_view &why)
{
    const auto withPoint = withMarks(digits, '.', ',');
    const auto withComma = withMarks(digits, ',', '.');
    const bool hasComma = digits.find(',') != std::string_view::npos;
    if (mark != DecimalMark::Unsaid) {
        const bool point = mark == DecimalMark::Point;
        why = !(point ? withComma : withPoint) ? kNotANumber : point ? kMarkIsPoint : kMarkIsComma;
        return point ? withPoint : withComma;
    }
    // "1,234" is two numbers, unless one of them cannot be.
    const bool isTwo = hasComma && withPoint && withComma && of != AmountOf::Whole;
    why = isTwo || withComma ? kWhichMark : kNotANumber;
    return isTwo ? std::nullopt : withPoint;
}

} // namespace

bool isMissingAmount(std::string_view text)
{
    constexpr std::array<std::string_view, 14> words = {"",    "n/a",    "#n/a",      "na",   "-",
                                                        "--",  "\u2013", "\u2014",    "null", "none",
                                                        "nan", "nil",    "undefined", "\\n"};
    constexpr std::size_t longest = 9;
    dropBlanks(text);
    if (text.size() > longest || (!text.empty() && isDigit(text.front())))
        return false;
    return std::find(words.begin(), words.end(), lowered(text)) != words.end();
}

WrittenAmount writtenAmount(std::string_view text, DecimalMark mark, AmountOf of)
{
    if (text.size() > kLongestAmount || std::none_of(text.begin(), text.end(), isDigit))
        return {{}, kNotANumber};
    const std::string simple = simplified(text);
    const Unwrapped amount = unwrap(simple);
    std::string_view why = kNotANumber;
    auto plain = amount.whole ? readDigits(amount.digits, mark, of, why) : std::nullopt;
    if (!plain && why == kNotANumber && hasForeignCurrency(simple) && of == AmountOf::Dollars)
        why = kOtherCurrency;
    if (plain && amount.dollars && of != AmountOf::Dollars) {
        plain.reset();
        why = kDollarsElsewhere;
    }
    if (!plain)
        return {{}, why};
    return {(amount.negative ? "-" : "") + *plain, {}};
}

} // namespace outlay::ingest
