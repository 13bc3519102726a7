// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QTemporaryDir>

#include <array>
#include <memory>

class QApplication;

namespace outlay::app {

/// A QApplication without a display, for as long as the command line paints a report.
class OffscreenApplication
{
public:
    OffscreenApplication();
    ~OffscreenApplication();
    OffscreenApplication(const OffscreenApplication &) = delete;
    OffscreenApplication &operator=(const OffscreenApplication &) = delete;

private:
    int m_argc = 1;
    std::array<char, 7> m_name{'o', 'u', 't', 'l', 'a', 'y', '\0'};
    std::array<char *, 2> m_argv{m_name.data(), nullptr};
    QTemporaryDir m_runtime; ///< for a machine without one; empty
    std::unique_ptr<QApplication> m_application;
};

} // namespace outlay::app
