// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/notifier.h"

#include <QtCore/QFileInfo>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

namespace outlay::app {

namespace {

/// Without a bus of the session, to ask for it would start one.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

class DesktopNotifier : public Notifier
{
public:
    bool tell(const QString &title, const QString &text) override
    {
        if (!hasSessionBus())
            return false;
        QDBusMessage call = QDBusMessage::createMethodCall(
            QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
            QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
        const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("io.github.outlay.Outlay")}};
        constexpr int asTheDesktopDoes = -1;
        // The body is read as markup.
        call << QStringLiteral("Outlay") << 0U << QStringLiteral("io.github.outlay.Outlay") << title
             << text.toHtmlEscaped() << QStringList() << hints << asTheDesktopDoes;
        return QDBusConnection::sessionBus().send(call);
    }
};

} // namespace

std::unique_ptr<Notifier> desktopNotifier()
{
    return std::make_unique<DesktopNotifier>();
}

} // namespace outlay::app
