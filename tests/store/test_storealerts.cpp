// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/storefixture.h"

using namespace outlay;
using namespace outlay::tests;
using base::Alert;
using base::ErrorKind;
using store::Store;

namespace {

Alert alertOf(std::int64_t budget, int percent, base::Measured measured)
{
    Alert alert;
    alert.budget = budget;
    alert.subject = "chat";
    alert.periodFirst = *base::parseDay("2026-05-01");
    alert.periodLast = *base::parseDay("2026-05-31");
    alert.percent = percent;
    alert.measured = measured;
    alert.firedAt = base::Instant{std::chrono::microseconds{1'780'000'000'000'001}};
    alert.day = *base::parseDay("2026-05-09");
    alert.value = base::Money::fromNanos(80'000'000'001);
    alert.limit = base::Money::fromNanos(80'000'000'000);
    alert.driver = "On pace for $128.00 of $100.00 (28 % over)";
    alert.delivery = base::Delivery::Pending;
    return alert;
}

} // namespace

class StoreAlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aThresholdFiresOnceInAPeriod()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        const Alert first = alertOf(1, 80, base::Measured::Actual);
        const auto kept = store.keepAlerts({first, alertOf(1, 80, base::Measured::Forecast)});
        MUST(kept);
        QCOMPARE(kept->size(), std::size_t{2});
        QVERIFY(store.keepAlerts({first}).value().empty());
        Alert later = first;
        later.value = base::Money::fromNanos(95'000'000'000); // it went on growing: still the same
        QVERIFY(store.keepAlerts({later}).value().empty());
        later.periodFirst = *base::parseDay("2026-06-01");
        QCOMPARE(store.keepAlerts({later, alertOf(2, 80, base::Measured::Actual)}).value().size(),
                 std::size_t{2});
        QCOMPARE(store.alerts().value().size(), std::size_t{4});
        Alert expected = first;
        expected.id = kept->front().id;
        QVERIFY(store.alerts().value().back() == expected); // all of it is as it was given
    }

    void anotherAmountIsAnotherThreshold()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        const Alert at80 = alertOf(1, 80, base::Measured::Actual);
        MUST((*opened)->keepAlerts({at80}));
        Alert raised = at80;
        raised.limit = base::Money::fromNanos(160'000'000'000); // 80 % of $200
        QCOMPARE((*opened)->keepAlerts({raised}).value().size(), std::size_t{1});
        QVERIFY((*opened)->keepAlerts({at80, raised}).value().empty()); // and back again: both were told
    }

    void aBudgetThatIsSetAgainIsTheOneThatItWas()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        base::Budget budget = base::featureBudget("chat", base::Money::fromNanos(100));
        budget.webhook = "https://hooks.example.com/s3cret";
        const auto id = store.setBudget(budget).value();
        MUST(store.keepAlerts({alertOf(id, 80, base::Measured::Actual)}));
        MUST(store.removeBudget(id));
        QVERIFY(store.budgets().value().empty());
        QCOMPARE(int(store.removeBudget(id).error().kind), int(ErrorKind::NotFound));
        QCOMPARE(store.removedBudgets().value().size(), std::size_t{1});
        QVERIFY(store.removedBudgets().value().front().webhook.empty()); // the secret is gone
        budget.webhook.clear();
        QCOMPARE(store.setBudget(budget).value(), id);
        QVERIFY(store.budgets().value().front().webhook.empty());
        QVERIFY(store.keepAlerts({alertOf(id, 80, base::Measured::Actual)}).value().empty());
    }

    void whatTheStoreDoesNotShowAnyMoreIsMarkedAndNoNewsWhenItDoes()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        const Alert alert = alertOf(1, 80, base::Measured::Actual);
        const auto id = store.keepAlerts({alert}).value().front().id;
        MUST(store.setWithdrawn({id}, true));
        QVERIFY(store.alerts().value().front().isWithdrawn);
        QVERIFY(store.keepAlerts({alert}).value().empty());
        QVERIFY(!store.alerts().value().front().isWithdrawn);
        QCOMPARE(int(store.setWithdrawn({id, 99}, true).error().kind), int(ErrorKind::NotFound));
        QVERIFY(!store.alerts().value().front().isWithdrawn); // all or nothing
    }

    void aWebhookIsForTheOwnersEyesAlone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("costs.db"));
        auto opened = Store::open(path.toStdString(), Store::Mode::ReadWrite);
        MUST(opened);
        QFile::setPermissions(path,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        const auto others = [&path](const char *ending) {
            const QString name = path + QLatin1String(ending);
            return QFile::permissions(name) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                               QFile::ReadOther | QFile::WriteOther | QFile::ExeOther);
        };
        base::Budget budget = base::featureBudget("chat", base::Money::fromNanos(100));
        MUST((*opened)->setBudget(budget));
        QVERIFY(others(""));
        budget.webhook = "https://hooks.example.com/s3cret";
        MUST((*opened)->setBudget(budget));
        for (const char *const ending : {"", "-wal", "-shm"})
            QVERIFY2(!others(ending), ending);
    }

    void anAlertIsMarked()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        const auto id = store.keepAlerts({alertOf(1, 100, base::Measured::Actual)}).value().front().id;
        MUST(store.markAlert(id, base::AlertState::Planned));
        MUST(store.markDelivery(id, base::Delivery::Failed, "the server said 500"));
        QVERIFY(store.alerts().value().front().state == base::AlertState::Planned);
        QVERIFY(store.alerts().value().front().delivery == base::Delivery::Failed);
        QCOMPARE(store.alerts().value().front().deliveryText, std::string("the server said 500"));
        QCOMPARE(int(store.markAlert(99, base::AlertState::Seen).error().kind), int(ErrorKind::NotFound));
        QCOMPARE(int(store.markDelivery(99, base::Delivery::Sent, "").error().kind),
                 int(ErrorKind::NotFound));
    }

    void theDaysOfAPlannedAnomalyArePlanned()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        Alert anomaly = alertOf(0, 0, base::Measured::Actual);
        anomaly.kind = base::AlertKind::Anomaly;
        anomaly.slice = "feature=chat";
        anomaly.periodFirst = *base::parseDay("2026-05-07");
        MUST(store.setPlannedDay({*base::parseDay("2026-05-08"), "feature=chat", "launch"}));
        const auto kept = store.keepAlerts({anomaly, alertOf(1, 80, base::Measured::Actual)});
        MUST(kept);
        MUST(store.markAlert(kept->at(0).id, base::AlertState::Seen));
        MUST(store.markAlert(kept->at(1).id, base::AlertState::Planned)); // a budget's has no days
        QCOMPARE(store.plannedDays().value().size(), std::size_t{1});
        MUST(store.markAlert(kept->at(0).id, base::AlertState::Planned));
        const std::vector<base::PlannedDay> expected = {
            {*base::parseDay("2026-05-07"), "feature=chat", ""},
            {*base::parseDay("2026-05-08"), "feature=chat", "launch"}, // what was noted stays
            {*base::parseDay("2026-05-09"), "feature=chat", ""}};
        QVERIFY(store.plannedDays().value() == expected);
    }

    void plannedDaysAreKept()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        Store &store = **opened;
        const base::Day day = *base::parseDay("2026-05-09");
        MUST(store.setPlannedDay({day, "feature=chat", "launch"}));
        MUST(store.setPlannedDay({day, "feature=chat", "the launch"}));
        MUST(store.setPlannedDay({day, "", "load test"}));
        const std::vector<base::PlannedDay> expected = {{day, "", "load test"},
                                                        {day, "feature=chat", "the launch"}};
        QVERIFY(store.plannedDays().value() == expected);
        MUST(store.removePlannedDay(day, ""));
        QCOMPARE(int(store.removePlannedDay(day, "").error().kind), int(ErrorKind::NotFound));
    }

    void aBudgetIsKeptWhole()
    {
        auto opened = Store::openInMemory();
        MUST(opened);
        base::Budget budget;
        budget.name = "Support, \"EU\"";
        budget.where = {{"feature", {{"", "chat, the \\ \"one\""}, false}}, {"région", {{"eu"}, true}}};
        budget.period = base::BudgetPeriod::Quarterly;
        budget.fiscalStart = 4;
        budget.amount = base::Money::fromNanos(1);
        budget.growthBasisPoints = -250;
        budget.since = *base::parseDay("2026-04-01");
        budget.thresholds = {{50, true, false}, {100}, {120, false, true}};
        budget.webhook = "https://hooks.example.com/x";
        const auto id = (*opened)->setBudget(budget);
        MUST(id);
        budget.id = *id;
        QVERIFY((*opened)->budgets().value() == std::vector<base::Budget>{budget});
        base::Budget daily = budget;
        daily.period = base::BudgetPeriod::Daily; // another period is another budget
        QVERIFY((*opened)->setBudget(daily).value() != *id);
        budget.amount = base::Money::fromNanos(2);
        QCOMPARE((*opened)->setBudget(budget).value(), *id);
        budget.amount = {};
        QCOMPARE(int((*opened)->setBudget(budget).error().kind), int(ErrorKind::Misuse));
    }
};

QTEST_GUILESS_MAIN(StoreAlertsTest)
#include "test_storealerts.moc"
