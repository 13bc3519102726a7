// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace outlay::cli {

struct BackfillArguments
{
    std::string store;
    std::string file;
    // Names of columns. What is not given is guessed; an empty name: none.
    std::optional<std::string> call;
    std::optional<std::string> chain;
    std::optional<std::string> time;
    std::optional<std::string> model;
    std::optional<std::string> inputTokens;
    std::optional<std::string> outputTokens;
    std::string feature;
    std::string segment;
    std::string environment;
    std::vector<std::string> dimensions; ///< COLUMN or COLUMN=NAME
    double windowSeconds = 2;
    std::string who;
    std::int64_t id = 0;
    bool json = false;
};
int runBackfillPreview(const BackfillArguments &arguments);
int runBackfillAdd(const BackfillArguments &arguments);
int runBackfillList(const BackfillArguments &arguments);
int runBackfillHistory(const BackfillArguments &arguments);
int runBackfillRemove(const BackfillArguments &arguments);
int runBackfillAnew(const BackfillArguments &arguments);

void addBackfill(CLI::App &app, BackfillArguments &a, const std::string &defaultStore, int &exitCode);

} // namespace outlay::cli
