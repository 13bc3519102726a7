// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading.h"

using outlay::base::EventRow;
using outlay::base::kAbsent;

/// The sample logs, against sums that were formed without Outlay: Python's ast.literal_eval and json.loads
/// with parse_float=decimal.Decimal, added up as decimals.
class SeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sums_data();
    void sums();
    void typescriptFields();
    void pythonFields();
    void wholeFolder();
};

namespace {

std::string sample(const QString &name)
{
    return (QStringLiteral(OUTLAY_TEST_DATA "/ingest/01-seed/") + name).toStdString();
}

} // namespace

void SeedTest::sums_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("others");
    QTest::addColumn<qint64>("costNanos");
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("output");
    // Python: sum of cost_usd 0.007844 in each of the three.
    for (const char *version : {"3.11", "3.12", "3.13"}) {
        QTest::addRow("python %s", version)
            << QStringLiteral("python-logging-py%1.cost_events.jsonl").arg(QLatin1String(version))
            << QStringLiteral("CostEvent Python log") << 10 << 10 << qint64(7'844'000) << qint64(211)
            << qint64(837);
    }
    // TypeScript: the sum is 0.3448782000000000049; each cost rounded to nano-dollars: 0.3448782.
    QTest::newRow("typescript") << QStringLiteral("typescript-CostEvent-constructed.jsonl")
                                << QStringLiteral("CostEvent JSON lines") << 60 << 0 << qint64(344'878'200)
                                << qint64(125'056) << qint64(19'124);
}

void SeedTest::sums()
{
    QFETCH(QString, name);
    Reading reading;
    reading.readPaths({sample(name)});
    QVERIFY(!reading.error);
    QTEST(QString::fromStdString(reading.file().format), "format");
    QTEST(static_cast<int>(reading.file().added), "events");
    QTEST(static_cast<int>(reading.file().notEvents), "others");
    QCOMPARE(reading.file().rejected, 0);
    QCOMPARE(reading.file().redacted, 0);
    qint64 cost = 0;
    qint64 input = 0;
    qint64 output = 0;
    for (const SeenEvent &event : reading.sink.events) {
        cost += event.row.costNanos;
        input += event.row.inputTokens;
        output += event.row.outputTokens;
    }
    QTEST(cost, "costNanos");
    QTEST(input, "input");
    QTEST(output, "output");
}

void SeedTest::typescriptFields()
{
    Reading reading;
    reading.readPaths({sample(QStringLiteral("typescript-CostEvent-constructed.jsonl"))});
    const EventRow &row = reading.event().row;
    QCOMPARE(row.atUs, 1'777'651'712'384'000); // date -d 2026-05-01T16:08:32.384Z +%s%6N
    QCOMPARE(row.latencyUs, 822'000);
    QCOMPARE(row.cacheReadTokens, kAbsent);
    QVERIFY(row.user >= 0 && row.user < qint64(1) << 48);
    QCOMPARE(reading.value("feature"), std::string("support_ticket_classification"));
    QCOMPARE(reading.value("segment"), std::string("free"));
    QCOMPARE(reading.value("model"), std::string("claude-3-5-haiku-20241022"));
    QCOMPARE(reading.value("provider"), std::string("anthropic"));
    QCOMPARE(reading.value("environment"), std::string("production"));
    QCOMPARE(reading.value("priority"), std::string("high"));
    QCOMPARE(reading.value("cached"), std::string("false"));
    QCOMPARE(reading.value("request_type"), std::string("classify"));
    QCOMPARE(reading.value("outcome"), std::string("<absent>"));
    QCOMPARE(reading.value("source"), std::string("typescript-CostEvent-constructed.jsonl"));
    QCOMPARE(reading.assumed("provider is taken from the model's name"), 60);
    QCOMPARE(reading.assumed("UTC"), 0);
}

void SeedTest::pythonFields()
{
    Reading reading;
    reading.options.users = outlay::ingest::UserPolicy::Keep;
    reading.readPaths({sample(QStringLiteral("python-logging-py3.12.cost_events.jsonl"))});
    QCOMPARE(reading.event().row.atUs, 1'795'311'804'626'303); // 2026-11-22T01:43:24.626303
    QCOMPARE(reading.event().row.costNanos, 48'000);           // 4.8e-05
    QCOMPARE(reading.value("cached"), std::string("<absent>"));
    QCOMPARE(reading.event().row.latencyUs, kAbsent);
    QCOMPARE(reading.assumed("UTC"), 10);
    std::vector<std::string> users;
    for (const auto &[pseudonym, name] : reading.sink.users)
        users.push_back(name);
    std::sort(users.begin(), users.end());
    QCOMPARE(users, (std::vector<std::string>{"O'Brien", "say \"hi\"", "u-1001", "u-1003"}));
    QCOMPARE(reading.event(6).row.user, kAbsent); // None
}

void SeedTest::wholeFolder()
{
    Reading reading;
    reading.readPaths({std::string(OUTLAY_TEST_DATA "/ingest/01-seed")});
    QCOMPARE(reading.report.files.size(), std::size_t(5));
    QVERIFY(reading.report.files[0].path.ends_with("SOURCE.txt")); // sorted by name
    QVERIFY(reading.report.files[0].error);
    QCOMPARE(reading.report.files[0].error->kind, outlay::base::ErrorKind::NotALog);
    QCOMPARE(reading.report.totals().added, 90);
    QCOMPARE(reading.report.totals().notEvents, 30);
    QCOMPARE(reading.report.importId, 7);
}

QTEST_GUILESS_MAIN(SeedTest)
#include "test_seed.moc"
