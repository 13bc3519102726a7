// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "items/csvwriter.h"
#include "views/dialogs/importreportdialog.h"
#include "views/errortext.h"
#include "views/importmessages.h"
#include "views/importprogress.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using base::ErrorKind;
using tests::WindowFixture;
using views::MainWindow;

namespace {

/// 1,234 rows of one file are added, 5 were there, 1 is rejected; a second file is no log.
base::ImportReport mixedReport()
{
    base::FileReport log;
    log.path = "/logs/a.jsonl";
    log.format = "CostEvent JSON lines";
    log.added = 1'234;
    log.duplicates = 5;
    log.rejected = 1;
    log.notEvents = 10;
    log.redacted = 2;
    log.unpriced = 3;
    log.assumptions = {{"times without a zone were taken as UTC", 1'234}};
    base::FileReport picture;
    picture.path = "/logs/picture.png";
    picture.error = base::Error{ErrorKind::NotALog, "/logs/picture.png", "this looks like a picture", 0};
    base::ImportReport report;
    report.importId = 7;
    report.files = {log, picture};
    report.rejects = {{"/logs/a.jsonl", 17, "no time", "{\"feature_name\": …}"}};
    return report;
}

QString textsOf(const QWidget &dialog)
{
    QStringList texts;
    for (const auto *label : dialog.findChildren<QLabel *>())
        texts << label->text();
    for (const auto *table : dialog.findChildren<views::DataTable *>())
        texts << items::toTsv(table->shownRows());
    return texts.join(QLatin1Char('\n'));
}

} // namespace

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorsArePlainSentences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("begins");
        const auto row = [](const char *name, ErrorKind kind, const char *begins) {
            QTest::newRow(name) << int(kind) << QString::fromUtf8(begins);
        };
        for (const ErrorKind kind : {ErrorKind::NotFound, ErrorKind::NotALog, ErrorKind::Unreadable,
                                     ErrorKind::Unwritable, ErrorKind::Busy, ErrorKind::TooNew})
            row(("says it itself " + std::to_string(int(kind))).c_str(), kind,
                "/logs/a.jsonl, line 12: is broken.");
        row("misuse", ErrorKind::Misuse, "That does not work.");
        row("bad input", ErrorKind::BadInput, "This cannot be understood.");
        row("corrupt", ErrorKind::Corrupt, "The store cannot be used.");
    }
    void errorsArePlainSentences()
    {
        QFETCH(int, kind);
        QFETCH(QString, begins);
        WindowFixture fixture;
        fixture.window->showError({static_cast<ErrorKind>(kind), "/logs/a.jsonl", "is broken", 12});
        QVERIFY(fixture.window->findChild<views::MessageBar *>()->isVisible());
        QVERIFY2(fixture.message().startsWith(begins), qPrintable(fixture.message()));
        QVERIFY(fixture.message().contains(QStringLiteral("/logs/a.jsonl")));
        QVERIFY(fixture.message().contains(QStringLiteral("12")));
    }

