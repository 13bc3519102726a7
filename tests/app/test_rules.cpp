// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "store/store.h"
#include "views/card.h"
#include "views/datatable.h"
#include "views/dialogs/ruledialog.h"
#include "views/pages/page.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QComboBox>

#include <map>

using namespace outlay;
using items::RulePreviewModel;
using items::RulesModel;
using items::UnattributedModel;
using State = items::WatchedTable::State;

namespace {

/// Empty where the system has no name for whoever runs the test.
QString accountBySystem()
{
    QProcess id;
    id.start(QStringLiteral("id"), {QStringLiteral("-un")});
    id.waitForFinished();
    return id.exitCode() == 0 ? QString::fromLocal8Bit(id.readAllStandardOutput()).trimmed() : QString();
}

constexpr int kAttributionPage = 11;

QByteArray call(const char *day, const char *cost, const char *more)
{
    return QByteArray("{\"timestamp\": \"2026-") + day + "T12:00:00Z\", \"input_tokens\": 100, " +
           "\"output_tokens\": 10, \"cost_usd\": " + cost + ", " + more + "}\n";
}

const char *const kNightly = "\"model\": \"gpt-4o-mini\", \"environment\": \"batch\"";
const char *const kOther = "\"model\": \"gpt-4o\", \"environment\": \"production\"";

QByteArray logText()
{
    const QByteArray chat = QByteArray("\"feature_name\": \"chat\", ") + kOther;
    return call("04-30", "1.000000001", kNightly) + call("05-02", "3.5", kNightly) +
           call("05-03", "0.700000007", kNightly) + call("05-04", "0.25", kOther) + call("05-05", "2", chat);
}

using Costs = std::map<std::string, std::int64_t>;

/// The program on a store with that log, on the page of attribution.
class RulesProgram
{
public:
    RulesProgram()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QString log = folder.filePath(QStringLiteral("log.jsonl"));
        QFile file(log);
        if (!file.open(QIODevice::WriteOnly) || file.write(logText()) < 0)
            return;
        file.close();
        store = folder.filePath(QStringLiteral("store.db"));
        program = tests::startProgram(store, store);
        QSignalSpy imported(&program->session(), &jobs::Session::importFinished);
        program->session().startImport({log}, {});
        if (!imported.wait(tests::kWait))
            return;
        models = &program->models();
        program->window().showPage(kAttributionPage);
    }

    /// By feature over all history; "" for none, "all" for everything.
    Costs costs() const
    {
        Costs costs;
        const auto table = program->session().cube()->query({}, {"feature"});
        for (const cube::Row &row : table->rows) {
            costs[row.keys.front()] += row.sums.cost().nanos();
            costs["all"] += row.sums.cost().nanos();
        }
        return costs;
    }

    bool isReady() const
    {
        return models->unattributed.state() == State::Ready && models->coverage.state() == State::Ready &&
               models->rules.state() == State::Ready;
    }

    views::RuleDialog *openByCluster() const
    {
        tests::buttonOf(program->window(), QStringLiteral("Make a rule…"))->click();
        return program->window().findChild<views::RuleDialog *>();
    }

    static void typeValue(const views::RuleDialog &dialog, const QString &value)
    {
        for (auto *box : dialog.findChildren<QComboBox *>())
            if (box->accessibleName() == QStringLiteral("Value"))
                box->setEditText(value);
    }

    QTemporaryDir folder;
    QString store;
    std::unique_ptr<app::Application> program;
    items::Models *models = nullptr;
};

qint64 valueOf(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole).toLongLong();
}

} // namespace

