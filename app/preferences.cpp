// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/preferences.h"

namespace outlay::app {

QSettings preferences()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("outlay"),
                     QStringLiteral("window"));
}

} // namespace outlay::app
