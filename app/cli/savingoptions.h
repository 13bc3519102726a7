// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

namespace CLI {
class App;
}

namespace outlay::cli {

struct SavingArguments
{
    CacheArguments cache;
    WhatIfArguments whatIf;
    SavingsArguments savings;
};

/// Adds `outlay cache`, `outlay whatif` and `outlay savings`.
void addSavingCommands(CLI::App &app, SavingArguments &a, const std::string &defaultStore, int &exitCode);

} // namespace outlay::cli
