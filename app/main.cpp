// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QStandardPaths>
#include <QtWidgets/QApplication>

#include "app/application.h"
#include "app/cli/cli.h"

#include <string>
#include <vector>

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("outlay"));
    QCoreApplication::setApplicationVersion(QStringLiteral(OUTLAY_VERSION));
    const QString defaultStore =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/outlay.db");

    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const outlay::cli::Outcome outcome = outlay::cli::run(arguments, defaultStore.toStdString());
    if (!outcome.window)
        return outcome.exitCode;

    const QApplication qt(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.outlay.Outlay"));
    outlay::app::Application application(*outcome.window, defaultStore);
    return QApplication::exec();
}
