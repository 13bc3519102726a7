// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/card.h"
#include "views/datatable.h"

#include <QtCore/QTemporaryDir>

using namespace outlay;

namespace {

constexpr int kValuePage = 12;
/// "month,feature,amount\n2026-05,chat,5\n", by Python's gzip.compress(…, mtime=0).
const char *const kPackedValues =
    "H4sIAAAAAAACA8vNzyvJ0ElLTSwpLUrVSczNL80r4TIyMDLTNTDVSc5ILNEx5QIAxVKJjyQAAAA=";

} // namespace

/// The whole program in one process: value files are dropped, shown and removed.
class TestAppValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_folder = std::make_unique<QTemporaryDir>();
        const QString log =
            written("log.jsonl", "{\"timestamp\": \"2026-05-04T12:00:00Z\", \"feature_name\": \"chat\", "
                                 "\"model\": \"nobody-knows-1\", \"input_tokens\": 10, "
                                 "\"output_tokens\": 1, \"cost_usd\": 2}\n");
        m_program = tests::startProgram(path("store.db"), path("store.db"));
        QVERIFY(m_program);
        m_program->session().startImport({log}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 1, tests::kWait);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session().isImporting(),
                                 tests::kWait); // what is dropped is taken
    }
    void cleanup()
    {
        m_program.reset();
        m_folder.reset();
    }

    void aDroppedValueFileIsKeptAndShown()
    {
        m_program->window().showPage(kValuePage);
        QVERIFY(!models().pnl.hasValues());
        QVERIFY(isTitled(QStringLiteral("Cost share against usage share")));
        tests::dropOn(m_program->window(), {written("values.csv", "month,feature,amount\n2026-05,chat,5\n")});
        QTRY_VERIFY_WITH_TIMEOUT(models().pnl.hasValues(), tests::kWait);
        QCOMPARE(models().pnl.index(0, 5).data(items::ValueRole).toDouble(), 1.5); // ROI: (5 − 2) ÷ 2
        QVERIFY(models().quadrant.isByReturn());
        QVERIFY(isTitled(QStringLiteral("Cost share against share of the return"))); // on the Overview, too
        QVERIFY2(tests::message(*m_program).contains(QStringLiteral("values.csv")),
                 qUtf8Printable(tests::message(*m_program)));
        QCOMPARE(models().store().events, 1); // it is no log
        QCOMPARE(models().valueFiles.rowCount(), 1);

        for (auto *table : m_program->window().findChildren<views::DataTable *>())
            if (table->accessibleName() == QStringLiteral("Value files"))
                table->selectRow(0);
        tests::buttonOf(m_program->window(), QStringLiteral("Remove the file"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!models().pnl.hasValues(), tests::kWait);
        QVERIFY(!models().quadrant.isByReturn());
        QVERIFY(isTitled(QStringLiteral("Cost share against usage share")));
        QCOMPARE(models().valueFiles.rowCount(), 0);
    }

    void logsAndValuesDroppedTogetherGoTheirWays()
    {
        const QString log =
            written("more.jsonl", "{\"timestamp\": \"2026-05-05T12:00:00Z\", \"feature_name\": \"b\", "
                                  "\"model\": \"nobody-knows-1\", \"input_tokens\": 10, "
                                  "\"output_tokens\": 1, \"cost_usd\": 1}\n");
        tests::dropOn(m_program->window(),
                      {log, written("values.csv", "month,feature,amount\n2026-05,chat,5\n2026-05,b,0\n")});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 2, tests::kWait);
        QTRY_COMPARE_WITH_TIMEOUT(models().pnl.rowCount(), 2, tests::kWait);
        QTRY_COMPARE_WITH_TIMEOUT(models().pnl.index(1, 5).data(items::ValueRole).toDouble(), -1.0,
                                  tests::kWait);
    }

    void aDroppedFolderOfBothGoesItsWays()
    {
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("both/deep")));
        written("both/more.jsonl", "{\"timestamp\": \"2026-05-05T12:00:00Z\", \"feature_name\": \"b\", "
                                   "\"model\": \"nobody-knows-1\", \"input_tokens\": 10, "
                                   "\"output_tokens\": 1, \"cost_usd\": 1}\n");
        written("both/deep/values.csv", "month,feature,amount\n2026-05,chat,5\n2026-05,b,0\n");
        tests::dropOn(m_program->window(), {path("both")});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 2, tests::kWait);
        QTRY_COMPARE_WITH_TIMEOUT(models().pnl.rowCount(), 2, tests::kWait);
        QCOMPARE(models().valueFiles.rowCount(), 1);
    }

    void aDroppedArchiveOfValuesIsKept()
    {
        const QByteArray packed = QByteArray::fromBase64(kPackedValues);
        tests::dropOn(m_program->window(), {written("values.csv.gz", packed)});
        QTRY_VERIFY_WITH_TIMEOUT(models().pnl.hasValues(), tests::kWait);
        QCOMPARE(models().pnl.index(0, 5).data(items::ValueRole).toDouble(), 1.5); // ROI: (5 − 2) ÷ 2
        QCOMPARE(models().store().events, 1);
    }

    void sessionsAreAddedUpWhileTheyAreLookedAt()
    {
        const QString log = written(
            "chat.jsonl", "{\"timestamp\": \"2026-05-05T12:00:00Z\", \"feature_name\": \"chat\", \"model\": "
                          "\"nobody-knows-1\", \"user_segment\": \"pro\", \"session_id\": \"s1\", "
                          "\"input_tokens\": 10, \"output_tokens\": 1, \"cost_usd\": 3}\n");
        m_program->session().startImport({log}, {});
        QTRY_COMPARE_WITH_TIMEOUT(models().store().events, 2, tests::kWait);
        items::SessionsModel &sessions = models().sessions;
        QCOMPARE(sessions.state(), items::WatchedTable::State::Unknown); // nobody has looked
        m_program->window().showPage(kValuePage);
        QTRY_COMPARE_WITH_TIMEOUT(sessions.state(), items::WatchedTable::State::Ready, tests::kWait);
        QCOMPARE(sessions.sessions(), 1);
        QCOMPARE(sessions.callsWithout(), 1);
        QCOMPARE(sessions.index(0, items::SessionsModel::Segment).data().toString(), QStringLiteral("pro"));
        QCOMPARE(sessions.index(0, items::SessionsModel::Mean).data(items::ValueRole).toLongLong(),
                 3'000'000'000);
    }

    void aFileWithABadRowIsToldAndNotKept()
    {
        tests::dropOn(m_program->window(),
                      {written("values.csv", "month,feature,amount\n2026-05,chat,5\nTotal,,5\n")});
        QTRY_VERIFY_WITH_TIMEOUT(
            tests::message(*m_program).contains(QStringLiteral("Nothing of values.csv was kept")),
            tests::kWait);
        QVERIFY(tests::message(*m_program).contains(QStringLiteral("Line 3")));
        QVERIFY(!models().pnl.hasValues());
        QVERIFY(models().valueFiles.rowCount() == 0);
    }

private:
    bool isTitled(const QString &title) const
    {
        const auto cards = m_program->window().findChildren<views::Card *>();
        return std::any_of(cards.begin(), cards.end(),
                           [&title](const views::Card *card) { return card->title() == title; });
    }
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString written(const char *name, const QByteArray &content) const
    {
        return tests::written(*m_folder, name, content);
    }
    items::Models &models() const { return m_program->models(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_program;
};

QTEST_MAIN(TestAppValues)
#include "test_values.moc"
