// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace outlay::cli {

struct FiscalArguments
{
    std::string store;
    std::optional<int> month; ///< to be set; none: only show
};
int runFiscal(const FiscalArguments &arguments);

struct CurrencyArguments
{
    std::string store;
    std::vector<std::string> files;
    std::string currency;
    bool all = false;
    std::string format = "table";
};
int runCurrencyImport(const CurrencyArguments &arguments);
int runCurrencySet(const CurrencyArguments &arguments);
int runCurrencyShow(const CurrencyArguments &arguments);
int runCurrencyList(const CurrencyArguments &arguments);
int runCurrencyRemove(const CurrencyArguments &arguments);

/// Adds `outlay fiscal` and `outlay currency`.
void addDisplayCommands(CLI::App &app, const std::string &defaultStore, int &exitCode);

} // namespace outlay::cli
