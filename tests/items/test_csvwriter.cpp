// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtGui/QStandardItemModel>
#include <QtTest>

#include "base/importreport.h"
#include "insight/snapshot.h"
#include "items/csvtext.h"
#include "items/csvwriter.h"
#include "items/ledger.h"
#include "items/models.h"

using namespace outlay;
using items::Kind;
using tests::parseCsv;

namespace {

/// One column of one kind.
class Column
{
public:
    Column(Kind kind, const QVariantList &values, const QString &name = QStringLiteral("value"))
        : m_model(static_cast<int>(values.size()), 1)
    {
        m_model.setHeaderData(0, Qt::Horizontal, name, items::MachineNameRole);
        for (int row = 0; row < values.size(); ++row) {
            const QModelIndex index = m_model.index(row, 0);
            m_model.setData(index, values[row], items::ValueRole);
            m_model.setData(index, int(kind), items::KindRole);
            m_model.setData(index, QStringLiteral("as shown, with $ and blanks"), Qt::DisplayRole);
        }
    }
    const QAbstractItemModel &model() const { return m_model; }

private:
    QStandardItemModel m_model;
};

QString fieldOf(Kind kind, const QVariant &value)
{
    const QList<QStringList> records = parseCsv(items::toCsv(Column(kind, {value}).model()));
    return records.size() == 2 ? records[1].value(0) : QStringLiteral("not RFC 4180");
}

} // namespace

class TestCsvWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherCurrencyStandsBesideTheDollars()
    {
        base::DisplayRate rate;
        rate.currency = "EUR";
        rate.picosPerDollar = 921'300'000'000;
        rate.day = base::parseDay("2026-05-29");
        // $1,234.56 × 0.9213 = 1137.400128; $0.000000001 × 0.9213 is a nano
        const Column money(Kind::Money, {qint64(1'234'560'000'000), qint64(1), QVariant()},
                           QStringLiteral("cost_usd"));
        QCOMPARE(items::toCsv(money.model(), rate), QByteArray("cost_usd,cost_eur,eur_per_usd,rate_date\r\n"
                                                               "1234.56,1137.400128,0.9213,2026-05-29\r\n"
                                                               "0.000000001,0.000000001,0.9213,2026-05-29\r\n"
                                                               ",,0.9213,2026-05-29\r\n"));
        QCOMPARE(items::toTsv(money.model(), {}, rate),
                 QStringLiteral("cost_eur\n1137.400128\n0.000000001\n\n"));
        const Column named(Kind::Money, {qint64(2'000'000'000)}, QStringLiteral("chat"));
        QCOMPARE(items::toCsv(named.model(), rate),
                 QByteArray("chat,chat_eur,eur_per_usd,rate_date\r\n2,1.8426,0.9213,2026-05-29\r\n"));
        const Column counted(Kind::Count, {qint64(7)}, QStringLiteral("requests"));
        QCOMPARE(items::toCsv(counted.model(), rate),
                 QByteArray("requests,eur_per_usd,rate_date\r\n7,0.9213,2026-05-29\r\n"));
        QCOMPARE(items::toCsv(money.model(), {}), items::toCsv(money.model()));
    }

    void valuesAreExactAndWithoutALocale_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, Kind kind, const QVariant &value, const char *field) {
            QTest::newRow(name) << int(kind) << value << QString::fromUtf8(field);
        };
        row("dollars", Kind::Money, qint64(289'000'000'000), "289");
        row("a part of a cent", Kind::Money, qint64(3'500'000), "0.0035");
        row("every nano-dollar", Kind::Money, qint64(12'345'678'123'456'789), "12345678.123456789");
        row("one nano-dollar", Kind::UnitMoney, qint64(1), "0.000000001");
        row("a credit is a number, not a formula", Kind::Money, qint64(-12'500'000'000), "-12.5");
        row("zero is known", Kind::Money, qint64(0), "0");
        row("no cost is not zero", Kind::Money, QVariant(), "");
        row("counts are raw", Kind::Count, qint64(1'234'567), "1234567");
        row("no count is not zero", Kind::Count, QVariant(), "");
        row("a share", Kind::Share, 0.25, "0.25");
        row("a fall", Kind::Change, -0.5, "-0.5");
        row("a day", Kind::Day, QStringLiteral("2026-05-09"), "2026-05-09");
        row("a time", Kind::Time, QStringLiteral("2026-05-09T13:02:11Z"), "2026-05-09T13:02:11Z");
        row("a text", Kind::Text, QStringLiteral("chat"), "chat");
        row("comma", Kind::Text, QStringLiteral("a,b"), "a,b");
        row("quote", Kind::Text, QStringLiteral("say \"hi\""), "say \"hi\"");
        row("line break", Kind::Text, QStringLiteral("a\nb\r\nc"), "a\nb\r\nc");
        row("other alphabets", Kind::Text, QStringLiteral("日本 ✓ é"), "日本 ✓ é");
        row("formula =", Kind::Text, QStringLiteral("=1+1"), "'=1+1");
        row("formula +", Kind::Text, QStringLiteral("+1"), "'+1");
        row("formula -", Kind::Text, QStringLiteral("-1"), "'-1");
        row("formula @", Kind::Text, QStringLiteral("@SUM(A1)"), "'@SUM(A1)");
        row("formula with a comma", Kind::Text, QStringLiteral("=HYPERLINK(\"x\",\"y\")"),
            "'=HYPERLINK(\"x\",\"y\")");
        row("a sign within", Kind::Text, QStringLiteral("a=b"), "a=b");
    }
    void valuesAreExactAndWithoutALocale()
    {
        QFETCH(int, kind);
        QFETCH(QVariant, value);
        QFETCH(QString, field);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QString written = fieldOf(static_cast<Kind>(kind), value);
        QLocale::setDefault(before);
        QCOMPARE(written, field);
    }

    void everyRecordEndsInCarriageReturnAndLineFeed()
    {
        const QByteArray csv =
            items::toCsv(Column(Kind::Count, {qint64(7)}, QStringLiteral("requests")).model());
        QCOMPARE(csv, QByteArray("requests\r\n7\r\n"));
    }

    void totalsAreNoRecord()
    {
        const auto cube = ledger::cubeOf(ledger::guideLedger());
        items::Models models;
        models.setSnapshot(std::make_shared<const insight::Snapshot>(
            *insight::snapshot(*cube, {}, {}, ledger::dayOf("2026-06-01"))));
        QCOMPARE(parseCsv(items::toCsv(models.features)).size(), 3); // header and two features
        // Nor are they copied: whoever pastes rows into a spreadsheet sums them there, once.
        QCOMPARE(items::toTsv(models.features).count(QLatin1Char('\n')), 3);
    }

    void headersAreMachineNames()
    {
        const QByteArray csv = items::toCsv(Column(Kind::Text, {}, QStringLiteral("cost_usd")).model());
        QCOMPARE(csv, QByteArray("cost_usd\r\n"));
        QCOMPARE(items::toCsv(Column(Kind::Text, {}, QStringLiteral("=evil")).model()),
                 QByteArray("'=evil\r\n"));
    }

    void nothingIsCutToATopN()
    {
        ledger::Ledger ledger;
        for (int i = 0; i < 300; ++i)
            ledger.push_back({"2026-05-01", "f" + std::to_string(i), "free", "haiku", 1, 1'000'000 + i});
        const auto cube = ledger::cubeOf(ledger);
        items::Models models;
        models.setCube(*cube);
        models.setSnapshot(std::make_shared<const insight::Snapshot>(
            *insight::snapshot(*cube, {}, {}, ledger::dayOf("2026-06-01"))));
        QCOMPARE(parseCsv(items::toCsv(models.features)).size(), 301);
        const QList<QStringList> months = parseCsv(items::toCsv(models.featureMonthsAll));
        QCOMPARE(months.size(), 2);
        QCOMPARE(months[0].size(), 301);
        QCOMPARE(months[1][0], QStringLiteral("2026-05"));
    }

    void rowsOfAMatrixAreNamedInTheFirstColumn()
    {
        const auto cube = ledger::cubeOf(ledger::guideLedger());
        items::Models models;
        models.setSnapshot(std::make_shared<const insight::Snapshot>(
            *insight::snapshot(*cube, {}, {}, ledger::dayOf("2026-06-01"))));
        const QList<QStringList> records = parseCsv(items::toCsv(models.featureSegmentsAll));
        QCOMPARE(records[0], QStringList({QStringLiteral("feature"), QStringLiteral("free"),
                                          QStringLiteral("enterprise")})); // 157.50 + 18 > 96 + 17.50
        QCOMPARE(records[1], QStringList({QStringLiteral("faq_response_generation"), QStringLiteral("157.5"),
                                          QStringLiteral("17.5")}));
        QCOMPARE(records[2], QStringList({QStringLiteral("complex_support_reasoning"), QStringLiteral("18"),
                                          QStringLiteral("96")}));
    }

    void tsvOfASelectionHasItsRowsAndColumnsOnly()
    {
        items::RejectsModel rejects;
        rejects.setRejects({{"a.jsonl", 3, "no\ttime", "{…\n}"}, {"b.jsonl", 4, "no cost", "{}"}});
        QCOMPARE(items::toTsv(rejects, {rejects.index(0, 1), rejects.index(0, 2)}),
                 QStringLiteral("line\treason\n3\tno time\n"));
        QCOMPARE(items::toTsv(rejects).count(QLatin1Char('\n')), 3);
    }
};

QTEST_GUILESS_MAIN(TestCsvWriter)
#include "test_csvwriter.moc"
