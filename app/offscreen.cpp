// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtWidgets/QApplication>

#include "app/offscreen.h"

namespace outlay::app {

OffscreenApplication::OffscreenApplication()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    m_application = std::make_unique<QApplication>(m_argc, m_argv.data());
}

OffscreenApplication::~OffscreenApplication() = default;

} // namespace outlay::app