    void anErrorIsSaidOnce_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, ErrorKind kind, const char *detail, const char *said) {
            QTest::newRow(name) << int(kind) << QString::fromUtf8(detail) << QString::fromUtf8(said);
        };
        row("no log", ErrorKind::NotALog, "is no log that Outlay knows: none of its lines is an event",
            "/logs/a.jsonl: is no log that Outlay knows: none of its lines is an event.");
        row("no permission", ErrorKind::Unreadable, "cannot be read: you have no permission to",
            "/logs/a.jsonl: cannot be read: you have no permission to.");
        row("newer", ErrorKind::TooNew, "this store was written by a newer Outlay (store version 9)",
            "/logs/a.jsonl: this store was written by a newer Outlay (store version 9)");
    }
    void anErrorIsSaidOnce()
    {
        QFETCH(int, kind);
        QFETCH(QString, detail);
        QFETCH(QString, said);
        QCOMPARE(views::errorText({static_cast<ErrorKind>(kind), "/logs/a.jsonl", detail.toStdString(), 0}),
                 said);
    }

    void whatBeginsWithNoNameBeginsAsASentenceDoes()
    {
        QCOMPARE(views::errorText({ErrorKind::NotFound, "", "no store is open", 0}),
                 QStringLiteral("No store is open."));
    }

    void whatIsNoLogAmongLogsCanBeMapped()
    {
        const QString hint = QStringLiteral("can be mapped: choose it with File, Import");
        base::ImportReport report = mixedReport();
        QVERIFY(views::importMessage(report).text.contains(hint));
        report.files.erase(report.files.begin()); // nothing was read: there was a dialog, or it is hopeless
        QVERIFY(!views::importMessage(report).text.contains(hint));
    }

    void aCancelSaysThatNothingHasChanged()
    {
        WindowFixture fixture;
        fixture.window->showImportBegun();
        fixture.window->showError({ErrorKind::Cancelled, "", "cancelled", 0});
        QCOMPARE(fixture.message(), QStringLiteral("Cancelled; the store is as it was."));
        QVERIFY(!fixture.window->findChild<views::ImportProgressBar *>()->isVisible());
    }

    void progressIsShownAndCanBeCancelled()
    {
        WindowFixture fixture;
        auto *progress = fixture.window->findChild<views::ImportProgressBar *>();
        QSignalSpy cancelled(fixture.window.get(), &MainWindow::importCancelled);
        QVERIFY(!progress->isVisible());
        fixture.window->showImportBegun();
        fixture.window->showProgress(QStringLiteral("/logs/a.jsonl"), 50, 100, 12'345);
        QVERIFY(progress->isVisible());
        QVERIFY(textsOf(*progress).contains(QStringLiteral("a.jsonl · 12,345 events")));
        WindowFixture::button(*progress, QStringLiteral("Cancel import"))->click();
        QCOMPARE(cancelled.size(), 1);
    }

    void whatIsLookedAtIsSaidAndCanBeCalledOff()
    {
        WindowFixture fixture;
        auto *progress = fixture.window->findChild<views::ImportProgressBar *>();
        QSignalSpy cancelled(fixture.window.get(), &MainWindow::importCancelled);
        fixture.window->showPreviewBegun();
        QVERIFY(progress->isVisible());
        QVERIFY(textsOf(*progress).contains(QStringLiteral("Looking at what it is…")));
        WindowFixture::button(*progress, QStringLiteral("Cancel import"))->click();
        QCOMPARE(cancelled.size(), 1);
        fixture.window->showPreviewDone();
        QVERIFY(!progress->isVisible());
    }

    void anImportIsSummedUp()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->showImportBegun();
        fixture.window->showImportReport(mixedReport());
        QVERIFY(!fixture.window->findChild<views::ImportProgressBar *>()->isVisible());
        QVERIFY2(fixture.message().startsWith(
                     QStringLiteral("1,234 events added, 5 already present, 1 rejected.")),
                 qPrintable(fixture.message()));
        QVERIFY(fixture.message().contains(QStringLiteral("picture.png"))); // never silently
        QSignalSpy undo(fixture.window.get(), &MainWindow::undoRequested);
        WindowFixture::button(*fixture.window->findChild<views::MessageBar *>(), QStringLiteral("Undo"))
            ->click();
        QCOMPARE(undo[0][0].toLongLong(), 7);
    }

    void nothingReadIsSaidAndCannotBeUndone()
    {
        WindowFixture fixture;
        base::ImportReport report = mixedReport();
        report.importId = 0;
        report.files.erase(report.files.begin());
        fixture.window->showImportReport(report);
        QVERIFY(fixture.message().startsWith(QStringLiteral("Nothing was imported.")));
        QVERIFY(fixture.message().contains(QStringLiteral("this looks like a picture")));
        QVERIFY(!WindowFixture::button(*fixture.window->findChild<views::MessageBar *>(),
                                       QStringLiteral("Undo")));
    }

    void theReportSaysWhatBecameOfEveryFileAndLine()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->showImportReport(mixedReport());
        WindowFixture::button(*fixture.window->findChild<views::MessageBar *>(), QStringLiteral("Details…"))
            ->click();
        auto *dialog = fixture.window->findChild<views::ImportReportDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        const QString text = textsOf(*dialog);
        for (const char *part : {"1,234 added", "5 already present", "1 rejected",
                                 "10 lines that are no event", "taken as UTC", "2 e-mail addresses",
                                 "3 events have no cost", "/logs/a.jsonl\tCostEvent JSON lines\t1234\t5\t1",
                                 "this looks like a picture", "/logs/a.jsonl\t17\tno time"})
            QVERIFY2(text.contains(QLatin1String(part)), part);
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("rejects.csv"));
        WindowFixture::button(*dialog, QStringLiteral("Save rejects as CSV…"))->click();
        QFile saved(fixture.fileToSave);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll().split('\n').value(0), QByteArray("file,line,reason,excerpt\r"));
        dialog->reject();
    }

    void rejectsOfAPastImportAreListed()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.models.rejects.setRejects(mixedReport().rejects);
        fixture.window->showRejects(7);
        auto *dialog = fixture.window->findChild<views::RejectsDialog *>();
        QVERIFY(dialog->windowTitle().contains(QStringLiteral("import 7")));
        QVERIFY(textsOf(*dialog).contains(QStringLiteral("no time")));
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("rejects.csv"));
        WindowFixture::button(*dialog, QStringLiteral("Save rejects as CSV…"))->click();
        QFile saved(fixture.fileToSave);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), items::toCsv(fixture.models.rejects));
        dialog->reject();
    }

    void noRejectsAreSaidSo()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->showRejects(3);
        const auto *dialog = fixture.window->findChild<views::RejectsDialog *>();
        QVERIFY(textsOf(*dialog).contains(QStringLiteral("Import 3 rejected no line.")));
    }

    void anUndoneImportIsSaidSo()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.window->showImportUndone(7, 1'234);
        QCOMPARE(fixture.message(), QStringLiteral("Import 7 is undone: 1,234 events were taken out."));
    }
};

QTEST_MAIN(TestMessages)
#include "test_messages.moc"
