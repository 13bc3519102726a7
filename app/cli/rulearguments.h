// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "base/rule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace outlay::cli {

struct RulesArguments
{
    std::string store;
    std::string format = "table";
    bool json = false;
    bool dryRun = false;
    bool replace = false;
    std::string who;
    std::string name;
    std::vector<std::string> where;
    std::string period = "all";
    std::string set;        ///< DIM=VALUE
    std::string splitBy;    ///< share, requests or cost
    std::string over;       ///< FEATURE,… or FEATURE=SHARE,…
    std::int64_t place = 0; ///< from 1; 0: behind the others
    std::int64_t id = 0;
    std::string file;
};

/// The rule that --where, --period, --set, --split and --over describe. Errors: Misuse.
base::Result<base::Rule> askedRule(const RulesArguments &arguments);

int runRulesList(const RulesArguments &arguments);
int runRulesAdd(const RulesArguments &arguments);
int runRulesRemove(const RulesArguments &arguments);
int runRulesMove(const RulesArguments &arguments);
int runRulesEnable(const RulesArguments &arguments);
int runRulesDisable(const RulesArguments &arguments);
int runRulesExport(const RulesArguments &arguments);
int runRulesImport(const RulesArguments &arguments);
int runRulesPreview(const RulesArguments &arguments);
int runRulesHistory(const RulesArguments &arguments);

void addRules(CLI::App &app, RulesArguments &a, int &exitCode);
void addCoverageOptions(CLI::App &command, CoverageArguments &a);

} // namespace outlay::cli
