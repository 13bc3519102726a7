// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/charts/waterfallchart.h"

#include <QtCore/QTemporaryDir>

using namespace outlay;
using items::BridgeModel;
using State = items::WatchedTable::State;

namespace {

constexpr int kBridgePage = 9;

QByteArray call(const char *feature, const char *day, const char *usd)
{
    return QByteArray("{\"timestamp\": \"2026-") + day + "T12:00:00Z\", \"feature_name\": \"" + feature +
           "\", \"model\": \"m\", \"input_tokens\": 10, \"output_tokens\": 0, \"cost_usd\": " + usd + "}\n";
}

} // namespace

/// The whole program in one process: the page of the bridge asks the store, and a step filters all pages.
class TestAppBridge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStepFiltersOnItsFeatures()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QTemporaryDir folder;
        const QString log = folder.filePath(QStringLiteral("log.jsonl"));
        QFile file(log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        // April: chat 1, old 2. May: chat 1 at 3, new 4. So −2 ended, +4 new, +2 price; 3 → 7.
        file.write(call("chat", "04-02", "1") + call("old", "04-30", "2") + call("chat", "05-02", "3") +
                   call("new", "05-31", "4"));
        file.close();
        const QString store = folder.filePath(QStringLiteral("store.db"));
        const auto program = tests::startProgram(store, store);
        QVERIFY(program);
        QSignalSpy imported(&program->session(), &jobs::Session::importFinished);
        program->session().startImport({log}, {});
        QVERIFY(imported.wait(tests::kWait));
        items::Models &models = program->models();
        QTRY_VERIFY_WITH_TIMEOUT(models.store().events == 4, tests::kWait);

        views::MainWindow &window = program->window();
        window.showPage(kBridgePage);
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(models.bridge.state() == State::Ready && models.bridge.rowCount() == 5,
                                 tests::kWait);
        const auto step = [&](int row) {
            return models.bridge.index(row, BridgeModel::Step).data().toString() + QLatin1Char(' ') +
                   models.bridge.index(row, BridgeModel::Subtotal).data().toString();
        };
        QCOMPARE(step(0), QStringLiteral("Before 3"));
        QCOMPARE(step(1), QStringLiteral("Ended 1"));
        QCOMPARE(step(2), QStringLiteral("New 5"));
        QCOMPARE(step(3), QStringLiteral("Price 7"));
        QCOMPARE(step(4), QStringLiteral("After 7"));

        auto *chart = window.findChild<views::WaterfallChart *>();
        QVERIFY(chart);
        QCOMPARE(chart->marks().size(), 5);
        QVERIFY(chart->summary().contains(QStringLiteral("The greatest step is New, +$4.00")));
        const QPoint onNew = chart->marks()[2].area.center().toPoint();
        QTest::mouseClick(chart, Qt::LeftButton, Qt::NoModifier, onNew);
        QCOMPARE(base::describe(models.filters.question().filter), std::string("2026-05 · feature = new"));
        QTRY_VERIFY_WITH_TIMEOUT(models.bridge.state() == State::Ready && models.bridge.rowCount() == 3,
                                 tests::kWait);
        QCOMPARE(step(1), QStringLiteral("New 4"));

        // Other days to hold it against, of which there are none.
        models.filters.back();
        models.bridge.setChosenBefore(*base::parsePeriod("2026-03"));
        QTRY_VERIFY_WITH_TIMEOUT(models.bridge.state() == State::Ready && models.bridge.rowCount() == 3,
                                 tests::kWait);
        QCOMPARE(step(0), QStringLiteral("Before 0"));
        QCOMPARE(step(1), QStringLiteral("New 7"));
    }
};

QTEST_MAIN(TestAppBridge)
#include "test_bridge.moc"
