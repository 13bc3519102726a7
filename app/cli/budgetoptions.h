// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

namespace CLI {
class App;
}

namespace outlay::cli {

void addStoreOption(CLI::App &app, std::string &store);
void addBudgets(CLI::App &app, BudgetArguments &arguments, int &exitCode);
void addAlerts(CLI::App &app, AlertsArguments &arguments, int &exitCode);

} // namespace outlay::cli
