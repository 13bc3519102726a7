// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtTest/QtTest>

#include "items/roles.h"
#include "views/charts/pricechart.h"

using namespace outlay;

namespace {

constexpr qint64 kDollar = 1'000'000'000;

/// Days with the prices of input and output a million tokens; no price: not known.
class Prices : public QStandardItemModel
{
public:
    Prices()
    {
        setHorizontalHeaderLabels(
            {QStringLiteral("From"), QStringLiteral("Input"), QStringLiteral("Output")});
    }

    void add(const QString &day, const QVariant &input, const QVariant &output)
    {
        QList<QStandardItem *> row;
        for (const QVariant &value : {QVariant(day), input, output}) {
            row << new QStandardItem;
            row.last()->setData(value, items::ValueRole);
        }
        appendRow(row);
    }
};

QStringList namesOf(const views::PriceChart &chart)
{
    QStringList names;
    for (const views::ChartMark &mark : chart.marks())
        names << mark.lines.join(QStringLiteral(" | "));
    return names;
}

} // namespace

class TestPriceChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPriceHoldsUntilTheNextOne()
    {
        Prices prices;
        prices.add(QStringLiteral("2025-01-01"), 3 * kDollar, 15 * kDollar);
        prices.add(QStringLiteral("2025-07-01"), qint64(kDollar * 3 / 4), 15 * kDollar);
        views::PriceChart chart;
        chart.resize(600, 300);
        chart.setEnd(QDate(2026, 1, 1));
        chart.setModel(&prices);
        QCOMPARE(namesOf(chart),
                 QStringList({QStringLiteral("Input | $3.00 a million tokens | from 1 Jan 2025"),
                              QStringLiteral("Output | $15.00 a million tokens | from 1 Jan 2025"),
                              QStringLiteral("Input | $0.75 a million tokens | from 1 Jul 2025"),
                              QStringLiteral("Output | $15.00 a million tokens | from 1 Jul 2025")}));
        const QRectF early = chart.marks()[0].area;
        const QRectF late = chart.marks()[2].area;
        QVERIFY(qAbs(early.right() - late.left()) < 1);                     // no gap between them
        QVERIFY(late.center().y() > early.center().y());                    // cheaper is lower
        QVERIFY(qAbs(early.width() / late.width() - 181.0 / 184.0) < 0.02); // days from 1 Jan, 1 Jul
        QCOMPARE(chart.summary(), QStringLiteral("changed 1×; last: Input $0.75, Output $15.00"));
    }

    void whatIsNotKnownIsAGap()
    {
        Prices prices;
        prices.add(QString(), 3 * kDollar, {});
        prices.add(QStringLiteral("2025-07-01"), {}, {});
        views::PriceChart chart;
        chart.resize(600, 300);
        chart.setModel(&prices);
        QCOMPARE(namesOf(chart), QStringList{QStringLiteral("Input | $3.00 a million tokens | since ever")});
        QCOMPARE(chart.summary(), QStringLiteral("changed 1×; no price any more"));
    }

    void noPricesAreNoChart()
    {
        Prices prices;
        views::PriceChart chart;
        chart.resize(600, 300);
        chart.setModel(&prices);
        QVERIFY(chart.marks().isEmpty());
        QCOMPARE(chart.summary(), QStringLiteral("No prices"));
        QVERIFY(!chart.grab().isNull());
    }

    void aPictureIsPaintedInBothThemesAndSizes_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(260, 160);
        QTest::newRow("usual") << QSize(600, 300);
    }
    void aPictureIsPaintedInBothThemesAndSizes()
    {
        QFETCH(QSize, size);
        Prices prices;
        for (int year = 2022; year < 2027; ++year)
            prices.add(QStringLiteral("%1-03-01").arg(year), (2030 - year) * kDollar, 9 * kDollar);
        views::PriceChart chart;
        chart.setModel(&prices);
        for (const bool dark : {false, true}) {
            QImage image(size, QImage::Format_ARGB32);
            image.fill(views::palette(dark).card);
            QPainter painter(&image);
            chart.paint(painter, QRectF(QPointF(), QSizeF(size)), views::palette(dark));
            painter.end();
            int inked = 0;
            for (int x = 0; x < image.width(); ++x)
                for (int y = 0; y < image.height(); ++y)
                    inked += image.pixelColor(x, y) == views::palette(dark).slot(0) ? 1 : 0;
            QVERIFY2(inked > 50, qPrintable(QString::number(inked)));
        }
    }
};

QTEST_MAIN(TestPriceChart)
#include "test_pricechart.moc"
