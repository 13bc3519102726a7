// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/models.h"
#include "programwindow.h"

#include <QtCore/QTemporaryDir>

using namespace outlay;

/// The whole program in one process: budgets come from a file.
class TestAppBudgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_folder = std::make_unique<QTemporaryDir>();
        const QString log =
            written("log.jsonl", "{\"timestamp\": \"2026-05-04T12:00:00Z\", \"feature_name\": \"chat\", "
                                 "\"model\": \"nobody-knows-1\", \"input_tokens\": 10, "
                                 "\"output_tokens\": 1, \"cost_usd\": 2}\n");
        m_program = tests::startProgram(m_folder->filePath(QStringLiteral("store.db")), {});
        QVERIFY(m_program);
        m_program->session().startImport({log}, {});
        QTRY_COMPARE_WITH_TIMEOUT(m_program->models().store().events, 1, tests::kWait);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session().isImporting(), tests::kWait);
    }
    void cleanup()
    {
        m_program.reset();
        m_folder.reset();
    }

    void aMisspeltScopeOfAFileIsSetAndSaid()
    {
        const QString file =
            written("budgets.csv", "scope,period,amount_usd\n"
                                   "\"{\"\"feature\"\": {\"\"in\"\": [\"\"chat\"\"]}}\",month,5\n"
                                   "\"{\"\"feature\"\": {\"\"in\"\": [\"\"chatt\"\"]}}\",month,7\n");
        Q_EMIT m_program->window().budgetsImportRequested(file);
        QTRY_COMPARE_WITH_TIMEOUT(m_program->session().state().budgets.size(), std::size_t{2}, 20'000);
        const QString said = tests::message(*m_program);
        QVERIFY2(said.contains(QStringLiteral("no call in the store has: feature chatt.")), qPrintable(said));
    }

    void aFileOfKnownScopesIsSetWithoutMoreWords()
    {
        Q_EMIT m_program->window().budgetsImportRequested(
            written("budgets.csv", "scope,period,amount_usd\n"
                                   "\"{\"\"feature\"\": {\"\"in\"\": [\"\"chat\"\"]}}\",month,5\n"));
        QTRY_COMPARE_WITH_TIMEOUT(m_program->session().state().budgets.size(), std::size_t{1}, tests::kWait);
        const QString said = tests::message(*m_program);
        QVERIFY2(said.endsWith(QStringLiteral("budgets.csv are set.")), qPrintable(said));
    }

private:
    QString written(const char *name, const QByteArray &content) const
    {
        return tests::written(*m_folder, name, content);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Application> m_program;
};

QTEST_MAIN(TestAppBudgets)
#include "test_budgets.moc"
