// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QFile>
#include <QtWidgets/QApplication>

#include "app/offscreen.h"

namespace outlay::app {

OffscreenApplication::OffscreenApplication()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Started by cron there is none, and Qt would warn of it on stderr, which cron sends by mail.
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR") && m_runtime.isValid())
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_runtime.path()));
    m_application = std::make_unique<QApplication>(m_argc, m_argv.data());
}

OffscreenApplication::~OffscreenApplication() = default;

} // namespace outlay::app
