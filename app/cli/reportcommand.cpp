// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/showncurrency.h"
#include "app/cli/tableformat.h"
#include "app/cli/writing.h"
#include "app/pdfreport.h"
#include "jobs/storeimport.h"

namespace outlay::cli {

using base::ErrorKind;

int runReport(const ReportArguments &arguments)
{
    const auto filter = filterOf(arguments);
    if (!filter)
        return complain(filter.error());
    if (arguments.format == "pdf" && isStandardOutput(arguments.output))
        return complain({ErrorKind::Misuse, "--format pdf", "needs a file to write to: -o FILE", 0});
    if (arguments.format == "html" || arguments.format == "eml")
        return complain(
            {ErrorKind::Misuse, "--format " + arguments.format, "is of a weekly report: --weekly", 0});
    const auto currency = askedCurrency(arguments);
    if (!currency)
        return complain(currency.error());
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());

    const base::Grouping by = arguments.by.empty() ? base::Grouping{} : split(arguments.by, ',');
    const auto table = (*cube)->query(*filter, by);
    if (!table)
        return complain(table.error());

    const auto facts = (*store)->facts();
    if (!facts)
        return complain(facts.error());
    const auto rate = rateFor(**store, *currency, filter->period, (*cube)->span());
    if (!rate)
        return complain(rate.error());
    base::Result<void> written;
    if (arguments.format == "pdf")
        written = app::writePdfReport(**store, *cube, *filter, *table, *rate, arguments.output);
    else if (arguments.format == "csv")
        written = writeOutput(arguments.output, toCsv(*table, *rate));
    else if (arguments.format == "json")
        written = writeOutput(arguments.output, toJson(*table, *filter, facts->zone, *rate));
    else
        written = writeOutput(arguments.output, toText(*table, *filter, facts->zone, *rate));
    if (written && arguments.format == "csv" && facts->zone != base::Zone().name())
        std::cerr << "outlay: days in " << facts->zone << "\n"; // what machines read stays clean
    if (const std::string said = base::rateSentence(*rate);
        written && arguments.format == "csv" && !said.empty())
        std::cerr << "outlay: " << said << "\n";
    return written ? Ok : complain(written.error());
}

} // namespace outlay::cli
