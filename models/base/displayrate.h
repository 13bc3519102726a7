// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::base {

/// The currency of the ledger, which amounts are shown in unless another is asked for.
constexpr std::string_view kLedgerCurrency = "USD";

/// A rate is a whole number of 10⁻¹² units of a currency for a dollar: decimals, never a double.
constexpr int kRateDecimals = 12;
constexpr std::int64_t kPicosPerUnit = 1'000'000'000'000;
/// More units for a dollar than any currency has had for long; it keeps all products within 128 bits.
constexpr std::int64_t kMostPicos = 1'000'000 * kPicosPerUnit;

/// The currency that dollars are shown in, and at what rate. The ledger stays in dollars: this is for
/// looking at alone, and rounds half to even where an amount becomes text.
struct DisplayRate
{
    std::string currency{kLedgerCurrency}; ///< ISO 4217
    std::int64_t picosPerDollar = kPicosPerUnit;
    std::optional<Day> day; ///< of which the rate is; none: dollars need none
    std::string source;     ///< name of the file that has it
    /// The currency that was asked for, of which there is no rate on or before `shownTo`; else empty.
    std::string missing;
    Day shownTo{}; ///< the last day of what is shown

    bool isDollars() const { return currency == kLedgerCurrency; }
    bool operator==(const DisplayRate &) const = default;
};

/// Three letters, in capitals: "eur" → "EUR". Nothing for other texts.
std::optional<std::string> currencyCode(std::string_view text);
/// Decimals that amounts of a currency are paid in: 2, but 0 of JPY and 3 of KWD (ISO 4217).
int minorDigits(std::string_view currency);
/// "€", "¥", "CHF "…: what stands before an amount.
std::string currencySign(std::string_view currency);

/// Dollars in the currency, of which `decimals` (0 … 9) are kept.
std::int64_t converted(std::int64_t nanos, const DisplayRate &rate, int decimals);
/// The same as an exact decimal of at most nine places, for other programs: "0.00921".
std::string convertedText(std::int64_t nanos, const DisplayRate &rate);
/// "0.9213"
std::string rateText(std::int64_t picosPerDollar);
/// "EUR at 0.9213 per USD of 2026-05-29 (rates.csv)", or that there is no rate; empty for dollars. In
/// English, for texts of the command line.
std::string rateSentence(const DisplayRate &rate);

} // namespace outlay::base
