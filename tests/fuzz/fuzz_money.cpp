// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "base/money.h"
#include "ingest/amount.h"
#include "ingest/decimal.h"

namespace {

/// Whatever an amount is understood as, it is one plain decimal; what needs a setting is the same with it or
/// none.
void checkWritten(std::string_view text)
{
    using namespace outlay::ingest;
    for (const AmountOf of : {AmountOf::Dollars, AmountOf::Whole, AmountOf::Number}) {
        const auto unsaid = writtenAmount(text, DecimalMark::Unsaid, of);
        const auto point = writtenAmount(text, DecimalMark::Point, of);
        const auto comma = writtenAmount(text, DecimalMark::Comma, of);
        for (const auto &amount : {unsaid, point, comma}) {
            require(amount.plain.empty() != amount.why.empty());
            require(amount.plain.empty() || isDecimal(amount.plain));
        }
        require(unsaid.plain.empty() || unsaid.plain == point.plain);
    }
    // Dollars alone may say so.
    const auto number = writtenAmount(text, DecimalMark::Unsaid, AmountOf::Number).plain;
    require(number.empty() || number == writtenAmount(text, DecimalMark::Unsaid, AmountOf::Dollars).plain);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using outlay::base::Money;
    const std::string_view text = textOf(data, size);
    checkWritten(text);
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
