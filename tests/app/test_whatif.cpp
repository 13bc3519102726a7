// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/datatable.h"
#include "views/dialogs/scenariodialog.h"
#include "views/pages/page.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabWidget>

#include <algorithm>

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

template <typename Field>
Field *named(const QWidget &within, const char *accessibleName)
{
    for (auto *field : within.findChildren<Field *>())
        if (field->accessibleName() == QString::fromUtf8(accessibleName))
            return field;
    return nullptr;
}

/// Types over what is in a field.
void type(QWidget *field, const char *text)
{
    QVERIFY(field);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QString::fromUtf8(text));
}

bool says(const QWidget &dialog, const char *words)
{
    const auto labels = dialog.findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [words](const QLabel *label) { return label->text().contains(QString::fromUtf8(words)); });
}

/// By the dialog, with keys alone: input at $2.40 a million from May 2 on, after two mistakes.
void tryPrices(app::Application &program)
{
    program.window().showPage(kWhatIfPage);
    tests::buttonOf(program.window(), QStringLiteral("Try something…"))->click();
    auto *dialog = program.window().findChild<views::ScenarioDialog *>();
    QVERIFY(dialog);
    auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    type(dialog->findChild<QLineEdit *>(), "dearer");
    dialog->findChild<QTabWidget *>()->setCurrentIndex(1);
    auto *input = named<QLineEdit>(*dialog, "Input, dollars a million tokens");
    type(input, "a lot");
    QVERIFY(!ok->isEnabled());
    QVERIFY(says(*dialog, "“a lot” is no price"));
    type(input, "2.4");
    QVERIFY(ok->isEnabled());
    auto *hasLast = named<QCheckBox>(*dialog, "Until a day");
    auto *hasFirst = named<QCheckBox>(*dialog, "From a day on");
    QVERIFY(hasFirst && hasLast);
    QTest::keyClick(hasFirst, Qt::Key_Space);
    QTest::keyClick(hasLast, Qt::Key_Space);
    named<QDateEdit>(*dialog, "First day")->setDate(QDate(2026, 5, 2));
    named<QDateEdit>(*dialog, "Last day")->setDate(QDate(2026, 5, 1));
    QVERIFY(!ok->isEnabled());
    QVERIFY(says(*dialog, "before the first"));
    QTest::keyClick(hasLast, Qt::Key_Space);
    QVERIFY(ok->isEnabled());
    ok->click();
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
    /// $6 of May 1 stay; of May 10, $2 at list price 3 become 2 × 2.4 ÷ 3 = 1.60.
    void aPriceFromADayIsTyped()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QTemporaryDir folder;
        auto program = started(folder);
        QVERIFY(program);
        tryPrices(*program);
        QTRY_VERIFY_WITH_TIMEOUT(hasScenarios(*program, 1), tests::kWait);
        const WhatIfModel &whatIf = program->models().whatIf;
        QCOMPARE(whatIf.index(0, WhatIfModel::After).data(items::ValueRole).toLongLong(), 7'600'000'000);
        const auto &change = whatIf.scenarios().front().changes.front();
        QCOMPARE(items::changeWords(change),
                 QStringLiteral("all calls, from 2026-05-02: at $2.4 a million of input"));
    }

    /// What the dialog shows of a change is what it gives back.
    void everyFieldIsReadAsItWasShown()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QTemporaryDir folder;
        auto program = started(folder);
        QVERIFY(program);
        items::WhatIfScenario scenario;
        scenario.name = "all of it";
        insight::ScenarioChange &change = scenario.changes.emplace_back();
        change.during = {*base::parseDay("2026-05-02"), *base::parseDay("2026-05-20")};
        change.cacheHits = 805'000; // finer than the field
        change.cacheWrites = 100'000;
        change.duplicatesWithin = 60;
        change.prices[0] = base::TokenPrice::parsePerMillion("2.5");
        change.prices[4] = base::TokenPrice::parsePerMillion("0.075");
        change.prices[13] = base::TokenPrice::parsePerMillion("10"); // has no field, and stays
        views::ScenarioDialog dialog(program->models(), scenario);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy chosen(&dialog, &views::ScenarioDialog::chosen);
        auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        type(dialog.findChild<QLineEdit *>(), "again");
        scenario.name = "again";
        ok->click();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen[0][0].value<items::WhatIfScenario>() == scenario);
        for (auto *box : dialog.findChildren<QSpinBox *>())
            if (box->suffix() == QStringLiteral(" % of the prompt"))
                box->setValue(60); // read and written: 120 %
        QVERIFY(!ok->isEnabled());
        QVERIFY(says(dialog, "more than 100 %"));
    }

    void aScenarioIsTriedKeptAndRemoved()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QTemporaryDir folder;
        const QString store = folder.filePath(QStringLiteral("store.db"));
        auto program = started(folder);
        QVERIFY(program);

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

private:
    /// With two calls of Sonnet, $3 a million: 2 M tokens are $6; and $2 of staging within ten days.
    static std::unique_ptr<app::Application> started(const QTemporaryDir &folder)
    {
        QFile file(folder.filePath(QStringLiteral("log.jsonl")));
        if (!file.open(QIODevice::WriteOnly))
            return nullptr;
        file.write(call("01", "\"input_tokens\": 2000000") +
                   call("10", "\"input_tokens\": 10, \"cost_usd\": 2, \"environment\": \"staging\""));
        file.close();
        const QString store = folder.filePath(QStringLiteral("store.db"));
        auto program = tests::startProgram(store, store);
        if (!program)
            return nullptr;
        QSignalSpy imported(&program->session(), &jobs::Session::importFinished);
        program->session().startImport({file.fileName()}, {});
        const bool isThere =
            imported.wait(tests::kWait) &&
            QTest::qWaitFor([&] { return program->models().store().events == 2; }, tests::kWait);
        return isThere ? std::move(program) : nullptr;
    }
};

QTEST_MAIN(TestAppWhatIf)
#include "test_whatif.moc"
