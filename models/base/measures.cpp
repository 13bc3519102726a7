// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/measures.h"

#include <array>

namespace outlay::base {

namespace {

constexpr std::array kFields = {
    &Measures::requests,           &Measures::priced,          &Measures::costNanos,
    &Measures::inputTokens,        &Measures::withInput,       &Measures::cacheReadTokens,
    &Measures::withCacheRead,      &Measures::cacheWrite5mTokens, &Measures::cacheWrite1hTokens,
    &Measures::withCacheWrite,     &Measures::outputTokens,    &Measures::withOutput,
    &Measures::latencyUs,          &Measures::withLatency,
};

} // namespace

Measures &Measures::operator+=(const Measures &other)
{
    for (const auto field : kFields)
        this->*field += other.*field;
    return *this;
}

Measures &Measures::operator-=(const Measures &other)
{
    for (const auto field : kFields)
        this->*field -= other.*field;
    return *this;
}

std::optional<Money> Measures::averageCost() const
{
    if (priced == 0)
        return std::nullopt;
    return Money::fromNanos(divideHalfEven(costNanos, priced));
}

} // namespace outlay::base
