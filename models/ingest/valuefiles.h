// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/valuefile.h"

namespace outlay::ingest {

/// The value files that a path is or holds.
struct FoundValues
{
    std::vector<ValueReading> files; ///< in the order of the archive, or of their names in a folder
    /// Files of an archive or a folder that are no value files (NotALog), or cannot be read.
    std::vector<base::Error> others;
};

/// Reads `path`, a value file, packed or not, or the value files in an archive or, at any depth, in a folder.
/// Errors: of a file by itself as readValueFile(); of an archive as a whole as forEachLog(); NotALog where
/// there is no value file in it.
base::Result<FoundValues> readValueFiles(const std::string &path, const std::stop_token &stop);

/// Behind the last slash, by which an earlier state of a value file is known.
std::string fileNameOf(const std::string &path);

/// How much of what a file is or holds are value files.
enum class ValueContent
{
    None,
    Some, ///< an archive has other files, too
    All,
};
/// By how they begin. None for what cannot be read, and for what is bigger than a value file may be.
ValueContent valueContentOf(const std::string &path, const std::stop_token &stop);

} // namespace outlay::ingest
