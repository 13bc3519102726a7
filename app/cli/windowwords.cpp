// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/windowwords.h"

#include "app/cli/commands.h"

#include <filesystem>
#include <iostream>

namespace outlay::cli {

Outcome parseWindow(const std::vector<std::string> &arguments)
{
    Outcome outcome;
    WindowRequest request;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--store" && i + 1 < arguments.size()) {
            request.store = arguments[++i];
        } else if (arguments[i].starts_with("--store=")) {
            request.store = arguments[i].substr(8);
        } else if (arguments[i].size() > 1 && arguments[i].front() == '-') {
            std::cerr << "outlay: " << arguments[i] << ": no such option; see outlay --help\n";
            outcome.exitCode = Misuse;
            return outcome;
        } else if (std::error_code unknown; // of one that cannot be reached the window tells
                   arguments[i] != "-" && !std::filesystem::exists(arguments[i], unknown) && !unknown) {
            std::cerr << "outlay: " << arguments[i]
                      << ": there is no such command, file or folder; see outlay --help\n";
            outcome.exitCode = Misuse;
            return outcome;
        } else {
            request.paths.push_back(arguments[i]);
        }
    }
    outcome.window = std::move(request);
    return outcome;
}

} // namespace outlay::cli
