// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/place.h"

#include <filesystem>

namespace outlay::store {

using base::ErrorKind;
namespace fs = std::filesystem;

namespace {

base::Result<void> prepareFolder(const fs::path &file)
{
    const fs::path folder = file.parent_path();
    std::error_code failed;
    if (!folder.empty())
        fs::create_directories(folder, failed);
    if (failed)
        return base::fail(ErrorKind::Unwritable, file.string(),
                          "the folder " + folder.string() + " cannot be made: " + failed.message());
    return {};
}

} // namespace

base::Result<void> checkPlace(const std::string &path, bool mustExist)
{
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (fs::is_directory(status))
        return base::fail(ErrorKind::Unreadable, path, "this is a folder, not a store");
    if (fs::exists(status))
        return {};
    if (failed && status.type() == fs::file_type::none)
        return base::fail(ErrorKind::Unreadable, path, "the store cannot be reached: " + failed.message());
    if (mustExist)
        return base::fail(ErrorKind::NotFound, path, "there is no store at this place");
    return prepareFolder(path);
}

} // namespace outlay::store
