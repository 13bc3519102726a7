// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>

#include "app/alertsflow.h"
#include "app/programwindow.h"
#include "jobs/costlog.h"

using namespace outlay;
using tests::kWait;
using tests::message;

namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr int kAlertsPage = 5;
constexpr int kDataPage = 6;

struct Told
{
    QStringList titles;
    QStringList texts;
    bool reachable = true;
};

class RecordingNotifier : public app::Notifier
{
public:
    explicit RecordingNotifier(Told &told)
        : m_told(told)
    {
    }

    bool tell(const QString &title, const QString &text) override
    {
        m_told.titles << title;
        m_told.texts << text;
        return m_told.reachable;
    }

private:
    Told &m_told;
};

} // namespace

/// The whole program in one process: what an import makes fire, and what cost more than it should have.
class TestAppAlerts : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    Told m_told;
    std::unique_ptr<app::Application> m_app;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// $1.05 of the budget of $1 for chat.
    bool importWithABudget()
    {
        QSignalSpy changed(&m_app->session(), &jobs::Session::changed);
        m_app->session().setBudget(
            base::featureBudget("chat", base::Money::fromNanos(base::kNanosPerDollar)));
        return changed.wait(kWait) && import("a.jsonl", {{300, "chat", "free", "0.0035"}}, 50'000);
    }

    bool import(const char *name, const QList<tests::Calls> &calls, qint64 stepMs)
    {
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        return tests::writeLog(path(name), calls, stepMs) &&
               (tests::dropOn(m_app->window(), {path(name)}), finished.wait(kWait));
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        QFile::remove(path("store.db"));
        m_told = {};
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        m_app->alerts().setNotifier(std::make_unique<RecordingNotifier>(m_told));
    }

    void cleanup() { m_app.reset(); }

    void inFrontTheWindowSaysIt()
    {
        m_app->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_app->window()));
        QVERIFY(importWithABudget());
        QVERIFY2(message(*m_app).contains(QStringLiteral("feature = chat: 80 % of 2026-05 is spent")),
                 qPrintable(message(*m_app)));
        QVERIFY(m_told.titles.isEmpty());
        QCOMPARE(m_app->models().alerts.newCount(), 2);
    }

    void behindOthersTheDesktopSaysIt()
    {
        QApplication::setActiveWindow(nullptr);
        QVERIFY(importWithABudget());
        QCOMPARE(m_told.titles, QStringList{QStringLiteral("2 thresholds of budgets are reached")});
        QVERIFY2(m_told.texts[0].contains(QStringLiteral("feature = chat: 80 % of 2026-05 is spent")),
                 qPrintable(m_told.texts[0]));
        QVERIFY(!message(*m_app).contains(QStringLiteral("budget")));
        QVERIFY(message(*m_app).contains(QStringLiteral("300"))); // the import has its own message
    }

    void withoutADesktopThatTellsTheWindowDoes()
    {
        m_told.reachable = false;
        QApplication::setActiveWindow(nullptr);
        QVERIFY(importWithABudget());
        QVERIFY(message(*m_app).contains(QStringLiteral("thresholds of budgets are reached")));
    }

    void anAnomalyIsToldLikeABudget()
    {
        QApplication::setActiveWindow(nullptr);
        QVERIFY(import("days.jsonl", {{40, "chat", "free", "10"}, {1, "chat", "free", "200"}}, kDayMs));
        QCOMPARE(m_told.titles, QStringList{QStringLiteral("Something costs more than expected")});
        QVERIFY2(m_told.texts[0].endsWith(QStringLiteral(": costs more than expected")),
                 qPrintable(m_told.texts[0]));
        QCOMPARE(m_app->models().alerts.newCount(), 1);
    }

    void anAnomalyIsFoundAndPlannedAway()
    {
        // A call a day for $10 from 1 May 2026 on; that of 10 June costs $200.
        QVERIFY(import("days.jsonl",
                       {{40, "chat", "free", "10"}, {1, "chat", "free", "200"}, {5, "chat", "free", "10"}},
                       kDayMs));
        const items::AnomaliesModel &anomalies = m_app->models().anomalies;
        m_app->window().showPage(kAlertsPage);
        QTRY_COMPARE_WITH_TIMEOUT(anomalies.state(), items::AnomaliesModel::State::Ready, kWait);
        QCOMPARE(anomalies.rowCount(), 1);
        QCOMPARE(anomalies.index(0, items::AnomaliesModel::First).data().toString(),
                 QStringLiteral("2026-06-10"));
        QCOMPARE(anomalies.index(0, items::AnomaliesModel::Excess).data().toString(), QStringLiteral("190"));
        Q_EMIT m_app->window().daysPlanned(anomalies.daysAt(0));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().planned.rowCount(), 1, kWait);
        QTRY_COMPARE_WITH_TIMEOUT(anomalies.rowCount(), 0, kWait);
        Q_EMIT m_app->window().daysUnplanned(m_app->models().planned.days());
        QTRY_COMPARE_WITH_TIMEOUT(anomalies.rowCount(), 1, kWait);
        QCOMPARE(m_app->models().planned.rowCount(), 0);
        m_app->window().showPage(kDataPage); // leaving while nothing is asked for
        QCOMPARE(anomalies.state(), items::AnomaliesModel::State::Ready);
    }
};

QTEST_MAIN(TestAppAlerts)
#include "test_alerts.moc"
