// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace outlay::jobs {

/// Formats of a person's own: id and JSON, as ingest::ImportOptions takes them.
using OwnFormats = std::vector<std::pair<std::string, std::string>>;

/// Where they lie: the folder "formats" in the program's settings folder, a file each, which is named for its
/// id.
std::string ownFormatsFolder();

/// All of `folder`, by id; none if there is no folder. Errors: Unreadable; BadInput for one that is broken,
/// with its path, the line if there is one, and what to do.
base::Result<OwnFormats> readOwnFormats(const std::string &folder);

/// Writes a format, whole or not at all, and makes the folder. Errors: Misuse for an id that can be no file's
/// name, or is one of the program's own formats'; BadInput if the JSON is no format; Unwritable.
base::Result<void> saveOwnFormat(const std::string &folder, const std::string &id, const std::string &json);

/// Errors: NotFound, Unwritable.
base::Result<void> removeOwnFormat(const std::string &folder, const std::string &id);

} // namespace outlay::jobs
