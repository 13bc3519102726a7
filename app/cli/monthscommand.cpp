// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"

#include <chrono>
#include <iostream>

namespace outlay::cli {

namespace {

base::Instant now()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

/// Closes or reopens the month that is asked for.
int change(const MonthsArguments &arguments,
           base::Result<void> (store::Store::*what)(base::Month, base::Instant), const char *done)
{
    const auto month = base::parseMonth(arguments.month);
    if (!month)
        return complain(
            {base::ErrorKind::Misuse, "\"" + arguments.month + "\"", "is not a month (2026-05)", 0});
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    if (const auto changed = ((**store).*what)(*month, now()); !changed)
        return complain(changed.error());
    std::cout << base::isoMonth(*month) << " " << done << "\n";
    return Ok;
}

} // namespace

int runMonthsClose(const MonthsArguments &arguments)
{
    return change(arguments, &store::Store::closeMonth, "is closed: new prices do not change it");
}

int runMonthsReopen(const MonthsArguments &arguments)
{
    return change(arguments, &store::Store::reopenMonth,
                  "is open: new prices change it, and each change is recorded");
}

int runMonthsList(const MonthsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto months = (*store)->closedMonths();
    if (!months)
        return complain(months.error());
    Listing listing({{"month"}, {"state"}, {"closed_at"}, {"reopened_at"}});
    for (const store::ClosedMonth &month : *months)
        listing.add({base::isoMonth(month.month), month.reopenedAt ? "reopened" : "closed",
                     base::isoInstant(month.closedAt),
                     month.reopenedAt ? base::isoInstant(*month.reopenedAt) : ""});
    std::cout << listing.text(arguments.format);
    return Ok;
}

int runMonthsRestatements(const MonthsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto restatements = (*store)->restatements();
    if (!restatements)
        return complain(restatements.error());
    Listing listing({{"at"}, {"month"}, {"old_usd", true}, {"new_usd", true}, {"reason"}});
    for (const store::Restatement &r : *restatements)
        listing.add({base::isoInstant(r.at), base::isoMonth(r.month),
                     base::Money::fromNanos(r.oldNanos).toDecimal(2),
                     base::Money::fromNanos(r.newNanos).toDecimal(2), r.reason});
    std::cout << listing.text(arguments.format);
    return Ok;
}

} // namespace outlay::cli
