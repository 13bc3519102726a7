// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/datatable.h"
#include "views/pages/reconcilepage.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QSpinBox>

using namespace outlay;
using items::MonthLocksModel;
using items::ReconcileModel;

namespace {

const char *const kCall =
    "{\"timestamp\": \"2026-05-%1T12:00:00Z\", \"feature_name\": \"chat\", \"model\": "
    "\"claude-3-5-sonnet-20241022\", \"input_tokens\": 1000000, \"output_tokens\": 0}\n";
const char *const kHead =
    "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,"
    "list_price_usd,cost_type,inference_geo,speed\n";
const char *const kLine =
    "2026-05-%1,Claude Sonnet 3.5,Default,key,message,≤ 200k,input_no_cache,%2,%2,token,,\n";

} // namespace

/// The whole program in one process: a bill is dropped, and the page holds it against the calls.
class TestAppReconcile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_folder = std::make_unique<QTemporaryDir>();
        const QString store = m_folder->filePath(QStringLiteral("store.db"));
        m_program = tests::startProgram(store, store);
        QVERIFY(m_program);
        QVERIFY(importOf(QStringLiteral("log.jsonl"), call("01") + call("02")));
        const auto &pages = m_program->window().pages();
        for (int i = 0; i < pages.size(); ++i)
            if (qobject_cast<views::ReconcilePage *>(pages[i]))
                m_program->window().showPage(i);
        m_page = m_program->window().findChild<views::ReconcilePage *>();
        QVERIFY(isReady());
    }
    void cleanup()
    {
        m_page = nullptr;
        m_program.reset();
    }

    void withoutABillThePageSaysWhatToDo()
    {
        QVERIFY(!reconcile().hasBills());
        bool isSaid = false;
        for (const auto *label : m_page->findChildren<QLabel *>())
            isSaid =
                isSaid || (label->isVisible() && label->text().contains(QStringLiteral("Drop the provider")));
        QVERIFY(isSaid);
        QVERIFY(m_page->reportParts().isEmpty());
    }

    /// Two calls of 1 M tokens at $3; the bill has 3.00 and 2.00.
    void aDroppedBillIsHeldAgainstTheCalls()
    {
        QVERIFY(importBill());
        QCOMPARE(reconcile().rowCount(), 1);
        QCOMPARE(cell(ReconcileModel::Class), QVariant(QStringLiteral("Amount differs")));
        QCOMPARE(cell(ReconcileModel::ProviderCost).toLongLong(), 2'000'000'000);
        QCOMPARE(cell(ReconcileModel::OurCost).toLongLong(), 3'000'000'000);
        auto *shown = m_page->findChild<QComboBox *>(QStringLiteral("shown"));
        auto *by = m_page->findChild<QComboBox *>(QStringLiteral("by"));
        by->setCurrentIndex(by->findText(QStringLiteral("Month")));
        QCOMPARE(cell(ReconcileModel::ProviderCost).toLongLong(), 5'000'000'000); // 3 + 2
        QCOMPARE(cell(ReconcileModel::OurCost).toLongLong(), 6'000'000'000);
        by->setCurrentIndex(0);
        shown->setCurrentIndex(shown->findText(QStringLiteral("Matched")));
        QCOMPARE(reconcile().rowCount(), 1);
        QCOMPARE(cell(ReconcileModel::OurCost).toLongLong(), 3'000'000'000);
        m_page->findChild<QDoubleSpinBox *>()->setValue(40); // 2 of 3 are within 40 %
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered() && reconcile().rowCount() == 2, tests::kWait);
        QCOMPARE(m_page->reportParts().size(), 3);
        // Its lines are in no total.
        QCOMPARE(m_program->models().store().events, 2);
    }

    void theMessageOfABillLeadsHere()
    {
        m_program->window().showPage(0);
        QVERIFY(importBill());
        auto *button = tests::buttonOf(m_program->window(), QStringLiteral("Reconcile"));
        QVERIFY(button);
        button->click();
        QVERIFY(m_page->isVisible());
    }

    void aMonthIsClosedAndReopenedWhenAPersonMeansIt()
    {
        QVERIFY(importBill());
        const MonthLocksModel &months = reconcile().months;
        QCOMPARE(months.rowCount(), 1);
        answer(QStringLiteral("Close Month…"), QStringLiteral("Cancel"));
        QVERIFY(months.lockAt(0) == MonthLocksModel::Lock::Open);
        answer(QStringLiteral("Close Month…"), QStringLiteral("Close the month"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered() && months.lockAt(0) == MonthLocksModel::Lock::Closed,
                                 tests::kWait);
        // A closed month takes no new calls.
        QSignalSpy refused(&m_program->session(), &jobs::Session::importFailed);
        m_program->session().startImport({written(QStringLiteral("more.jsonl"), call("03"))}, {});
        QVERIFY(refused.wait(tests::kWait));
        answer(QStringLiteral("Reopen Month…"), QStringLiteral("Reopen"));
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered() && months.lockAt(0) == MonthLocksModel::Lock::Reopened,
                                 tests::kWait);
        QVERIFY(importOf(QStringLiteral("more.jsonl"), call("03")));
        QTRY_VERIFY_WITH_TIMEOUT(
            isAnswered() && months.index(0, MonthLocksModel::Restated).data(items::ValueRole).toLongLong() ==
                                3'000'000'000,
            tests::kWait);
    }

private:
    static QByteArray call(const char *day)
    {
        return QString::fromUtf8(kCall).arg(QString::fromUtf8(day)).toUtf8();
    }
    QString written(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }
    bool importOf(const QString &name, const QByteArray &text)
    {
        QSignalSpy imported(&m_program->session(), &jobs::Session::importFinished);
        m_program->session().startImport({written(name, text)}, {});
        return imported.wait(tests::kWait) && QTest::qWaitFor([this] { return isReady(); }, tests::kWait);
    }
    bool importBill()
    {
        const auto line = [](const char *day, const char *dollars) {
            return QString::fromUtf8(kLine).arg(QString::fromUtf8(day), QString::fromUtf8(dollars)).toUtf8();
        };
        return importOf(QStringLiteral("bill.csv"), kHead + line("01", "3.00") + line("02", "2.00"));
    }
    const ReconcileModel &reconcile() const { return m_program->models().reconcile; }
    bool isAnswered() const { return reconcile().state() == ReconcileModel::State::Ready; }
    /// Nobody looks, or who looks has the answer.
    bool isReady() const
    {
        return !m_page || !m_page->isVisible() ||
               QTest::qWaitFor([this] { return isAnswered(); }, tests::kWait);
    }
    QVariant cell(int column) const { return reconcile().index(0, column).data(items::ValueRole); }
    void answer(const QString &command, const QString &choice)
    {
        auto *button = tests::buttonOf(*m_page, command);
        QVERIFY(button);
        button->click();
        auto *box = m_page->findChild<QMessageBox *>();
        QVERIFY(box);
        auto *chosen = tests::buttonOf(*box, choice);
        QVERIFY(chosen);
        chosen->click();
        QTRY_VERIFY(!m_page->findChild<QMessageBox *>());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_program;
    views::ReconcilePage *m_page = nullptr;
};

QTEST_MAIN(TestAppReconcile)
#include "test_reconcile.moc"
