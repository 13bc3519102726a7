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

/// Whoever only asks for figures need not know that the store has yet to be made ready for this version.
base::Result<std::unique_ptr<store::Store>> bringUpToDate(const std::string &path)
{
    std::cerr
        << "outlay: " << path
        << ": was written by an older Outlay and is being brought up to date; a copy of it as it was stays "
           "beside it\n";
    const auto written = store::Store::open(path, store::Store::Mode::ReadWrite);
    if (!written && written.error().kind == base::ErrorKind::Unwritable)
        return base::fail(base::ErrorKind::Unwritable, path,
                          "it cannot be brought up to date here (" + written.error().detail +
                              "); copy it to a folder that you can write to, and ask there: --store COPY");
    if (!written)
        return tl::unexpected(written.error());
    return store::Store::open(path, store::Store::Mode::ReadOnly);
}

} // namespace

base::Result<std::unique_ptr<store::Store>> openForReading(const std::string &path)
{
    auto opened = store::Store::open(path, store::Store::Mode::ReadOnly);
    if (!opened && opened.error().kind == base::ErrorKind::TooOld)
        return bringUpToDate(path);
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
