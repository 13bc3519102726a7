// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableWidget>

#include "app/programwindow.h"
#include "views/dialogs/importdialog.h"
#include "views/dialogs/joindialog.h"

using namespace outlay;
using tests::buttonOf;
using tests::kWait;
using tests::message;
using views::JoinDialog;

namespace {

QByteArray joinCall(const char *time, const char *id, const char *costUsd)
{
    return QByteArray("{\"timestamp\": \"2026-05-01T") + time + "Z\", \"request_id\": \"" + id +
           "\", \"user_id\": \"u-1\", \"model\": \"claude-3-5-haiku\", \"input_tokens\": 100, "
           "\"output_tokens\": 10, \"cost_usd\": " +
           costUsd + ", \"latency_ms\": 850}\n";
}

} // namespace

/// The whole program in one process: another log gives calls their features.
class TestAppJoin : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;

    JoinDialog *dialog() const
    {
        for (auto *each : m_app->window().findChildren<JoinDialog *>())
            if (each->isVisible())
                return each;
        return nullptr;
    }

    JoinDialog *drop(const QString &path) const
    {
        tests::dropOn(m_app->window(), {path});
        return QTest::qWaitFor([this] { return dialog() != nullptr; }, kWait) ? dialog() : nullptr;
    }

    QString secondLog(const char *name = "app.csv") const
    {
        // r-1 and r-2 are calls of the store, r-9 is none. The row without an id is 1 s after the third call.
        return tests::written(m_folder, name,
                              "request_id,timestamp,model,feature\n"
                              "r-1,2026-05-01T10:00:00Z,claude-3-5-haiku,chat\n"
                              "r-2,2026-05-01T11:00:00Z,claude-3-5-haiku,search\n"
                              ",2026-05-01T12:00:01Z,claude-3-5-haiku,chat\n"
                              "r-9,2026-05-02T10:00:00Z,claude-3-5-haiku,chat\n");
    }

    static bool isReady(const JoinDialog &dialog)
    {
        return QTest::qWaitFor([&] { return buttonOf(dialog, QStringLiteral("Join"))->isEnabled(); }, kWait);
    }

    /// The rows of a table of the dialog, with a bar between cells.
    static QStringList rows(const JoinDialog &dialog, const QString &table)
    {
        QStringList found;
        for (const auto *each : dialog.findChildren<QTableWidget *>())
            for (int row = 0; each->accessibleName() == table && row < each->rowCount(); ++row) {
                QStringList cells;
                for (int column = 0; column < each->columnCount(); ++column)
                    cells << each->item(row, column)->text();
                found << cells.join(QLatin1Char('|'));
            }
        return found;
    }

    /// Requests and cost of those.
    static QString matched(const JoinDialog &dialog, const QString &name)
    {
        for (const QString &row : rows(dialog, QStringLiteral("How calls are matched")))
            if (const QStringList cells = row.split(QLatin1Char('|')); cells[0] == name)
                return cells[1] + QLatin1Char(' ') + cells[2];
        return {};
    }

    static QComboBox *column(const JoinDialog &dialog, const QString &field)
    {
        for (auto *box : dialog.findChildren<QComboBox *>())
            if (box->accessibleName() == field)
                return box;
        return nullptr;
    }

    static QString textOf(const JoinDialog &dialog)
    {
        QString text;
        for (const auto *label : dialog.findChildren<QLabel *>())
            if (!label->isHidden())
                text += label->text() + QLatin1Char('\n');
        return text + dialog.findChild<QPlainTextEdit *>()->toPlainText();
    }

    static bool saysSoon(const JoinDialog &dialog, const QString &text)
    {
        return QTest::qWaitFor([&] { return textOf(dialog).contains(text); }, kWait / 4);
    }

    /// What a feature costs; absent: -1.
    qint64 costOf(const QString &feature) const
    {
        const QAbstractItemModel &features = m_app->models().features;
        for (int i = 0; i < features.rowCount(); ++i)
            if (features.index(i, 0).data().toString() == feature)
                for (int column = 0; column < features.columnCount(); ++column)
                    if (features.headerData(column, Qt::Horizontal, items::MachineNameRole).toString() ==
                        QStringLiteral("cost_usd"))
                        return features.index(i, column).data(items::ValueRole).toLongLong();
        return -1;
    }

    /// Calls with a joined feature, as the Attribution page has it; not told: -1.
    qint64 joinedCalls() const
    {
        const items::CoverageModel &coverage = m_app->models().coverage;
        for (int i = 0; i < coverage.rowCount(); ++i)
            if (coverage.index(i, items::CoverageModel::Dimension).data().toString() ==
                QStringLiteral("feature"))
                return coverage.index(i, items::CoverageModel::JoinedRequests)
                    .data(items::ValueRole)
                    .toLongLong();
        return -1;
    }

    static void close(JoinDialog *dialog)
    {
        const QPointer<JoinDialog> open = dialog;
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!open, kWait);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        m_app = tests::startProgram(m_folder.filePath(QStringLiteral("store.db")),
                                    m_folder.filePath(QStringLiteral("default.db")));
        QVERIFY(m_app);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        // Four calls without a feature: $0.01 + $0.02 + $0.04 + $0.08 = $0.15.
        const QString log =
            tests::written(m_folder, "calls.jsonl",
                           joinCall("10:00:00", "r-1", "0.01") + joinCall("11:00:00", "r-2", "0.02") +
                               joinCall("12:00:00", "r-3", "0.04") + joinCall("13:00:00", "r-4", "0.08"));
        m_app->session().startImport({log}, {});
        QVERIFY(finished.wait(kWait));
    }

    void cleanupTestCase() { m_app.reset(); }

    void aDroppedLogIsShownWithHowItsCallsAreMatched()
    {
        JoinDialog *shown = drop(secondLog());
        QVERIFY(shown);
        QVERIFY(isReady(*shown));
        QCOMPARE(matched(*shown, QStringLiteral("Matched by call id")), QStringLiteral("2 $0.03"));
        QCOMPARE(matched(*shown, QStringLiteral("Matched by time")), QStringLiteral("1 $0.04"));
        QCOMPARE(matched(*shown, QStringLiteral("Matched in all")), QStringLiteral("3 $0.07"));
        QCOMPARE(matched(*shown, QStringLiteral("Not found")), QStringLiteral("1 $0.08"));
        // chat: $0.01 + $0.04, search: $0.02
        QCOMPARE(
            rows(*shown, QStringLiteral("What calls are given")),
            (QStringList{QStringLiteral("feature|(all 2)|3|$0.07"), QStringLiteral("feature|chat|2|$0.05"),
                         QStringLiteral("feature|search|1|$0.02")}));
        QCOMPARE(column(*shown, QStringLiteral("Call id"))->currentText(), QStringLiteral("request_id"));
        QCOMPARE(column(*shown, QStringLiteral("Time"))->currentText(), QStringLiteral("timestamp"));
        QCOMPARE(column(*shown, QStringLiteral("Feature"))->currentText(), QStringLiteral("feature"));
        QCOMPARE(column(*shown, QStringLiteral("Chain id"))->currentText(), QStringLiteral("(none)"));
        const QString text = textOf(*shown);
        QVERIFY2(text.contains(QStringLiteral("Rows: 4; no call belongs to 1 of them.")), qPrintable(text));
        close(shown);
        QVERIFY(m_app->session().state().backfills.empty());
    }

    void thePreviewFollowsTheSeconds()
    {
        JoinDialog *shown = drop(secondLog());
        QVERIFY(shown && isReady(*shown));
        shown->findChild<QSpinBox *>()->setValue(0); // the row is 1 s away
        QVERIFY(!buttonOf(*shown, QStringLiteral("Join"))->isEnabled());
        QVERIFY(isReady(*shown));
        QCOMPARE(matched(*shown, QStringLiteral("Matched by time")), QStringLiteral("0 $0.00"));
        QCOMPARE(matched(*shown, QStringLiteral("Not found")), QStringLiteral("2 $0.12"));
        close(shown);
    }

    void enterJoinsAndUndoTakesItBack()
    {
        constexpr int attributionPage = 11;
        m_app->window().showPage(attributionPage);
        QTRY_COMPARE_WITH_TIMEOUT(joinedCalls(), qint64(0), kWait / 4);
        QPointer<JoinDialog> shown = drop(secondLog());
        QVERIFY(shown && isReady(*shown));
        QTest::keyClick(shown, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!shown, kWait);
        QTRY_COMPARE_WITH_TIMEOUT(costOf(QStringLiteral("chat")), qint64(50'000'000), kWait); // 0.01 + 0.04
        QCOMPARE(costOf(QStringLiteral("search")), qint64(20'000'000));
        QTRY_COMPARE_WITH_TIMEOUT(joinedCalls(), qint64(3), kWait / 4);
        QVERIFY2(message(*m_app).startsWith(QStringLiteral("app.csv is joined")),
                 qPrintable(message(*m_app)));
        buttonOf(m_app->window(), QStringLiteral("Undo"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(costOf(QStringLiteral("chat")), qint64(-1), kWait);
        QVERIFY(m_app->session().state().backfills.empty());
    }

    /// The button stands where one sees what no feature has.
    void theAttributionPageOpensIt()
    {
        buttonOf(m_app->window(), QStringLiteral("Join with a Log…"))->click();
        JoinDialog *shown = dialog();
        QVERIFY(shown);
        QVERIFY(!buttonOf(*shown, QStringLiteral("Join"))->isEnabled()); // nothing is chosen
        close(shown);
    }

    void aPersonSaysWhatTheColumnsAre()
    {
        tests::command(*m_app, QStringLiteral("Join with a Log…"))->trigger();
        JoinDialog *shown = dialog();
        QVERIFY(shown);
        shown->setLog(tests::written(m_folder, "own.csv", "wer;was\nr-1;chat\nr-4;chat\n"));
        QVERIFY2(saysSoon(*shown, QStringLiteral("no column says a feature")), qPrintable(textOf(*shown)));
        QComboBox *feature = column(*shown, QStringLiteral("Feature"));
        QVERIFY(feature && feature->isVisible());
        feature->setCurrentText(QStringLiteral("was"));
        column(*shown, QStringLiteral("Call id"))->setCurrentText(QStringLiteral("wer"));
        QVERIFY(isReady(*shown));
        // $0.01 + $0.08
        QCOMPARE(matched(*shown, QStringLiteral("Matched by call id")), QStringLiteral("2 $0.09"));
        column(*shown, QStringLiteral("Call id"))->setCurrentIndex(0);
        QVERIFY2(saysSoon(*shown, QStringLiteral("no column has ids")), qPrintable(textOf(*shown)));
        QVERIFY(!buttonOf(*shown, QStringLiteral("Join"))->isEnabled());
        close(shown);
    }

    /// Calls whose log says no tokens look like a log to join.
    void aLogOfCallsAfterAllIsImported()
    {
        const QPointer<JoinDialog> shown = drop(tests::written(
            m_folder, "bare.csv", "timestamp,model,feature\n2026-05-01T09:00:00Z,claude-3-5-haiku,bare\n"));
        QVERIFY(shown && isReady(*shown));
        buttonOf(*shown, QStringLiteral("Import Instead…"))->click();
        views::ImportDialog *import = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(import = m_app->window().findChild<views::ImportDialog *>(), kWait / 4);
        QVERIFY(!shown);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        QTRY_VERIFY_WITH_TIMEOUT(buttonOf(*import, QStringLiteral("Import"))->isEnabled(), kWait / 4);
        buttonOf(*import, QStringLiteral("Import"))->click();
        QVERIFY(finished.wait(kWait / 4));
        QTRY_VERIFY_WITH_TIMEOUT(costOf(QStringLiteral("bare")) != -1, kWait / 4);
    }

    void noTwoControlsHaveOneMnemonic()
    {
        JoinDialog *shown = drop(secondLog());
        QVERIFY(shown && isReady(*shown));
        QStringList letters;
        const auto note = [&letters](const QString &text) {
            if (const auto at = text.indexOf(QLatin1Char('&')); at >= 0)
                letters << text.mid(at + 1, 1).toLower();
        };
        for (const auto *label : shown->findChildren<QLabel *>())
            if (label->buddy())
                note(label->text());
        for (const auto *button : shown->findChildren<QAbstractButton *>())
            note(button->text());
        QVERIFY(letters.size() >= 14); // nine columns, the seconds, the joined logs, three buttons
        QCOMPARE(letters.removeDuplicates(), 0);
        close(shown);
    }

    void logsAreShownOneAfterTheOther()
    {
        tests::dropOn(m_app->window(), {secondLog("one.csv"), secondLog("two.csv")});
        QPointer<JoinDialog> shown;
        QTRY_VERIFY_WITH_TIMEOUT(shown = dialog(), kWait);
        QVERIFY(isReady(*shown) && textOf(*shown).contains(QStringLiteral("one.csv")));
        shown->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!shown, kWait);
        QTRY_VERIFY_WITH_TIMEOUT(shown = dialog(), kWait);
        QVERIFY(isReady(*shown) && textOf(*shown).contains(QStringLiteral("two.csv")));
        close(shown);
        QTest::qWait(0);
        QVERIFY(!dialog());
    }

    /// Else it would not be shown what it says of them.
    void callsOfTheSameDropAreImportedFirst()
    {
        tests::dropOn(m_app->window(),
                      {tests::written(m_folder, "more.csv", "request_id,feature\nr-5,chat\n"),
                       tests::written(m_folder, "more.jsonl", joinCall("14:00:00", "r-5", "0.16"))});
        JoinDialog *shown = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(shown = dialog(), kWait);
        QVERIFY(isReady(*shown));
        QCOMPARE(matched(*shown, QStringLiteral("Matched by call id")), QStringLiteral("1 $0.16"));
        close(shown);
    }

    void aJoinedLogIsListedAndCanBeRemoved()
    {
        QPointer<JoinDialog> shown = drop(secondLog());
        QVERIFY(shown && isReady(*shown));
        buttonOf(*shown, QStringLiteral("Join"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!shown, kWait);
        tests::command(*m_app, QStringLiteral("Join with a Log…"))->trigger();
        shown = dialog();
        QVERIFY(shown);
        const auto *list = shown->findChild<QListWidget *>();
        QCOMPARE(list->count(), 1);
        QCOMPARE(
            list->item(0)->text(),
            QStringLiteral(
                "app.csv: feature from 4 rows; calls: 2 by call id, 0 by chain id, 1 by time (within 2 s)"));
        // Seen again, it is known.
        shown->setLog(secondLog());
        QVERIFY2(saysSoon(*shown, QStringLiteral("This log is joined already.")), qPrintable(textOf(*shown)));
        QVERIFY(!buttonOf(*shown, QStringLiteral("Join"))->isEnabled());
        buttonOf(*shown, QStringLiteral("Remove"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(costOf(QStringLiteral("chat")), qint64(-1), kWait);
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 0, kWait);
        QVERIFY(isReady(*shown)); // what is shown follows: it can be joined anew
        QCOMPARE(matched(*shown, QStringLiteral("Matched by call id")), QStringLiteral("2 $0.03"));
        close(shown);
        buttonOf(m_app->window(), QStringLiteral("Undo"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(costOf(QStringLiteral("chat")), qint64(50'000'000), kWait);
        QCOMPARE(m_app->session().state().backfills.size(), std::size_t(1));
        buttonOf(m_app->window(), QStringLiteral("Undo"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(costOf(QStringLiteral("chat")), qint64(-1), kWait);
    }

    void aBadFileIsToldByName()
    {
        tests::command(*m_app, QStringLiteral("Join with a Log…"))->trigger();
        JoinDialog *shown = dialog();
        QVERIFY(shown);
        shown->setLog(tests::written(m_folder, "bad.csv", "colour,weight\nred,5\n"));
        QVERIFY2(saysSoon(*shown, QStringLiteral("⚠")), qPrintable(textOf(*shown)));
        QVERIFY2(textOf(*shown).contains(QStringLiteral("bad.csv")), qPrintable(textOf(*shown)));
        QVERIFY(!buttonOf(*shown, QStringLiteral("Join"))->isEnabled());
        close(shown);
    }

    void aRowThatCannotBeReadIsToldByItsLine()
    {
        JoinDialog *shown = drop(tests::written(m_folder, "odd.csv",
                                                "request_id,timestamp,model,feature\n"
                                                "r-1,2026-05-01T10:00:00Z,claude-3-5-haiku,chat\n"
                                                ",2026-05-01T11:00:00Z,claude-3-5-haiku,chat\n"
                                                ",noon,claude-3-5-haiku,chat\n"));
        QVERIFY(shown && isReady(*shown));
        QVERIFY2(textOf(*shown).contains(QStringLiteral("Line 4: ")), qPrintable(textOf(*shown)));
        close(shown);
    }

    void cancelLeavesTheStoreAsItWas()
    {
        const QPointer<JoinDialog> shown = drop(secondLog());
        QVERIFY(shown && isReady(*shown));
        // Held where it waits to write, so that it is under way when it is cancelled.
        auto other = store::Store::open(m_folder.filePath(QStringLiteral("store.db")).toStdString(),
                                        store::Store::Mode::ReadWrite);
        QVERIFY(other.has_value());
        auto writing = (*other)->beginImport(base::Instant{});
        QVERIFY(writing.has_value());
        buttonOf(*shown, QStringLiteral("Join"))->click();
        QTest::qWait(50);
        QTest::keyClick(shown, Qt::Key_Escape);
        QVERIFY(shown && shown->isVisible());
        (*writing)->rollback();
        QTRY_VERIFY_WITH_TIMEOUT(shown->findChild<QSpinBox *>()->isEnabled(), kWait);
        close(shown);
        QVERIFY((*other)->backfills()->empty());
    }
};

QTEST_MAIN(TestAppJoin)
#include "test_join.moc"
