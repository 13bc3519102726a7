// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

namespace CLI {
class App;
}

namespace outlay::cli {

/// Adds `outlay reconcile`.
void addReconcile(CLI::App &app, ReconcileArguments &a, const std::string &defaultStore, int &exitCode);

} // namespace outlay::cli
