// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "store/store.h"
#include "views/breadcrumbs.h"
#include "views/charts/heatmapchart.h"
#include "views/charts/stackedbarchart.h"
#include "views/filterbar.h"
#include "views/valuepicker.h"
#include "views/welcomepage.h"
#include "views/window/windowfixture.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QListView>

using namespace outlay;
using tests::click;
using tests::PageIndex;
using tests::placeOf;
using tests::WindowFixture;

namespace {

const QString kFaq = QStringLiteral("faq_response_generation");
const QString kComplex = QStringLiteral("complex_support_reasoning");

QStringList crumbTexts(const WindowFixture &fixture)
{
    QStringList texts;
    for (const auto *button :
         fixture.window->findChild<views::Breadcrumbs *>()->findChildren<QAbstractButton *>())
        texts << button->text();
    return texts;
}

QString pickerText(const WindowFixture &fixture, const QString &title)
{
    for (const auto *picker : fixture.window->findChildren<views::ValuePicker *>())
        if (picker->text().startsWith(title + QLatin1Char(':')))
            return picker->text();
    return {};
}

/// Clicks the topmost mark that stands for a value of each of these dimensions.
bool clickMark(views::ChartView &chart, const QStringList &dimensions)
{
    for (const views::ChartMark &mark : chart.marks()) {
        QStringList targets;
        for (const views::ChartTarget &target : mark.targets)
            targets << target.dimension;
        if (targets == dimensions && mark.area.width() > 4 && mark.area.height() > 4) {
            QTest::mouseClick(&chart, Qt::LeftButton, {}, mark.area.center().toPoint());
            QCoreApplication::processEvents();
            return true;
        }
    }
    return false;
}

} // namespace

