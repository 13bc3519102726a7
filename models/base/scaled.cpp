// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/scaled.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace outlay::base {

namespace {

struct Decimal
{
    bool negative = false;
    std::string digits; // without leading zeros
    long exponent = 0;  // value = digits × 10^exponent
};

std::optional<Decimal> readDecimal(std::string_view text)
{
    Decimal d;
    std::size_t pos = 0;
    if (pos < text.size() && (text[pos] == '+' || text[pos] == '-'))
        d.negative = text[pos++] == '-';
    bool anyDigit = false;
    bool point = false;
    long decimals = 0;
    for (; pos < text.size(); ++pos) {
        const char c = text[pos];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!isDigit(c))
            break;
        anyDigit = true;
        decimals += point ? 1 : 0;
        if (c != '0' || !d.digits.empty())
            d.digits += c;
    }
    if (!anyDigit || !addExponent(text, pos, d.exponent))
        return std::nullopt;
    d.exponent -= decimals;
    return d;
}

} // namespace

bool addExponent(std::string_view text, std::size_t pos, long &exponent)
{
    if (pos == text.size())
        return true;
    if (text[pos] != 'e' && text[pos] != 'E')
        return false;
    ++pos;
    bool negative = false;
    if (pos < text.size() && (text[pos] == '+' || text[pos] == '-'))
        negative = text[pos++] == '-';
    if (pos == text.size())
        return false;
    long value = 0;
    for (; pos < text.size(); ++pos) {
        if (!isDigit(text[pos]))
            return false;
        value = std::min(value * 10 + (text[pos] - '0'), 100'000L);
    }
    exponent += negative ? -value : value;
    return true;
}

std::optional<std::int64_t> parseScaled(std::string_view text, int decimals)
{
    const auto decimal = readDecimal(text);
    if (!decimal)
        return std::nullopt;
    if (decimal->digits.empty())
        return 0;

    const long shift = decimal->exponent + decimals; // value = digits × 10^shift
    const long size = static_cast<long>(decimal->digits.size());
    if (size + shift > 19)
        return std::nullopt;
    if (size + shift < 0)
        return 0;

    const long kept = std::min(size, size + shift); // digits left of the last place's point
    Int128 value = 0;
    for (long i = 0; i < kept; ++i)
        value = value * 10 + (decimal->digits[static_cast<std::size_t>(i)] - '0');
    for (long i = 0; i < shift; ++i)
        value *= 10;
    if (kept < size) {
        const std::string_view rest =
            std::string_view(decimal->digits).substr(static_cast<std::size_t>(kept));
        const bool exactHalf = rest[0] == '5' && rest.find_first_not_of('0', 1) == std::string_view::npos;
        if (exactHalf ? (value % 2 != 0) : rest[0] >= '5')
            ++value;
    }
    if (value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    const auto magnitude = static_cast<std::int64_t>(value);
    return decimal->negative ? -magnitude : magnitude;
}

std::string scaledText(Int128 value, int decimals, int minDecimals)
{
    std::string digits;
    for (Int128 rest = value; rest != 0 || digits.empty(); rest /= 10) // of a negative one digit by digit too
        digits += static_cast<char>('0' + std::abs(static_cast<int>(rest % 10)));
    std::reverse(digits.begin(), digits.end());
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places)
        digits.insert(0, places + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - places);
    while (!fraction.empty() && fraction.back() == '0' && static_cast<int>(fraction.size()) > minDecimals)
        fraction.pop_back();
    std::string text = value < 0 ? "-" : "";
    text.append(digits, 0, digits.size() - places);
    if (!fraction.empty())
        text += "." + fraction;
    return text;
}

} // namespace outlay::base
