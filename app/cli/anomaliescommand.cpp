// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/asof.h"
#include "app/cli/cli.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "insight/anomalyalerts.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

using insight::Anomaly;

namespace {

const char *kindWord(const Anomaly &anomaly)
{
    return anomaly.kind == Anomaly::Kind::LostTag ? "lost tag" : "rise";
}

void printListing(const std::vector<Anomaly> &found, const std::string &format, const Json &facts)
{
    Listing listing({{"first_day"},
                     {"last_day"},
                     {"days", true},
                     {"kind"},
                     {"slice"},
                     {"expected_usd", true},
                     {"actual_usd", true},
                     {"excess_usd", true},
                     {"band_usd", true},
                     {"more_calls_usd", true},
                     {"bigger_calls_usd", true},
                     {"dearer_usd", true},
                     {"explained_by"},
                     {"lost_value"}});
    for (const Anomaly &a : found)
        listing.add({base::isoDay(a.days.first), base::isoDay(a.days.last), std::to_string(a.unusual.size()),
                     kindWord(a), insight::sliceText(a.slice), a.expected.toDecimal(), a.actual.toDecimal(),
                     a.excess().toDecimal(), a.band.toDecimal(), a.split.moreCalls.toDecimal(),
                     a.split.biggerCalls.toDecimal(), a.split.dearer.toDecimal(),
                     insight::sliceText(a.explains), a.lostValue});
    listing.setFacts(facts);
    std::cout << listing.text(format);
}

void printTable(const insight::Anomalies &result, const insight::Clock &clock)
{
    TextTable table({{"days"},
                     {"slice"},
                     {"expected USD", true, true},
                     {"actual USD", true, true},
                     {"excess USD", true, true},
                     {"more calls", true, true},
                     {"bigger calls", true, true},
                     {"dearer", true, true},
                     {"what"}});
    for (const Anomaly &a : result.found) {
        const std::string first = base::isoDay(a.days.first);
        table.addRow({a.days.days() == 1 ? first : first + ".." + base::isoDay(a.days.last),
                      insight::sliceWords(a.slice), a.expected.toDecimal(), a.actual.toDecimal(),
                      a.excess().toDecimal(), a.split.moreCalls.toDecimal(), a.split.biggerCalls.toDecimal(),
                      a.split.dearer.toDecimal(), insight::explanation(a)});
    }
    if (!result.found.empty())
        table.print(std::cout);
    if (result.judged.isEmpty()) {
        std::cout << "no day has three weeks of days before it; there is nothing to judge by\n";
        return;
    }
    std::cout << (result.found.empty() ? "no anomalies from " : "\n") << base::isoDay(result.judged.first)
              << (result.found.empty() ? " to " : "..") << base::isoDay(result.judged.last)
              << "; an excess of less than " << shownSum(result.floor) << " is none\n";
    if (clock.asOfIsPartial)
        std::cout << base::isoDay(clock.asOf) << " is not over yet\n";
}

base::Result<insight::AnomalyOptions> optionsOf(const AnomaliesArguments &arguments)
{
    insight::AnomalyOptions options;
    options.k = arguments.k;
    if (!arguments.floor.empty()) {
        options.floor = base::Money::parse(arguments.floor);
        if (!options.floor || options.floor->nanos() <= 0)
            return base::fail(base::ErrorKind::Misuse, "--floor " + arguments.floor,
                              "is not an amount of dollars above 0");
    }
    return options;
}

} // namespace

int runAnomalies(const AnomaliesArguments &arguments)
{
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    auto options = optionsOf(arguments);
    if (!options)
        return complain(options.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto planned = (*store)->plannedDays();
    if (!planned)
        return complain(planned.error());
    options->planned = insight::plannedSlices(*planned);
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    if (const auto shown = showIn(**store, filter->period, (*cube)->span()); !shown)
        return complain(shown.error());
    const auto clock = clockAsOf(arguments.asOf, **store, **cube);
    if (!clock)
        return complain(clock.error());
    const auto result = insight::anomalies(**cube, *filter, clock->asOf, *options);
    if (!result)
        return complain(result.error());
    const auto facts = factsOf(**store, *clock);
    if (!facts)
        return complain(facts.error());
    if (arguments.report.format == "table")
        printTable(*result, *clock);
    else
        printListing(result->found, arguments.report.format, *facts);
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
