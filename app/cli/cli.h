// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace outlay::cli {

/// Exit codes of the command line contract.
enum ExitCode
{
    Ok = 0,
    Failed = 1,        ///< nothing could be read, or the store could not be used
    Misuse = 2,        ///< an option or argument makes no sense
    SoftThreshold = 3, ///< budgets check: a soft threshold passed
    BudgetSpent = 4,   ///< budgets check: a budget spent
    Differing = 3,     ///< reconcile: bills and calls differ, and all of it is explained
    Unexplained = 4,   ///< reconcile: some of it is not
};

/// What the command line asks of the window, when it asks for one.
struct WindowRequest
{
    bool demo = false;
    std::string store;              ///< empty: the default one
    std::vector<std::string> paths; ///< stores to open or logs to import
};

struct Outcome
{
    int exitCode = Ok;
    std::optional<WindowRequest> window; ///< set: open the window instead of exiting
};

/// Runs the command line (without the program's name). Results go to stdout, everything else to stderr.
Outcome run(const std::vector<std::string> &arguments, const std::string &defaultStore);

} // namespace outlay::cli