/// The whole program in one process: rules are made in the window, and the store holds them.
class TestAppRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleMadeOfAClusterMovesItsDollarsAndUndoBringsThemBack()
    {
        const RulesProgram p;
        QVERIFY(p.models);
        QTRY_VERIFY_WITH_TIMEOUT(p.isReady() && p.models->unattributed.rowCount() > 0, tests::kWait);
        const Costs before = p.costs();
        QCOMPARE(before.at("all"), 7'450'000'008);
        QCOMPARE(before.at(""), 5'450'000'008); // 1.000000001 + 3.5 + 0.700000007 + 0.25
        // In May: 3.5 + 0.700000007 of 4.450000007 unknown.
        QCOMPARE(valueOf(p.models->unattributed, 0, UnattributedModel::Covers), 4'200'000'007);
        QCOMPARE(p.models->unattributed.unknownNanos(), 4'450'000'007);

        views::RuleDialog *dialog = p.openByCluster();
        QVERIFY(dialog);
        p.typeValue(*dialog, QStringLiteral("summaries"));
        const RulePreviewModel &preview = p.models->rulePreview;
        QTRY_VERIFY_WITH_TIMEOUT(preview.isKnown() && preview.rowCount() == 2, tests::kWait);
        QCOMPARE(preview.index(0, RulePreviewModel::From).data().toString(),
                 QStringLiteral("(unattributed)"));
        QCOMPARE(preview.index(0, RulePreviewModel::To).data().toString(), QStringLiteral("summaries"));
        QCOMPARE(preview.index(0, RulePreviewModel::Month).data().toString(), QStringLiteral("2026-04"));
        QCOMPARE(valueOf(preview, 0, RulePreviewModel::Moved), 1'000'000'001);
        QCOMPARE(valueOf(preview, 1, RulePreviewModel::Moved), 4'200'000'007);
        QCOMPARE(valueOf(preview, 1, RulePreviewModel::Requests), 2);
        tests::buttonOf(*dialog, QStringLiteral("OK"))->click();

        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 1 && p.isReady(), tests::kWait);
        const Costs after = p.costs();
        QCOMPARE(after.at("all"), before.at("all"));
        QCOMPARE(after.at("summaries"), 5'200'000'008); // what the preview said: 1.000000001 + 4.200000007
        QCOMPARE(after.at(""), 250'000'000);
        QCOMPARE(after.at("chat"), before.at("chat"));
        QCOMPARE(valueOf(p.models->rules, 0, RulesModel::Counted), 5'200'000'008);
        QCOMPARE(valueOf(p.models->rules, 0, RulesModel::CountedRequests), 3);
        QVERIFY(tests::message(*p.program).contains(QStringLiteral("summaries")));

        tests::command(*p.program, QStringLiteral("Undo Rule feature → summaries"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 0 && p.isReady(), tests::kWait);
        QCOMPARE(p.costs(), before);
        QCOMPARE(p.models->ruleChanges.rowCount(), 2); // added and removed
        QCOMPARE(p.models->ruleChanges.index(0, 1).data(items::ValueRole).toString(), accountBySystem());
    }

    void whatIsUnknownOfAnotherDimensionIsPartedToo()
    {
        const RulesProgram p;
        QVERIFY(p.models);
        QTRY_VERIFY_WITH_TIMEOUT(p.isReady() && p.models->unattributed.rowCount() > 0, tests::kWait);
        auto *box = p.program->window().currentPage()->findChild<QComboBox *>(QStringLiteral("unknown"));
        QVERIFY(box);
        QCOMPARE(box->currentText(), QStringLiteral("feature"));
        QCOMPARE(box->findText(QStringLiteral("source")), -1); // no rule can set it
        QTest::keyClicks(box, QStringLiteral("segm"));
        QCOMPARE(box->currentText(), QStringLiteral("segment"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(p.isReady() && p.models->unattributed.dimension() == "segment",
                                 tests::kWait);
        // No call says its segment: 3.5 + 0.700000007 + 0.25 + 2 in May.
        QCOMPARE(p.models->unattributed.unknownNanos(), 6'450'000'007);
        const auto cards = p.program->window().currentPage()->findChildren<views::Card *>();
        QVERIFY(std::any_of(cards.begin(), cards.end(), [](const views::Card *card) {
            return card->title() == QStringLiteral("Without a value of segment");
        }));
        const views::RuleDialog *dialog = p.openByCluster();
        QVERIFY(dialog);
        p.typeValue(*dialog, QStringLiteral("internal"));
        tests::buttonOf(*dialog, QStringLiteral("OK"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 1 && p.isReady(), tests::kWait);
        QCOMPARE(p.models->rules.rules()[0].dimension, std::string("segment"));
        QVERIFY(p.models->unattributed.unknownNanos() < 6'450'000'007);
    }

    void rulesAreOrderedSwitchedRemovedAndKeptInFiles()
    {
        RulesProgram p;
        QVERIFY(p.models);
        QTRY_VERIFY_WITH_TIMEOUT(p.isReady(), tests::kWait);
        const Costs before = p.costs();
        base::Rule mini;
        mini.where["model"].values = {"gpt-4o-mini"};
        mini.value = "mini";
        base::Rule batch;
        batch.where["environment"].values = {"batch"};
        batch.value = "batch";
        p.program->session().setRules({}, {mini, batch});
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 2 && p.isReady(), tests::kWait);
        const auto state = [&p](int row) {
            return p.models->rules.index(row, RulesModel::State).data().toString();
        };
        QVERIFY(state(1).contains(QStringLiteral("shadowed")));
        QVERIFY(state(1).contains(QStringLiteral("conflict: wants something else of 3 calls")));
        QCOMPARE(p.costs().at("mini"), 5'200'000'008);

        views::DataTable *table = nullptr;
        for (auto *each : p.program->window().findChildren<views::DataTable *>())
            if (each->accessibleName() == QStringLiteral("Rules"))
                table = each;
        QVERIFY(table);
        table->selectRow(1);
        tests::buttonOf(*p.program->window().currentPage(), QStringLiteral("Up"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rules()[0].value == "batch" && p.isReady(), tests::kWait);
        QCOMPARE(p.costs().at("batch"), 5'200'000'008);

        // The check mark switches it off, and it stays in its place.
        QVERIFY(p.models->rules.setData(p.models->rules.index(0, RulesModel::On), Qt::Unchecked,
                                        Qt::CheckStateRole));
        QTRY_VERIFY_WITH_TIMEOUT(!p.models->rules.rules()[0].enabled && p.isReady(), tests::kWait);
        QCOMPARE(p.costs().at("mini"), 5'200'000'008);

        const QString file = p.folder.filePath(QStringLiteral("rules.json"));
        Q_EMIT p.program->window().rulesExportRequested(file);
        QVERIFY(QFile::exists(file));
        table->selectRow(1);
        tests::buttonOf(*p.program->window().currentPage(), QStringLiteral("Remove"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 1 && p.isReady(), tests::kWait);
        QCOMPARE(p.costs(), before); // the other one is off

        Q_EMIT p.program->window().rulesImportRequested(file); // the one that is there stays where it is
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 2 && p.isReady(), tests::kWait);
        QCOMPARE(p.costs().at("mini"), 5'200'000'008);
        QCOMPARE(p.models->rules.rules()[0].value, std::string("batch"));
    }

    void aFileThatIsNoListOfRulesChangesNothing()
    {
        RulesProgram p;
        QVERIFY(p.models);
        QTRY_VERIFY_WITH_TIMEOUT(p.isReady(), tests::kWait);
        const QString file = p.folder.filePath(QStringLiteral("rules.json"));
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"rules\": [{\"set\": {\"feature\": \"a\"}}, {\"set\": 5}]}");
        broken.close();
        Q_EMIT p.program->window().rulesImportRequested(file);
        QTRY_VERIFY(tests::message(*p.program).contains(QStringLiteral("rules.json")));
        QCOMPARE(p.models->rules.rowCount(), 0);
    }

    void rulesThatWereChangedElsewhereAreNotOverwritten()
    {
        const RulesProgram p;
        QVERIFY(p.models);
        QTRY_VERIFY_WITH_TIMEOUT(p.isReady(), tests::kWait);
        base::Rule elsewhere;
        elsewhere.value = "elsewhere";
        {
            const auto other = store::Store::open(p.store.toStdString(), store::Store::Mode::ReadWrite);
            QVERIFY(other && (*other)->setRules({elsewhere}, base::Instant{}, "cli"));
        }
        views::RuleDialog *dialog = p.openByCluster();
        QVERIFY(dialog);
        tests::buttonOf(*dialog, QStringLiteral("OK"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            tests::message(*p.program).contains(QStringLiteral("changed elsewhere meanwhile")), tests::kWait);
        QCOMPARE(p.models->rules.rowCount(), 1); // and they are seen now
        QCOMPARE(p.models->rules.rules()[0].value, std::string("elsewhere"));
        // From here on it goes.
        base::Rule next;
        next.value = "next";
        p.program->window().putRules({next});
        QTRY_VERIFY_WITH_TIMEOUT(p.models->rules.rowCount() == 2 && p.isReady(), tests::kWait);
        QCOMPARE(p.models->rules.rules()[0].value, std::string("elsewhere"));
    }
};

QTEST_MAIN(TestAppRules)
#include "test_rules.moc"
