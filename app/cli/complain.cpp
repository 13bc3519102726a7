// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"

#include <filesystem>
#include <iostream>

namespace outlay::cli {

int complain(const base::Error &error)
{
    std::cerr << "outlay: " << base::sentence(error) << "\n";
    return error.kind == base::ErrorKind::Misuse ? Misuse : Failed;
}

namespace {

base::Error noStoreYet(const std::string &path)
{
    return {base::ErrorKind::NotFound, path, "there is no store yet; import a log first: outlay import FILE",
            0};
}

} // namespace

base::Result<std::unique_ptr<store::Store>> openForReading(const std::string &path)
{
    auto opened = store::Store::open(path, store::Store::Mode::ReadOnly);
    if (!opened && opened.error().kind == base::ErrorKind::NotFound)
        return tl::unexpected(noStoreYet(path));
    return opened;
}

base::Result<std::unique_ptr<store::Store>> openForChanging(const std::string &path)
{
    std::error_code unknown; // then opening tells
    if (!std::filesystem::exists(path, unknown) && !unknown)
        return tl::unexpected(noStoreYet(path));
    return store::Store::open(path, store::Store::Mode::ReadWrite);
}

} // namespace outlay::cli
