// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/cli.h"

#include <string>
#include <vector>

namespace outlay::cli {

/// Without a subcommand the program is the window: outlay [--store FILE] [PATH…]. Complains on standard error
/// of options that do not exist, and of paths that are neither files nor folders.
Outcome parseWindow(const std::vector<std::string> &arguments);

} // namespace outlay::cli
