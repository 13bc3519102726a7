// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/roles.h"
#include "views/charts/bullet.h"
#include "views/charts/labelplacer.h"
#include "views/charts/legend.h"
#include "views/charts/scale.h"
#include "views/charts/sparkline.h"
#include "views/delegates.h"

#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QApplication>
#include <QtWidgets/QTableView>

using namespace outlay;
using namespace outlay::views;

namespace {

constexpr double kDollar = 1e9;

template <class Draw>
QImage drawn(const QSize &size, Draw draw)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(palette(false).card);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, QRectF(QPointF(), size));
    return image;
}

int inkIn(const QImage &image, const QRect &area, const QColor &colour)
{
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

} // namespace

class TestChartParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scales_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::addColumn<QString>("ticks");
        QTest::newRow("thousands") << 0.0 << 38'271 * kDollar << QStringLiteral("$0 $10k $20k $30k $40k");
        QTest::newRow("exactly a tick")
            << 0.0 << 40'000 * kDollar << QStringLiteral("$0 $10k $20k $30k $40k");
        QTest::newRow("cents") << 0.0 << 0.09 * kDollar << QStringLiteral("$0 $0.025 $0.05 $0.075 $0.10");
        QTest::newRow("steps of 2.5") << 0.0 << 9 * kDollar << QStringLiteral("$0 $2.50 $5 $7.50 $10");
        QTest::newRow("credits below zero")
            << -20 * kDollar << 60 * kDollar << QStringLiteral("−$20 $0 $20 $40 $60");
        QTest::newRow("nothing spent") << 0.0 << 0.0 << QStringLiteral("$0 $1");
    }

    void scales()
    {
        QFETCH(double, least);
        QFETCH(double, most);
        QFETCH(QString, ticks);
        const Scale scale = niceScale(items::Kind::Money, least, most, 4);
        QStringList texts;
        for (const double tick : scale.ticks())
            texts.append(tickText(items::Kind::Money, tick));
        QCOMPARE(texts.join(QLatin1Char(' ')), ticks);
        QVERIFY(scale.least <= least && most <= scale.most);
    }

    void countsHaveWholeTicks()
    {
        QStringList texts;
        for (const double tick : niceScale(items::Kind::Count, 0, 2, 5).ticks())
            texts.append(tickText(items::Kind::Count, tick));
        QCOMPARE(texts.join(QLatin1Char(' ')), QStringLiteral("0 1 2"));
    }

    void labelsKeepOffEachOther()
    {
        LabelPlacer placer(QRectF(0, 0, 400, 300));
        const QSizeF size(80, 14);
        QList<QRectF> placed;
        for (int i = 0; i < 8; ++i) {
            const QPointF point(150 + 12 * (i % 3), 120 + 10 * (i / 3));
            const auto place = placer.place(point, 5, size, false);
            if (!place)
                continue;
            QVERIFY(QRectF(0, 0, 400, 300).contains(place->area));
            for (const QRectF &other : std::as_const(placed))
                QVERIFY(!other.intersects(place->area));
            placed.append(place->area);
        }
        QVERIFY(placed.size() >= 6);
    }

    void aLabelThatMustShowShowsEvenInACrowd()
    {
        LabelPlacer placer(QRectF(0, 0, 200, 100));
        placer.block(QRectF(0, 0, 200, 100), LabelPlacer::Blocks::Text);
        QVERIFY(!placer.place({100, 50}, 5, {60, 14}, false));
        QVERIFY(placer.place({100, 50}, 5, {60, 14}, true));
        QVERIFY(!placer.place({100, 50}, 5, {600, 14}, true)); // there is no room for it at all
    }

    void legendBreaksLinesAndCutsNoName()
    {
        const QFont font = QApplication::font();
        QList<LegendEntry> entries;
        for (int i = 0; i < 6; ++i)
            entries.append({QStringLiteral("a_feature_with_a_long_name_%1").arg(i), Qt::blue, false, false});
        const Legend wide(entries, font, 4000);
        const Legend narrow(entries, font, 400);
        QVERIFY(narrow.height() > wide.height());
        for (const QRectF &area : narrow.areas({0, 0}))
            QVERIFY(area.right() <= 400);
    }

    void bulletsShowUseLimitAndPace()
    {
        const Palette &p = palette(false);
        const Bullet onTrack{0.5, 0.8, 0.7, items::BudgetState::OnTrack};
        const QImage image = drawn(
            {251, 16}, [&](QPainter &painter, const QRectF &rect) { drawBullet(painter, rect, onTrack, p); });
        // The scale ends at 1.25, so a tenth is 20 pixels: the bar ends at 100, the limit is at 200.
        QVERIFY(inkIn(image, {2, 6, 95, 4}, p.accent) > 300);
        QCOMPARE(inkIn(image, {104, 6, 90, 4}, p.accent), 0);
        QVERIFY(inkIn(image, {199, 2, 4, 12}, p.text) > 8);
        const Bullet over{1.4, 0.8, 0.7, items::BudgetState::Over};
        const QImage red = drawn(
            {251, 16}, [&](QPainter &painter, const QRectF &rect) { drawBullet(painter, rect, over, p); });
        QVERIFY(inkIn(red, {2, 6, 150, 4}, p.danger) > 300);
        const Bullet far{9.0, 0.8, std::nullopt, items::BudgetState::Over};
        drawn({251, 16}, [&](QPainter &painter, const QRectF &rect) { drawBullet(painter, rect, far, p); });
    }

    void sparklines_data()
    {
        QTest::addColumn<QVariantList>("values");
        QTest::addColumn<bool>("ink");
        QTest::newRow("rising") << QVariantList{1.0, 2.0, 3.0} << true;
        QTest::newRow("with a gap") << QVariantList{1.0, QVariant(), 3.0, 4.0} << true;
        QTest::newRow("one value") << QVariantList{5.0} << true;
        QTest::newRow("all zero") << QVariantList{0.0, 0.0} << true;
        QTest::newRow("below zero") << QVariantList{-1.0, 2.0} << true;
        QTest::newRow("nothing") << QVariantList{} << false;
    }

    void sparklines()
    {
        QFETCH(QVariantList, values);
        QFETCH(bool, ink);
        const Palette &p = palette(false);
        const QImage image = drawn({100, 30}, [&](QPainter &painter, const QRectF &rect) {
            drawSparkline(painter, rect, values, p);
        });
        QCOMPARE(inkIn(image, image.rect(), p.accent) > 3, ink);
    }

    void delegatesPaintTheirCells()
    {
        constexpr int kPace = items::NextRole;
        constexpr int kSoft = items::NextRole + 1;
        constexpr int kState = items::NextRole + 2;
        QStandardItemModel model(3, 3);
        for (int row = 0; row < 3; ++row) {
            model.setData(model.index(row, 0), QVariantList{1.0 + row, 2.0, 4.0 - row}, items::ValueRole);
            model.setData(model.index(row, 1), 0.4 * (row + 1), items::ValueRole);
            model.setData(model.index(row, 1), 0.7, kPace);
            model.setData(model.index(row, 1), 0.8, kSoft);
            model.setData(model.index(row, 1), row == 2 ? static_cast<int>(items::BudgetState::Over) : 1,
                          kState);
            model.setData(model.index(row, 2), QVariant::fromValue<qint64>(qint64(row + 1) * 1'000'000'000),
                          items::ValueRole);
            model.setData(model.index(row, 2), QStringLiteral("$%1.00").arg(row + 1));
        }
        model.setData(model.index(1, 1), QVariant(), items::ValueRole);
        model.setData(model.index(1, 1), QStringLiteral("no budget"));
        QTableView view;
        view.setModel(&model);
        SparklineDelegate sparklines;
        BulletDelegate bullets({kPace, kSoft, kState});
        BarDelegate bars;
        view.setItemDelegateForColumn(0, &sparklines);
        view.setItemDelegateForColumn(1, &bullets);
        view.setItemDelegateForColumn(2, &bars);
        view.resizeColumnsToContents();
        view.resizeRowsToContents();
        view.resize(460, 160);
        const QImage image = view.grab().toImage();
        if (const QString folder = qEnvironmentVariable("OUTLAY_SAVE_GRABS"); !folder.isEmpty())
            image.save(folder + QStringLiteral("/delegates.png"));
        const auto cell = [&](int row, int column) {
            return view.visualRect(model.index(row, column)).translated(view.viewport()->pos());
        };
        const Palette &p = palette(false);
        QVERIFY(inkIn(image, cell(0, 0), p.accent) > 10);
        QVERIFY(inkIn(image, cell(0, 1), p.accent) > 50);
        QCOMPARE(inkIn(image, cell(1, 1), p.accent), 0);
        QVERIFY(inkIn(image, cell(2, 1), p.danger) > 50);
        const QColor bar(mix(p.card, p.accent, 0.45).rgb());
        QVERIFY(inkIn(image, cell(2, 2), bar) > 2 * inkIn(image, cell(0, 2), bar));
        // The greatest is looked up anew when the model says so.
        model.setData(model.index(0, 2), QVariant::fromValue<qint64>(30'000'000'000), items::ValueRole);
        const QImage after = view.grab().toImage();
        QVERIFY(inkIn(after, cell(0, 2), bar) > inkIn(after, cell(2, 2), bar));
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(toQPalette(palette(false)));
    TestChartParts test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_chartparts.moc"
