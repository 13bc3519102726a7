// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include "views/chartfixture.h"
#include "views/charts/chartpaint.h"

#include <QtWidgets/QApplication>

using namespace outlay;
using namespace outlay::views;
using chartdata::Fixture;
using chartdata::pixelAt;

namespace {

const ChartMark *markOf(const ChartView &chart, int row, int column)
{
    for (const ChartMark &mark : chart.marks())
        if (mark.row == row && mark.column == column)
            return &mark;
    return nullptr;
}

QPoint middle(const ChartMark &mark)
{
    return mark.area.center().toPoint();
}

QStringList argumentsOf(const QSignalSpy &spy)
{
    QStringList texts;
    for (const QList<QVariant> &arguments : spy)
        texts.append(arguments[0].toString() + QLatin1Char('=') + arguments[1].toString());
    return texts;
}

/// QTest::mouseMove moves the real cursor, which a hidden widget does not notice.
void moveTo(QWidget &widget, const QPoint &position, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, position, widget.mapToGlobal(position), Qt::NoButton, buttons,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &event);
}

/// Columns of Fixture's months: the five dearest features, the unattributed, Other.
constexpr int kUnattributedColumn = 5;
constexpr int kOtherColumn = 6;

} // namespace

class TestChartInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsLieWhereQtChartsDrawsThem()
    {
        Fixture fixture;
        const QImage image = chartdata::picture(fixture.bars, QStringLiteral("bars_hits"));
        const items::MatrixData months = chartdata::monthsByFeature();
        int checked = 0;
        for (const ChartMark &mark : fixture.bars.marks()) {
            if (mark.row < 0 || mark.row == 17 || mark.column < 0 || mark.column == kUnattributedColumn)
                continue; // the last month is not over and lighter
            const int slot = months.columns[mark.column].slot;
            QCOMPARE(pixelAt(image, mark.area.center()), palette(false).slot(slot));
            QCOMPARE(pixelAt(image, mark.area.topLeft() + QPointF(2, 2)), palette(false).slot(slot));
            QCOMPARE(pixelAt(image, mark.area.bottomRight() - QPointF(2, 2)), palette(false).slot(slot));
            ++checked;
        }
        QCOMPARE(checked, 17 * 6);
    }

    void theUnattributedIsHatchedAndOtherIsNot()
    {
        Fixture fixture;
        const QImage image = chartdata::picture(fixture.bars, QStringLiteral("bars_hatch"));
        const auto colours = [&](int column) {
            QSet<QRgb> found;
            const QRectF area = markOf(fixture.bars, 2, column)->area.adjusted(2, 2, -2, -2);
            for (double x = area.left(); x < area.right(); x += 0.5)
                for (double y = area.top(); y < area.bottom(); y += 0.5)
                    found.insert(pixelAt(image, {x, y}).rgb());
            return found;
        };
        QCOMPARE(colours(kOtherColumn), QSet<QRgb>{palette(false).other.rgb()});
        const QSet<QRgb> hatched = colours(kUnattributedColumn);
        QVERIFY(hatched.contains(hatchGround(palette(false).other, palette(false)).rgb()));
        QVERIFY(hatched.size() > 2);
    }

    void aMonthThatIsNotOverIsLighter()
    {
        Fixture fixture;
        const QImage image = chartdata::picture(fixture.bars, QStringLiteral("bars_partial"));
        const QColor colour = pixelAt(image, markOf(fixture.bars, 17, 0)->area.center());
        QVERIFY(colour.lightness() > palette(false).categories[0].lightness());
    }

    void selectionLeavesOthersFaint()
    {
        Fixture fixture;
        fixture.bars.setSelection(QStringLiteral("feature"), {QStringLiteral("code_generation")});
        const QImage image = chartdata::picture(fixture.bars, QStringLiteral("bars_selected"));
        const Palette &p = palette(false);
        QCOMPARE(pixelAt(image, markOf(fixture.bars, 3, 1)->area.center()), p.categories[1]);
        QCOMPARE(pixelAt(image, markOf(fixture.bars, 3, 0)->area.center()),
                 QColor(mix(p.card, p.categories[0], 0.35).rgb()));
        QCOMPARE(pixelAt(image, markOf(fixture.bars, 3, kOtherColumn)->area.center()),
                 QColor(mix(p.card, p.other, 0.35).rgb()));
        fixture.bars.setSelection(QString(), {});
        QCOMPARE(pixelAt(chartdata::picture(fixture.bars, QStringLiteral("bars_again")),
                         markOf(fixture.bars, 3, 0)->area.center()),
                 p.categories[0]);
    }

    void creditsHangBelowTheAxisHatched()
    {
        items::MatrixModel model;
        model.setMatrix(chartdata::credits("month", 3));
        StackedBarChart chart;
        chart.setModel(&model);
        chart.resize(480, 280);
        const ChartMark *credit = markOf(chart, 0, 1); // ocr, -$20
        const ChartMark *spent = markOf(chart, 0, 0);
        QVERIFY(credit && spent);
        QVERIFY(qAbs(credit->area.top() - spent->area.bottom()) < 0.01); // both begin at zero
        QVERIFY(credit->lines.join(QLatin1Char(' ')).contains(QChar(0x2212)));
        const QImage image = chartdata::picture(chart, QStringLiteral("bars_credit"));
        const QColor ground(hatchGround(palette(false).categories[1], palette(false)).rgb());
        const QRectF area = credit->area.adjusted(2, 2, -2, -2);
        bool found = false;
        for (double x = area.left(); x < area.right(); x += 0.5)
            found = found || pixelAt(image, {x, area.center().y()}) == ground;
        QVERIFY(found);
    }

    void clickingAPartGivesItsFeature_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QStringList>("signalled");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("a feature") << 4 << 1 << QStringList{s("feature=code_generation")};
        QTest::newRow("the unattributed is the empty value")
            << 4 << kUnattributedColumn << QStringList{s("feature=")};
        QTest::newRow("Other is no value") << 4 << kOtherColumn << QStringList();
        QTest::newRow("under the bar: the month") << 4 << -1 << QStringList{s("month=2025-10")};
        QTest::newRow("the legend") << -1 << 2 << QStringList{s("feature=agent_planner")};
    }

    void clickingAPartGivesItsFeature()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(QStringList, signalled);
        Fixture fixture;
        QSignalSpy clicked(&fixture.bars, &ChartView::clicked);
        const ChartMark *mark = markOf(fixture.bars, row, column);
        QVERIFY(mark);
        QTest::mouseClick(&fixture.bars, Qt::LeftButton, Qt::ControlModifier, middle(*mark));
        QCOMPARE(argumentsOf(clicked), signalled);
        if (!clicked.isEmpty())
            QCOMPARE(clicked[0][2].value<Qt::KeyboardModifiers>(), Qt::ControlModifier);
        QTest::mouseClick(&fixture.bars, Qt::RightButton, Qt::NoModifier, middle(*mark));
        QCOMPARE(argumentsOf(clicked), signalled);
    }

    void pressingHereAndReleasingThereIsNoClick()
    {
        Fixture fixture;
        QSignalSpy clicked(&fixture.bars, &ChartView::clicked);
        QTest::mousePress(&fixture.bars, Qt::LeftButton, Qt::NoModifier, middle(*markOf(fixture.bars, 4, 1)));
        QTest::mouseRelease(&fixture.bars, Qt::LeftButton, Qt::NoModifier,
                            middle(*markOf(fixture.bars, 9, 0)));
        QVERIFY(clicked.isEmpty());
    }

    void aReceiverMayReplaceTheModelsContent()
    {
        Fixture fixture;
        connect(&fixture.heat, &ChartView::clicked, this, [&] { fixture.m_segments.setMatrix({}); });
        QSignalSpy clicked(&fixture.heat, &ChartView::clicked);
        QTest::mouseClick(&fixture.heat, Qt::LeftButton, Qt::NoModifier, middle(*markOf(fixture.heat, 1, 2)));
        QCOMPARE(argumentsOf(clicked),
                 QStringList({QStringLiteral("feature=code_generation"), QStringLiteral("segment=free")}));
    }

    void doubleClickAndEnterOpen()
    {
        Fixture fixture;
        QSignalSpy activated(&fixture.plane, &ChartView::activated);
        QTest::mouseDClick(&fixture.plane, Qt::LeftButton, Qt::NoModifier,
                           middle(*markOf(fixture.plane, 2, 0)));
        QCOMPARE(argumentsOf(activated), QStringList{QStringLiteral("feature=agent_planner")});
        activated.clear();
        QTest::keyClick(&fixture.plane, Qt::Key_Right);
        QTest::keyClick(&fixture.plane, Qt::Key_Return);
        QCOMPARE(argumentsOf(activated), QStringList{QStringLiteral("feature=complex_support_reasoning")});
    }

    void keysWalkAndSpeak()
    {
        Fixture fixture;
        QTest::keyClick(&fixture.plane, Qt::Key_Right);
        QTest::keyClick(&fixture.plane, Qt::Key_Right);
        QCOMPARE(fixture.plane.currentMark()->lines.first(),
                 QStringLiteral("code_generation")); // second by cost
        QVERIFY(fixture.plane.accessibleDescription().startsWith(QStringLiteral("code_generation, ")));
        QTest::keyClick(&fixture.plane, Qt::Key_Left);
        QTest::keyClick(&fixture.plane, Qt::Key_Left); // the first is the end
        QCOMPARE(fixture.plane.currentMark()->row, 0);
        QTest::keyClick(&fixture.plane, Qt::Key_Escape);
        QVERIFY(fixture.plane.currentMark() == nullptr);
        QCOMPARE(fixture.plane.accessibleDescription(), fixture.plane.summary());
    }

    void keysGoOverMonthsAndUpTheStack()
    {
        Fixture fixture;
        QTest::keyClick(&fixture.bars, Qt::Key_Right);
        QCOMPARE(fixture.bars.currentMark()->row, 0);
        QTest::keyClick(&fixture.bars, Qt::Key_Right);
        QCOMPARE(fixture.bars.currentMark()->row, 1);
        QTest::keyClick(&fixture.bars, Qt::Key_Up);
        QTest::keyClick(&fixture.bars, Qt::Key_Up);
        QCOMPARE(fixture.bars.currentMark()->row, 1);
        QCOMPARE(fixture.bars.currentMark()->column, 1);
        QSignalSpy clicked(&fixture.bars, &ChartView::clicked);
        QTest::keyClick(&fixture.bars, Qt::Key_Space);
        QCOMPARE(argumentsOf(clicked), QStringList{QStringLiteral("feature=code_generation")});
    }

    void keysGoOverCellsAsTheyLie()
    {
        Fixture fixture;
        QTest::keyClick(&fixture.heat, Qt::Key_Down);
        QTest::keyClick(&fixture.heat, Qt::Key_Down);
        QTest::keyClick(&fixture.heat, Qt::Key_Right);
        QCOMPARE(fixture.heat.currentMark()->row, 1);
        QCOMPARE(fixture.heat.currentMark()->column, 1);
    }

    void aCutLineFollowsTheMouse()
    {
        Fixture fixture;
        QuadrantChart &chart = fixture.plane;
        QSignalSpy dragged(&chart, &QuadrantChart::cutsDragged);
        connect(&chart, &QuadrantChart::cutsDragged, &fixture.m_quadrant, &items::QuadrantModel::setCuts);
        // Both lines lie at 1/13; a dot's place tells the scale: moderation has 25 % of requests.
        const double before = fixture.m_quadrant.usageCut();
        const ChartMark drain = *markOf(chart, 0, 0);
        const ChartMark used = *markOf(chart, 13, 0);
        const QPoint grip = gripOf(chart, 30);
        QVERIFY(grip.x() > 0);
        QTest::mousePress(&chart, Qt::LeftButton, Qt::NoModifier, grip);
        moveTo(chart, QPoint(middle(used).x(), 200), Qt::LeftButton);
        QTest::mouseRelease(&chart, Qt::LeftButton, Qt::NoModifier, QPoint(middle(used).x(), 200));
        QVERIFY(!dragged.isEmpty());
        const double share =
            fixture.m_quadrant.index(13, items::QuadrantModel::UsageShare).data(items::ValueRole).toDouble();
        QVERIFY(qAbs(fixture.m_quadrant.usageCut() - share) < 0.004);
        QVERIFY(fixture.m_quadrant.usageCut() > before);
        QVERIFY(qAbs(fixture.m_quadrant.costCut() - 1.0 / 13) < 0.0006); // tenths of a percent
        QCOMPARE(markOf(chart, 0, 0)->area, drain.area);                 // the scale stays while lines move
        moveTo(chart, QPoint(100, 200));
        QVERIFY(qAbs(fixture.m_quadrant.usageCut() - share) < 0.004); // let go is let go
    }

    void cutLinesMoveByKeys()
    {
        Fixture fixture;
        connect(&fixture.plane, &QuadrantChart::cutsDragged, &fixture.m_quadrant,
                &items::QuadrantModel::setCuts);
        QTest::keyClick(&fixture.plane, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(qAbs(fixture.m_quadrant.usageCut() - (1.0 / 13 + 0.005)) < 0.0006);
        QTest::keyClick(&fixture.plane, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(qAbs(fixture.m_quadrant.costCut() - (1.0 / 13 - 0.005)) < 0.0006);
        QVERIFY(fixture.plane.accessibleDescription().contains(QStringLiteral("8.2")));
        QVERIFY(fixture.plane.currentMark() == nullptr);
    }

    void themeChangeRepaints()
    {
        Fixture fixture;
        const QImage light = fixture.bars.grab().toImage();
        fixture.bars.setPalette(toQPalette(palette(true)));
        const QImage dark = fixture.bars.grab().toImage();
        QVERIFY(chartdata::pixelsOf(light, palette(false).categories[1]) > 100);
        QVERIFY(chartdata::pixelsOf(dark, palette(false).categories[1]) == 0);
        QVERIFY(chartdata::pixelsOf(dark, palette(true).categories[1]) > 100);
    }

    void focusByKeyHasAFrame()
    {
        Fixture fixture;
        fixture.burn.show();
        QVERIFY(QTest::qWaitForWindowExposed(&fixture.burn));
        fixture.burn.activateWindow();
        fixture.burn.setFocus(Qt::MouseFocusReason);
        const QColor plain = fixture.burn.grab().toImage().pixelColor(240, 1);
        fixture.burn.clearFocus();
        fixture.burn.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.burn.hasFocus(), 60'000);
        QCOMPARE(fixture.burn.grab().toImage().pixelColor(240, 1), palette(false).accent);
        QVERIFY(plain != palette(false).accent);
    }

private:
    /// A point on the usage cut line: where the cursor says that it can be dragged.
    static QPoint gripOf(ChartView &chart, int y)
    {
        for (int x = 0; x < chart.width(); ++x) {
            moveTo(chart, QPoint(x, y));
            if (chart.cursor().shape() == Qt::SplitHCursor)
                return {x + 5, y};
        }
        return {};
    }
};

QTEST_MAIN(TestChartInput)
#include "test_chartinput.moc"
