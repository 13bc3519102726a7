// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/chartcard.h"
#include "views/costswitch.h"
#include "views/reporter.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using tests::WindowFixture;

namespace {

views::CostSwitch *switchOf(const WindowFixture &fixture)
{
    return fixture.window->findChild<views::CostSwitch *>();
}

bool choose(const WindowFixture &fixture, const QString &text)
{
    for (QAction *action : switchOf(fixture)->menu()->actions())
        if (action->text().remove(QLatin1Char('&')) == text) {
            action->trigger();
            return true;
        }
    return false;
}

QStringList checked(const WindowFixture &fixture)
{
    QStringList texts;
    for (QAction *action : switchOf(fixture)->menu()->actions())
        if (action->isChecked())
            texts << action->text().remove(QLatin1Char('&'));
    return texts;
}

} // namespace

class TestCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUsualIsMarked()
    {
        const WindowFixture fixture(ledger::guideLedger());
        QCOMPARE(checked(fixture), QStringList({QStringLiteral("Reported, else computed"),
                                                QStringLiteral("All that were billed")}));
        QCOMPARE(switchOf(fixture)->accessibleName(), QStringLiteral("What counts: any cost, all calls"));
    }

    void aChoiceGovernsAllPagesAndBackUndoesIt_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("button");
        QTest::newRow("reported") << QStringLiteral("Reported only")
                                  << QStringLiteral("2026-05 · reported cost")
                                  << QStringLiteral("C&ost: reported cost");
        QTest::newRow("computed") << QStringLiteral("Computed only")
                                  << QStringLiteral("2026-05 · computed cost")
                                  << QStringLiteral("C&ost: computed cost");
        QTest::newRow("completed") << QStringLiteral("Completed only")
                                   << QStringLiteral("2026-05 · completed calls only")
                                   << QStringLiteral("C&ost: completed calls only");
    }
    void aChoiceGovernsAllPagesAndBackUndoesIt()
    {
        QFETCH(QString, choice);
        QFETCH(QString, filter);
        QFETCH(QString, button);
        WindowFixture fixture(ledger::guideLedger());
        QVERIFY(choose(fixture, choice));
        QCOMPARE(fixture.filter(), filter);
        QCOMPARE(switchOf(fixture)->text(), button);
        QVERIFY(checked(fixture).contains(choice));
        fixture.models.filters.back();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
        QVERIFY(!checked(fixture).contains(choice));
    }

    void aFilterKeepsTheChoiceAndResetTakesItBack()
    {
        WindowFixture fixture(ledger::guideLedger());
        QVERIFY(choose(fixture, QStringLiteral("Computed only")));
        QVERIFY(choose(fixture, QStringLiteral("Completed only")));
        fixture.models.filters.drill(QStringLiteral("segment"), QStringLiteral("free"));
        QCOMPARE(fixture.filter(),
                 QStringLiteral("2026-05 · segment = free · computed cost · completed calls only"));
        fixture.models.filters.reset();
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05"));
    }

    void reportsSayWhichCostTheyCount()
    {
        WindowFixture fixture(ledger::guideLedger());
        const auto basis = [&fixture] {
            return views::Reporter::facts(fixture.models, QStringLiteral("t")).basis;
        };
        QCOMPARE(basis(), QStringLiteral("any cost, all calls"));
        QVERIFY(choose(fixture, QStringLiteral("Computed only")));
        QVERIFY(choose(fixture, QStringLiteral("Completed only")));
        QCOMPARE(basis(), QStringLiteral("computed cost, completed calls only"));
        QCOMPARE(views::Reporter::facts(fixture.models, QStringLiteral("t")).filter, QStringLiteral("none"));
    }

    void aSavedTableIsNamedForWhatItCounts()
    {
        WindowFixture fixture(ledger::guideLedger());
        const auto save = [&fixture] {
            fixture.window->findChild<views::Exporter *>()->saveCsv(fixture.models.features,
                                                                    QStringLiteral("Features"));
            return fixture.suggestedName;
        };
        QCOMPARE(save(), QStringLiteral("Features.csv"));
        QVERIFY(choose(fixture, QStringLiteral("Computed only")));
        QCOMPARE(save(), QStringLiteral("Features (computed cost).csv"));
    }
};

QTEST_MAIN(TestCosts)
#include "test_costs.moc"
