// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "jobs/alertwatch.h"

#include <iostream>

namespace outlay::cli {

namespace {

/// All names for machines; for a terminal the first one and how many more.
std::string namesOf(const base::ImportSummary &import, const std::string &format)
{
    std::string names;
    for (const base::FileReport &file : import.files)
        names += (names.empty() ? "" : ", ") + fileName(file.path);
    if (format == "table" && import.files.size() > 1)
        return fileName(import.files.front().path) + " and " + std::to_string(import.files.size() - 1) +
               " more";
    return names;
}

} // namespace

int runImportsList(const ImportsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto imports = (*store)->imports();
    if (!imports)
        return complain(imports.error());
    Listing listing({{"id", true},
                     {"at"},
                     {"files"},
                     {"added", true},
                     {"duplicates", true},
                     {"superseded", true},
                     {"billing", true},
                     {"rejected", true},
                     {"first_day"},
                     {"last_day"},
                     {"cost_usd", true}});
    for (const base::ImportSummary &import : *imports) {
        base::FileReport sum = base::ImportReport{import.id, import.files, {}}.totals();
        listing.add({std::to_string(import.id), base::isoInstant(import.at),
                     namesOf(import, arguments.format), std::to_string(sum.added),
                     std::to_string(sum.duplicates), std::to_string(sum.superseded),
                     std::to_string(sum.billing), std::to_string(sum.rejected),
                     import.span ? base::isoDay(import.span->first) : "",
                     import.span ? base::isoDay(import.span->last) : "",
                     base::Money::fromNanos(import.costNanos).toDecimal(2)});
    }
    std::cout << listing.text(arguments.format);
    return Ok;
}

int runImportsUndo(const ImportsArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto undone = jobs::undoImport(**store, arguments.id);
    if (!undone)
        return complain(undone.error());
    std::cout << "import " << arguments.id << " undone: " << grouped(undone->events) << " events taken out\n";
    if (!undone->alerts)
        return complain(undone->alerts.error());
    if (*undone->alerts > 0)
        std::cout << grouped(*undone->alerts)
                  << (*undone->alerts == 1 ? " alert tells of what is gone and is"
                                           : " alerts tell of what is gone and are")
                  << " marked as withdrawn; outlay alerts list\n";
    return Ok;
}

int runImportsRejects(const ImportsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto rejects = (*store)->rejects(arguments.id);
    if (!rejects)
        return complain(rejects.error());
    Listing listing({{"file"}, {"line", true}, {"reason"}, {"excerpt"}});
    for (const base::Reject &reject : *rejects)
        listing.add({reject.file, std::to_string(reject.line), reject.reason, reject.excerpt});
    std::cout << listing.text(arguments.format);
    return Ok;
}

} // namespace outlay::cli
