// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

#include "ingest/zone.h"

#include "base/calendar.h"

using namespace outlay;
using ingest::ZoneSpan;

namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;

std::int64_t at(const char *text)
{
    return base::parseTimestamp(text)->at.time_since_epoch().count();
}

/// A zone whose clocks go forward by an hour on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00.
std::optional<ZoneSpan> middleEurope(const std::string &zone, std::int64_t localUs)
{
    if (zone != "Europe/Somewhere")
        return std::nullopt;
    ZoneSpan span{at("2026-03-29T03:00Z"), at("2026-10-25T03:00Z"), 2 * kHourUs};
    if (localUs < span.fromUs)
        return ZoneSpan{std::numeric_limits<std::int64_t>::min(), span.fromUs, kHourUs};
    if (localUs >= span.untilUs)
        return ZoneSpan{span.untilUs, std::numeric_limits<std::int64_t>::max(), kHourUs};
    return span;
}

std::string format(const char *zone, const char *more = "")
{
    return std::string(R"({"format":"Zoned","recognise":{"has":["when","usd"]},"zone":")") + zone +
           R"(","fields":{"timestamp":"when","cost_usd":"usd")" + more + "}}";
}

} // namespace

/// Times that say no zone, in a format that names one.
class ZoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixedOffset_data();
    void fixedOffset();
    void timesBecomeUtc_data();
    void timesBecomeUtc();
    void theReportSaysWhatWasTaken();
    void withoutAZoneUtcIsAssumedAsBefore();
    void daysWrittenTheAmericanWayAreOfTheZoneToo();
    void theEndOfABillsSpanIsOfTheZoneToo();
    void aZoneThatNobodyKnowsIsToldOf();
    void aZoneIsAskedForOncePerSpan();
};

void ZoneTest::fixedOffset_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<qlonglong>("minutes");
    const auto row = [](const char *zone, bool isOne, qlonglong minutes = 0) {
        QTest::newRow(zone) << QString::fromLatin1(zone) << isOne << minutes;
    };
    row("UTC", true);
    row("Z", true);
    row("+02:00", true, 120);
    row("-05:30", true, -330);
    row("+0545", true, 345);
    row("+02", true, 120);
    row("", false);
    row("+", false);
    row("+2", false);
    row("+02:", false);
    row("+02:5", false);
    row("+02:60", false);
    row("+19:00", false);
    row("02:00", false);
    row("Europe/Berlin", false);
    row("+02:00x", false);
}

void ZoneTest::fixedOffset()
{
    QFETCH(QString, zone);
    QFETCH(bool, isOne);
    QFETCH(qlonglong, minutes);
    const auto span = ingest::fixedZone(zone.toStdString());
    QCOMPARE(span.has_value(), isOne);
    if (span)
        QCOMPARE(span->offsetUs, minutes * 60'000'000);
}

void ZoneTest::timesBecomeUtc_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("logged");
    QTest::addColumn<QString>("utc");
    const auto row = [](const char *name, const char *zone, const char *logged, const char *utc) {
        QTest::newRow(name) << QString::fromLatin1(zone) << QString::fromLatin1(logged)
                            << QString::fromLatin1(utc);
    };
    const char *europe = "Europe/Somewhere";
    row("fixed", "+02:00", "2026-05-01 10:00:00", "2026-05-01T08:00:00Z");
    row("west", "-05:30", "2026-05-01 10:00:00.25", "2026-05-01T15:30:00.250Z");
    row("UTC", "UTC", "2026-05-01 10:00:00", "2026-05-01T10:00:00Z");
    row("winter", europe, "2026-01-01 10:00:00", "2026-01-01T09:00:00Z");
    row("summer", europe, "2026-07-01 10:00:00", "2026-07-01T08:00:00Z");
    row("just before clocks go forward", europe, "2026-03-29 01:59:59", "2026-03-29T00:59:59Z");
    row("a time that there never was", europe, "2026-03-29 02:30:00", "2026-03-29T01:30:00Z");
    row("just after clocks went forward", europe, "2026-03-29 03:00:00", "2026-03-29T01:00:00Z");
    row("a time that comes twice", europe, "2026-10-25 02:30:00", "2026-10-25T00:30:00Z");
    row("just after the times that come twice", europe, "2026-10-25 03:00:00", "2026-10-25T02:00:00Z");
    row("with Z it is not touched", europe, "2026-07-01T10:00:00Z", "2026-07-01T10:00:00Z");
    row("with an offset it is not touched", europe, "2026-07-01T10:00:00-04:00", "2026-07-01T14:00:00Z");
    row("a Unix time is not touched", europe, "1782900000", "2026-07-01T10:00:00Z");
    row("a day alone begins in its zone", europe, "2026-07-01", "2026-06-30T22:00:00Z");
}

