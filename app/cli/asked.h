// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "base/filter.h"

#include <map>
#include <string>
#include <vector>

namespace outlay::cli {

std::vector<std::string> split(const std::string &text, char separator);

/// What --where says, each text a "feature=chat,summarize" or "environment!=staging"; a default label stands
/// for the unattributed. Errors: Misuse.
base::Result<std::map<base::Dimension, base::ValueSet>> whereOf(const std::vector<std::string> &conditions);

/// What --period, --where, --cost and --count ask for. Errors: Misuse, which name the option.
base::Result<base::Filter> filterOf(const ReportArguments &arguments);

/// What --currency names; empty: the store's. Errors: Misuse.
base::Result<std::string> askedCurrency(const ReportArguments &arguments);

} // namespace outlay::cli
