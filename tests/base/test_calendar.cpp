// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/filter.h"

using namespace outlay::base;

class TestCalendar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timesAreReadAsLogsWriteThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utc"); // empty: no time
        QTest::addColumn<bool>("hadZone");
        const auto row = [](const char *text, const char *utc, bool zone) {
            QTest::newRow(*text ? text : "(empty)") << QByteArray(text) << QByteArray(utc) << zone;
        };
        row("2026-05-01T16:08:32.384Z", "2026-05-01T16:08:32.384Z", true);
        row("2026-11-22T01:43:24.411739", "2026-11-22T01:43:24.411739Z", false);
        row("2026-11-22T01:43:24", "2026-11-22T01:43:24Z", false);
        row("2026-05-01T00:30:00+02:00", "2026-04-30T22:30:00Z", true);
        row("2026-05-01T00:30:00-0530", "2026-05-01T06:00:00Z", true);
        row("2026-05-01T00:30:00+02", "2026-04-30T22:30:00Z", true);
        row("2026-05-01 00:30:00", "2026-05-01T00:30:00Z", false);
        row("2026-05-01 00:30:00 UTC", "2026-05-01T00:30:00Z", true);
        row("2026-05-01 00:30:00 +00:00", "2026-05-01T00:30:00Z", true);
        row("2026-05-01 00:30", "2026-05-01T00:30:00Z", false);
        row("2026-05-01", "2026-05-01T00:00:00Z", false);
        row("2026-05-01T00:30:00,250Z", "2026-05-01T00:30:00.250Z", true);
        row("2026-05-01T00:30:00.1234567Z", "2026-05-01T00:30:00.123456Z", true);
        row("2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z", true);
        row("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z", true);
        row("2026-02-29T12:00:00Z", "", false);
        row("2026-13-01T12:00:00Z", "", false);
        row("2026-05-01T24:00:00Z", "", false);
        row("2026-05-01T12:60:00Z", "", false);
        row("01.05.2026", "", false);
        row("2026-05-01T12:00:00 CET", "", false);
        row("2026-05-01T12:00:00Zjunk", "", false);
        row("2026-05-01T12:00:00.Z", "", false);
        row("2026-5-1", "", false);
        row("", "", false);
        row("today", "", false);
    }
    void timesAreReadAsLogsWriteThem()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, utc);
        QFETCH(bool, hadZone);
        const auto time = parseTimestamp(text.toStdString());
        QCOMPARE(time.has_value(), !utc.isEmpty());
        if (time) {
            QCOMPARE(QByteArray::fromStdString(isoInstant(time->at)), utc);
            QCOMPARE(time->hadZone, hadZone);
        }
    }

    void digitsBelowTheMicrosecondAreSaidToBeCut()
    {
        QVERIFY(parseTimestamp("2026-05-01T00:30:00.1234567Z")->truncated);
        QVERIFY(!parseTimestamp("2026-05-01T00:30:00.1234560Z")->truncated);
    }

    void isoWeeksBelongToTheYearOfTheirThursday_data()
    {
        QTest::addColumn<QByteArray>("day");
        QTest::addColumn<QByteArray>("week");
        // The examples of ISO 8601's own explanation.
        QTest::newRow("Saturday 1 Jan 2005") << QByteArray("2005-01-01") << QByteArray("2004-W53");
        QTest::newRow("Monday 31 Dec 2007") << QByteArray("2007-12-31") << QByteArray("2008-W01");
        QTest::newRow("Sunday 3 Jan 2010") << QByteArray("2010-01-03") << QByteArray("2009-W53");
        QTest::newRow("Friday 22 May 2026") << QByteArray("2026-05-22") << QByteArray("2026-W21");
    }
    void isoWeeksBelongToTheYearOfTheirThursday()
    {
        QFETCH(QByteArray, day);
        QFETCH(QByteArray, week);
        QCOMPARE(QByteArray::fromStdString(isoWeek(*parseDay(day.toStdString()))), week);
    }

    void aWeekIsReadAsItIsWritten_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("monday"); // empty: there is no such week
        const auto row = [](const char *text, const char *monday) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(monday);
        };
        row("2026-W19", "2026-05-04");
        row("2026-W01", "2025-12-29");
        row("2004-W53", "2004-12-27"); // 53 weeks: the year begins on a Thursday
        row("2025-W53", "");           // 52 weeks
        row("2026-W00", "");
        row("2026-W1", "");
        row("2026-w19", "");
        row("2026-W190", "");
        row("W19", "");
        row("", "");
    }
    void aWeekIsReadAsItIsWritten()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, monday);
        const auto read = parseWeek(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(read ? isoDay(*read) : ""), monday);
    }

    void periodsAreMonthsDaysRangesOrAll_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("last");
        const auto row = [](const char *text, const char *first, const char *last) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(first) << QByteArray(last);
        };
        row("2026-05", "2026-05-01", "2026-05-31");
        row("2024-02", "2024-02-01", "2024-02-29");
        row("2026-05-09", "2026-05-09", "2026-05-09");
        row("2026-05-03..2026-05-09", "2026-05-03", "2026-05-09");
        row("2026-04..2026-05", "2026-04-01", "2026-05-31");
        row("2026-05-09..2026-05-03", "", "");
        row("May 2026", "", "");
        row("2026-05..", "", "");
    }
    void periodsAreMonthsDaysRangesOrAll()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, last);
        const auto period = parsePeriod(text.toStdString());
        QCOMPARE(period.has_value(), !first.isEmpty());
        if (period) {
            QCOMPARE(QByteArray::fromStdString(isoDay(period->first)), first);
            QCOMPARE(QByteArray::fromStdString(isoDay(period->last)), last);
        } else {
            QVERIFY(sentence(period.error()).find(text.toStdString()) != std::string::npos);
        }
    }

    void defaultLabelsAreNoAttribution_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isDefault");
        for (const char *label : {"", "  ", "unknown", "Unknown", " UNKNOWN ", "none", "null", "undefined",
                                  "N/A", "(unattributed)", "-"})
            QTest::newRow(qPrintable(QStringLiteral("'%1'").arg(QLatin1String(label))))
                << QByteArray(label) << true;
        for (const char *label : {"chat", "unknown_feature", "nonesuch", "0", "false"})
            QTest::newRow(label) << QByteArray(label) << false;
    }
    void defaultLabelsAreNoAttribution()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, isDefault);
        QCOMPARE(isDefaultLabel(value.toStdString()), isDefault);
    }

    void aFilterDescribesItselfWithItsUnattributed()
    {
        Filter filter{*parsePeriod("2026-05"), {}};
        filter.where["feature"] = {{"chat", ""}, false};
        filter.where["environment"] = {{"staging"}, true};
        QCOMPARE(QString::fromStdString(describe(filter)),
                 QStringLiteral("2026-05 · environment ≠ staging · feature = (unattributed), chat"));
        Filter counted{*parsePeriod("2026-05"), {}};
        counted.basis = CostBasis::Computed;
        counted.counting = Counting::CompletedOnly;
        QCOMPARE(QString::fromStdString(describe(counted)),
                 QStringLiteral("2026-05 · computed cost · completed calls only"));
        QVERIFY2(!(counted == Filter{*parsePeriod("2026-05"), {}}),
                 "what is counted is part of the question");
    }
};

QTEST_GUILESS_MAIN(TestCalendar)
#include "test_calendar.moc"
