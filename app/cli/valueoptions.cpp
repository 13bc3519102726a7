// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/valueoptions.h"

#include "app/cli/budgetoptions.h"
#include "app/cli/questionoptions.h"

#include <CLI/CLI.hpp>

namespace outlay::cli {

namespace {

void addValues(CLI::App &app, ValuesArguments &a, int &exitCode)
{
    CLI::App *command =
        app.add_subcommand("values", "Say what features bring in: keep, list and remove value files");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const ValuesArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    CLI::App *import = add("import",
                           "Keep value files: date or month, feature, amount, and, if wanted, segment, unit "
                           "and rate; each whole or not at all",
                           runValuesImport);
    import
        ->add_option("FILE", a.files,
                     "CSV or JSON files, packed or not, archives or folders of them, or - for standard input")
        ->required();
    import->add_flag("--beside", a.beside,
                     "Keep what an earlier file of the same name said, too (default: it is replaced)");
    import->add_flag("--dry-run", a.dryRun, "Only say what would be kept");
    add("list", "List the value files that are kept, newest first", runValuesList)
        ->add_option("--format", a.format, "Form of the list")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    add("remove", "Remove what a value file said", runValuesRemove)
        ->add_option("ID", a.id, "Number of the file")
        ->required();
}

void addRoi(CLI::App &app, ReportArguments &a, int &exitCode)
{
    a.by = "feature";
    CLI::App *command = app.add_subcommand(
        "roi",
        "Hold what features cost against what they brought in: margin, ROI, cost per unit, break-even");
    addStoreOption(*command, a.store);
    command->add_option("--by", a.by, "feature, segment, or feature,segment");
    addQuestion(*command, a);
    command->add_option("--format", a.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->callback([&] { exitCode = runRoi(a); });
}

void addSessions(CLI::App &app, ReportArguments &a, int &exitCode)
{
    a.by = "segment";
    CLI::App *command = app.add_subcommand(
        "sessions", "Print what a session costs, by customer segment, where logs name sessions or chains");
    addStoreOption(*command, a.store);
    command->add_option("--by", a.by, "Dimensions, comma-separated, as in report");
    addQuestion(*command, a);
    command->add_option("--format", a.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->callback([&] { exitCode = runSessions(a); });
}

} // namespace

void addValueCommands(CLI::App &app, ValueArguments &arguments, const std::string &defaultStore,
                      int &exitCode)
{
    arguments.values.store = arguments.roi.store = arguments.sessions.store = defaultStore;
    addValues(app, arguments.values, exitCode);
    addRoi(app, arguments.roi, exitCode);
    addSessions(app, arguments.sessions, exitCode);
}

} // namespace outlay::cli
