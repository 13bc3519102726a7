// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/interrupt.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "app/cli/valueoptions.h"
#include "ingest/valuefiles.h"
#include "jobs/storeimport.h"

#include <iostream>
#include <set>

namespace outlay::cli {

using ingest::ValueReading;

namespace {

std::string rowsText(std::int64_t rows)
{
    return grouped(rows) + (rows == 1 ? " row" : " rows");
}

/// Why nothing of a file is kept, line by line.
void tellRejects(const ValueReading &reading)
{
    const std::string &path = reading.file.path;
    for (const base::Reject &reject : reading.rejects)
        std::cerr << "outlay: " << path << ":" << reject.line << ": " << reject.reason << "\n";
    std::cerr << "outlay: " << path << ": nothing of it was kept, because " << rowsText(reading.rejected)
              << " cannot be understood; put right what is said above and import it again\n";
}

void tellReading(const ValueReading &reading)
{
    for (const base::Assumption &assumption : reading.assumptions)
        std::cout << "  " << assumption.text << "\n";
    if (reading.withoutAmount > 0)
        std::cout << "  without an amount, which is not zero, and left out: "
                  << rowsText(reading.withoutAmount) << "\n";
}

void tellKept(const ValueReading &reading, const base::ValuesKept &kept)
{
    std::cout << reading.file.path << ": ";
    if (kept.isKnown) {
        std::cout << "nothing new; the same is kept as " << kept.id << "\n";
        return;
    }
    std::cout << rowsText(kept.added) << " kept as " << kept.id;
    if (kept.replacedId != 0)
        std::cout << ", in place of " << kept.replacedId << ", an earlier file of that name";
    std::cout << "\n";
    tellReading(reading);
    if (kept.overlapping > 0)
        std::cout << "  " << rowsText(kept.overlapping)
                  << " of days, features, segments and units that another file is about, too: they add up; "
                     "outlay values list shows the files\n";
}

/// Keeps one file, or tells why not.
bool keepReading(store::Store *store, const ValueReading &reading, bool beside)
{
    const std::string &path = reading.file.path;
    if (!reading.isWhole()) {
        tellRejects(reading);
        return false;
    }
    if (reading.file.rows.empty()) {
        complain({base::ErrorKind::BadInput, path, "there is no amount in it; nothing was kept", 0});
        return false;
    }
    if (!store) {
        std::cout << path << ": " << rowsText(static_cast<std::int64_t>(reading.file.rows.size()))
                  << " would be kept\n";
        tellReading(reading);
        return true;
    }
    const auto kept = store->keepValues(reading.file, jobs::now(), beside);
    if (!kept) {
        complain(kept.error());
        return false;
    }
    tellKept(reading, *kept);
    return true;
}

/// Keeps what a file, an archive or a folder says. What else is in there is told, and is no failure, unless
/// it cannot be read.
bool keepFiles(store::Store *store, const std::string &path, const ValuesArguments &arguments,
               const std::stop_token &stop)
{
    const auto found = ingest::readValueFiles(path, stop);
    if (!found) {
        complain(found.error());
        return false;
    }
    bool isAllKept = true;
    std::set<std::string>
        names; ///< of one archive or folder: the second does not take the place of the first
    for (const ValueReading &reading : found->files) {
        const bool isFirst = names.insert(ingest::fileNameOf(reading.file.path)).second;
        isAllKept = keepReading(store, reading, arguments.beside || !isFirst) && isAllKept;
    }
    for (const base::Error &error : found->others) {
        complain(error);
        isAllKept = isAllKept && error.kind == base::ErrorKind::NotALog;
    }
    return isAllKept;
}

} // namespace

int runValuesImport(const ValuesArguments &arguments)
{
    std::unique_ptr<store::Store> store;
    if (!arguments.dryRun) {
        auto opened = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
        if (!opened)
            return complain(opened.error());
        store = *std::move(opened);
    }
    const Interrupt interrupt;
    int exitCode = Ok;
    for (const std::string &path : arguments.files)
        if (!keepFiles(store.get(), path, arguments, interrupt.token()))
            exitCode = Failed;
    return exitCode;
}

int runValuesList(const ValuesArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto imports = (*store)->valueImports();
    if (!imports)
        return complain(imports.error());
    Listing listing({{"id", true}, {"at"}, {"rows", true}, {"from"}, {"to"}, {"file"}});
    for (const base::ValueImport &import : *imports)
        listing.add({std::to_string(import.id), base::isoInstant(import.at), std::to_string(import.rows),
                     import.span ? base::isoDay(import.span->first) : "",
                     import.span ? base::isoDay(import.span->last) : "", import.path});
    std::cout << listing.text(arguments.format);
    return Ok;
}

int runValuesRemove(const ValuesArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto removed = (*store)->removeValues(arguments.id);
    if (!removed)
        return complain(removed.error());
    std::cout << rowsText(*removed) << " removed\n";
    return Ok;
}

} // namespace outlay::cli
