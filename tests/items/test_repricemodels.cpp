// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/csvwriter.h"
#include "items/models.h"
#include "items/repricing.h"
#include "pricing/costdifference.h"
#include "pricing/pricebook.h"

using namespace outlay;
using items::DifferencesModel;
using items::MonthState;
using items::RepriceModelsModel;
using items::RepriceMonthsModel;
using items::RepricePlan;
using items::RestatementsModel;
using items::ValueRole;
using tests::kDollar;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

qint64 number(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(ValueRole).toLongLong();
}

QString words(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(ValueRole).toString();
}

pricing::Difference difference(const char *model, pricing::DifferenceCause cause, std::int64_t reported,
                               std::int64_t computed)
{
    pricing::Difference difference;
    difference.provider = "anthropic";
    difference.model = model;
    difference.cause = cause;
    difference.calls = difference.reported = 3;
    difference.reportedNanos = reported * kDollar;
    difference.computedNanos = computed * kDollar;
    return difference;
}

} // namespace

class TestRepriceModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachMonthSaysWhatItBecomes()
    {
        RepriceMonthsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setReport(tests::fourMonths(), tests::mayClosedJulyReopened());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(words(model, 1, RepriceMonthsModel::Month), QStringLiteral("2026-06"));
        QCOMPARE(number(model, 1, RepriceMonthsModel::Changed), 50);
        QCOMPARE(number(model, 1, RepriceMonthsModel::Before), 20 * kDollar);
        QCOMPARE(number(model, 1, RepriceMonthsModel::After), 30 * kDollar);
        QCOMPARE(number(model, 1, RepriceMonthsModel::Difference), 10 * kDollar);
        QVERIFY(!model.index(1, RepriceMonthsModel::IfReopened).data(ValueRole).isValid());
        QCOMPARE(number(model, 2, RepriceMonthsModel::Difference), -1 * kDollar);
        QCOMPARE(model.firstThatChanges(), 1);
    }

    void aClosedMonthStaysAsItIsAndSaysWhatItWouldBe()
    {
        RepriceMonthsModel model;
        model.setReport(tests::fourMonths(), tests::mayClosedJulyReopened());
        QCOMPARE(model.stateAt(0), MonthState::Closed);
        QCOMPARE(words(model, 0, RepriceMonthsModel::State), QStringLiteral("closed: stays as it is"));
        QCOMPARE(number(model, 0, RepriceMonthsModel::Changed), 0);
        QCOMPARE(number(model, 0, RepriceMonthsModel::Before), 10 * kDollar);
        QCOMPARE(number(model, 0, RepriceMonthsModel::After), 10 * kDollar);
        QCOMPARE(number(model, 0, RepriceMonthsModel::Difference), 0);
        QCOMPARE(number(model, 0, RepriceMonthsModel::IfReopened), 13 * kDollar);
        QCOMPARE(model.stateAt(1), MonthState::Open);
        QCOMPARE(model.stateAt(2), MonthState::Reopened);
    }

    void theTotalIsTheSumOfTheRows()
    {
        RepriceMonthsModel model;
        model.setReport(tests::fourMonths(), tests::mayClosedJulyReopened());
        const auto total = [&](int column) {
            return model.headerData(column, Qt::Horizontal, items::SumRole).toLongLong();
        };
        QCOMPARE(total(RepriceMonthsModel::Events), 100 + 200 + 30 + 8);
        QCOMPARE(total(RepriceMonthsModel::Changed), 50 + 30);
        QCOMPARE(total(RepriceMonthsModel::Before), (10 + 20 + 5 + 7) * kDollar);
        QCOMPARE(total(RepriceMonthsModel::After), (10 + 30 + 4 + 7) * kDollar);
        QCOMPARE(total(RepriceMonthsModel::Difference), 9 * kDollar);
        QCOMPARE(total(RepriceMonthsModel::UnpricedBefore), 2);
        QCOMPARE(total(RepriceMonthsModel::UnpricedAfter), 1);
        QCOMPARE(model.sums().changedMonths, 2);
        QCOMPARE(model.sums().staying, 1);
        QCOMPARE(model.sums().restated, 1);
    }

    void aMonthWithoutAnyCostIsUnknownNotZero()
    {
        store::RepriceReport report;
        store::RepricedSums &sums = report.months[tests::month(5)].sums;
        sums = tests::sums(4, 4, 0, 8);
        sums.oldUnpriced = 4;
        RepriceMonthsModel model;
        model.setReport(report, {});
        QVERIFY(!model.index(0, RepriceMonthsModel::Before).data(ValueRole).isValid());
        QCOMPARE(number(model, 0, RepriceMonthsModel::After), 8 * kDollar);
        QCOMPARE(number(model, 0, RepriceMonthsModel::Difference), 8 * kDollar);
    }

    void theModelsFollowTheChosenMonth()
    {
        RepricePlan plan;
        const QAbstractItemModelTester tester(&plan.models, Mode::QtTest);
        plan.setReport(tests::fourMonths(), tests::mayClosedJulyReopened(), {});
        plan.chooseMonth(0);
        QCOMPARE(plan.models.rowCount(), 2);
        QCOMPARE(words(plan.models, 0, RepriceModelsModel::Model), QStringLiteral("haiku")); // by 4, not by 1
        QCOMPARE(number(plan.models, 0, RepriceModelsModel::Difference), 4 * kDollar);
        QCOMPARE(number(plan.models, 1, RepriceModelsModel::Difference), -1 * kDollar);
        plan.chooseMonth(1);
        QCOMPARE(plan.models.rowCount(), 1);
        QCOMPARE(number(plan.models, 0, RepriceModelsModel::Before), 20 * kDollar);
        plan.chooseMonth(3);
        QCOMPARE(plan.models.rowCount(), 0);
        plan.chooseMonth(-1);
        QCOMPARE(plan.models.rowCount(), 0);
    }

    void whatIsKnownOutlivesACancelledApplying()
    {
        RepricePlan plan;
        const base::Error cancelled{base::ErrorKind::Cancelled, "", "was stopped", 0};
        plan.beginLooking();
        QVERIFY(plan.isAtWork());
        plan.fail(cancelled);
        QCOMPARE(plan.state(), RepricePlan::State::Failed);
        plan.beginLooking();
        QVERIFY(!plan.error());
        plan.setReport(tests::fourMonths(), {}, {});
        plan.beginApplying();
        plan.fail(cancelled);
        QCOMPARE(plan.state(), RepricePlan::State::Ready);
        QVERIFY(plan.error());
        QVERIFY(plan.changesAnything());
        plan.clear();
        QCOMPARE(plan.months.rowCount(), 0);
        QVERIFY(!plan.changesAnything());
    }

    void restatementsAreListedTheLatestFirst()
    {
        std::vector<store::Restatement> recorded = tests::oneRestatement();
        recorded.push_back({recorded[0].at + std::chrono::hours{1}, tests::month(7), 5 * kDollar, 8 * kDollar,
                            "prices of August"});
        RestatementsModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setRestatements(recorded);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(words(model, 0, RestatementsModel::Reason), QStringLiteral("prices of August"));
        QCOMPARE(number(model, 0, RestatementsModel::Difference), 3 * kDollar);
        QCOMPARE(number(model, 1, RestatementsModel::Difference), -1 * kDollar);
        QCOMPARE(words(model, 1, RestatementsModel::Month), QStringLiteral("2026-07"));
    }

    void differencesAreAskedForOnlyWhileSomebodyLooks()
    {
        DifferencesModel model;
        QSignalSpy wanted(&model, &DifferencesModel::wanted);
        model.forget();
        model.setPeriod(*base::parsePeriod("2026-05"));
        QCOMPARE(wanted.size(), 0);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][1].value<base::Period>(), *base::parsePeriod("2026-05"));
        QCOMPARE(model.state(), DifferencesModel::State::Loading);
        model.setPeriod(*base::parsePeriod("2026-05")); // the same
        QCOMPARE(wanted.size(), 1);
        model.forget(); // something was imported
        QCOMPARE(wanted.size(), 2);
        model.setDifferences(wanted[0][0].toInt(), {difference("old", pricing::DifferenceCause::Tier, 2, 1)});
        QCOMPARE(model.rowCount(), 0); // the answer of before
        model.setDifferences(wanted[1][0].toInt(), {});
        QCOMPARE(model.state(), DifferencesModel::State::Ready);
        model.setWatched(false);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 2); // nothing has changed
    }

    void whoLooksAwayDoesNotWaitAnyMore()
    {
        DifferencesModel model;
        QSignalSpy wanted(&model, &DifferencesModel::wanted);
        QSignalSpy unwanted(&model, &DifferencesModel::unwanted);
        model.setWatched(true);
        model.setWatched(false);
        QCOMPARE(unwanted.size(), 1);
        QCOMPARE(model.state(), DifferencesModel::State::Unknown);
        model.setDifferences(wanted[0][0].toInt(),
                             {difference("late", pricing::DifferenceCause::Tier, 2, 1)});
        QCOMPARE(model.rowCount(), 0);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 2); // asked for again
        model.setDifferences(wanted[1][0].toInt(), {});
        model.setWatched(false);
        QCOMPARE(unwanted.size(), 1); // it is there
    }

    void whatFailedIsAskedForWhenSomebodyLooksAgain()
    {
        DifferencesModel model;
        QSignalSpy wanted(&model, &DifferencesModel::wanted);
        model.setWatched(true);
        model.setFailed(wanted[0][0].toInt());
        QCOMPARE(model.state(), DifferencesModel::State::Failed);
        model.setWatched(false);
        model.setWatched(true);
        QCOMPARE(wanted.size(), 2);
    }

    void eachDifferenceSaysWhy()
    {
        using pricing::DifferenceCause;
        pricing::Difference unknown = difference("nobodys", DifferenceCause::Unpriced, 4, 0);
        unknown.unpriced = pricing::Unpriced::UnknownModel;
        pricing::Difference silent = unknown; // no log says a cost of it either
        silent.reported = 0;
        silent.reportedNanos = 0;
        silent.unpriced = pricing::Unpriced::UnknownTier;
        DifferencesModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QSignalSpy wanted(&model, &DifferencesModel::wanted);
        model.setWatched(true);
        model.setDifferences(wanted[0][0].toInt(),
                             {difference("a", DifferenceCause::OtherPrice, 9, 4),
                              difference("b", DifferenceCause::CacheSemantics, 1, 2),
                              difference("c", DifferenceCause::Tier, 1, 2), unknown, silent,
                              difference("d", DifferenceCause::Rounding, 1, 2)});
        const QStringList causes = {QStringLiteral("other price"), QStringLiteral("cache semantics"),
                                    QStringLiteral("tier"),        QStringLiteral("unknown model"),
                                    QStringLiteral("no price"),    QStringLiteral("rounding")};
        for (int row = 0; row < causes.size(); ++row)
            QVERIFY2(words(model, row, DifferencesModel::Cause).startsWith(causes[row]),
                     qPrintable(words(model, row, DifferencesModel::Cause)));
        QCOMPARE(number(model, 0, DifferencesModel::Difference), 5 * kDollar);
        QCOMPARE(number(model, 1, DifferencesModel::Difference), -1 * kDollar);
        const auto isKnown = [&](int row, int column) {
            return model.index(row, column).data(ValueRole).isValid();
        };
        QCOMPARE(number(model, 3, DifferencesModel::Reported), 4 * kDollar);
        QVERIFY(!isKnown(3, DifferencesModel::Computed));
        QVERIFY(!isKnown(3, DifferencesModel::Difference));
        QVERIFY(!isKnown(4, DifferencesModel::Reported)); // not logged is not $0
        QVERIFY(!isKnown(4, DifferencesModel::Tier));
        QVERIFY(items::toCsv(model).startsWith(
            "model,provider,tier,calls,reported_usd,computed_usd,difference_usd,cause\r\n"));
    }

    void differencesFollowThePeriodTheEventsAndTheBook()
    {
        items::Models models;
        QSignalSpy wanted(&models.differences, &DifferencesModel::wanted);
        models.differences.setWatched(true);
        const auto asks = [&](const std::function<void()> &change) {
            const auto before = wanted.size();
            change();
            return wanted.size() > before;
        };
        items::StoreInfo store;
        store.path = QStringLiteral("a.db");
        store.fingerprint = QStringLiteral("1");
        QVERIFY(asks([&] { models.setStore(store); }));
        QVERIFY(!asks([&] { models.setStore(store); })); // a budget was set
        store.fingerprint = QStringLiteral("2");
        QVERIFY(asks([&] { models.setStore(store); })); // an import, an undo or a repricing
        base::Question question;
        question.filter.period = *base::parsePeriod("2026-05");
        QVERIFY(asks([&] { models.filters.restart(question); }));
        QCOMPARE(models.differences.period(), question.filter.period);
        QVERIFY(!asks([&] { models.filters.drill(QStringLiteral("model"), QStringLiteral("haiku")); }));
        QVERIFY(asks([&] {
            models.setBook(std::make_shared<const pricing::PriceBook>(std::vector<pricing::PriceList>{}), {});
        }));
    }
};

QTEST_GUILESS_MAIN(TestRepriceModels)
#include "test_repricemodels.moc"
