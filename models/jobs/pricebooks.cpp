// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/pricebooks.h"

#include <QtCore/QStandardPaths>
#include <QtCore/QString>

namespace outlay::jobs {

std::string userPriceBook()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return (folder + QStringLiteral("/prices.json")).toStdString();
}

} // namespace outlay::jobs
