// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "insight/anomalyalerts.h"
#include "items/alerts.h"
#include "items/alertsmodel.h"
#include "items/anomaliesmodel.h"
#include "items/filterhistory.h"
#include "items/plannedmodel.h"

using namespace outlay;
using base::AlertState;
using items::AlertsModel;
using items::AnomaliesModel;
using items::PlannedModel;
using tests::chatAlert;
using tests::chatAnomaly;
using tests::chatBudget;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QString words(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

qint64 cents(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(items::ValueRole).toLongLong() / 10'000'000;
}

base::Filter mayOf(const char *segment)
{
    return {ledger::period("2026-05"), {{"segment", {{segment}, false}}}};
}

} // namespace

class TestAlertModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlertSaysWhatFiredAndWhatBecameOfIt()
    {
        AlertsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        base::Alert forecast = chatAlert(2, 100, AlertState::Seen);
        forecast.measured = base::Measured::Forecast;
        forecast.driver = "On pace for 101.00 of 100.00";
        forecast.delivery = base::Delivery::Failed;
        forecast.deliveryText = "the server answered 500";
        model.setAlerts({chatAlert(3, 80), forecast}, chatBudget());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.newCount(), 1);
        QCOMPARE(words(model, 0, AlertsModel::Subject), QStringLiteral("feature = chat"));
        QCOMPARE(words(model, 0, AlertsModel::What), QStringLiteral("80 % of 2026-05 is spent"));
        QCOMPARE(words(model, 0, AlertsModel::Day), QStringLiteral("2026-05-12"));
        QCOMPARE(cents(model, 0, AlertsModel::Value), 8100);
        QCOMPARE(cents(model, 0, AlertsModel::Limit), 8000);
        QCOMPARE(words(model, 0, AlertsModel::State), QStringLiteral("● new"));
        QCOMPARE(words(model, 0, AlertsModel::Delivery), QStringLiteral("no webhook"));
        QVERIFY(!model.index(0, AlertsModel::Driver).data(items::ValueRole).isValid());
        QCOMPARE(words(model, 1, AlertsModel::What), QStringLiteral("100 % of 2026-05 is expected"));
        QCOMPARE(words(model, 1, AlertsModel::State), QStringLiteral("seen"));
        QCOMPARE(words(model, 1, AlertsModel::Driver), QStringLiteral("On pace for 101.00 of 100.00"));
        QCOMPARE(words(model, 1, AlertsModel::Delivery),
                 QStringLiteral("not posted: the server answered 500"));
        QCOMPARE(model.rowOf(2), 1);
        QCOMPARE(model.rowOf(9), -1);
    }

    void anAlertIsAboutItsBudgetsScopeInItsPeriod()
    {
        AlertsModel model;
        base::Alert orphan = chatAlert(4, 100);
        orphan.budget = 8;
        model.setAlerts({chatAlert(3, 80), orphan}, chatBudget());
        QVERIFY(model.scopeAt(0) ==
                items::Scope({{{"feature", {{"chat"}, false}}}, ledger::period("2026-05")}));
        QVERIFY(!model.scopeAt(1)); // that budget is gone, and what it was about is not known
        QCOMPARE(words(model, 1, AlertsModel::What), QStringLiteral("100 % of 2026-05 is spent"));
    }

    void anAlertWhoseDataIsGoneSaysSo()
    {
        AlertsModel model;
        base::Alert alert = chatAlert(3, 80);
        alert.isWithdrawn = true;
        model.setAlerts({alert}, chatBudget());
        QCOMPARE(words(model, 0, AlertsModel::What),
                 QStringLiteral("80 % of 2026-05 is spent; withdrawn, for an import was undone"));
    }

    void anAnomalysAlertIsAboutItsDaysAndSlice()
    {
        AlertsModel model;
        const base::Alert alert = insight::alertOf(chatAnomaly().found[0]);
        model.setAlerts({alert}, chatBudget());
        QCOMPARE(words(model, 0, AlertsModel::Subject), QStringLiteral("chat × free"));
        QCOMPARE(words(model, 0, AlertsModel::What), QStringLiteral("costs more than expected"));
        QCOMPARE(AlertsModel::sentence(alert), QStringLiteral("chat × free: costs more than expected"));
        QCOMPARE(cents(model, 0, AlertsModel::Value), 5000);
        QVERIFY(model.scopeAt(0) ==
                items::Scope({{{"feature", {{"chat"}, false}}, {"segment", {{"free"}, false}}},
                              {ledger::dayOf("2026-05-11"), ledger::dayOf("2026-05-13")}}));
    }

    void anAnomalySaysHowMuchAndWhy()
    {
        AnomaliesModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QSignalSpy wanted(&model, &AnomaliesModel::wanted);
        model.setFilter(mayOf("free"));
        QCOMPARE(wanted.size(), 0); // nobody looks
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1);
        model.setAnomalies(wanted[0][0].toInt(), chatAnomaly());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(words(model, 0, AnomaliesModel::First), QStringLiteral("2026-05-11"));
        QCOMPARE(words(model, 0, AnomaliesModel::Last), QStringLiteral("2026-05-13"));
        QCOMPARE(words(model, 0, AnomaliesModel::Where), QStringLiteral("chat · free"));
        QCOMPARE(cents(model, 0, AnomaliesModel::Expected), 2000);
        QCOMPARE(cents(model, 0, AnomaliesModel::Actual), 5000);
        QCOMPARE(cents(model, 0, AnomaliesModel::Excess), 3000);
        QCOMPARE(cents(model, 0, AnomaliesModel::MoreCalls), 2500);
        QCOMPARE(cents(model, 0, AnomaliesModel::BiggerCalls), 600);
        QCOMPARE(cents(model, 0, AnomaliesModel::Dearer), -100);
        QCOMPARE(words(model, 0, AnomaliesModel::Mostly), QStringLiteral("more calls"));
        QCOMPARE(words(model, 0, AnomaliesModel::Explained), QStringLiteral("without chat it is usual"));
    }

    void mostlyIsTheGreatestPart_data()
    {
        QTest::addColumn<int>("calls");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("price");
        QTest::addColumn<QString>("mostly");
        QTest::newRow("calls") << 20 << 6 << 4 << QStringLiteral("more calls");
        QTest::newRow("size") << -2 << 30 << 2 << QStringLiteral("bigger calls");
        QTest::newRow("price") << 10 << 0 << 20 << QStringLiteral("dearer calls");
    }
    void mostlyIsTheGreatestPart()
    {
        QFETCH(int, calls);
        QFETCH(int, size);
        QFETCH(int, price);
        AnomaliesModel model;
        QSignalSpy wanted(&model, &AnomaliesModel::wanted);
        model.setWatched(true);
        insight::Anomalies anomalies = chatAnomaly();
        anomalies.found[0].split = {tests::dollars(calls), tests::dollars(size), tests::dollars(price)};
        model.setAnomalies(wanted[0][0].toInt(), anomalies);
        QTEST(words(model, 0, AnomaliesModel::Mostly), "mostly");
    }

    void aLostTagIsSaidToCostNoMore()
    {
        AnomaliesModel model;
        QSignalSpy wanted(&model, &AnomaliesModel::wanted);
        model.setWatched(true);
        insight::Anomalies anomalies = chatAnomaly();
        anomalies.found[0].kind = insight::Anomaly::Kind::LostTag;
        anomalies.found[0].slice = {{"feature", ""}};
        anomalies.found[0].lostValue = "chat";
        model.setAnomalies(wanted[0][0].toInt(), anomalies);
        QCOMPARE(words(model, 0, AnomaliesModel::Where), QStringLiteral("(unattributed)"));
        QCOMPARE(words(model, 0, AnomaliesModel::Mostly), QStringLiteral("lost name"));
        QVERIFY(words(model, 0, AnomaliesModel::Explained).startsWith(QStringLiteral("what was chat came")));
    }

    void anAnomalyIsAboutItsSliceWithinTheFilter()
    {
        AnomaliesModel model;
        QSignalSpy wanted(&model, &AnomaliesModel::wanted);
        model.setWatched(true);
        base::Filter filter = mayOf("pro");
        filter.where["environment"] = {{"production"}, false};
        model.setFilter(filter);
        model.setAnomalies(wanted[0][0].toInt(), {}); // of the filter of before: overtaken
        QCOMPARE(model.state(), AnomaliesModel::State::Loading);
        model.setAnomalies(wanted[1][0].toInt(), chatAnomaly());
        const items::Scope scope = model.scopeAt(0);
        QVERIFY(scope.period == base::Period({ledger::dayOf("2026-05-11"), ledger::dayOf("2026-05-13")}));
        QCOMPARE(base::describeWhere(scope.where),
                 std::string("environment = production · feature = chat · segment = free"));
    }

    void onlyTheUnusualDaysArePlanned()
    {
        AnomaliesModel model;
        QSignalSpy wanted(&model, &AnomaliesModel::wanted);
        model.setWatched(true);
        model.setAnomalies(wanted[0][0].toInt(), chatAnomaly());
        const std::vector<base::PlannedDay> expected = {
            {ledger::dayOf("2026-05-11"), "feature=chat&segment=free", ""},
            {ledger::dayOf("2026-05-13"), "feature=chat&segment=free", ""}};
        QVERIFY(model.daysAt(0) == expected);
    }

    void plannedDaysSayWhichCallsAndWhy()
    {
        PlannedModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setPlanned({{ledger::dayOf("2026-05-11"), "feature=chat&segment=free", "load test"},
                          {ledger::dayOf("2026-05-12"), "", ""}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(words(model, 0, PlannedModel::Day), QStringLiteral("2026-05-11"));
        QCOMPARE(words(model, 0, PlannedModel::Where), QStringLiteral("chat · free"));
        QCOMPARE(words(model, 0, PlannedModel::Note), QStringLiteral("load test"));
        QCOMPARE(words(model, 1, PlannedModel::Where), QStringLiteral("all spend"));
    }

    void aScopeTakesThePlaceOfAllRestrictionsInOneStep()
    {
        items::FilterHistory filters;
        filters.setValues(QStringLiteral("model"), {QStringLiteral("opus")});
        filters.show({{"feature", {{"chat"}, false}}}, ledger::period("2026-05"));
        QCOMPARE(base::describe(filters.question().filter), std::string("2026-05 · feature = chat"));
        QCOMPARE(filters.crumbs(), QList<QString>{QStringLiteral("feature")});
        filters.back();
        QCOMPARE(filters.crumbs(), QList<QString>{QStringLiteral("model")});
    }
};

QTEST_GUILESS_MAIN(TestAlertModels)
#include "test_alertmodels.moc"
