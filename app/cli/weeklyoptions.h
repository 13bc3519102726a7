// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace outlay::cli {

/// Makes `report` know --weekly and what only it has, and run either. `command` has --by and --period
/// already; `format` is its --format.
void addWeeklyOptions(CLI::App &command, const CLI::Option &format, ReportArguments &report, int &exitCode);

} // namespace outlay::cli
