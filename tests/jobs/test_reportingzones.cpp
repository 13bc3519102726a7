// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QTimeZone>
#include <QtTest/QtTest>

#include "jobs/timezones.h"

using namespace outlay;

class TestReportingZones : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDaysAreThoseOfTheSystem_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             {"UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia",
              "Pacific/Chatham", "Africa/Casablanca", "Asia/Beirut"})
            QTest::newRow(name) << QByteArray(name);
    }

    void theDaysAreThoseOfTheSystem()
    {
        QFETCH(QByteArray, name);
        const auto zone = jobs::reportingZone(name.toStdString());
        QVERIFY(zone.has_value());
        QCOMPARE(zone->name(), name.toStdString());
        const QTimeZone system(name);
        // Every 37 minutes of some years, 2011 with the day that Apia left out, and some that are to come.
        for (const int year : {2011, 2012, 2025, 2026, 2039, 2099}) {
            QDateTime at(QDate(year, 1, 1), QTime(0, 0), Qt::UTC);
            for (; at.date().year() == year; at = at.addSecs(37 * 60)) {
                const std::string day = at.toTimeZone(system).date().toString(Qt::ISODate).toStdString();
                QCOMPARE(base::isoDay(zone->dayOf(at.toMSecsSinceEpoch() * 1000)), day);
            }
        }
    }

    void aNameThatIsNoneGetsThoseThatAreNear_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("near");
        QTest::newRow("a letter is wrong")
            << QStringLiteral("Europe/Berlim") << QStringLiteral("Europe/Berlin");
        QTest::newRow("small letters") << QStringLiteral("europe/berlin") << QStringLiteral("Europe/Berlin");
        QTest::newRow("the city alone") << QStringLiteral("Kolkata") << QStringLiteral("Asia/Kolkata");
        QTest::newRow("with a blank") << QStringLiteral("new york") << QStringLiteral("America/New_York");
        QTest::newRow("nothing near")
            << QStringLiteral("Qqqqqqqqq") << QStringLiteral("such as Europe/Berlin");
        QTest::newRow("an offset") << QStringLiteral("UTC+02:00") << QStringLiteral("UTC");
        QTest::newRow("nothing") << QString() << QStringLiteral("is no time zone");
    }

    void aNameThatIsNoneGetsThoseThatAreNear()
    {
        QFETCH(QString, name);
        QFETCH(QString, near);
        const auto zone = jobs::reportingZone(name.toStdString());
        QVERIFY(!zone.has_value());
        QCOMPARE(zone.error().kind, base::ErrorKind::Misuse);
        const QString sentence = QString::fromStdString(base::sentence(zone.error()));
        QVERIFY2(sentence.contains(near), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestReportingZones)
#include "test_reportingzones.moc"
