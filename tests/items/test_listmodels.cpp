// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "base/importreport.h"
#include "items/csvwriter.h"
#include "items/eventsmodel.h"
#include "items/importsmodel.h"
#include "items/ledger.h"
#include "items/valuesmodel.h"
#include "store/store.h"

using namespace outlay;
using items::EventsModel;
using items::ValueRole;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

std::vector<store::EventRecord> page(int events)
{
    std::vector<store::EventRecord> records;
    for (int i = 0; i < events; ++i) {
        store::EventRecord event;
        event.id = i + 1;
        event.row.atUs = 1'777'593'600'000'000 + i * 1'000'000LL; // 2026-05-01 00:00 UTC and on
        event.row.costNanos = 3'500'000;
        event.attribution[base::FixedDimension::Feature] = "chat";
        records.push_back(event);
    }
    return records;
}

int columnOf(const QAbstractItemModel &model, const char *machineName)
{
    for (int column = 0; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal, items::MachineNameRole).toString() ==
            QLatin1String(machineName))
            return column;
    return -1;
}

QVariant at(const QAbstractItemModel &model, int row, const char *machineName, int role = ValueRole)
{
    return model.index(row, columnOf(model, machineName)).data(role);
}

base::FileReport file(const std::string &path, std::int64_t added, std::int64_t rejected)
{
    base::FileReport report;
    report.path = path;
    report.format = "CostEvent JSON lines";
    report.added = added;
    report.duplicates = 2;
    report.rejected = rejected;
    report.notEvents = 10;
    report.redacted = 1;
    report.unpriced = 3;
    return report;
}

std::vector<cube::ValueInfo> threeValues()
{
    std::vector<cube::ValueInfo> values = {{"chat", {}}, {"", {}}, {"ocr", {}}};
    values[0].sums.costNanos = 9'000'000'000;
    return values;
}

} // namespace

class TestListModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsComePageByPage()
    {
        EventsModel model; // without a model tester, which would fetch pages itself
        model.setWatched(true);
        QVERIFY(!model.canFetchMore({}));
        QSignalSpy wanted(&model, &EventsModel::pageWanted);
        model.restart();
        QCOMPARE(wanted.size(), 1);
        const int generation = wanted[0][0].toInt();
        QCOMPARE(wanted[0][1].toLongLong(), 0);
        QVERIFY(!model.canFetchMore({})); // one page at a time
        model.appendPage(generation, page(EventsModel::kPageSize));
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted[1][1].toLongLong(), 200);
        model.appendPage(generation, page(50));
        QCOMPARE(model.rowCount(), 250);
        QVERIFY(!model.canFetchMore({}));
    }

    void eventsAreOnlyAskedForWhileSomebodyLooks()
    {
        EventsModel model;
        QSignalSpy wanted(&model, &EventsModel::pageWanted);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 0); // no store yet
        model.setWatched(false);
        model.restart();
        model.restart();
        QCOMPARE(wanted.size(), 0);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.total(), -1);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1); // once, for the newest question
        model.setWatched(false);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1);
        model.appendPage(wanted[0][0].toInt(), page(5));
        QCOMPARE(model.rowCount(), 5);
        model.setWatched(false);
        model.restart(); // what was shown is no answer to the new question
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(wanted.size(), 1);
    }

    void aLastPageThatIsFullIsFollowedByAnEmptyOne()
    {
        EventsModel model;
        model.setWatched(true);
        QSignalSpy wanted(&model, &EventsModel::pageWanted);
        model.restart();
        model.appendPage(wanted[0][0].toInt(), page(EventsModel::kPageSize));
        model.fetchMore({});
        model.appendPage(wanted[1][0].toInt(), {});
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(!model.canFetchMore({}));
    }

    void pagesOfAnEarlierQuestionAreDropped()
    {
        EventsModel model;
        model.setWatched(true);
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QSignalSpy wanted(&model, &EventsModel::pageWanted);
        model.restart();
        model.restart();
        const int first = wanted[0][0].toInt();
        const int second = wanted[1][0].toInt();
        model.appendPage(first, page(7));
        model.setTotal(first, 7);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.total(), -1);
        model.appendPage(second, page(3));
        model.setTotal(second, 3);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.total(), 3);
    }

    void whatAnEventDidNotSayIsEmptyNotZero()
    {
        EventsModel model;
        model.setWatched(true);
        QSignalSpy wanted(&model, &EventsModel::pageWanted);
        model.restart();
        std::vector<store::EventRecord> events = page(1);
        events[0].row.costNanos = base::kAbsent;
        events[0].row.outputTokens = 0;
        model.appendPage(wanted[0][0].toInt(), events);
        for (const char *column : {"cost_usd", "input_tokens", "latency_ms", "segment", "cached", "user"})
            QVERIFY2(!at(model, 0, column).isValid(), column);
        QCOMPARE(at(model, 0, "output_tokens"), QVariant(qint64(0)));
        QCOMPARE(at(model, 0, "timestamp", Qt::DisplayRole).toString(),
                 QStringLiteral("2026-05-01T00:00:00Z"));
        QCOMPARE(at(model, 0, "cost_usd", Qt::DisplayRole).toString(), QString());
    }

    void aClickOnADefaultLabelFiltersOnTheUnattributed()
    {
        EventsModel model;
        model.setWatched(true);
        QSignalSpy wanted(&model, &EventsModel::pageWanted);
        model.restart();
        std::vector<store::EventRecord> events = page(2);
        events[0].attribution[base::FixedDimension::Feature] = "unknown";
        model.appendPage(wanted[0][0].toInt(), events);
        QCOMPARE(at(model, 0, "feature").toString(), QStringLiteral("unknown")); // as logged
        QVERIFY(at(model, 0, "feature", items::KeyRole).toString().isEmpty());
        QVERIFY(!at(model, 0, "feature", items::KeyRole).toString().isNull());
        QCOMPARE(at(model, 1, "feature", items::KeyRole).toString(), QStringLiteral("chat"));
        QVERIFY(at(model, 1, "cost_usd", items::DimensionRole).toString().isEmpty());
    }

    void importsShowTheSumOverTheirFiles()
    {
        items::ImportsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        base::ImportSummary import;
        import.id = 7;
        import.at = base::Instant{std::chrono::seconds { 1'779'500'000 }};
        import.files = {file("a.jsonl", 5, 1), file("b.jsonl", 6, 2)};
        import.span = ledger::period("2026-05-03..2026-05-09");
        import.costNanos = 1'000'000'001;
        base::ImportSummary nothing;
        nothing.id = 3;
        model.setImports({import, nothing});
        QCOMPARE(model.importIdAt(0), 7);
        QCOMPARE(model.importIdAt(1), 3);
        QCOMPARE(at(model, 0, "files").toString(), QStringLiteral("a.jsonl, b.jsonl"));
        QCOMPARE(at(model, 0, "added").toLongLong(), 11);
        QCOMPARE(at(model, 0, "duplicates").toLongLong(), 4);
        QCOMPARE(at(model, 0, "rejected").toLongLong(), 3);
        QCOMPARE(at(model, 0, "not_events").toLongLong(), 20);
        QCOMPARE(at(model, 0, "first_day").toString(), QStringLiteral("2026-05-03"));
        QCOMPARE(at(model, 0, "cost_usd", Qt::DisplayRole).toString(), QStringLiteral("1.000000001"));
        QVERIFY(!at(model, 1, "first_day").isValid());
        QCOMPARE(at(model, 0, "at").toString(), QStringLiteral("2026-05-23T01:33:20Z"));
    }

    void severalFilesHaveATotal()
    {
        items::ImportFilesModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setFiles({file("a.jsonl", 5, 1)});
        QCOMPARE(model.rowCount(), 1);
        base::FileReport unread;
        unread.path = "picture.png";
        unread.error = base::Error{base::ErrorKind::NotALog, "picture.png", "is no log", 0};
        model.setFiles({file("a.jsonl", 5, 1), file("b.jsonl", 6, 2), unread});
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(at(model, 2, "format").toString(), QStringLiteral("is no log"));
        QCOMPARE(at(model, 3, "file").toString(), QStringLiteral("Total"));
        QCOMPARE(at(model, 3, "added").toLongLong(), 11);
        QCOMPARE(at(model, 3, "rejected").toLongLong(), 3);
        QCOMPARE(at(model, 3, "unpriced").toLongLong(), 6);
    }

    void rejectsSayFileLineReasonAndExcerpt()
    {
        items::RejectsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setRejects({{"a.jsonl", 17, "no time", "=cmd|' /C calc'!A0"}});
        QCOMPARE(items::toCsv(model),
                 QByteArray("file,line,reason,excerpt\r\na.jsonl,17,no time,'=cmd|' /C calc'!A0\r\n"));
        model.setRejects({});
        QCOMPARE(model.rowCount(), 0);
    }

    void allValuesAreInAtFirst()
    {
        items::ValuesModel model(QStringLiteral("feature"));
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QVERIFY(model.allChecked());
        model.setValues(threeValues());
        QVERIFY(model.allChecked());
        QCOMPARE(model.checkedKeys().size(), 3);
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("(unattributed)"));
        QVERIFY(model.index(1).flags().testFlag(Qt::ItemIsUserCheckable));
        QCOMPARE(model.index(0).data(ValueRole).toLongLong(), 9'000'000'000);
    }

    void theFiltersValuesAreChecked()
    {
        items::ValuesModel model(QStringLiteral("feature"));
        model.setValues(threeValues());
        QSignalSpy person(&model, &items::ValuesModel::checkedChanged);
        model.setChecked({QStringLiteral("chat"), QStringLiteral("")}, false);
        QCOMPARE(model.checkedKeys(), (QSet<QString>{QStringLiteral("chat"), QStringLiteral("")}));
        model.setChecked({QStringLiteral("chat")}, true);
        QCOMPARE(model.checkedKeys(), (QSet<QString>{QStringLiteral("ocr"), QStringLiteral("")}));
        model.setChecked({}, false); // none of them is asked for
        QVERIFY(model.checkedKeys().isEmpty());
        model.checkAll();
        QVERIFY(model.allChecked());
        QCOMPARE(person.size(), 0); // nobody clicked
    }

    void aPersonChecksAndUnchecks()
    {
        items::ValuesModel model(QStringLiteral("feature"));
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setValues(threeValues());
        QSignalSpy person(&model, &items::ValuesModel::checkedChanged);
        QVERIFY(model.setData(model.index(0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(person.size(), 1);
        QVERIFY(!model.allChecked());
        QCOMPARE(model.index(0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.allChecked());
        QVERIFY(!model.setData(model.index(0), QStringLiteral("x"), Qt::EditRole));
    }
};

QTEST_GUILESS_MAIN(TestListModels)
#include "test_listmodels.moc"
