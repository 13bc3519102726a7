// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/fiscal.h"
#include "base/ratetable.h"
#include "ingest/ratefile.h"
#include "store/store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace outlay::jobs {

/// How a store's figures are looked at. Nothing that is stored beside them depends on it.
struct DisplaySettings
{
    int fiscalStart = base::kCalendarYear; ///< month (1 to 12) with which the company's year begins
    std::string currency{base::kLedgerCurrency};
    std::shared_ptr<const base::RateTable> rates = std::make_shared<const base::RateTable>();

    base::DisplayRate rateFor(base::Day shownTo) const { return displayRate(*rates, currency, shownTo); }
};

/// What became of a file's rates.
struct RatesKept
{
    std::int64_t added = 0;
    std::int64_t changed = 0; ///< of that day and currency there was another one
    std::int64_t known = 0;
    std::vector<std::string> currencies; ///< of the file, ascending
};

/// Of the days that are asked for the last one that there is data of: whose rate holds.
base::Day lastDayShown(const base::Period &period, const std::optional<base::Period> &span);

/// Errors: Corrupt.
base::Result<DisplaySettings> displaySettings(const store::Store &store);
base::Result<int> fiscalStart(const store::Store &store); ///< Errors: Corrupt
/// Errors: Misuse for what is no month from 1 to 12.
base::Result<void> setFiscalStart(store::Store &store, int month);
/// Errors: Misuse for what is no currency, NotFound for one without rates.
base::Result<void> setDisplayCurrency(store::Store &store, const std::string &currency);
/// Keeps them beside those that are there, all in one write. Errors: BadInput for more than a store keeps.
base::Result<RatesKept> keepRates(store::Store &store, const ingest::RateReading &reading);
/// Those of a currency, or all of them, also damaged ones; dollars are shown then where it was that
/// currency. Returns how many there were. Errors: NotFound.
base::Result<std::int64_t> removeRates(store::Store &store, const std::string &currency);
base::Result<std::int64_t> removeAllRates(store::Store &store);

} // namespace outlay::jobs
