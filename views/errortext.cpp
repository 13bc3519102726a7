// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/errortext.h"

#include <QtCore/QCoreApplication>

namespace outlay::views {

namespace {

/// What the sentence of the error itself does not say. It names what is missing, in use, or no log, and why
/// it cannot be read or written, so that saying so before it would be to say it twice.
QString lead(base::ErrorKind kind)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("outlay::views::ErrorText", text);
    };
    switch (kind) {
    case base::ErrorKind::Misuse:
        return tr("That does not work.");
    case base::ErrorKind::BadInput:
        return tr("This cannot be understood.");
    case base::ErrorKind::Corrupt:
        return tr("The store cannot be used.");
    case base::ErrorKind::Cancelled:
        return tr("Cancelled; the store is as it was.");
    case base::ErrorKind::Internal:
        return tr("Something went wrong inside Outlay.");
    case base::ErrorKind::NotFound:
    case base::ErrorKind::Unreadable:
    case base::ErrorKind::Unwritable:
    case base::ErrorKind::NotALog:
    case base::ErrorKind::Busy:
    case base::ErrorKind::TooNew:
    case base::ErrorKind::TooOld:
        break;
    }
    return {};
}

} // namespace

QString errorText(const base::Error &error)
{
    if (error.kind == base::ErrorKind::Cancelled)
        return lead(error.kind);
    QString said = QString::fromStdString(base::sentence(error));
    if (error.where.empty() && !said.isEmpty()) // what begins with a name is written as the name is
        said.front() = said.front().toUpper();
    if (!said.isEmpty() && said.back().isLetterOrNumber())
        said += QLatin1Char('.');
    const QString begins = lead(error.kind);
    return begins.isEmpty() || said.isEmpty() ? begins + said : begins + QLatin1Char(' ') + said;
}

} // namespace outlay::views
