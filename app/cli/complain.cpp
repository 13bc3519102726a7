// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"

#include <iostream>

namespace outlay::cli {

int complain(const base::Error &error)
{
    std::cerr << "outlay: " << base::sentence(error) << "\n";
    return error.kind == base::ErrorKind::Misuse ? Misuse : Failed;
}

base::Result<std::unique_ptr<store::Store>> openForReading(const std::string &path)
{
    auto opened = store::Store::open(path, store::Store::Mode::ReadOnly);
    if (!opened && opened.error().kind == base::ErrorKind::NotFound)
        return base::fail(base::ErrorKind::NotFound, path,
                          "there is no store yet; import a log first: outlay import FILE");
    return opened;
}

} // namespace outlay::cli
