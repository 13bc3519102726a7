// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QPushButton>

#include "app/application.h"
#include "jobs/costlog.h"
#include "jobs/pricebooks.h"
#include "store/storefixture.h"
#include "views/datatable.h"
#include "views/dialogs/repricedialog.h"
#include "views/messagebar.h"

using namespace outlay;
using items::DifferencesModel;
using items::RepriceMonthsModel;
using items::ValueRole;
using tests::writeLog;
using views::RepriceDialog;

namespace {

constexpr int kWait = 60'000;
constexpr qint64 kDayMs = 86'400'000;
constexpr int kManyLines = 1'000;
constexpr qint64 kAtOne = 200'000; // nano-dollars: 100 tokens in and 10 out at $1 and $10 a million
constexpr qint64 kAtTwo = 400'000; // at $2 and $20

/// The person's own book: what the model of the logs costs, $ a million tokens in; ten times that out.
bool writeBook(int input)
{
    const QString path = QString::fromStdString(jobs::userPriceBook());
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    const QByteArray text =
        R"({"format": "outlay-prices", "version": 1, "lists": [{"name": "mine", "rows": [{"provider": )"
        R"("anthropic", "model": "claude-3-5-haiku", "input": )" +
        QByteArray::number(input) + R"(, "output": )" + QByteArray::number(input * 10) + "}]}]}\n";
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

/// The whole program in one process: the store's costs under a book that changes.
class TestRepricing : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_app;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::string storePath() const { return path("store.db").toStdString(); }
    items::Models &models() const { return m_app->models(); }
    const items::RepricePlan &plan() const { return models().repricing; }

    bool importLog(const QList<tests::Calls> &runs, qint64 stepMs)
    {
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        if (!writeLog(path("log.jsonl"), runs, stepMs))
            return false;
        Q_EMIT m_app->window().importRequested({path("log.jsonl")}, false);
        return finished.wait(kWait) && showAllTime();
    }

    bool showAllTime()
    {
        base::Question all;
        all.filter.period = base::kAllTime;
        models().filters.restart(all);
        return QTest::qWaitFor([this] { return !models().isLoading(); }, kWait);
    }

    /// Asks for what new prices would change.
    RepriceDialog *ask()
    {
        Q_EMIT m_app->window().repriceRequested();
        return ready() ? openDialog() : nullptr;
    }

    RepriceDialog *openDialog() const
    {
        for (auto *dialog : m_app->window().findChildren<RepriceDialog *>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }

    bool ready() const
    {
        return QTest::qWaitFor([this] { return plan().state() == items::RepricePlan::State::Ready; }, kWait);
    }

    static void press(const RepriceDialog &dialog, const QString &text)
    {
        for (auto *button : dialog.findChildren<QPushButton *>())
            if (button->text().remove(QLatin1Char('&')) == text)
                return button->click();
        QFAIL(qPrintable(text));
    }

    void apply(RepriceDialog *dialog)
    {
        const QPointer<RepriceDialog> open = dialog;
        press(*dialog, QStringLiteral("Apply new prices"));
        QVERIFY(QTest::qWaitFor([&] { return !open; }, kWait));
    }

    qint64 month(int row, RepriceMonthsModel::Column column) const
    {
        return plan().months.index(row, column).data(ValueRole).toLongLong();
    }

    QString message() const { return m_app->window().findChild<views::MessageBar *>()->text(); }
    qint64 spend() const { return models().features.totalNanos(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
        qputenv("XDG_CONFIG_HOME", m_folder->path().toLocal8Bit());
        QVERIFY(writeBook(1));
        cli::WindowRequest request;
        request.store = storePath();
        m_app = std::make_unique<app::Application>(request, path("default.db"));
        QSignalSpy opened(&m_app->session(), &jobs::Session::opened);
        QVERIFY(opened.wait(kWait));
    }

    void cleanup()
    {
        m_app.reset();
        m_folder.reset();
    }

    void eachMonthIsShownBeforeItIsChanged()
    {
        QVERIFY(importLog({{40, "chat", "free", "null"}}, kDayMs)); // 31 calls in May, 9 in June
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 40 * kAtOne, kWait);
        RepriceDialog *dialog = ask();
        QVERIFY(dialog);
        QVERIFY(!plan().changesAnything()); // the book is the same
        dialog->reject();
        QVERIFY(writeBook(2));
        dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(plan().months.rowCount(), 2);
        QCOMPARE(month(0, RepriceMonthsModel::Changed), 31);
        QCOMPARE(month(0, RepriceMonthsModel::Before), 31 * kAtOne);
        QCOMPARE(month(0, RepriceMonthsModel::After), 31 * kAtTwo);
        QCOMPARE(month(1, RepriceMonthsModel::Before), 9 * kAtOne);
        QCOMPARE(month(1, RepriceMonthsModel::After), 9 * kAtTwo);
        QCOMPARE(plan().models.index(0, 0).data().toString(), QStringLiteral("claude-3-5-haiku"));
        QCOMPARE(spend(), 40 * kAtOne);
        apply(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 40 * kAtTwo, kWait);
        QVERIFY2(message().contains(QStringLiteral("40 of 40 events have new prices")),
                 qPrintable(message()));
        QVERIFY2(message().contains(QStringLiteral("from $0.008 to $0.016")), qPrintable(message()));
    }

    void aClosedMonthStaysUntilItIsReopenedAndThenTheChangeIsRecorded()
    {
        QVERIFY(importLog({{40, "chat", "free", "null"}}, kDayMs));
        QVERIFY(writeBook(2));
        RepriceDialog *dialog = ask();
        QVERIFY(dialog);
        press(*dialog, QStringLiteral("Close May 2026")); // the first that changes is chosen
        QVERIFY(ready());
        QCOMPARE(plan().months.stateAt(0), items::MonthState::Closed);
        QCOMPARE(month(0, RepriceMonthsModel::After), 31 * kAtOne);
        QCOMPARE(month(0, RepriceMonthsModel::IfReopened), 31 * kAtTwo);
        apply(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 31 * kAtOne + 9 * kAtTwo, kWait);

        dialog = ask();
        QVERIFY(dialog);
        QVERIFY(!plan().changesAnything());
        QCOMPARE(plan().restatements.rowCount(), 0);
        press(*dialog, QStringLiteral("Reopen May 2026"));
        QVERIFY(ready());
        QCOMPARE(month(0, RepriceMonthsModel::After), 31 * kAtTwo);
        apply(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 40 * kAtTwo, kWait);
        QVERIFY(message().contains(QStringLiteral("restatement")));

        QVERIFY(ask());
        const items::RestatementsModel &recorded = plan().restatements;
        QCOMPARE(recorded.rowCount(), 1);
        using Column = items::RestatementsModel::Column;
        QCOMPARE(recorded.index(0, Column::Month).data().toString(), QStringLiteral("2026-05"));
        QCOMPARE(recorded.index(0, Column::Before).data(ValueRole).toLongLong(), 31 * kAtOne);
        QCOMPARE(recorded.index(0, Column::After).data(ValueRole).toLongLong(), 31 * kAtTwo);
        QVERIFY(recorded.index(0, Column::Reason).data().toString().contains(QStringLiteral("mine")));
    }

    void whatIsNotInTheChosenPeriodStays()
    {
        QVERIFY(importLog({{40, "chat", "free", "null"}}, kDayMs)); // 31 calls in May, 9 in June
        QVERIFY(writeBook(2));
        RepriceDialog *dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(plan().months.rowCount(), 2);
        Q_EMIT dialog->periodChosen(*base::parsePeriod("2026-06-01..2026-06-04"));
        QVERIFY(ready());
        QCOMPARE(plan().months.rowCount(), 1);
        QCOMPARE(month(0, RepriceMonthsModel::Changed), 4);
        QCOMPARE(month(0, RepriceMonthsModel::ComputedBefore), 4 * kAtOne);
        QCOMPARE(month(0, RepriceMonthsModel::ComputedAfter), 4 * kAtTwo);
        press(*dialog, QStringLiteral("Close Jun 2026")); // the plan that follows is of the same days
        QVERIFY(ready());
        QCOMPARE(plan().months.rowCount(), 1);
        QVERIFY(!plan().changesAnything());
        press(*dialog, QStringLiteral("Reopen Jun 2026"));
        QVERIFY(ready());
        apply(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 36 * kAtOne + 4 * kAtTwo, kWait);
    }

    void whatLogsReportIsNeverChanged()
    {
        QVERIFY(importLog({{10, "chat", "free", "0.5"}, {10, "chat", "free", "null"}}, kDayMs));
        QVERIFY(writeBook(2));
        RepriceDialog *dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(month(0, RepriceMonthsModel::Changed), 20);
        QCOMPARE(month(0, RepriceMonthsModel::Difference), 10 * (kAtTwo - kAtOne));
        apply(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 10 * 500'000'000LL + 10 * kAtTwo, kWait);
    }

    void cancelLeavesTheStoreAsItWas()
    {
        QVERIFY(importLog({{kManyLines, "chat", "free", "null"}}, 1'000));
        QTRY_COMPARE_WITH_TIMEOUT(spend(), kManyLines * kAtOne, kWait);
        QVERIFY(writeBook(2));
        const auto before = tests::dump(storePath());
        RepriceDialog *dialog = ask();
        QVERIFY(dialog);
        // Held where it waits to write, so that it is under way, however fast it is, when it is cancelled.
        auto other = store::Store::open(storePath(), store::Store::Mode::ReadWrite);
        QVERIFY(other.has_value());
        auto writing = (*other)->beginImport(base::Instant{});
        QVERIFY(writing.has_value());
        press(*dialog, QStringLiteral("Apply new prices"));
        dialog->reject();
        (*writing)->rollback();
        QVERIFY(dialog->isVisible());
        QVERIFY(ready());
        other->reset();
        QVERIFY(plan().error());
        QCOMPARE(plan().error()->kind, base::ErrorKind::Cancelled);
        QVERIFY(tests::dump(storePath()) == before);
        dialog->reject();
        QCOMPARE(spend(), kManyLines * kAtOne);
        dialog = ask(); // and it can still be done
        QVERIFY(dialog);
        QCOMPARE(month(0, RepriceMonthsModel::Changed), kManyLines);
    }

    void whoThinksBetterOfItCanAskAgain()
    {
        QVERIFY(importLog({{kManyLines, "chat", "free", "null"}}, 1'000));
        QVERIFY(writeBook(2));
        Q_EMIT m_app->window().repriceRequested();
        openDialog()->reject(); // while it is being found out
        QVERIFY(ask());
        QCOMPARE(month(0, RepriceMonthsModel::Changed), kManyLines);
        QCOMPARE(spend(), kManyLines * kAtOne);
    }

    void differencesAreListedWithTheirCauseAndFollowTheBook()
    {
        // $0.0002 by the book: 5 agree, 3 say another price, 2 say nothing.
        QVERIFY(importLog(
            {{5, "chat", "free", "0.0002"}, {3, "chat", "free", "0.5"}, {2, "chat", "free", "null"}},
            kDayMs));
        DifferencesModel &differences = models().differences;
        QCOMPARE(differences.state(), DifferencesModel::State::Unknown); // nobody has looked
        m_app->window().showPage(7);
        const auto ready = [&] { return differences.state() == DifferencesModel::State::Ready; };
        QTRY_VERIFY_WITH_TIMEOUT(ready(), kWait);
        const auto cell = [&](int row, int column) { return differences.index(row, column).data(ValueRole); };
        QCOMPARE(differences.rowCount(), 1);
        QVERIFY(cell(0, DifferencesModel::Cause).toString().startsWith(QStringLiteral("other price")));
        QCOMPARE(cell(0, DifferencesModel::Calls).toLongLong(), 3);
        QCOMPARE(cell(0, DifferencesModel::Reported).toLongLong(), 1'500'000'000);
        QCOMPARE(cell(0, DifferencesModel::Computed).toLongLong(), 3 * kAtOne);

        QVERIFY(writeBook(2));
        RepriceDialog *dialog = ask();
        QVERIFY(dialog);
        apply(dialog); // the store has changed: compared anew, by the new book
        QTRY_VERIFY_WITH_TIMEOUT(ready() && differences.rowCount() == 2, kWait);
        QCOMPARE(cell(0, DifferencesModel::Calls).toLongLong(), 3);
        QCOMPARE(cell(0, DifferencesModel::Computed).toLongLong(), 3 * kAtTwo);
        // Half of the new price is what a batch costs.
        QVERIFY(cell(1, DifferencesModel::Cause).toString().startsWith(QStringLiteral("tier")));
        QCOMPARE(cell(1, DifferencesModel::Calls).toLongLong(), 5);
        QTRY_COMPARE_WITH_TIMEOUT(spend(), 5 * kAtOne + 3 * 500'000'000LL + 2 * kAtTwo, kWait);
    }
};

QTEST_MAIN(TestRepricing)
#include "test_repricing.moc"
