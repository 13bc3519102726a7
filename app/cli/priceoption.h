// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace outlay::cli {

/// --prices, the person's own price book.
CLI::Option *addPricesOption(CLI::App &app, std::string &prices);
/// A price book that was named and is not there; the default one need not be.
bool isMissing(const CLI::Option &prices, const std::string &path);
int complainOfMissing(const std::string &path);

} // namespace outlay::cli
