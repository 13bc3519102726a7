// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/backtestpart.h"
#include "views/charts/backtestchart.h"
#include "views/dialogs/budgetdialog.h"
#include "views/dialogs/scopepicker.h"
#include "views/dialogs/thresholdrows.h"
#include "views/valuepicker.h"
#include "views/window/windowfixture.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSlider>
#include <QtWidgets/QWidgetAction>

using namespace outlay;
using tests::WindowFixture;
using views::BudgetDialog;
using views::MainWindow;

namespace {

/// What chat costs a day on the first ten days of January to May 2026.
ledger::Ledger months(const std::array<int, 5> &dollarsADay)
{
    ledger::Ledger ledger;
    for (std::size_t month = 0; month < dollarsADay.size(); ++month)
        for (int day = 1; day <= 10; ++day) {
            const std::string date = "2026-0" + std::to_string(month + 1) + (day < 10 ? "-0" : "-");
            ledger.push_back({date + std::to_string(day), "chat", "free", "haiku", 100,
                              dollarsADay[month] * base::kNanosPerDollar});
        }
    return ledger;
}

BudgetDialog *askFor(WindowFixture &fixture, const char *button)
{
    views::Page *page = fixture.show(tests::Budgets);
    WindowFixture::button(*page, QString::fromUtf8(button))->click();
    return fixture.window->findChild<BudgetDialog *>();
}

/// Lets one value alone through, as a person does with "Only this" in the check list.
void choose(QWidget &dialog, const QString &dimension, const QString &value)
{
    for (auto *picker : dialog.findChildren<views::ValuePicker *>()) {
        if (!picker->text().startsWith(dimension))
            continue;
        auto *list = picker->menu()->findChild<QListView *>();
        QWidget *popup = nullptr;
        if (list == nullptr) {
            popup = qobject_cast<QWidgetAction *>(picker->menu()->actions().first())->defaultWidget();
            list = popup->findChild<QListView *>();
        } else {
            popup = list->parentWidget();
        }
        for (int row = 0; row < list->model()->rowCount(); ++row)
            if (list->model()->index(row, 0).data().toString() == value)
                list->setCurrentIndex(list->model()->index(row, 0));
        WindowFixture::button(*popup, QStringLiteral("Only this"))->click();
        return;
    }
    QFAIL("there is no such check list");
}

QLineEdit *field(const QWidget &dialog, const char *name)
{
    for (auto *edit : dialog.findChildren<QLineEdit *>())
        if (edit->accessibleName() == QString::fromLatin1(name))
            return edit;
    return nullptr;
}

QLineEdit *amountOf(const QWidget &dialog)
{
    return field(dialog, "Dollars a period");
}

QPushButton *ok(const QWidget &dialog)
{
    return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
}

QString said(const QWidget &dialog)
{
    QStringList texts;
    for (const auto *label : dialog.findChildren<QLabel *>())
        texts << label->text();
    return texts.join(QLatin1Char('\n'));
}

base::Budget only(const QSignalSpy &spy)
{
    return spy.size() == 1 ? spy[0][0].value<base::Budget>() : base::Budget();
}

} // namespace

