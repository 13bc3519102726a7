// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/datatable.h"
#include "views/dialogs/scenariodialog.h"
#include "views/pages/page.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLineEdit>

using namespace outlay;
using items::SavingsModel;
using items::WhatIfModel;
using State = items::WatchedTable::State;

namespace {

constexpr int kSavingsPage = 8;
constexpr int kWhatIfPage = 10;

QByteArray call(const char *day, const char *more)
{
    return QByteArray("{\"timestamp\": \"2026-05-") + day +
           "T12:00:00Z\", \"feature_name\": \"chat\", \"model\": \"claude-3-5-sonnet-20241022\", "
           "\"output_tokens\": 0, " +
           more + "}\n";
}

/// By the dialog: all in batch.
void tryBatch(app::Application &program)
{
    program.window().showPage(kWhatIfPage);
    tests::buttonOf(program.window(), QStringLiteral("Try something…"))->click();
    auto *dialog = program.window().findChild<views::ScenarioDialog *>();
    QVERIFY(dialog);
    auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QVERIFY(!ok->isEnabled()); // it has no name yet
    dialog->findChild<QLineEdit *>()->setText(QStringLiteral("batch"));
    QVERIFY(!ok->isEnabled()); // nothing is different
    for (auto *box : dialog->findChildren<QComboBox *>())
        if (const int batch = box->findText(QStringLiteral("batch")); batch > 0)
            box->setCurrentIndex(batch);
    QVERIFY(ok->isEnabled());
    ok->click();
}

/// By the button of a saving: without staging.
void tryWithoutStaging(app::Application &program)
{
    program.window().showPage(kSavingsPage);
    SavingsModel &savings = program.models().savings;
    QTRY_VERIFY_WITH_TIMEOUT(savings.state() == State::Ready && savings.rowCount() > 0, tests::kWait);
    int staging = -1;
    for (int row = 0; row < savings.rowCount(); ++row)
        if (savings.index(row, 0).data().toString().contains(QStringLiteral("staging")))
            staging = row;
    QVERIFY(staging >= 0);
    for (auto *table : program.window().findChildren<views::DataTable *>())
        if (table->accessibleName() == QStringLiteral("Savings found"))
            table->selectRow(table->indexOfSourceRow(staging).row());
    tests::buttonOf(program.window(), QStringLiteral("Try it in What If"))->click();
}

bool hasScenarios(app::Application &program, int count)
{
    const WhatIfModel &whatIf = program.models().whatIf;
    return whatIf.state() == State::Ready && whatIf.rowCount() == count;
}

} // namespace

/// The whole program in one process: scenarios are tried on the store's calls, and kept in it.
class TestAppWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aScenarioIsTriedKeptAndRemoved()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QTemporaryDir folder;
        const QString log = folder.filePath(QStringLiteral("log.jsonl"));
        QFile file(log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        // Sonnet, $3 a million: 2 M tokens are $6; and $2 of staging within ten days.
        file.write(call("01", "\"input_tokens\": 2000000") +
                   call("10", "\"input_tokens\": 10, \"cost_usd\": 2, \"environment\": \"staging\""));
        file.close();
        const QString store = folder.filePath(QStringLiteral("store.db"));
        auto program = tests::startProgram(store, store);
        QVERIFY(program);
        QSignalSpy imported(&program->session(), &jobs::Session::importFinished);
        program->session().startImport({log}, {});
        QVERIFY(imported.wait(tests::kWait));
        QTRY_VERIFY_WITH_TIMEOUT(program->models().store().events == 2, tests::kWait);

        tryBatch(*program);
        const auto nanos = [&](int row, int column) {
            return program->models().whatIf.index(row, column).data(items::ValueRole).toLongLong();
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasScenarios(*program, 1), tests::kWait);
        QCOMPARE(nanos(0, WhatIfModel::Before), 8'000'000'000);
        QCOMPARE(nanos(0, WhatIfModel::After), 4'000'000'000);      // 3 + 1
        QCOMPARE(nanos(0, WhatIfModel::PerMonth), -12'000'000'000); // −4 in ten days
        tryWithoutStaging(*program);
        QTRY_VERIFY_WITH_TIMEOUT(hasScenarios(*program, 2), tests::kWait);
        QCOMPARE(nanos(1, WhatIfModel::Change), -2'000'000'000);

        // They are the store's.
        program.reset();
        program = tests::startProgram(store, store);
        QVERIFY(program);
        program->window().showPage(kWhatIfPage);
        QTRY_VERIFY_WITH_TIMEOUT(program->models().whatIf.rowCount() == 2, tests::kWait);
        for (auto *table : program->window().findChildren<views::DataTable *>())
            if (table->accessibleName() == QStringLiteral("Scenarios"))
                table->setCurrentIndex(table->indexOfSourceRow(0));
        for (auto *button : program->window().currentPage()->findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Re&move"))
                button->click();
        QTRY_VERIFY_WITH_TIMEOUT(hasScenarios(*program, 1), tests::kWait);
        QCOMPARE(nanos(0, WhatIfModel::Change), -2'000'000'000);
    }
};

QTEST_MAIN(TestAppWhatIf)
#include "test_whatif.moc"
