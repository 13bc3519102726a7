// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/displayrate.h"

#include "base/scaled.h"

#include <algorithm>
#include <array>

namespace outlay::base {

namespace {

constexpr int kNanoDecimals = 9;
constexpr int kUsualDigits = 2;

constexpr std::array<std::string_view, 16> kWithoutDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                               "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                               "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kWithThree = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

struct Sign
{
    std::string_view currency;
    std::string_view sign;
};
/// Only signs that no other currency of the list has.
constexpr std::array kSigns = {Sign{"USD", "$"}, Sign{"EUR", "€"}, Sign{"GBP", "£"}, Sign{"JPY", "¥"},
                               Sign{"INR", "₹"}, Sign{"KRW", "₩"}, Sign{"ILS", "₪"}, Sign{"VND", "₫"},
                               Sign{"PHP", "₱"}, Sign{"UAH", "₴"}, Sign{"TRY", "₺"}, Sign{"NGN", "₦"}};

Int128 tenTo(int exponent)
{
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

} // namespace

std::optional<std::string> currencyCode(std::string_view text)
{
    constexpr std::size_t letters = 3;
    if (text.size() != letters)
        return std::nullopt;
    std::string code(text);
    for (char &letter : code) {
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
        if (letter < 'A' || letter > 'Z')
            return std::nullopt;
    }
    return code;
}

int minorDigits(std::string_view currency)
{
    if (std::ranges::find(kWithoutDecimals, currency) != kWithoutDecimals.end())
        return 0;
    return std::ranges::find(kWithThree, currency) != kWithThree.end() ? kUsualDigits + 1 : kUsualDigits;
}

std::string currencySign(std::string_view currency)
{
    const auto *const known = std::ranges::find(kSigns, currency, &Sign::currency);
    return known != kSigns.end() ? std::string(known->sign) : std::string(currency) + "\u00A0";
}

std::int64_t converted(std::int64_t nanos, const DisplayRate &rate, int decimals)
{
    // nanos × picos is in 10⁻²¹ of the unit: |nanos| < 2⁶³ and picos ≤ 10¹⁸ stay below 2¹²⁷.
    return divideHalfEven(Int128(nanos) * rate.picosPerDollar,
                          tenTo(kNanoDecimals + kRateDecimals - decimals));
}

std::string convertedText(std::int64_t nanos, const DisplayRate &rate)
{
    // Half to even looks at what is before the half: an even number of nanos is put aside, not all of them.
    const Int128 product = Int128(nanos) * rate.picosPerDollar;
    const Int128 even = product / (2 * kPicosPerUnit) * 2;
    return scaledText(even + divideHalfEven(product - even * kPicosPerUnit, kPicosPerUnit), kNanoDecimals);
}

std::string rateText(std::int64_t picosPerDollar)
{
    return scaledText(picosPerDollar, kRateDecimals);
}

std::string rateSentence(const DisplayRate &rate)
{
    if (!rate.missing.empty())
        return "in USD: there is no rate of " + rate.missing + " on or before " + isoDay(rate.shownTo);
    if (rate.isDollars() || !rate.day)
        return {};
    return rate.currency + " at " + rateText(rate.picosPerDollar) + " per USD of " + isoDay(*rate.day) +
           (rate.source.empty() ? "" : " (" + rate.source + ")");
}

} // namespace outlay::base