class TestFiltering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyStoreWelcomes()
    {
        WindowFixture fixture;
        auto *welcome = fixture.window->findChild<views::WelcomePage *>();
        QVERIFY(welcome->isVisible());
        QVERIFY(!fixture.window->findChild<views::FilterBar *>()->isEnabled());
        QSignalSpy sample(fixture.window.get(), &views::MainWindow::sampleRequested);
        QSignalSpy import(fixture.window.get(), &views::MainWindow::importRequested);
        WindowFixture::button(*welcome, QStringLiteral("Explore with sample data"))->click();
        QCOMPARE(sample.size(), 1);
        fixture.filesToOpen = {QStringLiteral("/logs/a.jsonl")};
        WindowFixture::button(*welcome, QStringLiteral("Import files…"))->click();
        QCOMPARE(import.size(), 1);
        for (int page = 0; page < 6; ++page) {
            fixture.window->showPage(page);
            QVERIFY(welcome->isVisible());
        }
        fixture.fill(ledger::guideLedger());
        QVERIFY(!welcome->isVisible());
        QVERIFY(fixture.window->findChild<views::FilterBar *>()->isEnabled());
    }

    void aClickOnANameFiltersAndBackUndoes()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        QVERIFY(features);
        QVERIFY(!fixture.window->findChild<views::Breadcrumbs *>()->isVisible());
        click(*features, placeOf(*features, kFaq));
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · feature = ") + kFaq);
        QTRY_COMPARE_WITH_TIMEOUT(crumbTexts(fixture).value(0), QStringLiteral("All spend"), 60'000);
        QVERIFY(fixture.window->findChild<views::Breadcrumbs *>()->isVisible());
        QVERIFY(crumbTexts(fixture).join(QLatin1Char(' ')).contains(kFaq));
        QCOMPARE(features->model()->rowCount(), 1);
        fixture.command(QStringLiteral("Back"))->trigger();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
        QCOMPARE(features->model()->rowCount(), 2);
        QVERIFY(!fixture.window->findChild<views::Breadcrumbs *>()->isVisible());
    }

    void aClickOnAFigureFiltersOnNothing()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        click(*features, placeOf(*features, kFaq, 2));
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void aDoubleClickOpensTheSingleEvents()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        tests::doubleClick(*features, placeOf(*features, kComplex)); // its first click has filtered already
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · feature = ") + kComplex);
        QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), int(tests::Data));
    }

    void enterOpensTheSingleEvents()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        features->setCurrentIndex(features->model()->index(1, 0));
        QTest::keyClick(features, Qt::Key_Return);
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · feature = ") + kComplex);
        QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), int(tests::Data));
    }

    void spaceFiltersAsAClickDoes()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        features->setCurrentIndex(features->model()->index(0, 0));
        QTest::keyClick(features, Qt::Key_Space);
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · feature = ") + kFaq);
    }

    void oneClickOnABarIsOneStepBack()
    {
        WindowFixture fixture(ledger::oddLedger());
        auto *chart = fixture.show(tests::Overview)->findChild<views::StackedBarChart *>();
        QVERIFY(clickMark(*chart, {QStringLiteral("month"), QStringLiteral("feature")}) ||
                clickMark(*chart, {QStringLiteral("feature")}));
        QVERIFY2(fixture.filter().contains(QStringLiteral("feature = ")), qPrintable(fixture.filter()));
        fixture.models.filters.back();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
        QVERIFY(!fixture.models.filters.canGoBack());
    }

    void aCellOfTheHeatMapFiltersOnBothAndOnceMoreClears()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *heat = fixture.show(tests::Segments)->findChild<views::HeatMapChart *>();
        const QStringList both = {QStringLiteral("feature"), QStringLiteral("segment")};
        QVERIFY(clickMark(*heat, both));
        QCOMPARE(fixture.models.filters.crumbs(), QList<QString>(both));
        fixture.models.filters.back();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
        QVERIFY(clickMark(*heat, both));
        QVERIFY(clickMark(*heat, both)); // the only cell that is left
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void aCellOfAFilteredFeatureKeepsTheFeature()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *heat = fixture.show(tests::Segments)->findChild<views::HeatMapChart *>();
        fixture.models.filters.drill(QStringLiteral("feature"), kFaq);
        QVERIFY(clickMark(*heat, {QStringLiteral("feature"), QStringLiteral("segment")}));
        QCOMPARE(fixture.models.filters.crumbs(),
                 (QList<QString>{QStringLiteral("feature"), QStringLiteral("segment")}));
    }

    void aCrumbGoesBackToItAndItsCrossTakesItOut()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto &filters = fixture.models.filters;
        filters.drill(QStringLiteral("feature"), kFaq);
        filters.drill(QStringLiteral("segment"), QStringLiteral("free"));
        filters.drill(QStringLiteral("model"), QStringLiteral("haiku"));
        auto *crumbs = fixture.window->findChild<views::Breadcrumbs *>();
        const auto press = [crumbs](const QString &spoken) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            for (auto *button : crumbs->findChildren<QAbstractButton *>())
                if (button->accessibleName() == spoken)
                    return button->click();
            QFAIL(qPrintable(spoken));
        };
        press(QStringLiteral("Go back to segment: free"));
        QCOMPARE(filters.crumbs().size(), 2);
        press(QStringLiteral("Remove the filter feature: ") + kFaq);
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · segment = free"));
        press(QStringLiteral("Remove all filters"));
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void everyFilterIsWholeAtAnyWidth_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("smallest") << 960;
        QTest::newRow("laptop") << 1280;
        QTest::newRow("wide") << 1920;
    }

    void everyFilterIsWholeAtAnyWidth()
    {
        QFETCH(int, width);
        WindowFixture fixture(ledger::oddLedger());
        fixture.window->resize(width, 700);
        QCoreApplication::processEvents();
        const auto *bar = fixture.window->findChild<views::FilterBar *>();
        int seen = 0;
        for (const auto *button : bar->findChildren<QAbstractButton *>()) {
            if (!button->isVisibleTo(bar))
                continue;
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
            QVERIFY2(bar->rect().contains(QRect(button->mapTo(bar, QPoint()), button->size())),
                     qPrintable(button->text()));
            ++seen;
        }
        QVERIFY(seen >= 6);
    }

    void resetGoesToTheLatestMonthUnfiltered()
    {
        WindowFixture fixture(ledger::oddLedger());
        fixture.models.filters.setPeriod(ledger::period("2026-02"));
        fixture.models.filters.drill(QStringLiteral("segment"), QStringLiteral("pro"));
        WindowFixture::button(*fixture.window->findChild<views::FilterBar *>(), QStringLiteral("Reset"))
            ->click();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void theBarSaysHowManyAreIn()
    {
        WindowFixture fixture(ledger::oddLedger());
        const QString feature = QStringLiteral("Feature");
        QCOMPARE(pickerText(fixture, feature), QStringLiteral("Feature: all 21"));
        QCOMPARE(pickerText(fixture, QStringLiteral("Segment")), QStringLiteral("Segment: all 4"));
        fixture.models.filters.drill(QStringLiteral("feature"), QStringLiteral("feature_10"));
        QCOMPARE(pickerText(fixture, feature), QStringLiteral("Feature: feature_10"));
        fixture.models.filters.drill(QStringLiteral("feature"), QStringLiteral("feature_11"), true);
        QCOMPARE(pickerText(fixture, feature), QStringLiteral("Feature: 2 of 21"));
        fixture.models.filters.setValues(QStringLiteral("feature"), {QStringLiteral("feature_11")}, true);
        QCOMPARE(pickerText(fixture, feature), QStringLiteral("Feature: 20 of 21"));
        fixture.models.filters.reset();
        QCOMPARE(pickerText(fixture, feature), QStringLiteral("Feature: all 21"));
    }

    void uncheckingAValueTakesItOut()
    {
        WindowFixture fixture(ledger::guideLedger());
        items::ValuesModel *segments = fixture.models.values().value(QStringLiteral("segment"));
        segments->setData(segments->index(0), Qt::Unchecked, Qt::CheckStateRole); // free is the dearest
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · segment = enterprise"));
        segments->setData(segments->index(0), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void uncheckingTheLastValueDoesNotShowEverything()
    {
        WindowFixture fixture(ledger::guideLedger());
        items::ValuesModel *segments = fixture.models.values().value(QStringLiteral("segment"));
        segments->setData(segments->index(0), Qt::Unchecked, Qt::CheckStateRole);
        segments->setData(segments->index(1), Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · segment = nothing"));
        QVERIFY(segments->checkedKeys().isEmpty());
        QCOMPARE(pickerText(fixture, QStringLiteral("Segment")), QStringLiteral("Segment: 0 of 2"));
        QCOMPARE(fixture.models.features.totalRequests(), 0);
        segments->setData(segments->index(1), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · segment = enterprise"));
    }

    void periodsAreSteppedByMonth()
    {
        WindowFixture fixture(ledger::oddLedger());
        fixture.command(QStringLiteral("Previous Period"))->trigger();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-04"));
        fixture.command(QStringLiteral("Next Period"))->trigger();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
        fixture.command(QStringLiteral("Next Period"))->trigger(); // there is no June
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void upRemovesTheLastFilter()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.filters.drill(QStringLiteral("feature"), kFaq);
        fixture.models.filters.drill(QStringLiteral("segment"), QStringLiteral("free"));
        fixture.command(QStringLiteral("Up"))->trigger();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · feature = ") + kFaq);
    }

    void findNarrowsTheTable()
    {
        WindowFixture fixture(ledger::oddLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        QCOMPARE(features->model()->rowCount(), 21);
        features->find(QStringLiteral("FEATURE_12"));
        QCOMPARE(features->model()->rowCount(), 1);
        features->find(QString());
        QCOMPARE(features->model()->rowCount(), 21);
    }

    void aTableSortsByValueNotByText()
    {
        WindowFixture fixture(ledger::guideLedger());
        auto *features = fixture.table(tests::Features, QStringLiteral("Features"));
        const int requests = fixture.models.features.columnOf(items::RollupModel::Figure::Requests);
        features->sortBy(requests, Qt::AscendingOrder); // 950 < 50,000 though "9" > "5"
        QCOMPARE(features->model()->index(0, 0).data().toString(), kComplex);
        features->sortBy(requests, Qt::DescendingOrder);
        QCOMPARE(features->model()->index(0, 0).data().toString(), kFaq);
    }

    void eventsAreAskedForOnlyWhileTheirPageIsShownAndTheNewestWins()
    {
        WindowFixture fixture(ledger::guideLedger());
        items::EventsModel &events = fixture.models.events;
        QSignalSpy wanted(&events, &items::EventsModel::pageWanted);
        events.restart();
        for (const PageIndex page : {tests::Overview, tests::Features, tests::Quadrant, tests::Prices}) {
            fixture.show(page);
            fixture.models.filters.drill(QStringLiteral("feature"), kFaq);
            events.restart(); // as every change of the filter does
            QCOMPARE(wanted.size(), 0);
        }
        fixture.show(tests::Data);
        QCOMPARE(wanted.size(), 1); // for the newest filter alone
        const int stale = wanted[0][0].toInt();
        fixture.models.filters.back();
        events.restart();
        QCOMPARE(wanted.size(), 2);
        auto *table = fixture.table(tests::Data, QStringLiteral("Single events"));
        events.appendPage(stale, std::vector<store::EventRecord>(3));
        QCOMPARE(table->model()->rowCount(), 0); // no old answer under a new filter
        events.appendPage(wanted[1][0].toInt(), std::vector<store::EventRecord>(2));
        QCOMPARE(table->model()->rowCount(), 2);
        fixture.show(tests::Overview);
        events.restart();
        QCOMPARE(wanted.size(), 2);
    }

    void editingABudgetStaysOnItsPage()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        auto *budgets = fixture.table(tests::Budgets, QStringLiteral("Budgets"));
        const QPoint amount = placeOf(*budgets, QStringLiteral("All spend"), items::BudgetsModel::Amount);
        tests::doubleClick(*budgets, amount);
        QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), int(tests::Budgets));
        auto *editor = budgets->viewport()->findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(editor);
        QSignalSpy set(fixture.window.get(), &views::MainWindow::budgetSet);
        QTest::keyClicks(editor, QStringLiteral("350"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(set.size(), 1, 60'000);
        QCOMPARE(set[0][0].value<base::Budget>(), tests::budget("", 350));
    }
};

QTEST_MAIN(TestFiltering)
#include "test_filtering.moc"
