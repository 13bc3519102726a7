// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/tokenprice.h"

#include "base/scaled.h"

#include <limits>

namespace outlay::base {

namespace {

constexpr int kPerTokenDecimals = 12;
constexpr int kPerMillionDecimals = 6;
constexpr int kPerThousandDecimals = 9;
constexpr std::int64_t kPicosPerNano = 1'000;
constexpr std::int64_t kMillion = 1'000'000;

std::optional<TokenPrice> parse(std::string_view usd, int decimals)
{
    const auto picos = parseScaled(usd, decimals);
    if (!picos || *picos < 0 || *picos > TokenPrice::kMaxPicos)
        return std::nullopt;
    const std::string_view digits = usd.substr(0, usd.find_first_of("eE"));
    if (*picos == 0 && digits.find_first_of("123456789") != std::string_view::npos)
        return std::nullopt;
    return TokenPrice::fromPicos(*picos);
}

std::optional<TokenPrice> ofProduct(Int128 product, std::int64_t divisor)
{
    if (product < 0 || product / divisor > TokenPrice::kMaxPicos)
        return std::nullopt;
    return TokenPrice::fromPicos(divideHalfEven(product, divisor));
}

} // namespace

std::optional<TokenPrice> TokenPrice::parsePerToken(std::string_view usd)
{
    return parse(usd, kPerTokenDecimals);
}

std::optional<TokenPrice> TokenPrice::parsePerMillion(std::string_view usd)
{
    return parse(usd, kPerMillionDecimals);
}

std::optional<TokenPrice> TokenPrice::parsePerThousand(std::string_view usd)
{
    return parse(usd, kPerThousandDecimals);
}

std::string TokenPrice::perMillion() const
{
    return scaledText(m_picos, kPerMillionDecimals);
}

std::string TokenPrice::perThousand() const
{
    return scaledText(m_picos, kPerThousandDecimals);
}

std::optional<Money> TokenPrice::costOf(std::int64_t tokens) const
{
    return costOfPicos(product(tokens));
}

std::optional<TokenPrice> TokenPrice::share(std::int64_t millionths) const
{
    return ofProduct(static_cast<Int128>(m_picos) * millionths, kMillion);
}

std::optional<TokenPrice> TokenPrice::proportion(TokenPrice part, TokenPrice whole) const
{
    return ofProduct(product(part.m_picos), whole.m_picos);
}

std::optional<Money> costOfPicos(Int128 picos)
{
    if (picos >= 0 && picos <= std::numeric_limits<std::int64_t>::max()) {
        // Nearly every call: 64 bits are divided in a fraction of the time that 128 take.
        const auto small = static_cast<std::int64_t>(picos);
        const std::int64_t nanos = small / kPicosPerNano;
        const std::int64_t rest = small % kPicosPerNano;
        const bool isUp = rest * 2 > kPicosPerNano || (rest * 2 == kPicosPerNano && (nanos & 1) != 0);
        return Money::fromNanos(nanos + (isUp ? 1 : 0));
    }
    const Int128 limit = static_cast<Int128>(std::numeric_limits<std::int64_t>::max()) * kPicosPerNano;
    if (picos > limit || picos < -limit)
        return std::nullopt;
    return Money::fromNanos(divideHalfEven(picos, kPicosPerNano));
}

} // namespace outlay::base
