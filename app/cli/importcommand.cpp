// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsontext.h"
#include "app/cli/posting.h"
#include "app/cli/progressline.h"
#include "app/cli/texttable.h"
#include "ingest/formats.h"
#include "insight/budgetperiods.h"
#include "jobs/alertwatch.h"
#include "jobs/previewing.h"
#include "jobs/storeimport.h"
#include "jobs/timezones.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace outlay::cli {

namespace {

ingest::UserPolicy userPolicy(const std::string &word)
{
    if (word == "drop")
        return ingest::UserPolicy::Drop;
    return word == "keep" ? ingest::UserPolicy::Keep : ingest::UserPolicy::Pseudonym;
}

base::Result<ingest::ImportOptions> optionsOf(const ImportArguments &arguments)
{
    auto options = jobs::optionsOf({userPolicy(arguments.users), {}}, jobs::ownFormatsFolder());
    if (!options)
        return options;
    options->format = arguments.format;
    if (arguments.map.empty())
        return options;
    std::ifstream file(arguments.map, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        return base::fail(base::ErrorKind::Unreadable, arguments.map,
                          "cannot be read; --map wants the file of a format");
    options->format = std::filesystem::path(arguments.map).stem().string();
    auto &own = options->formats; // what lies in the settings folder stands back behind it
    own.erase(std::remove_if(own.begin(), own.end(),
                             [&](const auto &format) { return format.first == options->format; }),
              own.end());
    own.emplace_back(options->format, text.str());
    if (auto loaded = ingest::Formats::load(own, jobs::timeZones()); !loaded) {
        loaded.error().where = arguments.map;
        return tl::unexpected(loaded.error());
    }
    return options;
}

Json counts(const base::FileReport &file)
{
    Json json;
    json["added"] = file.added;
    json["duplicates"] = file.duplicates;
    json["superseded"] = file.superseded;
    json["rejected"] = file.rejected;
    json["not_events"] = file.notEvents;
    json["redacted"] = file.redacted;
    json["unpriced"] = file.unpriced;
    json["missing_usage"] = file.missingUsage;
    json["billing"] = file.billing;
    Json assumptions = Json::array();
    for (const base::Assumption &assumption : file.assumptions)
        assumptions.push_back(assumption.text + " (" + std::to_string(assumption.events) + ")");
    json["assumptions"] = std::move(assumptions);
    return json;
}

/// A file name need not be valid UTF-8; JSON must be.
void printJson(const base::ImportReport &report, const std::vector<base::Alert> &alerts)
{
    Json json;
    json["import"] = report.importId;
    Json files = Json::array();
    for (const base::FileReport &file : report.files) {
        Json entry;
        entry["path"] = file.path;
        entry["format"] = file.format;
        entry.update(counts(file));
        if (file.error)
            entry["error"] = file.error->detail;
        files.push_back(std::move(entry));
    }
    json["files"] = std::move(files);
    json.update(counts(report.totals()));
    Json ids = Json::array();
    for (const base::Alert &alert : alerts)
        ids.push_back(alert.id);
    json["alerts"] = std::move(ids); // outlay alerts list says what they are
    std::cout << jsonText(json) << "\n";
}

void printText(const base::ImportReport &report)
{
    TextTable table({{"file"},
                     {"format"},
                     {"added", true},
                     {"duplicates", true},
                     {"rejected", true},
                     {"other lines", true},
                     {"redacted", true},
                     {"unpriced", true}});
    const auto row = [&table](const base::FileReport &file) {
        table.addRow({fileName(file.path), file.format, grouped(file.added), grouped(file.duplicates),
                      grouped(file.rejected), grouped(file.notEvents), grouped(file.redacted),
                      grouped(file.unpriced)});
    };
    for (const base::FileReport &file : report.files)
        if (!file.error)
            row(file);
    base::FileReport totals = report.totals();
    if (report.files.size() > 1) {
        totals.path = "total";
        table.addRule();
        row(totals);
    }
    table.print(std::cout);
    if (totals.billing > 0)
        std::cout << grouped(totals.billing)
                  << " lines of bills are kept apart and in no total; outlay billing shows them\n";
    if (totals.superseded > 0)
        std::cout << grouped(totals.superseded)
                  << " records are earlier states or repetitions of calls that are counted once\n";
    if (totals.missingUsage > 0)
        std::cout << grouped(totals.missingUsage)
                  << " calls have no tokens in their log; that is unknown, not zero\n";
    for (const base::Assumption &assumption : totals.assumptions)
        std::cout << "assumed: " << assumption.text << " (" << grouped(assumption.events) << ")\n";
    constexpr std::size_t shown = 5;
    for (std::size_t i = 0; i < report.rejects.size() && i < shown; ++i) {
        const base::Reject &reject = report.rejects[i];
        std::cout << "rejected: " << reject.file << ", line " << reject.line << ": " << reject.reason << "\n";
    }
    if (totals.rejected > static_cast<std::int64_t>(shown))
        std::cout << "rejected: " << grouped(totals.rejected - static_cast<std::int64_t>(shown))
                  << " more; outlay imports rejects " << report.importId << " lists them\n";
}

/// Looks at budgets and for anomalies after an import; what fails of it does not undo the import.
std::vector<base::Alert> watchedAlerts(store::Store &store, const std::stop_token &stop)
{
    auto fired = jobs::watchStore(store, stop);
    if (!fired) {
        complain(fired.error());
        return {};
    }
    if (const auto posted = postAlerts(store, stop); !posted)
        complain(posted.error());
    return *std::move(fired);
}

std::string alertLine(const base::Alert &alert)
{
    const std::string subject = visible(alert.subject);
    const std::string driver = alert.driver.empty() ? "" : "; " + visible(alert.driver);
    if (alert.kind == base::AlertKind::Anomaly)
        return subject + ": costs more than expected (" + shownSum(alert.value) + ", usual up to " +
               shownSum(alert.limit) + ")" + driver;
    return subject + (alert.measured == base::Measured::Actual ? ": has used " : ": is expected to use ") +
           std::to_string(alert.percent) + " % of its budget for " +
           insight::periodName({alert.periodFirst, alert.periodLast}) + " (" + shownSum(alert.value) +
           ", threshold " + shownSum(alert.limit) + ")" + driver;
}

} // namespace

int runImport(const ImportArguments &arguments)
{
    const auto store = store::Store::open(arguments.store, store::Store::Mode::ReadWrite);
    if (!store)
        return complain(store.error());

    const auto options = optionsOf(arguments);
    if (!options)
        return complain(options.error());
    const Interrupt interrupt;
    ProgressLine line(std::cerr);
    const auto report = jobs::importInto(
        **store, arguments.paths, *options, arguments.prices, interrupt.token(),
        [&line](const ingest::ImportProgress &progress) { line.show(progress); },
        store::Store::Meanwhile::Busy);
    line.clear();
    if (!report)
        return complain(report.error());

    for (const base::FileReport &file : report->files)
        if (file.error)
            complain(*file.error);
    const auto alerts =
        report->importId != 0 ? watchedAlerts(**store, interrupt.token()) : std::vector<base::Alert>();
    arguments.json ? printJson(*report, alerts) : report->anyRead() ? printText(*report) : void();
    if (!arguments.json)
        for (const base::Alert &alert : alerts)
            std::cout << "alert: " << alertLine(alert) << "\n";
    if (!report->allRejected())
        return report->anyRead() ? Ok : Failed;
    complain({base::ErrorKind::BadInput,
              {},
              "nothing could be taken in: all " + grouped(report->totals().rejected) +
                  " records were rejected" + (arguments.map.empty() ? "" : " by " + arguments.map) +
                  "; the reasons are listed by outlay imports rejects " + std::to_string(report->importId),
              0});
    return Failed;
}

} // namespace outlay::cli
