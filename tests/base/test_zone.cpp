// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/zone.h"

using namespace outlay::base;

namespace {

constexpr std::int64_t kHour = 3'600'000'000;

std::int64_t at(const QByteArray &text)
{
    return parseTimestamp(text.toStdString())->at.time_since_epoch().count();
}

/// Zones with the changes of their clocks around the days that are looked at, as the tz database has them.
Zone zoneOf(const QByteArray &name)
{
    if (name == "Europe/Berlin")
        return {
            name.toStdString(),
            {{.offsetUs = kHour}, {at("2026-03-29T01:00Z"), 2 * kHour}, {at("2026-10-25T01:00Z"), kHour}}};
    if (name == "America/New_York")
        return {name.toStdString(),
                {{.offsetUs = -5 * kHour},
                 {at("2026-03-08T07:00Z"), -4 * kHour},
                 {at("2026-11-01T06:00Z"), -5 * kHour}}};
    if (name == "Asia/Kolkata")
        return {name.toStdString(), {{.offsetUs = 5 * kHour + kHour / 2}}};
    if (name == "Pacific/Apia") // went over the date line: there was no 2011-12-30
        return {name.toStdString(), {{.offsetUs = -10 * kHour}, {at("2011-12-30T10:00Z"), 14 * kHour}}};
    if (name == "America/St_Johns") // until 2011 its clocks went back from 00:01 to 23:01
        return {name.toStdString(),
                {{.offsetUs = -2 * kHour - kHour / 2}, {at("2010-11-07T02:31Z"), -3 * kHour - kHour / 2}}};
    return {};
}

QByteArray text(std::int64_t atUs)
{
    return QByteArray::fromStdString(isoInstant(Instant{std::chrono::microseconds{atUs}}));
}

} // namespace

class TestZone : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDayIsFromItsMidnightToTheNext_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("day");
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("end"); // after it
        const auto row = [](const char *zone, const char *day, const char *begin, const char *end) {
            QTest::addRow("%s %s", zone, day)
                << QByteArray(zone) << QByteArray(day) << QByteArray(begin) << QByteArray(end);
        };
        row("UTC", "2026-05-01", "2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z");
        row("UTC", "1969-12-31", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z");
        row("Europe/Berlin", "2026-03-28", "2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z");
        row("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"); // 23 h
        row("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z");
        row("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"); // 25 h
        row("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z");
        row("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z");
        row("Asia/Kolkata", "2026-05-01", "2026-04-30T18:30:00Z", "2026-05-01T18:30:00Z");
        row("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z");
        row("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"); // left out
        row("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z");
        row("America/St_Johns", "2010-11-06", "2010-11-06T02:30:00Z", "2010-11-07T02:30:00Z");
        row("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z"); // 25 h
    }

    void aDayIsFromItsMidnightToTheNext()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QByteArray, day);
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, end);
        const Zone its = zoneOf(zone);
        const Day asked = *parseDay(day.toStdString());
        QCOMPARE(text(its.beginOf(asked)), begin);
        QCOMPARE(text(its.endOf(asked)), end);
        if (begin == end)
            return;
        QCOMPARE(isoDay(its.dayOf(at(begin))), day.toStdString());
        QCOMPARE(isoDay(its.dayOf(at(end) - 1)), day.toStdString());
        QVERIFY(its.dayOf(at(begin) - 1) < asked);
        QVERIFY(its.dayOf(at(end)) > asked);
    }

    void daysNeverGoBack()
    {
        for (const char *name : {"Europe/Berlin", "America/New_York", "Pacific/Apia", "America/St_Johns"}) {
            const Zone zone = zoneOf(name);
            Day before = zone.dayOf(at("2010-01-01"));
            for (std::int64_t us = at("2010-11-01"); us < at("2011-12-31"); us += kHour / 60) {
                const Day day = zone.dayOf(us);
                QVERIFY(day >= before);
                QVERIFY(zone.beginOf(day) <= us && us < zone.endOf(day));
                before = day;
            }
        }
    }

    void aClockSaysWhatItsZoneSaysInAnyOrder()
    {
        const Zone zone = zoneOf("Europe/Berlin");
        DayClock clock(zone);
        for (const char *when :
             {"2026-03-29T00:59:59Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00Z", "1900-01-01",
              "2026-03-28T22:59:59.999999Z", "2200-06-30T23:00Z", "2026-03-28T23:00Z"})
            QCOMPARE(clock.dayOf(at(when)), zone.dayOf(at(when)));
    }

    void ofAllTimeThereIsABeginAndAnEnd()
    {
        for (const char *name : {"UTC", "Asia/Kolkata", "America/New_York"}) {
            const Zone zone = zoneOf(name);
            QVERIFY(zone.beginOf(kAllTime.first) < at("0002-01-01"));
            QVERIFY(zone.endOf(kAllTime.last) > at("9999-12-30"));
        }
    }

    void changesThatChangeNothingAreNotKept()
    {
        const Zone zone("Somewhere", {{.offsetUs = kHour}, {at("2026-01-01"), kHour}, {at("2026-02-01"), 0}});
        QCOMPARE(zone.offsets().size(), std::size_t{2});
        QCOMPARE(Zone(zone.name(), zone.offsets()), zone);
        QVERIFY(zone != Zone("Elsewhere", zone.offsets()));
    }
};

QTEST_GUILESS_MAIN(TestZone)
#include "test_zone.moc"
