// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"
#include "views/datatable.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>

using namespace outlay;
using items::CacheModel;
using items::SavingsModel;

namespace {

constexpr int kSavingsPage = 8;

QByteArray call(const char *feature, const char *day, const char *more)
{
    return QByteArray("{\"timestamp\": \"2026-05-") + day + "T12:00:00Z\", \"feature_name\": \"" + feature +
           "\", \"model\": \"claude-3-5-sonnet-20241022\", \"output_tokens\": 0, " + more + "}\n";
}

} // namespace

/// The whole program in one process: the page of savings asks the store.
class TestAppSavings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePageListsWhatTheStoreSays()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QTemporaryDir folder;
        const QString log = folder.filePath(QStringLiteral("log.jsonl"));
        QFile file(log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        // Ten days. Sonnet's cache: 1 M written, 0.1 M read are 3.78 instead of 3.30; and $2 of staging.
        file.write(
            call("cached", "01",
                 "\"input_tokens\": 0, \"cache_write_tokens\": 1000000, \"cache_read_tokens\": 100000") +
            call("try", "10", "\"input_tokens\": 10, \"cost_usd\": 2, \"environment\": \"staging\""));
        file.close();
        const QString store = folder.filePath(QStringLiteral("store.db"));
        const auto program = tests::startProgram(store, store);
        QVERIFY(program);
        QSignalSpy imported(&program->session(), &jobs::Session::importFinished);
        program->session().startImport({log}, {});
        QVERIFY(imported.wait(tests::kWait));
        items::Models &models = program->models();
        QTRY_VERIFY_WITH_TIMEOUT(models.store().events == 2, tests::kWait);
        QCOMPARE(models.savings.state(), SavingsModel::State::Unknown); // nobody has looked

        program->window().showPage(kSavingsPage);
        QTRY_VERIFY_WITH_TIMEOUT(models.savings.state() == SavingsModel::State::Ready &&
                                     models.cache.state() == CacheModel::State::Ready,
                                 tests::kWait);
        const auto saving = [&](int row, int column) {
            return models.savings.index(row, column).data(items::ValueRole);
        };
        QCOMPARE(models.savings.rowCount(), 2);
        QVERIFY(saving(0, SavingsModel::What).toString().contains(QStringLiteral("staging")));
        QCOMPARE(saving(0, SavingsModel::PerMonth).toLongLong(), 6'000'000'000);
        QCOMPARE(saving(1, SavingsModel::PerMonth).toLongLong(), 1'440'000'000); // 0.48 × 3
        QCOMPARE(models.cache.index(0, CacheModel::NetSaving).data(items::ValueRole).toLongLong(),
                 -480'000'000);

        for (auto *table : program->window().findChildren<views::DataTable *>())
            if (table->accessibleName() == QStringLiteral("Savings found"))
                table->selectRow(0);
        tests::buttonOf(program->window(), QStringLiteral("Copy its scenario"))->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("staging")));
    }
};

QTEST_MAIN(TestAppSavings)
#include "test_savings.moc"
