// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/errortext.h"

#include <QtCore/QCoreApplication>

namespace outlay::views {

namespace {

QString lead(base::ErrorKind kind)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("outlay::views::ErrorText", text);
    };
    switch (kind) {
    case base::ErrorKind::Misuse:
        return tr("That does not work.");
    case base::ErrorKind::NotFound:
        return tr("Not found.");
    case base::ErrorKind::Unreadable:
        return tr("It cannot be read.");
    case base::ErrorKind::Unwritable:
        return tr("It cannot be written.");
    case base::ErrorKind::NotALog:
        return tr("This is no log that Outlay knows.");
    case base::ErrorKind::BadInput:
        return tr("This cannot be understood.");
    case base::ErrorKind::Busy:
        return tr("The store is in use.");
    case base::ErrorKind::Corrupt:
        return tr("The store cannot be used.");
    case base::ErrorKind::TooNew:
        return tr("The store is from a newer Outlay.");
    case base::ErrorKind::Cancelled:
        return tr("Cancelled; the store is as it was.");
    case base::ErrorKind::Internal:
        return tr("Something went wrong inside Outlay.");
    }
    return {};
}

} // namespace

QString errorText(const base::Error &error)
{
    if (error.kind == base::ErrorKind::Cancelled)
        return lead(error.kind);
    return lead(error.kind) + QLatin1Char(' ') + QString::fromStdString(base::sentence(error));
}

} // namespace outlay::views
