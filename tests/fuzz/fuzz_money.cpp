// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "base/money.h"
#include "ingest/decimal.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using outlay::base::Money;
    const std::string_view text = textOf(data, size);
    const auto money = Money::parse(text);
    // There are two ways to read an amount; they agree to the last digit.
    const auto decimal = outlay::ingest::readDecimal(text, 9);
    require(money.has_value() == decimal.has_value());
    if (!money)
        return 0;
    require(money->nanos() == decimal->value);
    require(outlay::ingest::isDecimal(text));
    const auto again = Money::parse(money->toDecimal());
    require(again && *again == *money);
    return 0;
}
