// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include <memory>

namespace outlay::app {

/// Tells a person who looks at something else than the window.
class Notifier
{
public:
    virtual ~Notifier() = default;

    /// Plain texts. False: nobody can be told that way.
    virtual bool tell(const QString &title, const QString &text) = 0;
};

/// By the desktop (org.freedesktop.Notifications).
std::unique_ptr<Notifier> desktopNotifier();

} // namespace outlay::app
