// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QSpinBox>

#include "app/programwindow.h"
#include "jobs/costlog.h"
#include "views/dialogs/linkingdialog.h"

using namespace outlay;
using tests::buttonOf;
using tests::kWait;
using tests::message;
using views::LinkingDialog;

namespace {

constexpr int kLinkCalls = 9; // ten attempts at most are one call
constexpr qint64 kCallNanos = 10'000'000;

} // namespace

/// The whole program in one process: which calls are attempts of one is said in the window.
class TestAppLinking : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_app;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    LinkingDialog *ask() const
    {
        tests::command(*m_app, QStringLiteral("Linking of Attempts…"))->trigger();
        for (auto *dialog : m_app->window().findChildren<LinkingDialog *>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }

    /// Of all features, as their table shows it; -1: none.
    qint64 retryCost() const
    {
        const QAbstractItemModel &features = m_app->models().features;
        for (int column = 0; column < features.columnCount(); ++column)
            if (features.headerData(column, Qt::Horizontal, items::MachineNameRole).toString() ==
                QStringLiteral("retry_cost_usd"))
                return features.index(0, column).data(items::ValueRole).toLongLong();
        return -1;
    }

    void link(int seconds) const
    {
        const QPointer<LinkingDialog> dialog = ask();
        QVERIFY(dialog);
        dialog->findChild<QSpinBox *>()->setValue(seconds);
        buttonOf(*dialog, QStringLiteral("OK"))->click();
        QVERIFY(QTest::qWaitFor([&] { return !dialog; }, kWait));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path()));
        m_app = tests::startProgram(path("store.db"), path("default.db"));
        QVERIFY(m_app);
        QSignalSpy finished(&m_app->session(), &jobs::Session::importFinished);
        QVERIFY(tests::writeLog(path("log.jsonl"), {{kLinkCalls, "chat", "free", "0.01"}}, 50'000));
        tests::dropOn(m_app->window(), {path("log.jsonl")});
        QVERIFY(finished.wait(kWait));
    }

    void cleanupTestCase() { m_app.reset(); }

    void theFiguresFollowTheSecondsThatAreChosen()
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_app->models().features.totalNanos(), kLinkCalls * kCallNanos, kWait);
        QCOMPARE(retryCost(), 0); // 50 seconds are more than 30
        link(60);
        QTRY_COMPARE_WITH_TIMEOUT(retryCost(), (kLinkCalls - 1) * kCallNanos, kWait);
        QCOMPARE(message(*m_app),
                 QStringLiteral("Calls that resemble each other within 60 s are attempts of one; 8 "
                                "events changed."));
        QCOMPARE(m_app->models().features.totalNanos(), kLinkCalls * kCallNanos); // what was billed stays
    }

    void theStoreKeepsWhatWasChosen()
    {
        LinkingDialog *dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QSpinBox *>()->value(), 60);
        dialog->reject();
        link(0);
        QTRY_COMPARE_WITH_TIMEOUT(retryCost(), 0, kWait);
        QCOMPARE(m_app->session().state().retryWindow, std::optional<std::int64_t>(0));
    }

    void cancelLeavesTheStoreAsItWas()
    {
        const QPointer<LinkingDialog> dialog = ask();
        QVERIFY(dialog);
        dialog->findChild<QSpinBox *>()->setValue(60);
        // Held where it waits to write, so that it is under way when it is cancelled.
        auto other = store::Store::open(path("store.db").toStdString(), store::Store::Mode::ReadWrite);
        QVERIFY(other.has_value());
        auto writing = (*other)->beginImport(base::Instant{});
        QVERIFY(writing.has_value());
        buttonOf(*dialog, QStringLiteral("OK"))->click();
        QTest::qWait(50);
        dialog->reject();
        QVERIFY(dialog->isVisible());
        (*writing)->rollback();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QSpinBox *>()->isEnabled(), kWait);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, kWait);
        QCOMPARE(retryCost(), 0);
        QCOMPARE((*other)->retryWindow().value(), 0);
    }
};

QTEST_MAIN(TestAppLinking)
#include "test_linking.moc"
