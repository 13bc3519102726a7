// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

namespace CLI {
class App;
}

namespace outlay::cli {

/// What these commands have beside a store and a question.
void addAnomalyOptions(CLI::App &command, AnomaliesArguments &a, int &exitCode);
void addForecastOptions(CLI::App &command, ForecastArguments &a);
void addBridgeOptions(CLI::App &command, BridgeArguments &a);
/// The whole command.
void addExplain(CLI::App &app, const std::string &defaultStore, int &exitCode);

} // namespace outlay::cli
