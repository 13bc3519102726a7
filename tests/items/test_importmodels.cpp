// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/importpreview.h"
#include "items/mappingmodel.h"

using namespace outlay;
using items::FilePreview;
using items::MappedColumn;
using items::Mapping;
using items::MappingModel;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

const QString kTime = QStringLiteral("timestamp");
const QString kInput = QStringLiteral("input_tokens");
const QString kCost = QStringLiteral("cost_usd");

Mapping guessed()
{
    Mapping mapping;
    mapping.name = QStringLiteral("gateway");
    mapping.columns = {
        {QStringLiteral("ts"),
         {QStringLiteral("1746057600"), QStringLiteral("1746057601"), QStringLiteral("a"),
          QStringLiteral("b")},
         kTime,
         QStringLiteral("unix_s"),
         items::reason::kName},
        {QStringLiteral("tok"), {QStringLiteral("12")}, kInput, QStringLiteral("tokens"), {}},
        {QStringLiteral("usd"), {QStringLiteral("0.01")}, kCost, QStringLiteral("usd"), {}},
        {QStringLiteral("team"), {QStringLiteral("search")}, items::mapped::kDimension, {}, {}},
    };
    return mapping;
}

QModelIndex field(const MappingModel &model, int row)
{
    return model.index(row, MappingModel::Field);
}

FilePreview known(const char *log, const char *format = "CostEvent JSON lines")
{
    FilePreview file;
    file.report.path = log;
    file.report.format = format;
    items::PreviewRow row;
    row.row.atUs = 1'777'593'600'000'000; // 2026-05-01
    row.row.inputTokens = 12;
    row.row.costNanos = 3'500'000;
    row.attribution[base::FixedDimension::Feature] = "chat";
    row.attribution.custom = {{"tier", "gold"}};
    file.rows = {row, row};
    return file;
}

FilePreview unknown(const char *log)
{
    FilePreview file;
    file.report.path = log;
    file.report.error = base::Error{base::ErrorKind::NotALog, log, "has no line that is a call", 0};
    file.mappable = file.doubtful = true;
    return file;
}

QStringList titles(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles << model.headerData(column, Qt::Horizontal).toString();
    return titles;
}

} // namespace

class TestImportModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aColumnSaysItsValuesWhatItIsAndWhy()
    {
        MappingModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setMapping(guessed());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0, MappingModel::Samples).data().toString(),
                 QStringLiteral("1746057600 · 1746057601 · a"));
        QCOMPARE(field(model, 0).data().toString(), QStringLiteral("Time"));
        QCOMPARE(model.index(0, MappingModel::Unit).data().toString(), QStringLiteral("seconds since 1970"));
        QCOMPARE(model.index(0, MappingModel::Why).data().toString(), QStringLiteral("its name"));
        QCOMPARE(field(model, 3).data().toString(), QStringLiteral("Keep as a dimension"));
        QVERIFY(model.problems().isEmpty());
    }

    void onlyWhatHasChoicesCanBeEdited()
    {
        MappingModel model;
        model.setMapping(guessed());
        QVERIFY(field(model, 3).flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!model.index(3, MappingModel::Unit).flags().testFlag(Qt::ItemIsEditable)); // has no unit
        QVERIFY(model.index(2, MappingModel::Unit).flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!model.index(0, MappingModel::Name).flags().testFlag(Qt::ItemIsEditable));
        const QModelIndex unit = model.index(2, MappingModel::Unit);
        QCOMPARE(unit.data(MappingModel::ChoicesRole).toStringList().value(1), QStringLiteral("cents"));
        QCOMPARE(unit.data(MappingModel::ChoiceTitlesRole).toStringList().size(),
                 unit.data(MappingModel::ChoicesRole).toStringList().size());
        QVERIFY(!model.setData(unit, QStringLiteral("bushels")));
        QVERIFY(model.setData(unit, QStringLiteral("cents")));
        QCOMPARE(model.mapping().columns[2].unit, QStringLiteral("cents"));
    }

    void aFieldIsOfOneColumn()
    {
        MappingModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setMapping(guessed());
        QSignalSpy changed(&model, &MappingModel::mappingChanged);
        QVERIFY(model.setData(field(model, 3), kCost));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.mapping().columns[3].unit, QStringLiteral("usd")); // the usual one
        QCOMPARE(model.mapping().columns[2].field, items::mapped::kPerEvent);
        QVERIFY(model.mapping().columns[2].unit.isEmpty());
        QVERIFY(model.setData(field(model, 0), items::mapped::kDimension)); // any number may be this
        QVERIFY(model.setData(field(model, 1), items::mapped::kDimension));
        QCOMPARE(model.mapping().columns[0].field, items::mapped::kDimension);
    }

    void whatIsMissingIsSaid_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no time") << 0 << QStringLiteral("No column is the time.");
        QTest::newRow("a cost is enough") << 1 << QString();
        QTest::newRow("tokens are enough") << 2 << QString();
    }
    void whatIsMissingIsSaid()
    {
        QFETCH(int, row);
        QFETCH(QString, problem);
        MappingModel model;
        model.setMapping(guessed());
        QVERIFY(model.setData(field(model, row), items::mapped::kIgnored));
        QCOMPARE(model.problems().join(QLatin1Char(' ')), problem);
        QCOMPARE(model.problemsOfSaving(), model.problems());
    }

    void neitherTokensNorCostIsNoLog()
    {
        MappingModel model;
        model.setMapping(guessed());
        QVERIFY(model.setData(field(model, 1), items::mapped::kIgnored));
        QVERIFY(model.setData(field(model, 2), items::mapped::kIgnored));
        QCOMPARE(model.problems(), QStringList{QStringLiteral("No column is a number of tokens or a cost.")});
    }

    void whatHasNoNameCanBeReadButNotSaved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("nothing") << QString();
        QTest::newRow("blanks") << QStringLiteral("  ");
        QTest::newRow("nothing that a file can be called by") << QStringLiteral("--");
    }
    void whatHasNoNameCanBeReadButNotSaved()
    {
        QFETCH(QString, name);
        MappingModel model;
        model.setMapping(guessed());
        model.setName(name);
        QVERIFY(model.problems().isEmpty());
        QCOMPARE(model.problemsOfSaving(), QStringList{QStringLiteral("The mapping needs a name.")});
    }

    void zonesAreThoseOfTheIana()
    {
        QCOMPARE(MappingModel::zones().first(), QStringLiteral("UTC"));
        QCOMPARE(MappingModel::zones().count(QStringLiteral("UTC")), 1);
        QVERIFY(!MappingModel::zones().contains(QStringLiteral("UTC+01:00")));
        MappingModel model;
        model.setMapping(guessed());
        model.setZone(QStringLiteral("Mars/Phobos"));
        QVERIFY2(model.problems().value(0).contains(QStringLiteral("Mars/Phobos")),
                 qPrintable(model.problems().join(QLatin1Char(' '))));
        model.setZone(QStringLiteral("UTC"));
        QVERIFY(model.problems().isEmpty());
    }

    void whoChoosesIsTheReason()
    {
        MappingModel model;
        model.setMapping(guessed());
        QVERIFY(model.index(3, MappingModel::Why).data().toString().isEmpty());
        QVERIFY(model.setData(field(model, 3), QStringLiteral("feature")));
        QCOMPARE(model.index(3, MappingModel::Why).data().toString(), QStringLiteral("you say so"));
    }

    void inputTokensThatIncludeTheCacheAreTokens()
    {
        MappingModel model;
        model.setMapping(guessed());
        QVERIFY(model.setData(field(model, 2), items::mapped::kIgnored));
        QVERIFY(model.setData(field(model, 1), QStringLiteral("prompt_tokens")));
        QVERIFY(model.problems().isEmpty());
        QVERIFY(!model.has(kInput));
    }

    void everyFieldHasATitleAndEveryUnitToo()
    {
        QStringList ids;
        for (const items::MappingField &known : MappingModel::fields()) {
            QVERIFY(!known.title.isEmpty());
            QVERIFY2(!ids.contains(known.id), qPrintable(known.id));
            ids << known.id;
            MappingModel model;
            Mapping mapping = guessed();
            mapping.columns[0].field = known.id;
            model.setMapping(mapping);
            const QModelIndex unit = model.index(0, MappingModel::Unit);
            QCOMPARE(unit.data(MappingModel::ChoicesRole).toStringList(), known.units);
            for (const QString &title : unit.data(MappingModel::ChoiceTitlesRole).toStringList())
                QVERIFY2(!title.contains(QLatin1Char('_')), qPrintable(title));
        }
        QCOMPARE(ids.first(), kTime);
        QCOMPARE(ids.last(), items::mapped::kIgnored);
    }

    void filesOfAnImportToBe()
    {
        items::PreviewFilesModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setFiles({known("/logs/a.jsonl"), unknown("/logs/old/b.csv")});
        QCOMPARE(model.known(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("a.jsonl"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("old/b.csv"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("CostEvent JSON lines"));
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("(not recognised)"));
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("has no line that is a call"));
        QCOMPARE(model.firstDoubtful(), 1);
        QCOMPARE(model.rowOf(QStringLiteral("/logs/old/b.csv")), 1);
        QCOMPARE(model.rowOf(QStringLiteral("/logs/other")), -1);
        model.setFiles({known("/logs/a.jsonl"), known("/logs/old/b.csv", "LiteLLM")});
        QCOMPARE(model.known(), 2);
        QCOMPARE(model.firstDoubtful(), -1);
    }

    void filesAreCalledByWhatTheyDoNotShare_data()
    {
        QTest::addColumn<QList<QByteArray>>("logs");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("one") << QList<QByteArray>{"/logs/2026/a.csv"} << QStringList{QStringLiteral("a.csv")};
        QTest::newRow("without a folder")
            << QList<QByteArray>{"a.csv"} << QStringList{QStringLiteral("a.csv")};
        QTest::newRow("folders that begin alike")
            << QList<QByteArray>{"/logs/may/a.csv", "/logs/march/a.csv"}
            << QStringList{QStringLiteral("may/a.csv"), QStringLiteral("march/a.csv")};
        QTest::newRow("nothing in common")
            << QList<QByteArray>{"may/a.csv", "b.csv"}
            << QStringList{QStringLiteral("may/a.csv"), QStringLiteral("b.csv")};
        QTest::newRow("one of an archive")
            << QList<QByteArray>{"old/logs.zip/inner/a.jsonl"} << QStringList{QStringLiteral("a.jsonl")};
    }
    void filesAreCalledByWhatTheyDoNotShare()
    {
        QFETCH(QList<QByteArray>, logs);
        QFETCH(QStringList, names);
        QList<FilePreview> files;
        for (const QByteArray &log : logs)
            files << known(log.constData());
        items::PreviewFilesModel model;
        model.setFiles(files);
        for (int row = 0; row < names.size(); ++row)
            QCOMPARE(model.index(row, 0).data().toString(), names[row]);
    }

    void whatIsOddAboutAFileIsRemarked()
    {
        items::PreviewFilesModel model;
        FilePreview odd = known("/logs/a.csv");
        odd.rejects = {{"/logs/a.csv", 3, "no time", ""}};
        FilePreview none = known("/logs/b.csv");
        none.rows.clear();
        none.doubtful = true;
        FilePreview bare = known("/logs/c.csv");
        bare.doubtful = true;
        model.setFiles({known("/logs/0.csv"), odd, none, bare});
        QCOMPARE(model.index(0, 2).data().toString(), QString());
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("1 of the first lines cannot be taken"));
        QCOMPARE(model.index(2, 2).data().toString(), QStringLiteral("none of its first rows can be taken"));
        QCOMPARE(model.index(3, 2).data().toString(),
                 QStringLiteral("none of its first rows has tokens or a cost"));
        QCOMPARE(model.firstDoubtful(), 2); // it can be imported, but should it be?
        QCOMPARE(model.known(), 4);
    }

    void rowsAsTheyWillBeStored()
    {
        items::PreviewRowsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.show(known("a"));
        QCOMPARE(titles(model), QStringList({QStringLiteral("Time (UTC)"), QStringLiteral("Feature"),
                                             QStringLiteral("Input tokens"), QStringLiteral("Cost"),
                                             QStringLiteral("tier")}));
        QCOMPARE(model.index(0, 0).data(items::ValueRole).toString().left(10), QStringLiteral("2026-05-01"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("chat"));
        QCOMPARE(model.index(0, 2).data(items::ValueRole).toLongLong(), 12);
        QCOMPARE(model.index(0, 3).data().toString(), QStringLiteral("0.0035"));
        QCOMPARE(model.index(1, 4).data().toString(), QStringLiteral("gold"));
        QCOMPARE(model.rowCount(), 2);
        model.show({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), 0);
    }

    void theFirstFiftyRowsAreShown()
    {
        items::PreviewRowsModel model;
        FilePreview file = known("a");
        file.rows.resize(200, file.rows.front());
        file.rows.back().user = QStringLiteral("u-00000000000a"); // in none of the rows that are shown
        model.show(file);
        QCOMPARE(model.rowCount(), 50);
        QVERIFY(!titles(model).contains(QStringLiteral("User")));
    }

    void onlyColumnsThatARowFillsAreShown()
    {
        items::PreviewRowsModel model;
        FilePreview file = known("a");
        file.rows[1].row.latencyUs = 1'500;
        file.rows[1].row.outputTokens = 0; // logged, which is not missing
        file.rows[1].user = QStringLiteral("u-00000000000a");
        file.rows[1].fields = QStringLiteral("{\"request_id\":\"r\"}");
        file.rows[1].billing = true;
        model.show(file);
        const QStringList names = titles(model);
        QCOMPARE(names, QStringList({QStringLiteral("Time (UTC)"), QStringLiteral("Kept as"),
                                     QStringLiteral("Feature"), QStringLiteral("Input tokens"),
                                     QStringLiteral("Output tokens"), QStringLiteral("Cost"),
                                     QStringLiteral("Latency"), QStringLiteral("User"),
                                     QStringLiteral("tier"), QStringLiteral("Other fields")}));
        const auto value = [&](int row, const char *title) {
            return model.index(row, static_cast<int>(names.indexOf(QLatin1String(title))))
                .data(items::ValueRole);
        };
        QVERIFY(!value(0, "Output tokens").isValid());
        QCOMPARE(value(1, "Output tokens").toLongLong(), 0);
        QCOMPARE(value(1, "Latency").toDouble(), 1.5);
        QVERIFY(!value(0, "Kept as").isValid());
        QVERIFY(value(1, "Kept as").toString().contains(QStringLiteral("bill")));
    }
};

QTEST_GUILESS_MAIN(TestImportModels)
#include "test_importmodels.moc"
