// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "windowfixture.h"

#include "items/csvtext.h"
#include "items/repricing.h"
#include "pricing/costdifference.h"
#include "views/dialogs/repricedialog.h"
#include "views/loadingveil.h"
#include "views/periodbox.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QTabWidget>

using namespace outlay;
using items::DifferencesModel;
using items::RepriceMonthsModel;
using tests::kDollar;
using tests::WindowFixture;

namespace {

/// The dialog on a plan that is filled here.
class Asked
{
public:
    Asked()
        : fixture(ledger::guideLedger())
        , plan(fixture.models.repricing)
    {
        plan.beginLooking();
        dialog = fixture.window->showRepricing();
    }

    void found()
    {
        plan.setReport(tests::fourMonths(), tests::mayClosedJulyReopened(), tests::oneRestatement());
        QCoreApplication::processEvents();
    }

    views::DataTable *table(const char *name) const
    {
        for (auto *table : dialog->findChildren<views::DataTable *>())
            if (table->accessibleName() == QLatin1String(name))
                return table;
        return nullptr;
    }

    QAbstractButton *button(const char *text) const
    {
        return WindowFixture::button(*dialog, QString::fromUtf8(text));
    }

    /// A text of the dialog that contains this.
    QString said(const char *text) const
    {
        for (const auto *label : dialog->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(QString::fromUtf8(text)))
                return label->text();
        return {};
    }

    void choose(int row) const { table("Months")->setCurrentIndex(table("Months")->model()->index(row, 0)); }

