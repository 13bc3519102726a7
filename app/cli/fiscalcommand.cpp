// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/displayoptions.h"
#include "jobs/displaysettings.h"

#include <iostream>

namespace outlay::cli {

int runFiscal(const FiscalArguments &arguments)
{
    if (!arguments.month) {
        const auto store = openForReading(arguments.store);
        if (!store)
            return complain(store.error());
        const auto start = jobs::fiscalStart(**store);
        if (!start)
            return complain(start.error());
        std::cout << *start << "\n";
        return Ok;
    }
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    if (const auto set = jobs::setFiscalStart(**store, *arguments.month); !set)
        return complain(set.error());
    std::cout << "the fiscal year begins with month " << *arguments.month << "\n";
    return Ok;
}

} // namespace outlay::cli