void ZoneTest::timesBecomeUtc()
{
    QFETCH(QString, zone);
    QFETCH(QString, logged);
    QFETCH(QString, utc);
    Reading reading;
    reading.options.formats = {{"zoned", format(qPrintable(zone))}};
    reading.options.zones = middleEurope;
    reading.read("when,usd\n" + logged.toLatin1() + ",1\n");
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(QString::fromStdString(
                 base::isoInstant(base::Instant{std::chrono::microseconds{reading.event().row.atUs}})),
             utc);
}

void ZoneTest::theReportSaysWhatWasTaken()
{
    Reading reading;
    reading.options.formats = {{"zoned", format("Europe/Somewhere")}};
    reading.options.zones = middleEurope;
    reading.read("when,usd\n2026-05-01 10:00:00,1\n2026-05-02 10:00:00,1\n2026-05-02T10:00:00Z,1\n");
    QCOMPARE(reading.assumed("times without a zone were taken as Europe/Somewhere"), 2);
    QCOMPARE(reading.assumed("UTC"), 0);
}

void ZoneTest::withoutAZoneUtcIsAssumedAsBefore()
{
    Reading reading;
    reading.options.formats = {
        {"plain",
         R"({"format":"Plain","recognise":{"has":["when","usd"]},"fields":{"timestamp":"when","cost_usd":"usd"}})"}};
    reading.read("when,usd\n2026-05-01 10:00:00,1\n");
    QCOMPARE(reading.assumed("times without a zone are taken as UTC"), 1);
}

void ZoneTest::daysWrittenTheAmericanWayAreOfTheZoneToo()
{
    Reading reading;
    reading.options.formats = {
        {"zoned", R"({"format":"Zoned","recognise":{"has":["when","usd"]},"zone":"+02:00",
         "fields":{"timestamp":{"path":"when","as":"month_day_year"},"cost_usd":"usd"}})"}};
    reading.read("when,usd\n5/1/26,1\n");
    QCOMPARE(reading.event().row.atUs, at("2026-04-30T22:00:00Z"));
}

void ZoneTest::theEndOfABillsSpanIsOfTheZoneToo()
{
    // 22:30 UTC lies before the end, which is 22:00 UTC, only if the end is taken as UTC.
    Reading reading;
    reading.options.formats = {
        {"bill", R"({"format":"Bill","grain":"bucket","recognise":{"has":["from","to","usd"]},"zone":"+02:00",
         "fields":{"timestamp":"from","until":"to","cost_usd":"usd"}})"}};
    reading.read("from,to,usd\n2026-05-01T22:30:00Z,2026-05-02 00:00:00,1\n2026-05-01,2026-05-02,1\n");
    QCOMPARE(reading.file().billing, 1);
    QCOMPARE(reading.file().rejected, 1);
    QCOMPARE(reading.report.rejects.at(0).line, 2);
}

void ZoneTest::aZoneThatNobodyKnowsIsToldOf()
{
    Reading reading;
    reading.options.formats = {{"zoned", format("Europe/Nowhere")}};
    reading.options.zones = middleEurope;
    reading.read("when,usd\n2026-05-01 10:00:00,1\n");
    QVERIFY(reading.error);
    QCOMPARE(reading.error->kind, base::ErrorKind::BadInput);
    QCOMPARE(reading.error->where, std::string("zoned.json"));
    QVERIFY(reading.error->detail.find("\"Europe/Nowhere\"") != std::string::npos);
    QVERIFY(reading.error->detail.find("\"Zoned\"") != std::string::npos);
}

void ZoneTest::aZoneIsAskedForOncePerSpan()
{
    int asked = 0;
    ingest::ZoneClock clock([&](const std::string &zone, std::int64_t localUs) {
        ++asked;
        return middleEurope(zone, localUs);
    });
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(clock.utcOf("Europe/Somewhere", at("2026-05-01T10:00Z") + i), at("2026-05-01T08:00Z") + i);
    QCOMPARE(asked, 1);
    QCOMPARE(clock.utcOf("Europe/Somewhere", at("2026-12-01T10:00Z")), at("2026-12-01T09:00Z"));
    QCOMPARE(clock.utcOf("+05:00", at("2026-12-01T10:00Z")), at("2026-12-01T05:00Z"));
    QCOMPARE(asked, 2);
}

QTEST_GUILESS_MAIN(ZoneTest)
#include "test_zone.moc"
