// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <string>

namespace outlay::cli {

/// No file was named, or "-".
bool isStandardOutput(const std::string &path);

/// All that is in a file, or of standard input ("-"). Errors: Unreadable.
base::Result<std::string> contentOf(const std::string &path);

/// Writes a result to standard output or to a file, whole or not at all; a device or a pipe stays what it is.
/// Errors: Unwritable.
base::Result<void> writeOutput(const std::string &path, const std::string &text);

/// All of a file, or of standard input for "-". Errors: Unreadable.
base::Result<std::string> readInput(const std::string &path);

} // namespace outlay::cli
