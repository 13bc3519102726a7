// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/displayoptions.h"
#include "app/cli/interrupt.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "jobs/displaysettings.h"

#include <iostream>

namespace outlay::cli {

using base::ErrorKind;

namespace {

std::string ratesText(std::int64_t count)
{
    return grouped(count) + (count == 1 ? " rate" : " rates");
}

void tellRejectedRates(const ingest::RateReading &reading, const std::string &path)
{
    for (const base::Reject &reject : reading.rejects)
        std::cerr << "outlay: " << path << ":" << reject.line << ": " << reject.reason << "\n";
    if (reading.rejected > 0)
        std::cerr << "outlay: " << path << ": " << grouped(reading.rejected)
                  << (reading.rejected == 1 ? " line is" : " lines are")
                  << " no rate and left out; the others are kept\n";
}

void tellKeptRates(const ingest::RateReading &reading, const jobs::RatesKept &kept, const std::string &path)
{
    std::cout << path << ": " << ratesText(kept.added) << " added";
    if (kept.changed > 0)
        std::cout << ", " << grouped(kept.changed) << " in place of another of that day";
    if (kept.known > 0)
        std::cout << ", " << grouped(kept.known) << " known already";
    std::cout << "\n";
    if (reading.repeated > 0)
        std::cout << "  a day comes again: " << ratesText(reading.repeated) << "; the last of a day counts\n";
}

bool keepRateFile(store::Store &store, const std::string &path, const std::stop_token &stop)
{
    const auto reading = ingest::readRateFile(path, stop);
    if (!reading) {
        complain(reading.error());
        return false;
    }
    tellRejectedRates(*reading, path);
    if (reading->rates.empty()) {
        complain({ErrorKind::BadInput, path, "there is no rate in it; nothing was kept", 0});
        return false;
    }
    const auto kept = jobs::keepRates(store, *reading);
    if (!kept) {
        complain(kept.error());
        return false;
    }
    tellKeptRates(*reading, *kept, path);
    return reading->rejected == 0;
}

std::string shownIn(const jobs::DisplaySettings &settings)
{
    if (settings.currency == base::kLedgerCurrency)
        return "figures are shown in USD\n";
    return "figures are shown in " + settings.currency +
           "\nlatest: " + base::rateSentence(settings.rateFor(base::kAllTime.last)) +
           "\na page or report takes the latest rate on or before its last day\n";
}

} // namespace

int runCurrencyImport(const CurrencyArguments &arguments)
{
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());
    const Interrupt interrupt;
    int exitCode = Ok;
    for (const std::string &path : arguments.files)
        if (!keepRateFile(**store, path, interrupt.token()))
            exitCode = Failed;
    return exitCode;
}

int runCurrencySet(const CurrencyArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    if (const auto set = jobs::setDisplayCurrency(**store, arguments.currency); !set)
        return complain(set.error());
    return runCurrencyShow(arguments);
}

int runCurrencyShow(const CurrencyArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto settings = jobs::displaySettings(**store);
    if (!settings)
        return complain(settings.error());
    std::cout << shownIn(*settings);
    return Ok;
}

int runCurrencyList(const CurrencyArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto settings = jobs::displaySettings(**store);
    if (!settings)
        return complain(settings.error());
    const base::RateTable &table = *settings->rates;
    if (arguments.currency.empty()) {
        Listing listing({{"currency"}, {"rates", true}, {"from"}, {"to"}, {"latest_rate", true}});
        for (const std::string &currency : table.currencies()) {
            const auto rates = table.rates(currency);
            listing.add({currency, std::to_string(rates.size()), base::isoDay(rates.front().day),
                         base::isoDay(rates.back().day), base::rateText(rates.back().picosPerDollar)});
        }
        std::cout << listing.text(arguments.format);
        return Ok;
    }
    const std::string currency = base::currencyCode(arguments.currency).value_or(arguments.currency);
    const auto rates = table.rates(currency);
    if (rates.empty())
        return complain({ErrorKind::NotFound, currency, "there are no rates of it", 0});
    Listing listing({{"date"}, {"currency"}, {"rate", true}, {"file"}});
    for (const base::DatedRate &rate : rates)
        listing.add(
            {base::isoDay(rate.day), rate.currency, base::rateText(rate.picosPerDollar), rate.source});
    std::cout << listing.text(arguments.format);
    return Ok;
}

int runCurrencyRemove(const CurrencyArguments &arguments)
{
    if (arguments.currency.empty() && !arguments.all)
        return complain({ErrorKind::Misuse, "currency remove", "takes a currency, or --all", 0});
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto removed =
        arguments.all ? jobs::removeAllRates(**store) : jobs::removeRates(**store, arguments.currency);
    if (!removed)
        return complain(removed.error());
    std::cout << ratesText(*removed) << " removed\n";
    return Ok;
}

} // namespace outlay::cli
