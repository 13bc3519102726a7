// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

#include "base/calendar.h"
#include "ingest/writtendate.h"

using namespace outlay;
using ingest::DateOrder;
using ingest::readWrittenDate;

/// Dates as people and their programs write them.
class WrittenDatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void refused_data();
    void refused();
    void anOrderIsWantedWhereItMatters();
    void aLogNeedsNoSettingForWhatIsPlain();
    void aLogWithAnOrderMustSayIt();
    void aZoneOfTheFormatHoldsForThem();
    void otherTimesOfTheSameColumnAreReadAsWell();
    void digitsThatAreCutOffAreToldOf();
    void anImpossibleDateSaysWhichPartIsIt_data();
    void anImpossibleDateSaysWhichPartIsIt();
    void anOrderedTimeWithoutAZoneIsToldOf();
};

namespace {

std::vector<std::pair<std::string, std::string>> ordered(const std::string &as, const std::string &more = {})
{
    return {{"mine", R"({"format":"Mine",)" + more + R"("recognise":{"has":["t","c"]},"fields":{)" +
                         R"("timestamp":{"path":"t","as":")" + as + R"("},"cost_usd":"c"}})"}};
}

} // namespace

void WrittenDatesTest::understood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("order");
    QTest::addColumn<QString>("utc");
    QTest::addColumn<bool>("naive");
    const auto row = [](const char *text, DateOrder order, const char *utc, bool naive) {
        QTest::addRow("%s, %d", text, int(order))
            << QString::fromUtf8(text) << int(order) << QString::fromLatin1(utc) << naive;
    };
    const auto any = [&](const char *text, const char *utc, bool naive = true) {
        for (const DateOrder order : {DateOrder::Unsaid, DateOrder::MonthFirst, DateOrder::DayFirst})
            row(text, order, utc, naive);
    };
    any("2026/05/01 16:08:32", "2026-05-01T16:08:32Z");
    any("2026/5/1", "2026-05-01T00:00:00Z");
    any("2026/05/01 16:08:32 +02:00", "2026-05-01T14:08:32Z", false);
    any("01.05.2026", "2026-05-01T00:00:00Z");
    any("1.5.2026 16:08", "2026-05-01T16:08:00Z");
    any("01.05.2026 16:08:32", "2026-05-01T16:08:32Z");
    any("01.05.2026, 16:08:32.123", "2026-05-01T16:08:32.123Z");
    any("31.12.2025 23:59:59", "2025-12-31T23:59:59Z");
    any("1 May 2026 4:08 PM", "2026-05-01T16:08:00Z");
    any("1 May 2026", "2026-05-01T00:00:00Z");
    any("May 1, 2026", "2026-05-01T00:00:00Z");
    any("May 1 2026 16:08", "2026-05-01T16:08:00Z");
    any("September 30, 2026, 12:00:01 AM", "2026-09-30T00:00:01Z");
    any("Sept. 30, 2026 12:00 p.m.", "2026-09-30T12:00:00Z");
    any("MAY 1, 2026 4:08PM", "2026-05-01T16:08:00Z");
    any("May 1, 2026 4:08\u202FPM", "2026-05-01T16:08:00Z");
    any("01-May-2026 16:08:32", "2026-05-01T16:08:32Z");
    any("Fri, 01 May 2026 16:08:32 GMT", "2026-05-01T16:08:32Z", false);
    any("Friday, May 1, 2026 16:08 UTC", "2026-05-01T16:08:00Z", false);
    any("Fri, 01 May 2026 16:08:32 -0730", "2026-05-01T23:38:32Z", false);
    any("01/May/2026:16:08:32 +0000", "2026-05-01T16:08:32Z", false);
    any("Tue Nov 04 2025 10:00:00 GMT+0000 (Coordinated Universal Time)", "2025-11-04T10:00:00Z", false);
    any("Tue Nov 04 2025 10:00:00 GMT+0530 (India Standard Time)", "2025-11-04T04:30:00Z", false);
    any("Tue Nov 04 2025 02:00:00 GMT-0800 (heure normale du Pacifique nord-américain)",
        "2025-11-04T10:00:00Z", false);
    any("Tue Nov 04 2025 10:00:00 GMT+0000", "2025-11-04T10:00:00Z", false);
    any("Tue, 04 Nov 2025 10:00:00 GMT", "2025-11-04T10:00:00Z", false);
    any("29.02.2024", "2024-02-29T00:00:00Z");
    row("05/01/2026 16:08", DateOrder::MonthFirst, "2026-05-01T16:08:00Z", true);
    row("05/01/2026 16:08", DateOrder::DayFirst, "2026-01-05T16:08:00Z", true);
    row("5/1/26", DateOrder::MonthFirst, "2026-05-01T00:00:00Z", true);
    row("5/1/26 4:08:32 pm", DateOrder::DayFirst, "2026-01-05T16:08:32Z", true);
    row("05-01-2026 16:08", DateOrder::DayFirst, "2026-01-05T16:08:00Z", true);
    row("13/05/2026", DateOrder::DayFirst, "2026-05-13T00:00:00Z", true);
    row("05/13/2026 12:30 AM", DateOrder::MonthFirst, "2026-05-13T00:30:00Z", true);
}

