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
                     [&fixture](const QString &feature, const QString &amount, int softPercent) {
                         const auto money = base::Money::parse(amount.toStdString());
                         fixture.setBudget(base::featureBudget(feature.toStdString(), *money, softPercent));
                     });
    QObject::connect(fixture.window.get(), &MainWindow::budgetRemoved, fixture.window.get(),
                     [&fixture](const QString &feature) { fixture.removeBudget(feature.toStdString()); });
}

QString amountOf(const WindowFixture &fixture, const QString &feature)
{
    const items::BudgetsModel &budgets = fixture.models.budgets;
    return budgets.index(budgets.rowOf(feature), items::BudgetsModel::Amount).data(Qt::EditRole).toString();
}

void edit(WindowFixture &fixture, const QString &feature, const QString &amount)
{
    items::BudgetsModel &budgets = fixture.models.budgets;
    budgets.setData(budgets.index(budgets.rowOf(feature), items::BudgetsModel::Amount), amount);
}

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
        edit(fixture, QString(), QStringLiteral("350"));
        QCOMPARE(amountOf(fixture, QString()), QStringLiteral("350"));
        QCOMPARE(fixture.message(), QStringLiteral("The budget of all spend is $350.00 a month."));
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QCOMPARE(amountOf(fixture, QString()), QStringLiteral("300"));
        fixture.command(QStringLiteral("Redo Budget of all spend"))->trigger();
        QCOMPARE(amountOf(fixture, QString()), QStringLiteral("350"));
    }

    void theMessageOffersUndoToo()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        obey(fixture);
        edit(fixture, QString(), QStringLiteral("1"));
        auto *bar = fixture.window->findChild<views::MessageBar *>();
        WindowFixture::button(*bar, QStringLiteral("Undo"))->click();
        QCOMPARE(amountOf(fixture, QString()), QStringLiteral("300"));
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
        QCOMPARE(amountOf(fixture, QString()), QStringLiteral("300"));
        QCOMPARE(fixture.models.budgets.index(0, 0).data(items::BudgetsModel::SoftPercentRole).toInt(), 65);
    }

    void anEditKeepsTheThreshold()
    {
        base::Budget budget = tests::budget("", 300);
        budget.thresholds = {{65}, {100}};
        WindowFixture fixture(ledger::guideLedger(), {budget});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        edit(fixture, QString(), QStringLiteral("400"));
        QCOMPARE(set[0][2].toInt(), 65);
    }

    void noStepIsMadeOfWhatIsNoAmountOrNoChange_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("asked");
        QTest::newRow("words: whoever writes it says so") << QStringLiteral("three hundred") << 1;
        QTest::newRow("nothing") << QStringLiteral("0") << 1;
        QTest::newRow("the same amount") << QStringLiteral("$300.00") << 0;
    }
    void noStepIsMadeOfWhatIsNoAmountOrNoChange()
    {
        QFETCH(QString, typed);
        QFETCH(int, asked);
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        edit(fixture, QString(), typed);
        QCOMPARE(set.size(), asked);
        QVERIFY(!fixture.command(QStringLiteral("Undo"))->isEnabled());
    }

    void anotherStoreHasNothingToUndo()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        obey(fixture);
        edit(fixture, QString(), QStringLiteral("350"));
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
