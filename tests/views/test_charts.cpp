// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "views/chartfixture.h"
#include "views/charts/chartpaint.h"

#include <QtGui/QClipboard>
#include <QtGui/QPdfWriter>
#include <QtWidgets/QApplication>

#include <algorithm>

using namespace outlay;
using namespace outlay::views;
using chartdata::Fixture;
using chartdata::pixelsOf;

namespace {

QStringList textsOf(const QByteArray &svg)
{
    QStringList texts;
    static const QRegularExpression text(QStringLiteral("<text[^>]*>\\s*([^<]*)</text>"));
    auto matches = text.globalMatch(QString::fromUtf8(svg));
    while (matches.hasNext())
        texts.append(matches.next().captured(1).trimmed());
    return texts;
}

void addCharts()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("texts");
    const auto list = [](const char *texts) { return QString::fromUtf8(texts).split(QLatin1Char('|')); };
    QTest::newRow("bars") << QStringLiteral("bars")
                          << list("$0|$40k|Jun|'25|'26|complex_support_reasoning|(unattributed)|Other (8)");
    QTest::newRow("trend") << QStringLiteral("trend") << list("$0|$10k|Jan|'26|agent_planner|(unattributed)");
    QTest::newRow("burn") << QStringLiteral("burn")
                          << list("Limit $36,000|Spent $31,940|Today, 21 Nov|Expected|1 Nov|30 Nov");
    QTest::newRow("quadrant") << QStringLiteral("quadrant")
                              << list("Cost drains|Core spend|Long tail|Profit centers (by usage)|7.7 %|"
                                      "agent_planner|moderation");
    QTest::newRow("heat") << QStringLiteral("heat")
                          << list("enterprise|free|(unknown)|support_ticket_classification|Total");
}

