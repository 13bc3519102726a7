// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QListWidget>

#include "items/alerts.h"
#include "views/dialogs/planneddialog.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using base::AlertState;
using items::AlertsModel;
using tests::chatAlert;
using tests::chatAnomaly;
using tests::chatBudget;
using tests::WindowFixture;
using views::MainWindow;

namespace {

const QString kAlerts = QStringLiteral("Alerts");
const QString kAnomalies = QStringLiteral("Anomalies");
const QString kPlanned = QStringLiteral("Planned days");

/// The window with three alerts, two of which are new, and what the store would do with what is asked for.
class AlertsFixture : public WindowFixture
{
public:
    AlertsFixture()
        : WindowFixture(ledger::guideLedger())
    {
        showAlerts();
        QObject::connect(window.get(), &MainWindow::alertsMarked, window.get(), [this](const auto &states) {
            for (base::Alert &alert : alerts)
                if (const auto state = states.find(alert.id); state != states.end())
                    alert.state = state->second;
            showAlerts();
        });
        QObject::connect(window.get(), &MainWindow::daysPlanned, window.get(), [this](const auto &days) {
            planned.insert(planned.end(), days.begin(), days.end());
            models.setPlanned(planned);
        });
        QObject::connect(window.get(), &MainWindow::daysUnplanned, window.get(), [this](const auto &days) {
            for (const base::PlannedDay &day : days)
                std::erase(planned, day);
            models.setPlanned(planned);
        });
        QObject::connect(
            &models.anomalies, &items::AnomaliesModel::wanted, window.get(), [this](int generation) {
                models.anomalies.setAnomalies(
                    generation, planned.empty()
                                    ? chatAnomaly()
                                    : insight::Anomalies{{}, tests::dollars(1), ledger::period("2026-05")});
            });
    }

    void showAlerts() { models.alerts.setAlerts(alerts, chatBudget()); }

    QString stateOf(int row) { return models.alerts.index(row, AlertsModel::State).data().toString(); }

    QListWidgetItem *entry() const
    {
        for (const auto *list : window->findChildren<QListWidget *>())
            if (list->accessibleName() == QStringLiteral("Pages"))
                return list->item(tests::Alerts);
        return nullptr;
    }

    void choose(const QString &name, int row)
    {
        views::DataTable *of = table(tests::Alerts, name);
        of->selectRow(row);
        of->setCurrentIndex(of->model()->index(row, 0));
        QCoreApplication::processEvents();
    }

    void push(const QString &text)
    {
        QAbstractButton *found = button(*window->currentPage(), text);
        QVERIFY2(found && found->isEnabled(), qPrintable(text));
        found->click();
        QCoreApplication::processEvents();
    }

    void planTheAnomaly(const QString &note)
    {
        choose(kAnomalies, 0);
        push(QStringLiteral("Mark as planned…"));
        auto *dialog = window->findChild<views::PlannedDialog *>();
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), note);
        QTest::keyClick(dialog, Qt::Key_Return);
        QCoreApplication::processEvents();
    }

    std::vector<base::Alert> alerts = {chatAlert(3, 100), chatAlert(2, 80),
                                       chatAlert(1, 50, AlertState::Seen)};
    std::vector<base::PlannedDay> planned;
};

} // namespace

class TestWindowAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEntryCountsWhatIsNewInWords()
    {
        AlertsFixture fixture;
        QCOMPARE(fixture.entry()->text(), QStringLiteral("Alerts (2)"));
        QCOMPARE(fixture.entry()->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Alerts, 2 new"));
        fixture.alerts.clear();
        fixture.showAlerts();
        QCOMPARE(fixture.entry()->text(), QStringLiteral("Alerts"));
        QCOMPARE(fixture.entry()->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Alerts"));
    }

    void anAlertIsMarkedAndThatIsUndone()
    {
        AlertsFixture fixture;
        fixture.show(tests::Alerts);
        QVERIFY(!WindowFixture::button(*fixture.window->currentPage(), QStringLiteral("Seen"))->isEnabled());
        fixture.choose(kAlerts, 0);
        fixture.push(QStringLiteral("Seen"));
        QCOMPARE(fixture.stateOf(0), QStringLiteral("seen"));
        QCOMPARE(fixture.stateOf(1), QStringLiteral("● new"));
        QCOMPARE(fixture.entry()->text(), QStringLiteral("Alerts (1)"));
        fixture.push(QStringLiteral("Done")); // it is still chosen
        QCOMPARE(fixture.stateOf(0), QStringLiteral("done"));
        fixture.command(QStringLiteral("Undo Mark of Alerts"))->trigger();
        QCOMPARE(fixture.stateOf(0), QStringLiteral("seen"));
        fixture.command(QStringLiteral("Undo Mark of Alerts"))->trigger();
        QCOMPARE(fixture.stateOf(0), QStringLiteral("● new"));
        QVERIFY(!fixture.command(QStringLiteral("Undo"))->isEnabled());
    }

    void severalAreMarkedAtOnceAndWhatIsSoAlreadyIsNoStep()
    {
        AlertsFixture fixture;
        fixture.table(tests::Alerts, kAlerts)->selectAll();
        QSignalSpy marked(fixture.window.get(), &MainWindow::alertsMarked);
        fixture.push(QStringLiteral("Seen"));
        QCOMPARE(marked.size(), 1);
        const auto states = marked[0][0].value<std::map<qint64, AlertState>>();
        QCOMPARE(states.size(), std::size_t(2)); // the third was seen
        QVERIFY(states.contains(2) && states.contains(3));
        fixture.push(QStringLiteral("Seen"));
        QCOMPARE(marked.size(), 1);
    }

    void theContextMenuMarksToo()
    {
        AlertsFixture fixture;
        fixture.choose(kAlerts, 1);
        const views::DataTable *table = fixture.table(tests::Alerts, kAlerts);
        QStringList texts;
        for (QAction *action : table->actions()) {
            texts << action->text().remove(QLatin1Char('&'));
            if (texts.back() == QStringLiteral("Mark as planned"))
                action->trigger();
        }
        QCOMPARE(texts, (QStringList{QStringLiteral("Mark as seen"), QStringLiteral("Mark as planned"),
                                     QStringLiteral("Mark as done")}));
        QCOMPARE(fixture.stateOf(1), QStringLiteral("planned"));
    }

    void aDoubleClickOpensTheScopeOfTheBudget()
    {
        AlertsFixture fixture;
        views::DataTable *table = fixture.table(tests::Alerts, kAlerts);
        tests::doubleClick(*table, table->visualRect(table->model()->index(0, 3)).center());
        QCOMPARE(fixture.filter(), QStringLiteral("2026-05 · feature = chat"));
        QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), int(tests::Overview));
    }

    void enterOnAnAnomalyFiltersToItsSliceAndDays()
    {
        AlertsFixture fixture;
        fixture.choose(kAnomalies, 0);
        QTest::keyClick(fixture.table(tests::Alerts, kAnomalies), Qt::Key_Return);
        QCOMPARE(fixture.filter(),
                 QStringLiteral("2026-05-11..2026-05-13 · feature = chat · segment = free"));
        QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), int(tests::Overview));
    }

    void aPlannedAnomalyIsNoneAndCanComeBack()
    {
        AlertsFixture fixture;
        fixture.show(tests::Alerts);
        QCOMPARE(fixture.models.anomalies.rowCount(), 1);
        fixture.planTheAnomaly(QStringLiteral("load test"));
        QCOMPARE(fixture.models.anomalies.rowCount(), 0);
        QCOMPARE(fixture.models.planned.rowCount(), 2);
        QCOMPARE(fixture.planned[0].note, std::string("load test"));
        fixture.command(QStringLiteral("Undo Planned Days"))->trigger();
        QCOMPARE(fixture.models.anomalies.rowCount(), 1);
        fixture.command(QStringLiteral("Redo Planned Days"))->trigger();
        fixture.table(tests::Alerts, kPlanned)->selectAll();
        fixture.push(QStringLiteral("No longer planned"));
        QCOMPARE(fixture.models.planned.rowCount(), 0);
        QCOMPARE(fixture.models.anomalies.rowCount(), 1);
        fixture.command(QStringLiteral("Undo Removal of Planned Days"))->trigger();
        QCOMPARE(fixture.planned[0].note, std::string("load test"));
    }

    void whoeverLooksAtAnotherPageDoesNotAsk()
    {
        AlertsFixture fixture;
        QSignalSpy wanted(&fixture.models.anomalies, &items::AnomaliesModel::wanted);
        fixture.models.filters.setPeriod(ledger::period("2026-04"));
        QCOMPARE(wanted.size(), 0);
        fixture.show(tests::Alerts);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(wanted[0][1].value<base::Filter>().period == ledger::period("2026-04"));
    }

    void whatAnImportHasMadeFireIsSaidWithTheWayThere()
    {
        AlertsFixture fixture;
        base::ImportReport report;
        report.importId = 1;
        fixture.window->showImportReport(report, QStringLiteral("A budget needs a look: feature = chat."));
        QVERIFY(fixture.message().endsWith(QStringLiteral(" A budget needs a look: feature = chat.")));
        auto *bar = fixture.window->findChild<views::MessageBar *>();
        WindowFixture::button(*bar, QStringLiteral("Show"))->click();
        QCOMPARE(fixture.window->pages().indexOf(fixture.window->currentPage()), int(tests::Alerts));
    }
};

QTEST_MAIN(TestWindowAlerts)
#include "test_alerts.moc"
