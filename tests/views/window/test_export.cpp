// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtGui/QImage>
#include <QtTest/QtTest>
#include <QtWidgets/QToolButton>

#include "items/csvtext.h"
#include "items/csvwriter.h"
#include "views/chartcard.h"
#include "views/charts/chartview.h"
#include "views/window/windowfixture.h"

using namespace outlay;
using tests::WindowFixture;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Text of a PDF by page, as printed.
QStringList pagesOf(const QString &path)
{
    const QString text =
        outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QStringList pages =
        QString(text).replace(QStringLiteral("ﬁ"), QStringLiteral("fi")).split(QLatin1Char('\f'));
    pages.removeLast();
    return pages;
}

bool canReadPdf()
{
    return !QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty();
}

/// Presses an entry of a card's Save menu.
bool save(views::Card &card, const QString &entry)
{
    for (const auto *button : card.findChildren<QToolButton *>())
        for (QAction *action : button->menu() ? button->menu()->actions() : QList<QAction *>())
            if (action->text().remove(QLatin1Char('&')) == entry) {
                action->trigger();
                return true;
            }
    return false;
}

views::Card *cardOf(views::Page &page, const QString &title)
{
    for (auto *card : page.findChildren<views::Card *>())
        if (card->title() == title && card->isVisible())
            return card;
    return nullptr;
}

