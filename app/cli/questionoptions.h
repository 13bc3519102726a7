// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace outlay::cli {

CLI::Option *addPricesOption(CLI::App &app, std::string &prices);
/// A price book that was named and is not there; the default one need not be.
bool isMissing(const CLI::Option &prices, const std::string &path);
int complainOfMissing(const std::string &path);

void addPeriodAndWhere(CLI::App &command, ReportArguments &a);
/// Which calls, and what of them they cost.
void addQuestion(CLI::App &command, ReportArguments &a);

} // namespace outlay::cli
