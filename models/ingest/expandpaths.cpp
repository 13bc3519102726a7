// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/importer.h"

#include <algorithm>
#include <filesystem>

namespace outlay::ingest {

namespace fs = std::filesystem;

namespace {

bool isHidden(const fs::path &path)
{
    return path.filename().native().starts_with('.');
}

/// Files at any depth, without hidden ones and those in hidden folders. Links to folders are not followed:
/// they may lead in circles.
std::vector<std::string> filesBelow(const fs::path &folder)
{
    std::vector<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (isHidden(entry->path()))
            entry.disable_recursion_pending();
        else if (entry->is_regular_file(ignored))
            files.push_back(entry->path().native());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

std::vector<std::string> expandPaths(const std::vector<std::string> &paths)
{
    std::vector<std::string> expanded;
    for (const std::string &path : paths) {
        std::error_code ignored;
        const auto files =
            path != "-" && fs::is_directory(path, ignored) ? filesBelow(path) : std::vector<std::string>();
        if (files.empty())
            expanded.push_back(path); // a file, or a folder that has to be spoken of
        else
            expanded.insert(expanded.end(), files.begin(), files.end());
    }
    return expanded;
}

} // namespace outlay::ingest
