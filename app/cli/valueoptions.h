// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace outlay::cli {

struct ValuesArguments
{
    std::string store;
    std::vector<std::string> files;
    bool beside = false; ///< do not replace an earlier file of the same name
    bool dryRun = false;
    std::int64_t id = 0;
    std::string format = "table";
};
int runValuesImport(const ValuesArguments &arguments);
int runValuesList(const ValuesArguments &arguments);
int runValuesRemove(const ValuesArguments &arguments);

/// `by` is feature, segment or both.
int runRoi(const ReportArguments &arguments);

int runSessions(const ReportArguments &arguments);

/// Of the commands that hold cost against what it brought in.
struct ValueArguments
{
    ValuesArguments values;
    ReportArguments roi;
    ReportArguments sessions;
};
void addValueCommands(CLI::App &app, ValueArguments &arguments, const std::string &defaultStore,
                      int &exitCode);

} // namespace outlay::cli
