// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/filterhistory.h"

using namespace outlay;
using items::FilterHistory;

namespace {

const QString kFeature = QStringLiteral("feature");
const QString kSegment = QStringLiteral("segment");
const QString kChat = QStringLiteral("chat");
const QString kOcr = QStringLiteral("ocr");

base::Question may()
{
    return {{*base::parsePeriod("2026-05"), {}}, base::Compare::PreviousPeriod};
}

QString described(const FilterHistory &history)
{
    return QString::fromStdString(base::describe(history.question().filter));
}

} // namespace

class TestFilterHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsAStepThatBackUndoes()
    {
        FilterHistory history;
        history.restart(may());
        QVERIFY(!history.canGoBack());
        history.setPeriod(*base::parsePeriod("2026-04"));
        history.setCompare(base::Compare::None);
        history.setValues(kFeature, {kChat});
        QCOMPARE(described(history), QStringLiteral("2026-04 · feature = chat"));
        history.back();
        QCOMPARE(described(history), QStringLiteral("2026-04"));
        QVERIFY(history.crumbs().isEmpty());
        history.back();
        QCOMPARE(history.question().compare, base::Compare::PreviousPeriod);
        history.back();
        QCOMPARE(history.question(), may());
        QVERIFY(!history.canGoBack());
        QVERIFY(history.canGoForward());
    }

    void forwardRedoesUntilSomethingNewIsAsked()
    {
        FilterHistory history;
        history.restart(may());
        history.setValues(kFeature, {kChat});
        history.back();
        history.forward();
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat"));
        QCOMPARE(history.crumbs(), QList<QString>{kFeature});
        history.back();
        history.setValues(kSegment, {QStringLiteral("pro")});
        QVERIFY(!history.canGoForward());
    }

    void theSameQuestionAgainIsNoStep()
    {
        FilterHistory history;
        history.restart(may());
        history.setValues(kFeature, {kChat});
        QSignalSpy changed(&history, &FilterHistory::changed);
        history.setValues(kFeature, {kChat});
        history.setCompare(base::Compare::PreviousPeriod);
        QCOMPARE(changed.size(), 0);
        history.back();
        QVERIFY(!history.canGoBack());
    }

    void aClickFiltersAndASecondOneClears()
    {
        FilterHistory history;
        history.restart(may());
        history.drill(kFeature, kChat);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat"));
        history.drill(kFeature, kOcr);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = ocr"));
        history.drill(kFeature, kOcr);
        QCOMPARE(described(history), QStringLiteral("2026-05"));
        QVERIFY(history.crumbs().isEmpty());
    }

    void aClickWithControlAddsAndTakesAway()
    {
        FilterHistory history;
        history.restart(may());
        history.drill(kFeature, kChat, true);
        history.drill(kFeature, kOcr, true);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat, ocr"));
        QCOMPARE(history.crumbs(), QList<QString>{kFeature});
        history.drill(kFeature, kChat, true);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = ocr"));
        history.drill(kFeature, kOcr, true);
        QCOMPARE(described(history), QStringLiteral("2026-05"));
    }

    void aMarkOfSeveralDimensionsIsOneStep()
    {
        FilterHistory history;
        history.restart(may());
        const QList<QPair<QString, QString>> cell = {{kFeature, kChat}, {kSegment, QStringLiteral("pro")}};
        history.drill(cell);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat · segment = pro"));
        history.back();
        QCOMPARE(described(history), QStringLiteral("2026-05"));
        history.drill(kFeature, kChat);
        history.drill(cell); // the feature that is in already stays
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat · segment = pro"));
        history.drill(cell);
        QCOMPARE(described(history), QStringLiteral("2026-05"));
    }

    void aMarkOfSeveralValuesOfADimensionLetsAllOfThemThrough()
    {
        FilterHistory history;
        history.restart(may());
        const QList<QPair<QString, QString>> both = {{kFeature, kChat}, {kFeature, kOcr}};
        history.drill(kFeature, kChat);
        history.drill(both);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat, ocr"));
        history.drill(both);
        QCOMPARE(described(history), QStringLiteral("2026-05"));
    }

    void aPartOfAMonthsBarSetsBoth()
    {
        FilterHistory history;
        history.restart(may());
        const QList<QPair<QString, QString>> part = {{QStringLiteral("month"), QStringLiteral("2026-03")},
                                                     {kFeature, kChat}};
        history.drill(part);
        QCOMPARE(described(history), QStringLiteral("2026-03 · feature = chat"));
        history.drill(part);
        QCOMPARE(described(history), QStringLiteral("2026-03"));
        history.back();
        history.back();
        QCOMPARE(history.question(), may());
    }

    void aClickOnAnExcludedValueAsksForIt()
    {
        FilterHistory history;
        history.restart(may());
        history.setValues(kFeature, {kChat}, true);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature ≠ chat"));
        history.drill(kFeature, kChat);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = chat"));
    }

    void theUnattributedIsAValueLikeAnother()
    {
        FilterHistory history;
        history.restart(may());
        history.drill(kFeature, QStringLiteral(""));
        const base::ValueSet wanted{{std::string(base::kUnattributed)}, false};
        QCOMPARE(history.question().filter.where.at("feature"), wanted);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = (unattributed)"));
    }

    void aTimeBucketSetsThePeriod_data()
    {
        QTest::addColumn<QString>("dimension");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("period");
        const auto row = [](const char *name, const char *dimension, const char *key, const char *period) {
            QTest::newRow(name) << QString::fromLatin1(dimension) << QString::fromLatin1(key)
                                << QString::fromLatin1(period);
        };
        row("a month", "month", "2026-02", "2026-02-01..2026-02-28");
        row("a day", "day", "2026-02-03", "2026-02-03..2026-02-03");
        // ISO 8601: week 1 is the one with 4 January, a Sunday in 2026.
        row("the first week begins in December", "week", "2026-W01", "2025-12-29..2026-01-04");
        row("a week in May", "week", "2026-W19", "2026-05-04..2026-05-10");
        // 2026 begins on a Thursday, so it has 53 weeks.
        row("the 53rd week ends in January", "week", "2026-W53", "2026-12-28..2027-01-03");
    }
    void aTimeBucketSetsThePeriod()
    {
        QFETCH(QString, dimension);
        QFETCH(QString, key);
        QFETCH(QString, period);
        FilterHistory history;
        history.restart(may());
        history.drill(dimension, key);
        QCOMPARE(history.question().filter.period, *base::parsePeriod(period.toStdString()));
        QVERIFY(history.question().filter.where.empty());
        QVERIFY(history.crumbs().isEmpty());
    }

    void otherDimensionsAreNoTimeBuckets()
    {
        QVERIFY(!items::periodOfBucket(kFeature, QStringLiteral("2026-05")));
        QVERIFY(!items::periodOfBucket(QStringLiteral("month"), QStringLiteral("nonsense")));
        QVERIFY(!items::periodOfBucket(QStringLiteral("week"), QStringLiteral("nonsense")));
    }

    void crumbsAreTheWayThatWasTaken()
    {
        FilterHistory history;
        history.restart(may());
        history.drill(kSegment, QStringLiteral("pro"));
        history.drill(kFeature, kChat);
        history.drill(QStringLiteral("model"), QStringLiteral("haiku"));
        QCOMPARE(history.crumbs(), (QList<QString>{kSegment, kFeature, QStringLiteral("model")}));
        history.keepCrumbs(0);
        QCOMPARE(described(history), QStringLiteral("2026-05 · segment = pro"));
        history.back();
        QCOMPARE(history.crumbs().size(), 3);
        history.clear(kFeature);
        QCOMPARE(history.crumbs(), (QList<QString>{kSegment, QStringLiteral("model")}));
        history.keepCrumbs(-1);
        QCOMPARE(described(history), QStringLiteral("2026-05"));
    }

    void resetGoesToTheBeginningAndCanBeUndone()
    {
        FilterHistory history;
        history.restart(may());
        history.setPeriod(base::kAllTime);
        history.drill(kFeature, kChat);
        history.reset();
        QCOMPARE(history.question(), may());
        history.back();
        QCOMPARE(described(history), QStringLiteral("all time · feature = chat"));
    }

    void anotherStoreHasNoBack()
    {
        FilterHistory history;
        history.restart(may());
        history.drill(kFeature, kChat);
        QSignalSpy changed(&history, &FilterHistory::changed);
        history.restart({});
        QCOMPARE(changed.size(), 1);
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        QVERIFY(history.crumbs().isEmpty());
    }

    void nothingChosenLetsNothingThroughAndBackUndoesIt()
    {
        FilterHistory history;
        history.restart(may());
        history.setNothing(kFeature);
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = nothing"));
        QCOMPARE(history.crumbs(), QList<QString>{kFeature});
        history.drill(kFeature, kChat); // a click on a mark chooses it
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = ") + kChat);
        history.back();
        history.back();
        QCOMPARE(described(history), QStringLiteral("2026-05"));
    }

    void aLongWayIsForgottenFromItsBeginning()
    {
        FilterHistory history;
        history.restart(may());
        for (int i = 0; i < 500; ++i)
            history.setValues(kFeature, {QString::number(i)});
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = 499"));
        for (int i = 0; i < 50; ++i)
            history.back();
        QCOMPARE(described(history), QStringLiteral("2026-05 · feature = 449"));
        int steps = 0;
        for (; history.canGoBack(); ++steps)
            history.back();
        QVERIFY(steps >= 100 && steps < 500);
    }
};

QTEST_GUILESS_MAIN(TestFilterHistory)
#include "test_filterhistory.moc"