void WrittenDatesTest::understood()
{
    QFETCH(QString, text);
    QFETCH(int, order);
    QFETCH(QString, utc);
    QFETCH(bool, naive);
    const auto time = readWrittenDate(text.toStdString(), static_cast<DateOrder>(order));
    QVERIFY(time);
    QCOMPARE(QString::fromStdString(base::isoInstant(base::Instant{std::chrono::microseconds{time->atUs}})),
             utc);
    QCOMPARE(time->naive, naive);
    QVERIFY(!time->unixTime && !time->truncated);
}

void WrittenDatesTest::refused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "May",
                             "1 May",
                             "May 2026",
                             "31.02.2026",
                             "29.02.2026",
                             "00.05.2026",
                             "32.05.2026",
                             "01.13.2026",
                             "1.5.26",
                             "01.05.2026 24:00",
                             "01.05.2026 16:60",
                             "01.05.2026 16:08:60",
                             "01.05.2026 16",
                             "01.05.2026 1608",
                             "1 May 2026 13:00 PM",
                             "1 May 2026 0:30 AM",
                             "1 Mai 2026",
                             "1 Maybe 2026",
                             "May 1, 26",
                             "2026/13/01",
                             "2026/05/32",
                             "2026/05/01x",
                             "01.05.2026 16:08 CET",
                             "01.05.2026 16:08 +2",
                             "01.05.2026 16:08 +16:00",
                             "01.05.2026 16:08+02:60",
                             "05/01",
                             "1/2/3/4",
                             "Someday, May 1, 2026",
                             "01/May.2026",
                             "20260501",
                             "1,5",
                             "05/01/20261",
                             "01.05.2026 16:08:32.",
                             "10.0.0.1",
                             "99999999999999999999/1/1"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void WrittenDatesTest::refused()
{
    QFETCH(QString, text);
    for (const DateOrder order : {DateOrder::Unsaid, DateOrder::MonthFirst, DateOrder::DayFirst})
        QVERIFY(!readWrittenDate(text.toStdString(), order));
}

void WrittenDatesTest::anOrderIsWantedWhereItMatters()
{
    QVERIFY(ingest::wantsDateOrder("05/01/2026 16:08"));
    QVERIFY(ingest::wantsDateOrder("13/05/2026"));
    QVERIFY(ingest::wantsDateOrder("5-1-26"));
    QVERIFY(!ingest::wantsDateOrder("01.05.2026"));
    QVERIFY(!ingest::wantsDateOrder("13/13/2026"));
    QVERIFY(!ingest::wantsDateOrder("soon"));
    QVERIFY(!readWrittenDate("05/13/2026", DateOrder::DayFirst));
}

