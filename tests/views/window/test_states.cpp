// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QScrollBar>

#include "views/card.h"
#include "views/loadingveil.h"
#include "views/nothingfound.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using tests::WindowFixture;

namespace {

const QString kSegment = QStringLiteral("segment");
const QString kModel = QStringLiteral("model");

views::NothingFound *nothingOn(WindowFixture &fixture, tests::PageIndex page)
{
    for (auto *nothing : fixture.show(page)->findChildren<views::NothingFound *>())
        if (nothing->isVisible())
            return nothing;
    return nullptr;
}

bool isCardVisible(WindowFixture &fixture, tests::PageIndex page, const QString &title)
{
    for (const auto *card : fixture.show(page)->findChildren<views::Card *>())
        if (card->title() == title && card->isVisible())
            return true;
    return false;
}

/// Presses a button of the state and lets the answer arrive.
bool press(WindowFixture &fixture, tests::PageIndex page, const QString &text)
{
    views::NothingFound *nothing = nothingOn(fixture, page);
    QAbstractButton *button = nothing ? WindowFixture::button(*nothing, text) : nullptr;
    if (!button)
        return false;
    button->click();
    QCoreApplication::processEvents();
    return true;
}

} // namespace

class TestStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingFoundNamesTheFiltersOnEveryPageThatFollowsThem_data()
    {
        QTest::addColumn<int>("page");
        QTest::newRow("overview") << int(tests::Overview);
        QTest::newRow("features") << int(tests::Features);
        QTest::newRow("segments") << int(tests::Segments);
        QTest::newRow("quadrant") << int(tests::Quadrant);
        QTest::newRow("data") << int(tests::Data);
    }
    void nothingFoundNamesTheFiltersOnEveryPageThatFollowsThem()
    {
        QFETCH(int, page);
        const auto at = static_cast<tests::PageIndex>(page);
        WindowFixture fixture(ledger::guideLedger());
        QVERIFY(!nothingOn(fixture, at));
        fixture.models.filters.setValues(kSegment, {QStringLiteral("enterprise")});
        QVERIFY(!nothingOn(fixture, at));
        fixture.models.filters.setValues(kModel, {QStringLiteral("no such model")});
        const views::NothingFound *nothing = nothingOn(fixture, at);
        QVERIFY(nothing);
        QCOMPARE(nothing->sentence(),
                 QStringLiteral("No requests in May 2026 (to date) with segment: enterprise · model: "
                                "no such model"));
        QCOMPARE(nothing->accessibleName(), nothing->sentence());
        fixture.models.filters.back();
        QVERIFY(!nothingOn(fixture, at));
    }

    void eachFilterCanBeTakenBackByItself()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.filters.setValues(kSegment, {QStringLiteral("enterprise")});
        fixture.models.filters.setValues(kModel, {QStringLiteral("no such model")});
        QVERIFY(press(fixture, tests::Overview, QStringLiteral("Clear model: no such model")));
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · segment = enterprise"));
        QVERIFY(!nothingOn(fixture, tests::Overview));
        fixture.models.filters.back();
        QVERIFY(press(fixture, tests::Features, QStringLiteral("Clear all filters")));
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void aPeriodWithoutDataCanBeWidened()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.filters.setPeriod(ledger::period("2026-03"));
        const views::NothingFound *nothing = nothingOn(fixture, tests::Overview);
        QVERIFY(nothing);
        QCOMPARE(nothing->sentence(), QStringLiteral("No requests in Mar 2026"));
        QVERIFY(!WindowFixture::button(*fixture.window, QStringLiteral("Clear all filters")));
        QVERIFY(press(fixture, tests::Overview, QStringLiteral("Widen the period to all time")));
        QCOMPARE(fixture.filter(), QStringLiteral("all time"));
        QVERIFY(!nothingOn(fixture, tests::Overview));
        fixture.models.filters.back();
        QVERIFY(
            press(fixture, tests::Quadrant, QStringLiteral("Go to the latest month, May 2026")) ||
            press(fixture, tests::Quadrant, QStringLiteral("Go to the latest month, May 2026 (to date)")));
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void whatDoesNotFollowTheFilterStays()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        fixture.models.filters.setNothing(kSegment);
        QVERIFY(!nothingOn(fixture, tests::Budgets));
        QVERIFY(fixture.table(tests::Budgets, QStringLiteral("Budgets")));
        QVERIFY(isCardVisible(fixture, tests::Data, QStringLiteral("Imports")));
        QVERIFY(!isCardVisible(fixture, tests::Data, QStringLiteral("Single events")));
    }

    void oldFiguresAreDimmedOnlyWhenTheAnswerTakesLong()
    {
        WindowFixture fixture(ledger::guideLedger());
        const auto *veil = fixture.window->findChild<views::LoadingVeil *>();
        fixture.models.setLoading(true);
        QCoreApplication::processEvents();
        QVERIFY(!veil->isVisible());
        fixture.models.setLoading(false);
        QTest::qWait(2 * views::LoadingVeil::kPatienceMs);
        QVERIFY(!veil->isVisible());

        fixture.models.setLoading(true);
        QTRY_VERIFY_WITH_TIMEOUT(veil->isVisible(), 60'000);
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        QCOMPARE(features->model()->rowCount(), 2); // the old figures stay
        fixture.answer();
        QVERIFY(!fixture.models.isLoading());
        QVERIFY(!veil->isVisible());
    }

    void totalsStandAtTheFootHoweverFarTheTableIsScrolled()
    {
        WindowFixture fixture(ledger::oddLedger());
        auto *table = fixture.table(tests::Features, QStringLiteral("Features"));
        const QWidget *totals = tests::totalsOf(*table);
        QVERIFY(totals);
        QVERIFY2(totals->accessibleName().startsWith(QStringLiteral("Total, Cost $")),
                 qPrintable(totals->accessibleName()));
        const int last = table->model()->rowCount() - 1;
        for (const int row : {0, last / 2, last}) {
            table->setCurrentIndex(table->model()->index(row, 0));
            QCOMPARE(totals->geometry().bottom(), table->viewport()->geometry().bottom());
            const int bottom = table->visualRect(table->model()->index(row, 0)).bottom();
            QVERIFY(bottom < totals->y() - table->viewport()->y());
        }
        QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    }

    void aSearchDoesNotChangeTheTotalButItsName()
    {
        WindowFixture fixture(ledger::oddLedger());
        auto *table = fixture.table(tests::Features, QStringLiteral("Features"));
        const QString all = tests::totalsOf(*table)->accessibleName();
        table->find(QStringLiteral("feature_12"));
        const QString found = tests::totalsOf(*table)->accessibleName();
        QVERIFY2(found.startsWith(QStringLiteral("Total of all 21, Cost $")), qPrintable(found));
        QCOMPARE(found.section(QStringLiteral("Cost"), 1), all.section(QStringLiteral("Cost"), 1));
    }

    void aTableOfNothingHasNoTotals()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        QVERIFY(!tests::totalsOf(*fixture.table(tests::Budgets, QStringLiteral("Budgets"))));
    }
};

QTEST_MAIN(TestStates)
#include "test_states.moc"
