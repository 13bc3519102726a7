// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtDBus/QtDBus>
#include <QtTest/QtTest>

#include "app/notifier.h"

using namespace outlay;

namespace {

/// What a desktop does with a notification, but for showing it.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Notification
    {
        QString app;
        QString icon;
        QString title;
        QString body;
        QVariantMap hints;
        int timeout = 0;
    };
    QList<Notification> shown;

public Q_SLOTS:
    // NOLINTNEXTLINE: the signature is the specification's.
    Q_SCRIPTABLE uint Notify(const QString &app, uint, const QString &icon, const QString &title,
                             const QString &body, const QStringList &, const QVariantMap &hints, int timeout)
    {
        shown.append({app, icon, title, body, hints, timeout});
        return static_cast<uint>(shown.size());
    }
};

} // namespace

/// On a real bus of its own, which a real daemon runs.
class TestNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void withoutABusNobodyIsTold()
    {
        QVERIFY(!app::desktopNotifier()->tell(QStringLiteral("Over"), QStringLiteral("by a dollar")));
    }

    void theDesktopIsToldTitleAndPlainText()
    {
        m_daemon.start(
            QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(m_daemon.waitForStarted());
        QVERIFY(m_daemon.waitForReadyRead());
        const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address.toLocal8Bit());
        QDBusConnection bus = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
        Desktop desktop;
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop,
                                   QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));

        QVERIFY(app::desktopNotifier()->tell(QStringLiteral("Budget of <search>"),
                                             QStringLiteral("82 % used & 18 % left of <search>")));
        QTRY_COMPARE(desktop.shown.size(), 1);
        const Desktop::Notification &shown = desktop.shown.front();
        QCOMPARE(shown.app, QStringLiteral("Outlay"));
        QCOMPARE(shown.title, QStringLiteral("Budget of <search>")); // is no markup by the specification
        QCOMPARE(shown.body, QStringLiteral("82 % used &amp; 18 % left of &lt;search&gt;"));
        QCOMPARE(shown.hints.value(QStringLiteral("desktop-entry")).toString(),
                 QStringLiteral("io.github.outlay.Outlay"));
        QCOMPARE(shown.timeout, -1);
    }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

QTEST_GUILESS_MAIN(TestNotifier)
#include "test_notifier.moc"