ledger::Ledger manyFeatures()
{
    ledger::Ledger ledger;
    for (int i = 100; i < 220; ++i)
        ledger.push_back(
            {"2026-05-10", "feature_" + std::to_string(i), "free", "haiku", i, i * 1'000'000'000LL});
    ledger.push_back({"2026-05-11", std::nullopt, "free", "haiku", 10, 5'000'000'000LL});
    return ledger;
}

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTableIsSavedAsShown()
    {
        WindowFixture fixture(manyFeatures());
        fixture.models.filters.drill(QStringLiteral("segment"), QStringLiteral("free"));
        auto *table = fixture.table(tests::Features, QStringLiteral("Features"));
        QVERIFY(table);
        table->sortBy(0, Qt::AscendingOrder);
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("features.csv"));
        QVERIFY(save(*cardOf(*fixture.window->currentPage(), QStringLiteral("Features")),
                     QStringLiteral("Save as CSV…")));
        const QByteArray saved = contentOf(fixture.fileToSave);
        QCOMPARE(saved, items::toCsv(table->shownRows()));
        const QList<QStringList> records = tests::parseCsv(saved);
        QCOMPARE(records.size(), 122); // header, 120 features and the unattributed: no top N
        QCOMPARE(records[1][0], QStringLiteral("(unattributed)"));
        QCOMPARE(records[2][0], QStringLiteral("feature_100"));
        const auto cost = records[0].indexOf(QStringLiteral("cost_usd"));
        QCOMPARE(records[2][cost], QStringLiteral("100"));
        QVERIFY(fixture.message().contains(fixture.fileToSave));
    }

    void theFiguresOfAChartAreAllOfThem()
    {
        WindowFixture fixture(manyFeatures());
        views::Page *page = fixture.show(tests::Overview);
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("months.csv"));
        QVERIFY(save(*cardOf(*page, QStringLiteral("Monthly spend by feature")),
                     QStringLiteral("Save the figures (CSV)…")));
        const QList<QStringList> records = tests::parseCsv(contentOf(fixture.fileToSave));
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[0].size(), 122); // month, 120 features, the unattributed; no Other
        QCOMPARE(records[1][0], QStringLiteral("2026-05"));
    }

    void aChartIsSavedAsAPictureInLightColours()
    {
        WindowFixture fixture(ledger::guideLedger());
        views::Page *page = fixture.show(tests::Overview);
        auto *card =
            qobject_cast<views::ChartCard *>(cardOf(*page, QStringLiteral("Monthly spend by feature")));
        views::applyTheme(views::Theme::Dark);
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("chart.png"));
        QVERIFY(save(*card, QStringLiteral("Save the chart (PNG, SVG)…")));
        const QImage picture(fixture.fileToSave);
        QVERIFY(picture.width() >= card->chart()->width() * 2 &&
                picture.height() >= card->chart()->height() * 2);
        QVERIFY(picture.pixelColor(1, 1).lightness() > 200);

        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("chart.svg"));
        QVERIFY(save(*card, QStringLiteral("Save the chart (PNG, SVG)…")));
        const QByteArray svg = contentOf(fixture.fileToSave);
        QVERIFY(svg.contains("<svg") && svg.contains("<text"));
        QVERIFY(!svg.contains("<image")); // lines and text, no pixels
    }

    void aPageIsAPdfOfTextAndLines()
    {
        if (!canReadPdf())
            QSKIP("pdftotext is not here");
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        fixture.models.filters.drill(QStringLiteral("feature"), QStringLiteral("faq_response_generation"));
        fixture.show(tests::Overview);
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("overview.pdf"));
        fixture.command(QStringLiteral("This Page as PDF…"))->trigger();
        const QStringList pages = pagesOf(fixture.fileToSave);
        QVERIFY(!pages.isEmpty());
        for (int i = 0; i < pages.size(); ++i) {
            const QString page = pages[i].simplified();
            for (const QString &part :
                 {QStringLiteral("Page %1 of %2").arg(i + 1).arg(pages.size()), QStringLiteral("2026-05"),
                  QStringLiteral("feature = faq_response_generation"), QStringLiteral("UTC"),
                  QStringLiteral("attributed to a feature"), QStringLiteral("0123456789ab")})
                QVERIFY2(page.contains(part), qPrintable(part + QStringLiteral(" on page:\n") + pages[i]));
        }
        QVERIFY(pages.join(QLatin1Char(' ')).contains(QStringLiteral("$175.00")));
        if (!QStandardPaths::findExecutable(QStringLiteral("pdfimages")).isEmpty()) {
            const QString images =
                outputOf(QStringLiteral("pdfimages"), {QStringLiteral("-list"), fixture.fileToSave});
            QCOMPARE(images.trimmed().split(QLatin1Char('\n')).size(), 2); // two lines of head, no image
        }
    }

    void allPagesAreOneReport()
    {
        if (!canReadPdf())
            QSKIP("pdftotext is not here");
        WindowFixture fixture(ledger::guideLedger(), {tests::budget("", 300)});
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("all.pdf"));
        fixture.command(QStringLiteral("All Pages as PDF…"))->trigger();
        const QStringList pages = pagesOf(fixture.fileToSave);
        const QString text = pages.join(QLatin1Char(' ')).simplified();
        for (const char *part : {"LLM cost report", "Monthly spend by feature", "Feature × segment",
                                 "Profit centers and cost drains", "Budgets", "Imports", "filter none"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(pages.size())));
    }

    void aLongTableGoesOnWithItsHead()
    {
        if (!canReadPdf())
            QSKIP("pdftotext is not here");
        WindowFixture fixture(manyFeatures());
        fixture.show(tests::Features);
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("features.pdf"));
        fixture.command(QStringLiteral("This Page as PDF…"))->trigger();
        const QStringList pages = pagesOf(fixture.fileToSave);
        QVERIFY(pages.size() >= 2);
        const QString text = pages.join(QLatin1Char('\n'));
        int withRows = 0;
        static const QRegularExpression aRow(QStringLiteral("^\\s*feature_\\d{3}\\s+.*\\$\\d"),
                                             QRegularExpression::MultilineOption);
        for (const QString &page : pages) {
            if (!aRow.match(page).hasMatch())
                continue;
            ++withRows;
            QVERIFY2(page.contains(QStringLiteral("Feature ")) && page.contains(QStringLiteral(" Requests")),
                     qPrintable(page));
        }
        QVERIFY(withRows >= 2);
        for (int i = 100; i < 220; ++i)
            QVERIFY2(text.contains(QStringLiteral("feature_%1").arg(i)), qPrintable(QString::number(i)));
        QVERIFY(text.contains(QStringLiteral("(unattributed)")));
    }

    void noFigureOfAReportIsShortened()
    {
        if (!canReadPdf())
            QSKIP("pdftotext is not here");
        WindowFixture fixture(ledger::oddLedger(), {tests::budget("", 300)});
        fixture.fileToSave = fixture.folder.filePath(QStringLiteral("all.pdf"));
        fixture.command(QStringLiteral("All Pages as PDF…"))->trigger();
        static const QRegularExpression shortened(
            QStringLiteral("[^\\s]*[\\d$]…[^\\s]*|[^\\s]*…[\\d%][^\\s]*"));
        QStringList found;
        auto matches = shortened.globalMatch(pagesOf(fixture.fileToSave).join(QLatin1Char('\n')));
        while (matches.hasNext())
            found << matches.next().captured();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char(' '))));
    }

    void whatCannotBeWrittenIsSaidAndLeavesNothing_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("this page") << QStringLiteral("This Page as PDF…");
        QTest::newRow("all pages") << QStringLiteral("All Pages as PDF…");
        QTest::newRow("a table") << QStringLiteral("Save as CSV…");
        QTest::newRow("a chart") << QStringLiteral("Save the chart (PNG, SVG)…");
    }
    void whatCannotBeWrittenIsSaidAndLeavesNothing()
    {
        QFETCH(QString, command);
        WindowFixture fixture(ledger::guideLedger());
        views::Page *page = fixture.show(tests::Overview);
        for (const QString &name : {QStringLiteral("no such folder/out"), QStringLiteral("a folder")}) {
            QDir(fixture.folder.path()).mkdir(QStringLiteral("a folder"));
            fixture.fileToSave = fixture.folder.filePath(name);
            if (command.startsWith(QStringLiteral("Save as")))
                save(*cardOf(*page, QStringLiteral("Features")), command);
            else if (command.startsWith(QStringLiteral("Save the chart")))
                save(*cardOf(*page, QStringLiteral("Monthly spend by feature")), command);
            else
                fixture.command(command)->trigger();
            QVERIFY2(fixture.message().contains(QStringLiteral(": could not be written: ")),
                     qPrintable(fixture.message()));
            QVERIFY2(fixture.message().contains(fixture.fileToSave), qPrintable(fixture.message()));
            QCOMPARE(QDir(fixture.folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                     QStringList{QStringLiteral("a folder")});
        }
    }

    void whoThinksBetterOfItWritesNothing()
    {
        WindowFixture fixture(ledger::guideLedger());
        fixture.fileToSave.clear();
        fixture.command(QStringLiteral("All Pages as PDF…"))->trigger();
        QCOMPARE(fixture.message(), QString());
        QCOMPARE(fixture.suggestedName, QStringLiteral("outlay-report.pdf"));
    }

    void singleEventsAreExportedByWhoHasThem()
    {
        WindowFixture fixture(ledger::guideLedger());
        QSignalSpy requested(fixture.window.get(), &views::MainWindow::eventsExportRequested);
        fixture.fileToSave = QStringLiteral("/tmp/events.csv");
        fixture.command(QStringLiteral("Single Events as CSV…"))->trigger();
        QCOMPARE(requested[0][0].toString(), fixture.fileToSave);
    }
};

QTEST_MAIN(TestExport)
#include "test_export.moc"
