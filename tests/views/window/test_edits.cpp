// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/recentstoresmenu.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using tests::WindowFixture;
using views::MainWindow;
using views::RecentStoresMenu;

namespace {

/// Carries out what the window asks for, as the store would.
void obey(WindowFixture &fixture)
{
    QObject::connect(fixture.window.get(), &MainWindow::budgetSet, fixture.window.get(),
                     [&fixture](const base::Budget &budget) { fixture.setBudget(budget); });
    QObject::connect(fixture.window.get(), &MainWindow::budgetRemoved, fixture.window.get(),
                     [&fixture](const base::Budget &budget) { fixture.removeBudget(budget); });
}

QString amountOf(const WindowFixture &fixture, const QString &scopeKey)
{
    const items::BudgetsModel &budgets = fixture.models.budgets;
    return budgets.index(budgets.rowOf(scopeKey), items::BudgetsModel::Amount).data(Qt::EditRole).toString();
}

void edit(WindowFixture &fixture, const QString &scopeKey, const QString &amount)
{
    items::BudgetsModel &budgets = fixture.models.budgets;
    budgets.setData(budgets.index(budgets.rowOf(scopeKey), items::BudgetsModel::Amount), amount);
}

const QString kTotal = QStringLiteral("month"); ///< base::scopeKey() of all spend a month

} // namespace

class TestEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditOfABudgetIsUndoneAndRedone()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        obey(fixture);
        QAction *undo = fixture.command(QStringLiteral("Undo"));
        QVERIFY(undo && !undo->isEnabled());
        edit(fixture, kTotal, QStringLiteral("350"));
        QCOMPARE(amountOf(fixture, kTotal), QStringLiteral("350"));
        QCOMPARE(fixture.message(), QStringLiteral("The budget of all spend is $350.00 a month."));
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QCOMPARE(amountOf(fixture, kTotal), QStringLiteral("300"));
        fixture.command(QStringLiteral("Redo Budget of all spend"))->trigger();
        QCOMPARE(amountOf(fixture, kTotal), QStringLiteral("350"));
    }

    void theMessageOffersUndoToo()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        obey(fixture);
        edit(fixture, kTotal, QStringLiteral("1"));
        auto *bar = fixture.window->findChild<views::MessageBar *>();
        WindowFixture::button(*bar, QStringLiteral("Undo"))->click();
        QCOMPARE(amountOf(fixture, kTotal), QStringLiteral("300"));
        QVERIFY(!bar->isVisible());
    }

    void aRemovedBudgetComesBackWithItsThreshold()
    {
        base::Budget budget = tests::budget("", 300);
        budget.thresholds = {{65}, {100}};
        WindowFixture fixture(ledger::guideLedger(), {budget});
        obey(fixture);
        WindowFixture::button(*fixture.show(tests::Budgets), QStringLiteral("Remove"))->click();
        QCOMPARE(fixture.models.budgets.rowCount(), 0);
        fixture.command(QStringLiteral("Undo Removal of the Budget of all spend"))->trigger();
        QCOMPARE(amountOf(fixture, kTotal), QStringLiteral("300"));
        QCOMPARE(fixture.models.budgets.index(0, 0).data(items::BudgetsModel::SoftPercentRole).toInt(), 65);
    }

    void anEditKeepsTheThreshold()
    {
        base::Budget budget = tests::budget("", 300);
        budget.thresholds = {{65}, {100}};
        WindowFixture fixture(ledger::guideLedger(), {budget});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        edit(fixture, kTotal, QStringLiteral("400"));
        const auto after = set[0][0].value<base::Budget>();
        QCOMPARE(*base::softPercentOf(after), 65);
        QCOMPARE(after.amount.nanos(), 400 * base::kNanosPerDollar);
    }

    void noStepIsMadeOfWhatIsNoAmountOrNoChange_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("complains");
        QTest::newRow("words") << QStringLiteral("three hundred") << true;
        QTest::newRow("nothing") << QStringLiteral("0") << true;
        QTest::newRow("the same amount") << QStringLiteral("$300.00") << false;
    }
    void noStepIsMadeOfWhatIsNoAmountOrNoChange()
    {
        QFETCH(QString, typed);
        QFETCH(bool, complains);
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        edit(fixture, kTotal, typed);
        QCOMPARE(set.size(), 0);
        QCOMPARE(fixture.message().contains(QStringLiteral("is not an amount of dollars above 0")),
                 complains);
        QVERIFY(!fixture.command(QStringLiteral("Undo"))->isEnabled());
    }

    void aBudgetOfAnyScopeIsShownAndComesBackWhole()
    {
        base::Budget daily = tests::budget("faq_response_generation", 50);
        daily.period = base::BudgetPeriod::Daily;
        daily.where["segment"] = {{"free"}, false};
        daily.thresholds = {{80, true, false}, {100}};
        daily.webhook = "https://hooks.example.com/secret";
        WindowFixture fixture(ledger::guideLedger(), {daily, tests::budget("", 300)});
        obey(fixture);
        const items::BudgetsModel &budgets = fixture.models.budgets;
        const QString key = QString::fromStdString(base::scopeKey(daily));
        QCOMPARE(budgets.rowCount(), 2);
        QCOMPARE(budgets.rowOf(kTotal), 0); // what contains a budget stands over it
        QCOMPARE(budgets.index(1, items::BudgetsModel::Within).data().toString(),
                 QStringLiteral("All spend"));
        edit(fixture, key, QStringLiteral("60"));
        QVERIFY(fixture.message().endsWith(QStringLiteral("is $60.00 a day.")));
        QCOMPARE(amountOf(fixture, key), QStringLiteral("60"));
        QVERIFY(fixture.models.budgets.budgetOf(key)->webhook == daily.webhook);
        fixture.models.chooseBudget(key);
        WindowFixture::button(*fixture.show(tests::Budgets), QStringLiteral("Remove"))->click();
        QCOMPARE(budgets.rowOf(key), -1);
        auto *stack = fixture.command(QStringLiteral("Undo Removal of the Budget of feature = "
                                                     "faq_response_generation · segment = free"));
        QVERIFY(stack);
        stack->trigger();
        daily.amount = base::Money::fromNanos(60 * base::kNanosPerDollar);
        QVERIFY(*budgets.budgetOf(key) == daily);
    }

    void anotherStoreHasNothingToUndo()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        obey(fixture);
        edit(fixture, kTotal, QStringLiteral("350"));
        items::StoreInfo other = fixture.models.store();
        fixture.models.setStore(other); // the same store with new facts
        QVERIFY(fixture.command(QStringLiteral("Undo Budget of all spend"))->isEnabled());
        other.path = QStringLiteral("/tmp/another.db");
        fixture.models.setStore(other);
        QVERIFY(!fixture.command(QStringLiteral("Undo"))->isEnabled());
    }

    void theLatestStoreComesFirstAndOnce_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        const QStringList eight{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"),
                                QStringLiteral("4"), QStringLiteral("5"), QStringLiteral("6"),
                                QStringLiteral("7"), QStringLiteral("8")};
        QTest::newRow("the first ever") << QStringList() << QStringList{QStringLiteral("x")};
        QTest::newRow("known already") << QStringList{QStringLiteral("a"), QStringLiteral("x")}
                                       << QStringList{QStringLiteral("x"), QStringLiteral("a")};
        QTest::newRow("eight are enough") << eight << QStringList{QStringLiteral("x")} + eight.mid(0, 7);
    }
    void theLatestStoreComesFirstAndOnce()
    {
        QFETCH(QStringList, before);
        QFETCH(QStringList, after);
        QCOMPARE(RecentStoresMenu::with(before, QStringLiteral("x")), after);
    }

    void aRecentStoreIsOpenedUnlessItIsGone()
    {
        WindowFixture fixture(ledger::guideLedger());
        const QString there = fixture.folder.filePath(QStringLiteral("a & b.db"));
        QFile file(there);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const QString gone = fixture.folder.filePath(QStringLiteral("gone.db"));
        fixture.window->setRecentStores({there, gone});
        auto *menu = fixture.window->findChild<RecentStoresMenu *>();
        QSignalSpy opened(fixture.window.get(), &MainWindow::storeRequested);
        QVERIFY(menu->actions()[0]->text().startsWith(QStringLiteral("&1 a && b.db")));
        menu->actions()[0]->trigger();
        QCOMPARE(opened[0][0].toString(), there);
        QVERIFY(!menu->actions()[1]->isEnabled());
        QVERIFY(menu->actions()[1]->text().endsWith(QStringLiteral("(no longer there)")));
        QVERIFY(menu->actions()[1]->statusTip().contains(gone));
        QVERIFY(QFile::remove(there));
        Q_EMIT menu->aboutToShow(); // files come and go while the window is open
        QVERIFY(!menu->actions()[0]->isEnabled());
    }

    void theListCanBeCleared()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy cleared(fixture.window.get(), &MainWindow::recentStoresCleared);
        QAction *clear = fixture.command(QStringLiteral("Clear List"));
        QVERIFY(!clear->isEnabled());
        fixture.window->setRecentStores({QStringLiteral("/tmp/a.db")});
        fixture.command(QStringLiteral("Clear List"))->trigger();
        QCOMPARE(cleared.size(), 1);
    }
};

QTEST_MAIN(TestEdits)
#include "test_edits.moc"
