// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>

#include "base/result.h"
#include "items/csvwriter.h"
#include "views/datatable.h"
#include "views/dialogs/importdialog.h"
#include "views/palette.h"
#include "views/previewdata.h"
#include "views/theme.h"

using namespace outlay;
using items::FilePreview;
using tests::button;
using tests::knownFile;
using tests::named;
using tests::says;
using tests::unknownFile;
using views::ImportDialog;

namespace {

const QList<ImportDialog::Format> kFormats = {
    {QStringLiteral("costevent"), QStringLiteral("CostEvent"), false},
    {QStringLiteral("litellm"), QStringLiteral("LiteLLM"), false},
    {QStringLiteral("gateway-export"), QStringLiteral("Gateway export"), true}};

const QAbstractItemModel &rowsOf(const ImportDialog &dialog)
{
    return *named<views::DataTable>(dialog, QStringLiteral("First rows"))->model();
}

QComboBox *formatOf(const ImportDialog &dialog)
{
    return named<QComboBox>(dialog, QStringLiteral("Format of this file"));
}

void pick(QComboBox *box, const QString &text)
{
    box->setCurrentIndex(box->findText(text));
    Q_EMIT box->activated(box->currentIndex());
}

} // namespace

class TestImportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileShowsItsFormatAndItsFirstRows()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({knownFile("/logs/a.jsonl")}, kFormats);
        QVERIFY(says(dialog, QStringLiteral("This file can be imported")));
        const QAbstractItemModel &files = *named<views::DataTable>(dialog, QStringLiteral("Files"))->model();
        QCOMPARE(files.index(0, 0).data().toString(), QStringLiteral("a.jsonl"));
        QCOMPARE(files.index(0, 1).data().toString(), QStringLiteral("CostEvent JSON lines"));
        QCOMPARE(rowsOf(dialog).rowCount(), 2);
        QCOMPARE(rowsOf(dialog).headerData(3, Qt::Horizontal).toString(), QStringLiteral("Cost"));
        QCOMPARE(rowsOf(dialog).index(0, 3).data().toString(), QStringLiteral("$0.0035"));
        QCOMPARE(rowsOf(dialog).index(0, 2).data().toString(), QStringLiteral("1,200"));
        QVERIFY(button(dialog, QStringLiteral("Import"))->isEnabled());
    }

    void oneEnterImports()
    {
        ImportDialog dialog(0, false);
        dialog.show();
        dialog.showPreview({knownFile("/logs/a.jsonl")}, kFormats);
        QVERIFY(button(dialog, QStringLiteral("Import"))->isDefault());
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QSignalSpy wanted(&dialog, &ImportDialog::importWanted);
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void enterImportsWhatWasMappedToo()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({unknownFile("/logs/b.csv")}, kFormats);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(button(dialog, QStringLiteral("Map columns"))->hasFocus()); // the one thing to do
        dialog.choose(QStringLiteral("/logs/b.csv"), QStringLiteral("gateway-export"));
        dialog.showPreview({knownFile("/logs/b.csv", "Gateway export")}, kFormats);
        QSignalSpy wanted(&dialog, &ImportDialog::importWanted);
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
    }

    void whatIsNotKnownComesFirstAndIsNotCounted()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview(
            {knownFile("/logs/a.jsonl"), unknownFile("/logs/b.txt"), knownFile("/logs/c.jsonl")}, kFormats);
        QVERIFY(says(dialog, QStringLiteral("2 of 3 files can be imported")));
        const QString why = QStringLiteral("has no line with tokens or a cost");
        QVERIFY(items::toTsv(named<views::DataTable>(dialog, QStringLiteral("Files"))->shownRows())
                    .contains(why));
        QVERIFY(!says(dialog, why)); // once, and below it what to do
        QVERIFY(says(dialog, QStringLiteral("Say with “Map columns…” what its columns mean.")));
        QVERIFY(button(dialog, QStringLiteral("Import 2 files")));
    }

    void whatIsDoubtfulIsSaidInASentence_data()
    {
        QTest::addColumn<bool>("rows");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no row") << false
                                << QStringLiteral("None of its first rows can be taken as CostEvent CSV.");
        QTest::newRow("no tokens and no cost")
            << true << QStringLiteral("As CostEvent CSV, none of its first rows has tokens or a cost.");
    }
    void whatIsDoubtfulIsSaidInASentence()
    {
        QFETCH(bool, rows);
        QFETCH(QString, sentence);
        ImportDialog dialog(0, false);
        FilePreview file = knownFile("/logs/b.csv", "CostEvent CSV");
        file.doubtful = true;
        if (!rows)
            file.rows.clear();
        dialog.showPreview({knownFile("/logs/a.csv"), file}, kFormats);
        QVERIFY(says(dialog, sentence));
        QVERIFY(says(dialog, QStringLiteral("Map columns")));
    }

    void anUnknownTableOffersMapping()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({unknownFile("/logs/b.csv")}, kFormats);
        QVERIFY(!button(dialog, QStringLiteral("Import"))->isEnabled());
        QSignalSpy mapping(&dialog, &ImportDialog::mappingWanted);
        QPushButton *map = button(dialog, QStringLiteral("Map columns"));
        QVERIFY(map->isEnabled());
        map->click();
        QCOMPARE(mapping[0][0].toString(), QStringLiteral("/logs/b.csv"));
        QCOMPARE(mapping[0][1].toString(), QString());
    }

    void whatIsNoTextCannotBeMapped()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({tests::picture("/logs/p.png")}, kFormats);
        QVERIFY(!button(dialog, QStringLiteral("Map columns"))->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("is an image, not a log")));
        QVERIFY(!says(dialog, QStringLiteral("Map columns")));
    }

    void aMappingOfOnesOwnIsChanged_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QString>("own");
        const QString id = QStringLiteral("gateway-export");
        QTest::newRow("recognised by its content") << QString() << QByteArray("Gateway export") << id;
        QTest::newRow("chosen") << QStringLiteral("Gateway export") << QByteArray("CostEvent CSV") << id;
        QTest::newRow("another was chosen")
            << QStringLiteral("LiteLLM") << QByteArray("Gateway export") << QString();
        QTest::newRow("a format of the program") << QString() << QByteArray("LiteLLM") << QString();
    }
    void aMappingOfOnesOwnIsChanged()
    {
        QFETCH(QString, chosen);
        QFETCH(QByteArray, format);
        QFETCH(QString, own);
        ImportDialog dialog(0, false);
        dialog.showPreview({knownFile("/logs/b.csv", format.constData())}, kFormats);
        if (!chosen.isEmpty()) {
            pick(formatOf(dialog), chosen);
            dialog.showPreview({knownFile("/logs/b.csv", format.constData())}, kFormats);
        }
        QSignalSpy mapping(&dialog, &ImportDialog::mappingWanted);
        button(dialog, QStringLiteral("Map columns"))->click();
        QCOMPARE(mapping.value(0).value(1).toString(), own);
    }

    void aFormatChosenByHandAsksForAnotherPreview()
    {
        ImportDialog dialog(0, false);
        const QString log = QStringLiteral("/logs/b.txt");
        dialog.showPreview({knownFile("/logs/a.jsonl"), unknownFile("/logs/b.txt")}, kFormats);
        QSignalSpy wanted(&dialog, &ImportDialog::previewWanted);
        QComboBox *format = formatOf(dialog);
        QCOMPARE(format->currentText(), QStringLiteral("By its content"));
        pick(format, QStringLiteral("LiteLLM"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(dialog.formats().value(log), QStringLiteral("litellm"));
        // What is shown is old: nothing is imported by it.
        QVERIFY(!button(dialog, QStringLiteral("Import"))->isEnabled());
        QVERIFY(says(dialog, QStringLiteral("Reading")));
        dialog.showPreview({knownFile("/logs/a.jsonl"), knownFile("/logs/b.txt", "LiteLLM SpendLogs")},
                           kFormats);
        QVERIFY(button(dialog, QStringLiteral("Import 2 files"))->isEnabled());
        QCOMPARE(format->currentText(), QStringLiteral("LiteLLM")); // the same file is still shown
        pick(format, QStringLiteral("By its content"));
        QVERIFY(dialog.formats().isEmpty());
        QCOMPARE(wanted.size(), 2);
    }

    void formatsOfOnesOwnAreOffered()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({knownFile("/logs/a.jsonl")}, kFormats);
        for (const ImportDialog::Format &format : kFormats)
            QCOMPARE(formatOf(dialog)->itemData(formatOf(dialog)->findText(format.title)).toString(),
                     format.id);
        QVERIFY(formatOf(dialog)->findText(QStringLiteral("Gateway export")) <
                formatOf(dialog)->findText(QStringLiteral("CostEvent")));
    }

    void userIdsAreChosenAndPreviewed()
    {
        ImportDialog dialog(1, true);
        dialog.showPreview({knownFile("/logs/a.jsonl")}, kFormats);
        QCOMPARE(dialog.users(), 1);
        QSignalSpy wanted(&dialog, &ImportDialog::previewWanted);
        pick(named<QComboBox>(dialog, QStringLiteral("User ids")), QStringLiteral("Keep as logged"));
        QCOMPARE(dialog.users(), 2);
        QCOMPARE(wanted.size(), 1);
    }

    void itComesAlwaysWhenItIsSaidTo()
    {
        ImportDialog dialog(0, true);
        auto *always = dialog.findChild<QCheckBox *>();
        QVERIFY(always->isChecked());
        QSignalSpy chosen(&dialog, &ImportDialog::alwaysChosen);
        always->click();
        QCOMPARE(chosen.value(0).value(0).toBool(), false);
    }

    void theFirstRejectsAndWhatWasAssumedAreSentences()
    {
        ImportDialog dialog(0, false);
        FilePreview file = knownFile("/logs/a.jsonl");
        for (int line = 1; line <= 5; ++line)
            file.rejects.push_back({"/logs/a.jsonl", line, "has no time", ""});
        file.report.assumptions = {{"times without a zone are taken as UTC", 2}};
        dialog.showPreview({file}, kFormats);
        QVERIFY(says(dialog, QStringLiteral("⚠ Line 3: has no time\n⚠ and 2 lines more")));
        QVERIFY(!says(dialog, QStringLiteral("Line 4")));
        QVERIFY(says(dialog, QStringLiteral("times without a zone are taken as UTC (2)")));
    }

    void aPreviewThatFailsIsSaidAndCanBeTriedAgain()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({knownFile("/logs/a.jsonl")}, kFormats);
        pick(formatOf(dialog), QStringLiteral("LiteLLM"));
        dialog.showError({base::ErrorKind::Unreadable, "formats", "the folder cannot be read", 0});
        QVERIFY(says(dialog, QStringLiteral("the folder cannot be read")));
        QVERIFY(formatOf(dialog)->isEnabled());
        QVERIFY(button(dialog, QStringLiteral("Import"))->isEnabled());
    }

    void anotherFileIsShownByTheArrowKeys()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({knownFile("/logs/a.jsonl"), knownFile("/logs/b.csv"), unknownFile("/logs/c.csv")},
                           kFormats);
        dialog.show();
        auto *files = named<views::DataTable>(dialog, QStringLiteral("Files"));
        QCOMPARE(files->currentIndex().row(), 2);
        QCOMPARE(rowsOf(dialog).rowCount(), 0);
        QTest::keyClick(files, Qt::Key_Up);
        QCOMPARE(files->currentIndex().row(), 1);
        QCOMPARE(rowsOf(dialog).rowCount(), 2);
    }

    void itFitsASmallScreenAndHasNames()
    {
        ImportDialog dialog(0, false);
        QList<FilePreview> many;
        for (int i = 0; i < 40; ++i) {
            many << knownFile("/logs/with a name that is longer than names of files usually are/a.jsonl");
            for (int line = 1; line <= 60; ++line)
                many.last().rejects.push_back({"a", line, std::string(200, 'w'), ""});
        }
        dialog.showPreview(many, kFormats);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QVERIFY2(dialog.width() <= 1024 && dialog.height() <= 700,
                 qPrintable(QStringLiteral("%1 × %2").arg(dialog.width()).arg(dialog.height())));
        QVERIFY(!dialog.isMaximized());
        QVERIFY2(tests::unnamed(dialog).isEmpty(), qPrintable(tests::unnamed(dialog).join(QLatin1Char(' '))));
    }

    void lightIsLightAndDarkIsDark()
    {
        ImportDialog dialog(0, false);
        dialog.showPreview({knownFile("/logs/a.jsonl")}, kFormats);
        dialog.show();
        for (const views::Theme theme : {views::Theme::Dark, views::Theme::Light}) {
            views::applyTheme(theme);
            QCoreApplication::processEvents();
            const QImage dot =
                dialog.grab().toImage().scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            const int lightness = dot.pixelColor(0, 0).lightness();
            QVERIFY2(theme == views::Theme::Dark ? lightness < 80 : lightness > 200,
                     qPrintable(QString::number(lightness)));
        }
    }
};

QTEST_MAIN(TestImportDialog)
#include "test_importdialog.moc"