QString withPlainBlanks(QString text)
{
    return text.replace(QChar(0x00A0), QLatin1Char(' '));
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QApplication::setPalette(toQPalette(palette(false))); }

    void picturesInBothThemes_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("name");
        for (const char *name : {"bars", "trend", "burn", "quadrant", "heat"}) {
            QTest::addRow("light %s", name) << false << QString::fromLatin1(name);
            QTest::addRow("dark %s", name) << true << QString::fromLatin1(name);
        }
    }

    void picturesInBothThemes()
    {
        QFETCH(bool, dark);
        QFETCH(QString, name);
        const Palette &colours = palette(dark);
        QApplication::setPalette(toQPalette(colours));
        Fixture fixture;
        const QImage image = chartdata::picture(
            *fixture.chart(name), name + (dark ? QStringLiteral("_dark") : QStringLiteral("_light")));
        const QHash<QString, QList<QColor>> expected = {
            {QStringLiteral("bars"),
             {colours.categories[0], colours.categories[4], colours.other, colours.grid}},
            {QStringLiteral("trend"), {colours.categories[1], colours.other, colours.grid}},
            {QStringLiteral("burn"), {colours.accent, colours.danger, colours.grid}},
            {QStringLiteral("quadrant"), {colours.danger, colours.ok, colours.grid}},
            {QStringLiteral("heat"), {colours.ramp[5]}}};
        for (const QColor &colour : expected[name])
            QVERIFY2(pixelsOf(image, colour) > 50, qPrintable(colour.name()));
        QVERIFY(pixelsOf(image, palette(!dark).grid) == 0);
    }

    void screenPaintsWhatPaintPaints()
    {
        Fixture fixture;
        const QImage grabbed = fixture.bars.grab().toImage();
        QVERIFY(pixelsOf(grabbed, palette(false).categories[0]) > 500);
    }

    void withoutDataItSaysSo_data() { addCharts(); }

    void withoutDataItSaysSo()
    {
        QFETCH(QString, name);
        Fixture fixture;
        ChartView &chart = *fixture.chart(name);
        chart.setModel(nullptr);
        QVERIFY(chart.marks().isEmpty());
        QCOMPARE(chart.accessibleDescription(), QStringLiteral("No data"));
        const QImage image = chartdata::picture(chart, name + QStringLiteral("_empty"));
        QVERIFY(pixelsOf(image, palette(false).secondary) > 5);
        QVERIFY(pixelsOf(image, palette(false).grid) == 0);
        items::MatrixModel empty;
        chart.setModel(&empty);
        QVERIFY(chart.marks().isEmpty());
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY(chart.currentMark() == nullptr);
    }

    void aModelThatGoesAwayLeavesNoData()
    {
        StackedBarChart chart;
        {
            items::MatrixModel model;
            model.setMatrix(chartdata::monthsByFeature());
            chart.setModel(&model);
            QVERIFY(!chart.marks().isEmpty());
        }
        QVERIFY(chart.marks().isEmpty());
        chart.grab();
    }

    void svgHasTextsAndNoPictures_data() { addCharts(); }

    void svgHasTextsAndNoPictures()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, texts);
        Fixture fixture;
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("chart.svg"));
        QVERIFY(fixture.chart(name)->exportSvg(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY(!svg.contains("<image"));
        QStringList found = textsOf(svg);
        std::transform(found.begin(), found.end(), found.begin(), withPlainBlanks);
        for (const QString &text : texts)
            QVERIFY2(found.contains(text),
                     qPrintable(text + QStringLiteral(" not in ") + found.join(QLatin1Char('|'))));
        for (const QString &text : found)
            QVERIFY2(!text.contains(QChar(0x2026)), qPrintable(text));
    }

    void pdfIsVector_data() { addCharts(); }

    void pdfIsVector()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, texts);
        const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        const QString pictures = QStandardPaths::findExecutable(QStringLiteral("pdfimages"));
        if (reader.isEmpty() || pictures.isEmpty())
            QSKIP("poppler's tools are not installed");
        Fixture fixture;
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("chart.pdf"));
        {
            QPdfWriter writer(path);
            writer.setResolution(300);
            QPainter painter(&writer);
            painter.scale(300 / 96.0, 300 / 96.0);
            fixture.chart(name)->paint(painter, QRectF(20, 20, 720, 420), palette(false));
        }
        QProcess process;
        process.start(reader, {path, QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString read = withPlainBlanks(QString::fromUtf8(process.readAllStandardOutput()));
        for (const QString &text : texts)
            QVERIFY2(read.contains(text.section(QLatin1Char(' '), -1)), qPrintable(text + read));
        process.start(pictures, {QStringLiteral("-list"), path});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput().count('\n'), 2); // the two lines of the header
    }

    void pngIsInItsScaleAndLight()
    {
        QApplication::setPalette(toQPalette(palette(true)));
        Fixture fixture;
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("chart.png"));
        QVERIFY(fixture.bars.exportPng(path, 3));
        const QImage image(path);
        QCOMPARE(image.size(), QSize((720 + 24) * 3, (300 + 24) * 3)); // a margin of 12 around
        QCOMPARE(image.pixelColor(0, 0), palette(false).card);
    }

    void aFileThatCannotBeWrittenIsAnErrorAndLeavesTheOldOne()
    {
        Fixture fixture;
        const auto nowhere = fixture.bars.exportSvg(QStringLiteral("/nowhere/chart.svg"));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().kind, base::ErrorKind::Unwritable);
        QCOMPARE(QString::fromStdString(nowhere.error().where), QStringLiteral("/nowhere/chart.svg"));
        QTemporaryDir folder;
        QVERIFY(!fixture.bars.exportPng(folder.path()));
        QVERIFY(QFileInfo(folder.path()).isDir());
    }

    void copyIsPictureAndTable()
    {
        Fixture fixture;
        fixture.heat.copyToClipboard();
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        const QStringList lines = data->text().split(QLatin1Char('\n'));
        QVERIFY(lines[0].startsWith(QStringLiteral("\tenterprise\tpro\tfree")));
        QVERIFY(lines[1].startsWith(QStringLiteral("complex_support_reasoning\t")));
        QCOMPARE(data->data(QStringLiteral("text/tab-separated-values")), data->text().toUtf8());
    }

    /// What changed while a page was hidden is spoken of when it is shown.
    void aChartIsDescribedAsItIsWhenItIsShown()
    {
        QWidget window;
        QWidget page(&window);
        Fixture fixture;
        fixture.bars.setParent(&page);
        page.hide();
        window.show();
        fixture.bars.setModel(nullptr);
        page.show();
        QCOMPARE(fixture.bars.accessibleDescription(), QStringLiteral("No data"));
    }

    void summariesSayTheFinding()
    {
        Fixture fixture;
        QVERIFY(fixture.bars.accessibleDescription().contains(QStringLiteral("complex_support_reasoning")));
        QVERIFY(fixture.burn.accessibleDescription().contains(QStringLiteral("$31,940.00 of $36,000.00")));
        QVERIFY(fixture.plane.accessibleDescription().contains(QStringLiteral("3 cost drain")));
        QVERIFY(fixture.heat.accessibleDescription().contains(QStringLiteral("enterprise")));
        QVERIFY(!fixture.trend.accessibleDescription().isEmpty());
    }

    void crowdsAndCredits_data()
    {
        QTest::addColumn<QString>("dimension");
        QTest::addColumn<int>("buckets");
        QTest::newRow("one month") << QStringLiteral("month") << 1;
        QTest::newRow("three months") << QStringLiteral("month") << 3;
        QTest::newRow("60 months") << QStringLiteral("month") << 60;
        QTest::newRow("31 days") << QStringLiteral("day") << 31;
        QTest::newRow("two years of days") << QStringLiteral("day") << 730;
    }

    void crowdsAndCredits()
    {
        QFETCH(QString, dimension);
        QFETCH(int, buckets);
        items::MatrixModel model;
        model.setMatrix(chartdata::credits(qPrintable(dimension), buckets));
        StackedBarChart bars;
        TrendChart trend;
        for (ChartView *chart : {static_cast<ChartView *>(&bars), static_cast<ChartView *>(&trend)}) {
            chart->setModel(&model);
            chart->resize(560, 280);
            const QString kind = chart == &bars ? QStringLiteral("bars_") : QStringLiteral("trend_");
            const QImage image = chartdata::picture(*chart, kind + QString::number(buckets) + dimension);
            QVERIFY(pixelsOf(image, palette(false).categories[0]) > 20);
        }
        // A text under the bars never lies over its neighbour: they are distinct in a file.
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("chart.svg"));
        QVERIFY(bars.exportSvg(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList texts = textsOf(file.readAll());
        QVERIFY(texts.contains(dimension == QStringLiteral("month") ? QStringLiteral("May")
                                                                    : QStringLiteral("1")));
        QVERIFY(texts.size() < 60);
    }

    void smallQuadrants_data()
    {
        QTest::addColumn<int>("features");
        QTest::newRow("one feature") << 1;
        QTest::newRow("two features") << 2;
        QTest::newRow("sixty features") << 60;
    }

    void smallQuadrants()
    {
        QFETCH(int, features);
        cube::Table table;
        table.by = {"feature"};
        for (int i = 0; i < features; ++i) {
            base::Measures sums;
            sums.requests = sums.priced = 100 + 37 * ((i * 17) % features);
            sums.costNanos = chartdata::kDollar * (features - i) * (features - i);
            table.rows.push_back({{"feature_number_" + std::to_string(i)}, sums});
            table.total += sums;
        }
        items::QuadrantModel model;
        model.setQuadrant(
            insight::quadrant(table, {}, insight::defaultCuts(table, insight::CutRule::FairShare)));
        QuadrantChart chart;
        chart.setModel(&model);
        chart.resize(560, 400);
        chartdata::picture(chart, QStringLiteral("quadrant_%1").arg(features));
        QCOMPARE(chart.marks().size(), features);
        for (const ChartMark &mark : chart.marks())
            QVERIFY(QRectF(chart.rect()).contains(mark.area.center()));
    }
};

QTEST_MAIN(TestCharts)
#include "test_charts.moc"
