// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hindrance.h"

#include "jobs/session.h"

namespace outlay::app {

std::optional<base::Error> hindranceOf(const jobs::Session &session, const std::string &then)
{
    if (!session.isOpen())
        return base::Error{base::ErrorKind::NotFound, "",
                           "no store is open; choose one with File, Open Store", 0};
    if (session.isImporting())
        return base::Error{base::ErrorKind::Busy, "", "an import is running; " + then + " when it is done",
                           0};
    return std::nullopt;
}

} // namespace outlay::app
