// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/displaysettings.h"

#include <algorithm>
#include <set>

namespace outlay::jobs {

using base::ErrorKind;

namespace {

const std::string kFiscalStart = "fiscal_start";
const std::string kDisplayCurrency = "display_currency";
const std::string kRates = "currency_rates";

constexpr int kMonths = 12;
/// As many as 30 currencies have in 40 years, and less than 8 MB.
constexpr std::size_t kMostRates = 320'000;

base::Result<base::RateTable> rateTable(const store::Store &store)
{
    return store.setting(kRates).and_then(
        [](const std::optional<std::string> &text) { return base::RateTable::parse(text.value_or("")); });
}

base::Result<std::string> displayCurrency(const store::Store &store)
{
    return store.setting(kDisplayCurrency).map([](const std::optional<std::string> &code) {
        return base::currencyCode(code.value_or("")).value_or(std::string(base::kLedgerCurrency));
    });
}

} // namespace

base::Day lastDayShown(const base::Period &period, const std::optional<base::Period> &span)
{
    return span ? std::min(period.last, span->last) : period.last;
}

base::Result<int> fiscalStart(const store::Store &store)
{
    const auto text = store.setting(kFiscalStart);
    if (!text)
        return tl::unexpected(text.error());
    for (int month = 1; month <= kMonths; ++month)
        if (*text == std::to_string(month))
            return month;
    return base::kCalendarYear;
}

base::Result<DisplaySettings> displaySettings(const store::Store &store)
{
    DisplaySettings settings;
    const auto start = fiscalStart(store);
    if (!start)
        return tl::unexpected(start.error());
    settings.fiscalStart = *start;
    auto currency = displayCurrency(store);
    if (!currency)
        return tl::unexpected(currency.error());
    settings.currency = *std::move(currency);
    auto rates = rateTable(store);
    if (!rates)
        return tl::unexpected(rates.error());
    settings.rates = std::make_shared<const base::RateTable>(*std::move(rates));
    return settings;
}

base::Result<void> setFiscalStart(store::Store &store, int month)
{
    if (month < 1 || month > kMonths)
        return base::fail(ErrorKind::Misuse, "fiscal start", "is not a month from 1 to 12");
    return store.setSetting(kFiscalStart, std::to_string(month));
}

base::Result<void> setDisplayCurrency(store::Store &store, const std::string &currency)
{
    const auto code = base::currencyCode(currency);
    if (!code)
        return base::fail(ErrorKind::Misuse, "currency \"" + currency + "\"",
                          "is not three letters, such as EUR");
    const auto rates = rateTable(store);
    if (!rates)
        return tl::unexpected(rates.error());
    const auto known = rates->currencies();
    if (*code != base::kLedgerCurrency && std::ranges::find(known, *code) == known.end())
        return base::fail(ErrorKind::NotFound, *code,
                          "there are no rates of it; import them first: outlay currency import RATES.csv");
    return store.setSetting(kDisplayCurrency, *code);
}

base::Result<RatesKept> keepRates(store::Store &store, const ingest::RateReading &reading)
{
    auto table = rateTable(store);
    if (!table)
        return tl::unexpected(table.error());
    RatesKept kept;
    std::set<std::string> currencies;
    for (const base::DatedRate &rate : reading.rates) {
        const auto put = table->put(rate);
        (put == base::RateTable::Put::Added     ? kept.added
         : put == base::RateTable::Put::Changed ? kept.changed
                                                : kept.known) += 1;
        currencies.insert(rate.currency);
    }
    if (table->size() > kMostRates)
        return base::fail(
            ErrorKind::BadInput, reading.name,
            "would make more than 320,000 rates; leave out years that have no calls. Nothing of "
            "it was kept");
    kept.currencies.assign(currencies.begin(), currencies.end());
    if (kept.added + kept.changed == 0)
        return kept;
    return store.setSetting(kRates, table->toText()).map([&] { return kept; });
}

base::Result<std::int64_t> removeRates(store::Store &store, const std::string &currency)
{
    auto table = rateTable(store);
    if (!table)
        return tl::unexpected(table.error());
    const std::string code = base::currencyCode(currency).value_or(currency);
    const std::size_t removed = table->remove(code);
    if (removed == 0)
        return base::fail(ErrorKind::NotFound, code, "there are no rates of it");
    const auto shown = displayCurrency(store);
    if (!shown)
        return tl::unexpected(shown.error());
    // Dollars first: what is shown is never without its rates.
    if (*shown == code)
        if (auto set = store.setSetting(kDisplayCurrency, std::string(base::kLedgerCurrency)); !set)
            return tl::unexpected(set.error());
    return store.setSetting(kRates, table->toText()).map([&] { return static_cast<std::int64_t>(removed); });
}

base::Result<std::int64_t> removeAllRates(store::Store &store)
{
    const auto text = store.setting(kRates);
    if (!text)
        return tl::unexpected(text.error());
    const auto table = base::RateTable::parse(text->value_or(""));
    if (auto set = store.setSetting(kDisplayCurrency, std::string(base::kLedgerCurrency)); !set)
        return tl::unexpected(set.error());
    const auto count = table ? static_cast<std::int64_t>(table->size()) : 0;
    return store.setSetting(kRates, "").map([&] { return count; });
}

} // namespace outlay::jobs