/// Budgets as a person sets, changes and tries them in the window.
class TestWindowBudgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBudgetNeedsAnAmountAboveZero_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<bool>("taken");
        QTest::newRow("whole dollars") << QStringLiteral("300") << true;
        QTest::newRow("cents") << QStringLiteral("0.50") << true;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("zero") << QStringLiteral("0") << false;
        QTest::newRow("less than nothing") << QStringLiteral("-5") << false;
        QTest::newRow("words") << QStringLiteral("three hundred") << false;
    }

    void aBudgetNeedsAnAmountAboveZero()
    {
        QFETCH(QString, amount);
        QFETCH(bool, taken);
        items::Models models;
        const BudgetDialog dialog(models, {}, false);
        amountOf(dialog)->setText(amount);
        QCOMPARE(ok(dialog)->isEnabled(), taken);
    }

    void aHundredDollarsAMonthForOneFeatureAndAWordAtEighty()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        BudgetDialog *dialog = askFor(fixture, "Set a budget…");
        QVERIFY(dialog);
        choose(*dialog, QStringLiteral("Feature"), QStringLiteral("faq_response_generation"));
        QTest::keyClicks(amountOf(*dialog), QStringLiteral("100"));
        field(*dialog, "Threshold 1, percent or dollars")->setText(QStringLiteral("$80"));
        QVERIFY2(
            said(*dialog).contains(QStringLiteral(
                "faq_response_generation may cost $100.00 a month. You are told at 80 % ($80.00), when "
                "that much is spent or forecast for the end; at 100 % ($100.00), when that much is spent "
                "or forecast for the end.")),
            qPrintable(said(*dialog)));
        ok(*dialog)->click();
        QCOMPARE(only(set), tests::budget("faq_response_generation", 100));
    }

    void fiftyDollarsADayForOneSegmentOnActualSpendAlone()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        BudgetDialog *dialog = askFor(fixture, "Set a budget…");
        choose(*dialog, QStringLiteral("Segment"), QStringLiteral("free"));
        QTest::keyClicks(amountOf(*dialog), QStringLiteral("$50"));
        for (auto *box : dialog->findChildren<QComboBox *>())
            if (box->findText(QStringLiteral("each day")) >= 0)
                box->setCurrentIndex(box->findText(QStringLiteral("each day")));
        dialog->findChild<views::ThresholdRows *>()->setThresholds({{100, true, false}});
        ok(*dialog)->click();
        base::Budget expected;
        expected.where["segment"] = {{"free"}, false};
        expected.period = base::BudgetPeriod::Daily;
        expected.amount = base::Money::fromNanos(50 * base::kNanosPerDollar);
        expected.thresholds = {{100, true, false}};
        QCOMPARE(only(set), expected);
    }

    void aDialogBeginsWithWhatIsLookedAt()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.filters.setValues(QStringLiteral("segment"), {QStringLiteral("free")});
        const BudgetDialog *dialog = askFor(fixture, "Set a budget…");
        const auto &scope = dialog->findChild<views::ScopePicker *>()->scope();
        QCOMPARE(scope.size(), std::size_t{1});
        QCOMPARE(scope.at("segment"), (base::ValueSet{{"free"}, false}));
    }

    void theFilterBarDoesNotFollowTheDialog()
    {
        WindowFixture fixture(ledger::guideLedger());
        BudgetDialog *dialog = askFor(fixture, "Set a budget…");
        choose(*dialog, QStringLiteral("Feature"), QStringLiteral("faq_response_generation"));
        QVERIFY(fixture.models.filters.question().filter.where.empty());
    }

    void theMiddleOfThePastIsTakenByOneClick()
    {
        WindowFixture fixture(months({9, 9, 9, 9, 9})); // $90 in each of four complete months
        BudgetDialog *dialog = askFor(fixture, "Set a budget…");
        QVERIFY2(said(*dialog).contains(QStringLiteral("By 4 past periods, for 2026-05:")),
                 qPrintable(said(*dialog)));
        WindowFixture::button(*dialog, QStringLiteral("Take the middle, $90.00"))->click();
        QCOMPARE(amountOf(*dialog)->text(), QStringLiteral("90.00"));
        QVERIFY(ok(*dialog)->isEnabled());
    }

    void aScopeOfNoCallsIsSaidToBe()
    {
        WindowFixture fixture(ledger::guideLedger());
        base::Budget budget = tests::budget("no_such_feature", 10);
        BudgetDialog dialog(fixture.models, budget, true);
        QVERIFY2(said(dialog).contains(QStringLiteral("No calls match so far.")), qPrintable(said(dialog)));
        QVERIFY(ok(dialog)->isEnabled());
    }

    void whatIsTypedWrongIsSaidAndNotTaken_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("threshold") << QStringLiteral("Threshold 1, percent or dollars")
                                   << QStringLiteral("a lot") << QStringLiteral("“a lot” is no threshold");
        QTest::newRow("threshold twice") << QStringLiteral("Threshold 1, percent or dollars")
                                         << QStringLiteral("100 %") << QStringLiteral("is given twice");
        QTest::newRow("growth") << QStringLiteral("Growth a period") << QStringLiteral("some")
                                << QStringLiteral("“some” is no growth");
        QTest::newRow("webhook") << QStringLiteral("Webhook") << QStringLiteral("http://example.com/x")
                                 << QStringLiteral("an https address only");
    }
    void whatIsTypedWrongIsSaidAndNotTaken()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        items::Models models;
        const BudgetDialog dialog(models, tests::budget("", 300), false);
        QVERIFY(ok(dialog)->isEnabled());
        QLineEdit *edit = ::field(dialog, field.toLatin1().constData());
        QVERIFY(edit);
        edit->setText(text);
        QVERIFY(!ok(dialog)->isEnabled());
        QVERIFY2(said(dialog).contains(sentence), qPrintable(said(dialog)));
    }

    void aChangeKeepsWhatTheDialogDoesNotShow()
    {
        base::Budget stored = tests::budget("faq_response_generation", 300);
        stored.id = 7;
        stored.webhook = "https://hooks.example.com/secret";
        stored.thresholds = {{80, false, true}, {120}};
        WindowFixture fixture(ledger::guideLedger(), {stored});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        BudgetDialog *dialog = askFor(fixture, "Change…");
        QVERIFY2(!said(*dialog).contains(QStringLiteral("secret")), "a webhook is never shown whole");
        amountOf(*dialog)->setText(QStringLiteral("250"));
        ok(*dialog)->click();
        base::Budget expected = stored;
        expected.amount = base::Money::fromNanos(250 * base::kNanosPerDollar);
        QCOMPARE(only(set), expected);
    }

    void aChangeOfScopeMovesTheBudgetAndIsUndoneAsOne()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        QSignalSpy removed(fixture.window.get(), &MainWindow::budgetRemoved);
        BudgetDialog *dialog = askFor(fixture, "Change…");
        choose(*dialog, QStringLiteral("Feature"), QStringLiteral("faq_response_generation"));
        ok(*dialog)->click();
        QCOMPARE(only(removed), tests::budget("", 300));
        QCOMPARE(only(set), tests::budget("faq_response_generation", 300));
    }

    void aBudgetIsRemoved()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        QSignalSpy removed(fixture.window.get(), &MainWindow::budgetRemoved);
        WindowFixture::button(*fixture.show(tests::Budgets), QStringLiteral("Remove"))->click();
        QCOMPARE(only(removed), tests::budget("", 300));
    }

    void aThresholdIsTriedOnThePast()
    {
        // $100 a month. January and March cost $12 a day: $84 on the 7th, $108 on the 9th, $120 in all.
        // February and April cost $6 a day: $54 on the 9th, $60 in all. May is not complete.
        WindowFixture fixture(months({12, 6, 12, 6, 12}), {tests::budget("", 100)});
        fixture.show(tests::Budgets);
        items::BudgetPastModel &past = fixture.models.budgetPast;
        past.setThreshold({80, true, false});
        using Past = items::BudgetPastModel;
        QCOMPARE(past.rowCount(), 4);
        QCOMPARE(past.index(0, Past::Fired).data().toString(), QStringLiteral("2026-01-07"));
        QCOMPARE(past.index(0, Past::Reached).data().toString(), QStringLiteral("2026-01-09"));
        QCOMPARE(past.index(0, Past::DaysBefore).data(items::ValueRole).toInt(), 2);
        QCOMPARE(past.index(0, Past::Verdict).data().toString(), QStringLiteral("warned"));
        QCOMPARE(past.index(1, Past::Verdict).data().toString(), QStringLiteral("quiet"));
        QCOMPARE(past.summary(),
                 QStringLiteral("It would have warned in 2 of 4 past periods · 2 of the 2 that "
                                "spent the budget in time, 2.0 days ahead on average · 0 false "
                                "alarms"));
        // At 50 %, $50: February and April reach it on the 9th and never spend $100.
        auto *slider = fixture.window->findChild<views::BacktestPart *>()->findChild<QSlider *>();
        slider->setValue(50);
        past.setThreshold({50, true, false});
        QCOMPARE(past.index(1, Past::Fired).data().toString(), QStringLiteral("2026-02-09"));
        QCOMPARE(past.index(1, Past::Verdict).data().toString(), QStringLiteral("false alarm"));
        QVERIFY(past.summary().contains(QStringLiteral("2 false alarms")));
    }

    void whoIsResponsibleForTheOverrunIsSaid()
    {
        WindowFixture fixture(months({9, 9, 9, 9, 12}), {tests::budget("", 100)}); // $120 in May so far
        const QString text = said(*fixture.show(tests::Budgets));
        QVERIFY2(text.contains(QStringLiteral("chat on haiku in segment free is responsible for")),
                 qPrintable(text));
    }

    void theLineIsDraggedAndTheThresholdTaken()
    {
        WindowFixture fixture(months({12, 6, 12, 6, 12}), {tests::budget("", 100)});
        QSignalSpy set(fixture.window.get(), &MainWindow::budgetSet);
        views::Page *page = fixture.show(tests::Budgets);
        auto *chart = page->findChild<views::BacktestChart *>();
        items::BudgetPastModel &past = fixture.models.budgetPast;
        const QRectF plot = chart->marks().first().area;
        // Where the line of 80 % is: the axis ends at the next round number above 120 %, 150 %.
        const auto yOf = [&](double used) { return plot.bottom() - used / 1.5 * plot.height(); };
        const QPoint from(qRound(plot.left() + 4), qRound(yOf(0.8)));
        const QPoint to(from.x(), qRound(yOf(0.6)));
        QTest::mousePress(chart, Qt::LeftButton, {}, from);
        QTest::mouseMove(chart, to);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, to);
        QVERIFY2(std::abs(past.threshold().percent - 60) <= 1,
                 qPrintable(QString::number(past.threshold().percent)));
        const int percent = past.threshold().percent;
        QTest::keyClick(chart, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(past.threshold().percent, percent + 1);
        WindowFixture::button(*page, QStringLiteral("Use this threshold"))->click();
        base::Budget expected = tests::budget("", 100);
        expected.thresholds = {{percent + 1}, {80}, {100}};
        QCOMPARE(only(set), expected);
    }

    void budgetsOfAFileAreOneEdit()
    {
        base::Budget stored = tests::budget("", 300);
        stored.webhook = "https://hooks.example.com/secret";
        WindowFixture fixture(ledger::guideLedger(), {stored});
        QObject::connect(fixture.window.get(), &MainWindow::budgetSet, fixture.window.get(),
                         [&](const base::Budget &budget) { fixture.setBudget(budget); });
        QObject::connect(fixture.window.get(), &MainWindow::budgetRemoved, fixture.window.get(),
                         [&](const base::Budget &budget) { fixture.removeBudget(budget); });
        fixture.window->putBudgets({tests::budget("", 200), tests::budget("faq_response_generation", 50)});
        QCOMPARE(fixture.message(), QStringLiteral("2 budgets of the file are set."));
        QCOMPARE(fixture.models.budgets.rowCount(), 2);
        QCOMPARE(fixture.models.budgets.budgetOf(QStringLiteral("month"))->webhook, stored.webhook);
        fixture.command(QStringLiteral("Undo Import of Budgets"))->trigger();
        QCOMPARE(fixture.models.budgets.rowCount(), 1);
        QCOMPARE(fixture.models.budgets.budgetOf(QStringLiteral("month")), std::optional(stored));
    }

    void filesOfBudgetsAreAskedFor()
    {
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        fixture.budgetsToOpen = QStringLiteral("/tmp/budgets.json");
        fixture.fileToSave = QStringLiteral("/tmp/budgets.csv");
        fixture.show(tests::Budgets);
        QSignalSpy read(fixture.window.get(), &MainWindow::budgetsImportRequested);
        QSignalSpy written(fixture.window.get(), &MainWindow::budgetsExportRequested);
        fixture.command(QStringLiteral("Import budgets…"))->trigger();
        fixture.command(QStringLiteral("Export budgets…"))->trigger();
        QCOMPARE(read[0][0].toString(), fixture.budgetsToOpen);
        QCOMPARE(written[0][0].toString(), fixture.fileToSave);
        QCOMPARE(fixture.suggestedName, QStringLiteral("budgets.csv"));
    }
};

QTEST_MAIN(TestWindowBudgets)
#include "test_budgets.moc"
