// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QString>

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "app/cli/walking.h"
#include "items/savingwords.h"
#include "jobs/savingsjob.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

using insight::Saving;
using insight::Savings;

namespace {

Listing listingOf(const Savings &savings)
{
    Listing listing({{"rank", true},
                     {"usd_per_month", true},
                     {"saved_usd", true},
                     {"kind"},
                     {"feature"},
                     {"model"},
                     {"environment"},
                     {"calls", true},
                     {"changed_calls", true},
                     {"calls_usd", true},
                     {"evidence"}});
    for (std::size_t i = 0; i < savings.found.size(); ++i) {
        const Saving &saving = savings.found[i];
        const bool isTrial = saving.kind == insight::SavingKind::Trials;
        listing.add({std::to_string(i + 1), saving.perMonth.toDecimal(2), saving.saved.toDecimal(2),
                     std::string(nameOf(saving.kind)),
                     saving.feature.empty() && !isTrial ? std::string(base::unattributedLabel("feature"))
                                                        : saving.feature,
                     saving.model, saving.environment, std::to_string(saving.calls.requests),
                     std::to_string(saving.changed), saving.calls.cost().toDecimal(2),
                     items::savingEvidence(saving).toStdString()});
    }
    return listing;
}

void printJson(const Savings &savings)
{
    Json list = Json::parse(listingOf(savings).text("json"));
    for (std::size_t i = 0; i < savings.found.size(); ++i)
        list[i]["scenario"] = Json::parse(insight::scenarioJson(savings.found[i].scenario), nullptr, false);
    std::cout << jsonText(list) << "\n";
}

void printTable(const Savings &savings)
{
    TextTable table({{"", true}, {"USD a month", true, true}, {"what"}, {"evidence"}});
    for (std::size_t i = 0; i < savings.found.size(); ++i) {
        const Saving &saving = savings.found[i];
        table.addRow({std::to_string(i + 1), saving.perMonth.toDecimal(),
                      items::savingTitle(saving).toStdString(), items::savingEvidence(saving).toStdString()});
    }
    if (savings.found.empty()) {
        std::cout << "no savings found\n";
        return;
    }
    table.print(std::cout);
    std::cout
        << "the amounts overlap and are no sum; of " << savings.days
        << " days, for a month of 30; outlay savings --scenario N prints the scenario of one for outlay "
           "whatif\n";
}

int printScenario(const Savings &savings, int number)
{
    if (number < 1 || static_cast<std::size_t>(number) > savings.found.size())
        return complain({base::ErrorKind::Misuse, "--scenario " + std::to_string(number),
                         "is none of the " + std::to_string(savings.found.size()) + " savings found", 0});
    std::cout << insight::scenarioJson(savings.found[static_cast<std::size_t>(number) - 1].scenario);
    return Ok;
}

} // namespace

int runSavings(const SavingsArguments &arguments)
{
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    tellOfSplits(**store);
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto savings = [&] {
        const Walking walking(filter->period);
        return jobs::findSavings(**store, **cube, *filter, arguments.prices, walking.walk());
    }();
    if (!savings)
        return complain(savings.error());
    if (arguments.scenario)
        return printScenario(*savings, *arguments.scenario);
    if (arguments.report.format == "json")
        printJson(*savings);
    else if (arguments.report.format == "csv")
        std::cout << listingOf(*savings).text("csv");
    else
        printTable(*savings);
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