    WindowFixture fixture;
    items::RepricePlan &plan;
    QPointer<views::RepriceDialog> dialog;
};

QString shown(const views::DataTable &table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

std::vector<pricing::Difference> oneDifference()
{
    pricing::Difference other;
    other.provider = "anthropic";
    other.model = "sonnet";
    other.cause = pricing::DifferenceCause::OtherPrice;
    other.calls = other.reported = 950;
    other.reportedNanos = 114 * kDollar;
    other.computedNanos = 100 * kDollar;
    return {other};
}

} // namespace

class TestWindowReprice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsAskedForByMenuPageAndMessage()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy wanted(fixture.window.get(), &views::MainWindow::repriceRequested);
        fixture.command(QStringLiteral("Reprice…"))->trigger();
        QCOMPARE(wanted.size(), 1);
        QAbstractButton *onPage =
            WindowFixture::button(*fixture.show(tests::Prices), QStringLiteral("Reprice…"));
        QVERIFY(onPage);
        onPage->click();
        QCOMPARE(wanted.size(), 2);
        fixture.window->showPricesImported(0, 0, 400, 0); // nothing new: nothing to apply
        QCoreApplication::processEvents();
        auto *messages = fixture.window->findChild<views::MessageBar *>();
        QVERIFY(!WindowFixture::button(*messages, QStringLiteral("Reprice…")));
        fixture.window->showPricesImported(3, 0, 400, 0);
        QCoreApplication::processEvents();
        WindowFixture::button(*messages, QStringLiteral("Reprice…"))->click();
        QCOMPARE(wanted.size(), 3);
    }

    void whileItIsFoundOutThereIsProgressAndCancel()
    {
        const Asked asked;
        auto *progress = asked.dialog->findChild<QProgressBar *>();
        QVERIFY(progress->isVisible());
        QVERIFY(!asked.button("Apply new prices")->isEnabled());
        asked.plan.setProgress(250, 1'000);
        QCOMPARE(double(progress->value()) / progress->maximum(), 0.25);
        QVERIFY(!asked.said("250 of 1,000 events").isEmpty());
        QSignalSpy cancelled(asked.dialog, &views::RepriceDialog::cancelRequested);
        asked.button("Cancel")->click();
        QCOMPARE(cancelled.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!asked.dialog, 60'000); // nothing is lost by closing it
    }

    void eachMonthShowsOldAndNew()
    {
        Asked asked;
        asked.found();
        const views::DataTable &months = *asked.table("Months");
        QCOMPARE(months.model()->rowCount(), 4);
        QCOMPARE(shown(months, 1, RepriceMonthsModel::Month), QStringLiteral("Jun 2026"));
        QCOMPARE(shown(months, 1, RepriceMonthsModel::Changed), QStringLiteral("50"));
        QCOMPARE(shown(months, 1, RepriceMonthsModel::Before), QStringLiteral("$20.00"));
        QCOMPARE(shown(months, 1, RepriceMonthsModel::After), QStringLiteral("$30.00"));
        QCOMPARE(shown(months, 1, RepriceMonthsModel::Difference), QStringLiteral("$10.00"));
        QVERIFY(tests::totalsOf(months));
        // 10 + 20 + 5 + 7 before, 10 + 30 + 4 + 7 after
        const QString head = asked.said("80 of 338 events would change");
        QVERIFY2(head.contains(QStringLiteral("from $42.00 to $51.00 (+$9.00)")), qPrintable(head));
        QVERIFY(asked.button("Apply new prices")->isEnabled());
        QVERIFY(!asked.dialog->findChild<QProgressBar *>()->isVisible());
    }

    void theComputedCostIsShownBesideWhatIsShown()
    {
        Asked asked;
        asked.found();
        const views::DataTable &months = *asked.table("Months");
        QCOMPARE(shown(months, 1, RepriceMonthsModel::ComputedBefore), QStringLiteral("$25.00"));
        QCOMPARE(shown(months, 1, RepriceMonthsModel::ComputedAfter), QStringLiteral("$40.00"));
        QCOMPARE(shown(months, 0, RepriceMonthsModel::ComputedAfter), QStringLiteral("$10.00")); // closed
        // 10 + 25 + 5 + 7 before, 10 + 40 + 4 + 7 after
        QVERIFY(!asked.said("The computed cost goes from $47.00 to $61.00 (+$14.00).").isEmpty());
    }

    void anotherPeriodIsAskedAboutAndNotWhileItIsApplied()
    {
        Asked asked;
        auto *period = asked.dialog->findChild<views::PeriodBox *>();
        QCOMPARE(period->currentText(), QStringLiteral("All time"));
        QSignalSpy chosen(asked.dialog, &views::RepriceDialog::periodChosen);
        QVERIFY(period->isEnabled()); // what is found out for all time is not wanted any more then
        period->setFocus();
        QTest::keyClicks(period, QStringLiteral("May 2026"));
        QTest::keyClick(period, Qt::Key_Return);
        QVERIFY(!chosen.isEmpty());
        const auto may = chosen.last()[0].value<base::Period>();
        QVERIFY(may == *base::parsePeriod("2026-05"));
        QVERIFY(period->currentText().startsWith(QStringLiteral("May 2026")));
        asked.found();
        asked.plan.beginApplying();
        QVERIFY(!period->isEnabled());
    }

    void aClosedMonthIsMarkedByWordAndPicture()
    {
        Asked asked;
        asked.found();
        views::DataTable &months = *asked.table("Months");
        const QModelIndex state = months.model()->index(0, RepriceMonthsModel::State);
        QCOMPARE(state.data().toString(), QStringLiteral("closed: stays as it is"));
        QCOMPARE(shown(months, 0, RepriceMonthsModel::Before), QStringLiteral("$10.00"));
        QCOMPARE(shown(months, 0, RepriceMonthsModel::After), QStringLiteral("$10.00"));
        QCOMPARE(shown(months, 0, RepriceMonthsModel::IfReopened), QStringLiteral("$13.00"));
        QVERIFY(!asked.said("Closed months stay as they are").isEmpty());
        // The picture takes room before the words: the cell wants to be wider than without.
        const auto width = [&](int row) {
            return months.itemDelegateForIndex(state.siblingAtRow(row))
                ->sizeHint(QStyleOptionViewItem(), state.siblingAtRow(row))
                .width();
        };
        QVERIFY(width(0) > QFontMetrics(months.font()).horizontalAdvance(state.data().toString()) + 16);
    }

    void theModelsThatMoveFollowTheMonth()
    {
        Asked asked;
        asked.found();
        const views::DataTable &models = *asked.table("Models that move");
        QCOMPARE(models.model()->rowCount(), 1); // of June, the first that changes
        QCOMPARE(shown(models, 0, 0), QStringLiteral("haiku"));
        QVERIFY(!asked.said("Models that move in Jun 2026").isEmpty());
        asked.choose(0);
        QCOMPARE(models.model()->rowCount(), 2);
        QVERIFY(!asked.said("Models that would move in May 2026").isEmpty());
        asked.choose(3);
        QVERIFY(!asked.said("No model moves in Aug 2026").isEmpty());
    }

    void monthsAreClosedAndReopenedHere()
    {
        Asked asked;
        asked.found();
        QSignalSpy closed(asked.dialog, &views::RepriceDialog::closeMonthRequested);
        QSignalSpy reopened(asked.dialog, &views::RepriceDialog::reopenMonthRequested);
        asked.choose(0);
        asked.button("Reopen May 2026")->click();
        QCOMPARE(reopened.size(), 1);
        QCOMPARE(reopened[0][0].value<base::Month>(), tests::month(5));
        asked.choose(2); // reopened before
        asked.button("Close Jul 2026")->click();
        QCOMPARE(closed.size(), 1);
        QCOMPARE(closed[0][0].value<base::Month>(), tests::month(7));
        asked.plan.beginLooking();
        QVERIFY(!asked.button("Close Jul 2026")->isEnabled());
        asked.found();
        QVERIFY(asked.button("Close Jul 2026")); // the same month is still chosen
    }

    void restatementsAreListed()
    {
        Asked asked;
        asked.found();
        auto *tabs = asked.dialog->findChild<QTabWidget *>();
        QCOMPARE(tabs->tabText(1).remove(QLatin1Char('&')), QStringLiteral("Restatements (1)"));
        tabs->setCurrentIndex(1);
        const views::DataTable &restatements = *asked.table("Restatements");
        QVERIFY(restatements.isVisible());
        QCOMPARE(shown(restatements, 0, items::RestatementsModel::Month), QStringLiteral("Jul 2026"));
        QCOMPARE(shown(restatements, 0, items::RestatementsModel::Difference), QStringLiteral("−$1.00"));
        asked.fixture.fileToSave = asked.fixture.folder.filePath(QStringLiteral("r.csv"));
        asked.button("Save as CSV…")->click();
        QFile file(asked.fixture.fileToSave);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QStringList> records = tests::parseCsv(file.readAll());
        QCOMPARE(records.size(), 2);
        QVERIFY(records[1].contains(QStringLiteral("prices of mine")));
    }

    void nothingToChangeIsSaid()
    {
        const Asked asked;
        store::RepriceReport report;
        report.months[tests::month(6)].sums = tests::sums(8, 0, 7, 7);
        asked.plan.setReport(report, {}, {});
        QVERIFY(!asked.said("Nothing would change").isEmpty());
        QVERIFY(!asked.button("Apply new prices")->isEnabled());
        QVERIFY(asked.button("Close"));
    }

    void whileItIsAppliedItWaitsForWhatBecameOfACancel()
    {
        Asked asked;
        asked.found();
        QSignalSpy applied(asked.dialog, &views::RepriceDialog::applyRequested);
        asked.button("Apply new prices")->click();
        QCOMPARE(applied.size(), 1);
        asked.plan.beginApplying();
        QSignalSpy cancelled(asked.dialog, &views::RepriceDialog::cancelRequested);
        QTest::keyClick(asked.dialog, Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(asked.dialog->isVisible());
        asked.plan.fail({base::ErrorKind::Cancelled, "", "was stopped", 0});
        QVERIFY(!asked.said("Cancelled; the store is as it was.").isEmpty());
        QVERIFY(asked.button("Apply new prices")->isEnabled());
        QTest::keyClick(asked.dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!asked.dialog, 60'000);
    }

    void whatIsBeingWrittenIsNotCancelledHalfWay()
    {
        Asked asked;
        asked.found();
        asked.plan.beginApplying();
        asked.plan.setProgress(200, 338);
        QVERIFY(asked.button("Cancel")->isEnabled());
        asked.plan.setProgress(338, 338);
        QVERIFY(!asked.button("Cancel")->isEnabled());
    }

    void theMessageSaysWhatChanged()
    {
        Asked asked;
        asked.found();
        asked.fixture.window->showRepriced();
        const QString message = asked.fixture.message();
        QVERIFY2(message.contains(QStringLiteral("80 of 338 events have new prices")), qPrintable(message));
        QVERIFY(message.contains(QStringLiteral("from $42.00 to $51.00 (+$9.00)")));
        QVERIFY(message.contains(QStringLiteral("Closed months stayed as they were")));
        QVERIFY(message.contains(QStringLiteral("recorded as a restatement")));
    }

    void everythingInItHasANameAndEnterAppliesNothing()
    {
        Asked asked;
        asked.found();
        for (const QWidget *widget : asked.dialog->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus ||
                widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(named || widget->inherits("QComboBoxListView") || widget->inherits("QHeaderView") ||
                         widget->inherits("QTableCornerButton"),
                     widget->metaObject()->className());
        }
        QSignalSpy applied(asked.dialog, &views::RepriceDialog::applyRequested);
        QTest::keyClick(asked.table("Months"), Qt::Key_Return);
        QTest::keyClick(asked.dialog, Qt::Key_Return);
        QCOMPARE(applied.size(), 0);
    }

    void differencesAreComparedWhenThePageIsShown()
    {
        WindowFixture fixture(ledger::guideLedger());
        DifferencesModel &differences = fixture.models.differences;
        QSignalSpy wanted(&differences, &DifferencesModel::wanted);
        fixture.show(tests::Features);
        QCOMPARE(wanted.size(), 0);
        auto *table = fixture.table(tests::Prices, QStringLiteral("Where logs and the price book differ"));
        QVERIFY(table);
        QCOMPARE(wanted.size(), 1);
        const auto says = [&](const char *text) {
            for (const auto *label : fixture.window->currentPage()->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(QString::fromUtf8(text)))
                    return true;
            return false;
        };
        QVERIFY(says("May 2026"));
        QVERIFY(says("comparing every call"));
        const auto *veil = table->findChild<views::LoadingVeil *>();
        QTRY_VERIFY_WITH_TIMEOUT(veil->isVisible(), 60'000);
        differences.setDifferences(wanted[0][0].toInt(), oneDifference());
        QVERIFY(!veil->isVisible());
        QVERIFY(!says("comparing every call"));
        QCOMPARE(shown(*table, 0, DifferencesModel::Model), QStringLiteral("sonnet"));
        QCOMPARE(shown(*table, 0, DifferencesModel::Reported), QStringLiteral("$114.00"));
        QCOMPARE(shown(*table, 0, DifferencesModel::Computed), QStringLiteral("$100.00"));
        QCOMPARE(shown(*table, 0, DifferencesModel::Difference), QStringLiteral("$14.00"));
        QVERIFY(shown(*table, 0, DifferencesModel::Cause).startsWith(QStringLiteral("other price")));
        fixture.show(tests::Features);
        fixture.show(tests::Prices);
        QCOMPARE(wanted.size(), 1); // nothing has changed since
        differences.forget();
        QCOMPARE(wanted.size(), 2);
        differences.setDifferences(wanted[1][0].toInt(), {});
        QVERIFY(says("every cost that logs report is what the price book computes"));
    }

    void differencesAreSavedAsCsv()
    {
        WindowFixture fixture(ledger::guideLedger());
        DifferencesModel &differences = fixture.models.differences;
        QSignalSpy wanted(&differences, &DifferencesModel::wanted);
        auto *table = fixture.table(tests::Prices, QStringLiteral("Where logs and the price book differ"));
        differences.setDifferences(wanted[0][0].toInt(), oneDifference());
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("d.csv"));
        QMenu *save = nullptr;
        for (auto *menu : fixture.window->currentPage()->findChildren<QMenu *>())
            if (menu->parentWidget() && menu->parentWidget()->parentWidget() == table->parentWidget())
                save = menu;
        QVERIFY(save);
        save->actions().first()->trigger();
        QFile file(fixture.fileToSave);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QStringList> records = tests::parseCsv(file.readAll());
        QCOMPARE(records[0], QStringList({QStringLiteral("model"), QStringLiteral("provider"),
                                          QStringLiteral("tier"), QStringLiteral("calls"),
                                          QStringLiteral("reported_usd"), QStringLiteral("computed_usd"),
                                          QStringLiteral("difference_usd"), QStringLiteral("cause")}));
        QCOMPARE(records[1][4], QStringLiteral("114"));
    }
};

QTEST_MAIN(TestWindowReprice)
#include "test_reprice.moc"