void WrittenDatesTest::aLogNeedsNoSettingForWhatIsPlain()
{
    Reading reading;
    reading.read("timestamp;feature;cost_usd\n01.05.2026 16:08;faq;1\nMay 1, 2026 4:08 PM;faq;1\n"
                 "Fri, 01 May 2026 16:08:00 GMT;faq;1\n2026/05/01 16:08;faq;1\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 4);
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(reading.event(i).row.atUs, 1'777'651'680'000'000); // 2026-05-01T16:08:00Z
    QCOMPARE(reading.assumed("times without a zone are taken as UTC"), 3);
}

void WrittenDatesTest::aLogWithAnOrderMustSayIt()
{
    const QByteArray table = "t,c\n05/01/2026 16:08,1\n5/2/26 4:08 PM,1\n";
    const auto format = [](const std::string &as) {
        const std::string time = as.empty() ? R"("t")" : R"({"path":"t","as":")" + as + R"("})";
        return std::vector<std::pair<std::string, std::string>>{
            {"mine", R"({"format":"Mine","recognise":{"has":["t","c"]},"fields":{"timestamp":)" + time +
                         R"(,"cost_usd":"c"}})"}};
    };
    Reading unsaid;
    unsaid.options.formats = format({});
    unsaid.read(table, QStringLiteral("a.csv"));
    QCOMPARE(unsaid.file().rejected, 2);
    QVERIFY(unsaid.report.rejects.at(0).reason.find("the day first or the month first") != std::string::npos);
    Reading month;
    month.options.formats = format("month_day_year");
    month.read(table, QStringLiteral("a.csv"));
    QCOMPARE(month.file().added, 2);
    QCOMPARE(month.event(0).row.atUs, 1'777'651'680'000'000);                  // 2026-05-01T16:08:00Z
    QCOMPARE(month.event(1).row.atUs, 1'777'651'680'000'000 + 86'400'000'000); // a day later
    Reading day;
    day.options.formats = format("day_month_year");
    day.read(table, QStringLiteral("a.csv"));
    QCOMPARE(day.event(0).row.atUs, 1'767'629'280'000'000);                         // 2026-01-05T16:08:00Z
    QCOMPARE(day.event(1).row.atUs, 1'767'629'280'000'000 + 31 * 86'400'000'000ll); // the 5th of February
}

void WrittenDatesTest::aZoneOfTheFormatHoldsForThem()
{
    Reading reading;
    reading.options.formats = {{"mine",
                                R"({"format":"Mine","zone":"+02:00","recognise":{"has":["t","c"]},"fields":{)"
                                R"("timestamp":{"path":"t","as":"month_day_year"},"cost_usd":"c"}})"}};
    reading.read("t,c\n05/01/2026 16:08,1\n05/01/2026 16:08 Z,1\n01.05.2026 16:08,1\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 3);
    QCOMPARE(reading.event(0).row.atUs, 1'777'644'480'000'000); // 14:08 UTC
    QCOMPARE(reading.event(1).row.atUs, 1'777'651'680'000'000);
    QCOMPARE(reading.event(2).row.atUs, 1'777'644'480'000'000);
}

void WrittenDatesTest::otherTimesOfTheSameColumnAreReadAsWell()
{
    Reading reading;
    reading.options.formats = {{"mine",
                                R"({"format":"Mine","recognise":{"has":["t","c"]},"fields":{)"
                                R"("timestamp":{"path":"t","as":"day_month_year"},"cost_usd":"c"}})"}};
    reading.read("t,c\n2026-05-01T16:08:00Z,1\n1777651680,1\n05/13/2026,1\nsoon,1\n",
                 QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 2);
    QCOMPARE(reading.event(0).row.atUs, 1'777'651'680'000'000);
    QCOMPARE(reading.event(1).row.atUs, 1'777'651'680'000'000);
    QVERIFY(reading.report.rejects.at(0).reason.starts_with("timestamp \"05/13/2026\" "));
    QCOMPARE(reading.report.rejects.at(1).reason,
             std::string("timestamp \"soon\" is not a time such as 2026-05-09T13:02:11Z"));
}

void WrittenDatesTest::digitsThatAreCutOffAreToldOf()
{
    Reading reading;
    reading.read("timestamp;feature;cost_usd\n01.05.2026 16:08:32.1234567;faq;1\n", QStringLiteral("a.csv"));
    QCOMPARE(reading.event().row.atUs % 1'000'000, 123'456);
    QCOMPARE(reading.assumed("digits below the microsecond"), 1);
}

void WrittenDatesTest::anImpossibleDateSaysWhichPartIsIt_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("as");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *cell, const char *as, const char *says) {
        QTest::addRow("%s %s", cell, as) << QByteArray(cell) << QByteArray(as) << QByteArray(says);
    };
    row("13/05/2026", "month_day_year",
        " has the month 13, which there is not; by its format the month comes first");
    row("05/13/2026", "day_month_year",
        " has the month 13, which there is not; by its format the day comes first");
    row("05/32/2026", "month_day_year",
        " has the day 32, which there is not; by its format the month comes first");
    row("00/05/26 16:08", "day_month_year",
        " has the day 0, which there is not; by its format the day comes first");
    row("02/30/2026", "month_day_year", " has the day 30 of a month with 28 days");
    row("29-02-2024x", "day_month_year", " has a date, but what follows it is no time of day");
    row("05/01/2026 25:00", "month_day_year", " has a date, but what follows it is no time of day");
    row("soon", "month_day_year", " is not a time such as 2026-05-09T13:02:11Z");
    row("2026/13/01", "month_day_year", " is not a time such as 2026-05-09T13:02:11Z");
}

void WrittenDatesTest::anImpossibleDateSaysWhichPartIsIt()
{
    QFETCH(QByteArray, cell);
    QFETCH(QByteArray, as);
    QFETCH(QByteArray, says);
    Reading reading;
    reading.options.formats = ordered(as.toStdString());
    reading.read("t,c\n" + cell + ",1\n01/02/2026,1\n", QStringLiteral("a.csv"));
    QCOMPARE(reading.file().added, 1);
    QCOMPARE(reading.report.rejects.at(0).reason, ("timestamp \"" + cell + '"' + says).toStdString());
}

void WrittenDatesTest::anOrderedTimeWithoutAZoneIsToldOf()
{
    const QByteArray log = "t,c\n05/01/2026 16:08,1\n05/02/2026 16:08 Z,1\n05/03/2026,1\n";
    Reading reading;
    reading.options.formats = ordered("month_day_year");
    reading.read(log, QStringLiteral("a.csv"));
    QCOMPARE(reading.event(0).row.atUs, 1'777'651'680'000'000); // 2026-05-01T16:08:00Z
    QCOMPARE(reading.assumed("times without a zone are taken as UTC"), 2);
    Reading zoned;
    zoned.options.formats = ordered("month_day_year", R"("zone":"+02:00",)");
    zoned.read(log, QStringLiteral("a.csv"));
    QCOMPARE(zoned.assumed("times without a zone were taken as +02:00"), 2);
}

QTEST_GUILESS_MAIN(WrittenDatesTest)
#include "test_writtendates.moc"
