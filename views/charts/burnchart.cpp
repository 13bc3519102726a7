// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/burnchart.h"

#include "items/burnmodel.h"
#include "views/charts/axistexts.h"
#include "views/charts/chartpaint.h"
#include "views/charts/labelplacer.h"
#include "views/charts/plotscene.h"
#include "views/forecasttext.h"
#include "views/format.h"

#include <QtCharts/QLineSeries>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::BurnModel;
using items::Kind;

namespace {

/// Where everything is. x counts days gone: the spend of the 1st is drawn at 1, the month begins at 0.
struct BurnLayout
{
    QRectF plot;
    Scale scale;
    int days = 0;

    double x(double day) const { return plot.left() + day / days * plot.width(); }
    double y(qint64 nanos) const
    {
        return plot.bottom() - scale.share(static_cast<double>(nanos)) * plot.height();
    }
    QPointF at(double day, qint64 nanos) const { return {x(day), y(nanos)}; }
};

qint64 amountAt(const BurnModel &burn, int row, int column)
{
    return burn.index(row, column).data(items::ValueRole).toLongLong();
}

BurnLayout layOutBurn(const BurnModel &burn, const QRectF &rect, const QFont &font)
{
    const double line = std::ceil(QFontMetricsF(font).height());
    double most = static_cast<double>(std::max(burn.limitNanos(), burn.softLimitNanos()));
    double least = 0;
    for (int column = BurnModel::Spent; column < BurnModel::ColumnCount; ++column) {
        for (int row = 0; row < burn.rowCount(); ++row) {
            most = std::max(most, static_cast<double>(amountAt(burn, row, column)));
            least = std::min(least, static_cast<double>(amountAt(burn, row, column)));
        }
    }
    BurnLayout layout;
    layout.days = burn.rowCount();
    const double height = rect.height() - 2 * line - 12;
    // Room over the highest line for the text that names it.
    layout.scale =
        niceScale(Kind::Money, least, most * (1 + (line + 4) / std::max(height, 1.0)), intervalsFor(height));
    const double left = std::ceil(rect.left() + tickWidth(font, Kind::Money, layout.scale) + 10);
    const double overhang = QFontMetricsF(font).horizontalAdvance(format::day(burn.lastDay())) / 2 + 1;
    layout.plot = QRectF(QPointF(left, rect.top() + line / 2 + 2),
                         QPointF(std::floor(rect.right() - overhang), std::floor(rect.bottom() - line - 8)));
    return layout;
}

QLineSeries *lineSeries(const QList<QPointF> &points, const QColor &colour, double width,
                        Qt::PenStyle style = Qt::SolidLine)
{
    auto *series = new QLineSeries;
    series->replace(points);
    QPen pen(colour, width, style);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(style == Qt::SolidLine ? Qt::RoundCap : Qt::FlatCap);
    series->setPen(pen);
    return series;
}

/// The sums of a column from `first` on, as far as they are known.
QList<QPointF> pointsOf(const BurnModel &burn, int column, QPointF first = {0, 0})
{
    QList<QPointF> points = {first};
    for (int row = 0; row < burn.rowCount(); ++row)
        if (const QVariant sum = burn.index(row, column).data(items::ValueRole); sum.isValid())
            points.append({row + 1.0, static_cast<double>(sum.toLongLong())});
    return points;
}

QList<QPointF> spentPoints(const BurnModel &burn)
{
    return pointsOf(burn, BurnModel::Spent);
}

/// Where the forecast goes on: at what is spent by the end of the last day that is over.
QPointF forecastBegin(const BurnModel &burn)
{
    int over = burn.daysElapsed();
    while (over > 0 && burn.index(over - 1, BurnModel::Forecast).data(items::ValueRole).isValid())
        --over; // today, whose rest is to come
    return {static_cast<double>(over),
            over > 0 ? static_cast<double>(amountAt(burn, over - 1, BurnModel::Spent)) : 0.0};
}

/// The band in which the spend will be with 80 %.
void paintInterval(QPainter &painter, const BurnModel &burn, const BurnLayout &layout, const Palette &palette)
{
    if (!burn.hasInterval())
        return;
    const QPointF begin = forecastBegin(burn);
    QPolygonF band;
    for (const QPointF &point : pointsOf(burn, BurnModel::ForecastHigh, begin))
        band.append(layout.at(point.x(), std::llround(point.y())));
    const QList<QPointF> low = pointsOf(burn, BurnModel::ForecastLow, begin);
    for (auto point = low.rbegin(); point != low.rend(); ++point)
        band.append(layout.at(point->x(), std::llround(point->y())));
    QColor fill = palette.accent;
    fill.setAlphaF(0.16F);
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
    painter.restore();
}

void addLines(PlotScene &scene, const BurnModel &burn, const Palette &palette)
{
    const double days = burn.rowCount();
    const auto limit = static_cast<double>(burn.limitNanos());
    const auto soft = static_cast<double>(burn.softLimitNanos());
    QColor ghost = palette.secondary;
    ghost.setAlphaF(0.45F);
    if (const QList<QPointF> before = pointsOf(burn, BurnModel::Before); before.size() > 1)
        scene.addLine(lineSeries(before, ghost, 1.4), 0, days);
    scene.addLine(lineSeries(pointsOf(burn, BurnModel::Pace), palette.secondary, 1.2, Qt::DashLine), 0, days);
    if (burn.hasForecast())
        scene.addLine(lineSeries(pointsOf(burn, BurnModel::Forecast, forecastBegin(burn)), palette.accent, 2,
                                 Qt::DotLine),
                      0, days);
    if (burn.softLimitNanos() < burn.limitNanos())
        scene.addLine(lineSeries({{0, soft}, {days, soft}}, palette.warn, 1.2, Qt::DashDotLine), 0, days);
    scene.addLine(lineSeries({{0, limit}, {days, limit}}, palette.danger, 1.8), 0, days);
    if (burn.daysElapsed() > 0)
        scene.addLine(lineSeries(spentPoints(burn), palette.accent, 2.6), 0, days);
}

void paintDays(QPainter &painter, const BurnModel &burn, const BurnLayout &layout, const QFont &font,
               const Palette &palette)
{
    const double top = layout.plot.bottom() + 6;
    const QString last = format::day(burn.lastDay());
    const QRectF lastArea =
        textArea(font, last, QPointF(layout.x(layout.days), top), Qt::AlignHCenter | Qt::AlignTop);
    drawText(painter, font, palette.secondary, last, lastArea.topLeft(), Qt::AlignLeft | Qt::AlignTop);
    for (int day = 1; day < layout.days; day = day == 1 ? 5 : day + 5) {
        const QString text = day == 1 ? format::day(burn.firstDay()) : format::count(day);
        const QRectF area =
            textArea(font, text, QPointF(layout.x(day), top), Qt::AlignHCenter | Qt::AlignTop);
        if (area.right() + 8 < lastArea.left())
            drawText(painter, font, palette.secondary, text, area.topLeft(), Qt::AlignLeft | Qt::AlignTop);
    }
}

/// The lines' names, each at its line, clear of the others.
class LineNames
{
public:
    LineNames(const BurnModel &burn, const BurnLayout &layout, const QFont &normal, const QFont &bold)
        : m_burn(burn)
        , m_layout(layout)
        , m_normal(normal)
        , m_bold(bold)
        , m_placer(layout.plot.adjusted(2, -40, 20, 0))
    {
        const double right = layout.days;
        avoidLine(pointsOf(burn, BurnModel::Pace));
        avoidLine(pointsOf(burn, BurnModel::Before));
        if (burn.hasForecast())
            avoidLine(pointsOf(burn, BurnModel::Forecast, forecastBegin(burn)));
        avoid({0, static_cast<double>(burn.limitNanos())}, {right, static_cast<double>(burn.limitNanos())});
        avoid({0, static_cast<double>(burn.softLimitNanos())},
              {right, static_cast<double>(burn.softLimitNanos())});
        if (const double today = burn.daysElapsed(); today > 0 && today < right)
            m_placer.avoid(QLineF(layout.x(today), layout.plot.top(), layout.x(today), layout.plot.bottom()));
        avoidLine(spentPoints(burn));
    }

    void paint(QPainter &painter, const Palette &palette)
    {
        m_ground = palette.card;
        const qint64 limit = m_burn.limitNanos();
        const qint64 soft = m_burn.softLimitNanos();
        const int decimals = format::moneyDecimals(std::max(limit, m_burn.spentNanos()));
        atLeft(painter, limit, palette.danger, BurnChart::tr("Limit %1").arg(format::money(limit, decimals)),
               m_bold);
        if (soft < limit)
            atLeft(painter, soft, palette.warn,
                   BurnChart::tr("%1 %: %2")
                       .arg(format::count(m_burn.softPercent()), format::money(soft, decimals)),
                   m_normal);
        const int elapsed = m_burn.daysElapsed();
        if (elapsed > 0) {
            const QString text = BurnChart::tr("Spent %1").arg(format::money(m_burn.spentNanos(), decimals));
            near(painter, m_layout.at(elapsed, m_burn.spentNanos()), 5, palette.accent, text, m_bold);
        }
        if (elapsed > 0 && elapsed < m_layout.days) {
            const QString text = BurnChart::tr("Today, %1").arg(format::day(m_burn.asOf()));
            near(painter, QPointF(m_layout.x(elapsed), m_layout.plot.bottom() - 12), 2, palette.secondary,
                 text, m_normal);
        }
        const int pace = m_layout.days * 3 / 4;
        near(painter, m_layout.at(pace, amountAt(m_burn, pace - 1, BurnModel::Pace)), 2, palette.secondary,
             BurnChart::tr("Expected"), m_normal);
        if (m_burn.hasForecast()) {
            const QString text =
                BurnChart::tr("Forecast %1").arg(format::money(m_burn.expectedNanos(), decimals));
            near(painter, m_layout.at(m_layout.days, m_burn.expectedNanos()), 3, palette.accent, text,
                 m_bold);
        }
        if (const QVariant before = m_burn.index(pace / 2, BurnModel::Before).data(items::ValueRole);
            before.isValid())
            near(painter, m_layout.at(pace / 2 + 1, before.toLongLong()), 2, palette.secondary,
                 BurnChart::tr("Period before"), m_normal);
    }

private:
    void avoidLine(const QList<QPointF> &points)
    {
        for (qsizetype i = 1; i < points.size(); ++i)
            avoid(points[i - 1], points[i]);
    }

    void avoid(const QPointF &from, const QPointF &to)
    {
        m_placer.avoid(
            QLineF(m_layout.at(from.x(), std::llround(from.y())), m_layout.at(to.x(), std::llround(to.y()))));
    }

    /// Over a level line, at its beginning.
    void atLeft(QPainter &painter, qint64 level, const QColor &colour, const QString &text, const QFont &font)
    {
        const QPointF anchor(m_layout.plot.left() + 6, m_layout.y(level) - 2);
        const QRectF area = textArea(font, text, anchor, Qt::AlignLeft | Qt::AlignBottom);
        m_placer.block(area, LabelPlacer::Blocks::Text);
        painter.fillRect(area.adjusted(-2, 0, 2, -1), m_ground); // no grid line through the figures
        drawText(painter, font, colour, text, anchor, Qt::AlignLeft | Qt::AlignBottom);
    }

    void near(QPainter &painter, const QPointF &point, double radius, const QColor &colour,
              const QString &text, const QFont &font)
    {
        const QSizeF size = textArea(font, text, point, Qt::AlignLeft | Qt::AlignTop).size();
        const auto place = m_placer.place(point, radius, size, true);
        if (!place)
            return;
        painter.fillRect(place->area.adjusted(1, 2, -1, -2), m_ground); // no line through the words
        drawText(painter, font, colour, text, place->area.topLeft(), Qt::AlignLeft | Qt::AlignTop);
    }

    const BurnModel &m_burn;
    const BurnLayout &m_layout;
    QFont m_normal;
    QFont m_bold;
    QColor m_ground;
    LabelPlacer m_placer;
};

void paintToday(QPainter &painter, const BurnModel &burn, const BurnLayout &layout, const Palette &palette)
{
    const int elapsed = burn.daysElapsed();
    if (elapsed == 0)
        return;
    if (elapsed < layout.days) {
        const double x = std::round(layout.x(elapsed)) + 0.5;
        painter.setPen(QPen(palette.secondary, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
    }
    painter.setPen(QPen(palette.card, 1.5));
    painter.setBrush(palette.accent);
    painter.drawEllipse(layout.at(elapsed, burn.spentNanos()), 4.5, 4.5);
}

} // namespace

BurnChart::BurnChart(QWidget *parent)
    : ChartView(parent)
{
}

const BurnModel *BurnChart::burn() const
{
    const auto *burn = qobject_cast<const BurnModel *>(model());
    return burn && !burn->isEmpty() ? burn : nullptr;
}

QSize BurnChart::sizeHint() const
{
    return {480, 300};
}

void BurnChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    if (!burn()) {
        drawNoData(painter, rect, font, palette);
    } else {
        const BurnLayout layout = layOutBurn(*burn(), rect, font);
        paintInterval(painter, *burn(), layout, palette);
        PlotScene scene(layout.plot, layout.scale, palette);
        addLines(scene, *burn(), palette);
        scene.render(painter);
        paintAmountAxis(painter, layout.plot, font, Kind::Money, layout.scale, palette);
        paintDays(painter, *burn(), layout, font, palette);
        paintToday(painter, *burn(), layout, palette);
        LineNames(*burn(), layout, font, chartFont(*this, true)).paint(painter, palette);
    }
    painter.restore();
}

QList<ChartMark> BurnChart::layOut(const QRectF &rect) const
{
    if (!burn())
        return {};
    const BurnLayout layout = layOutBurn(*burn(), rect, chartFont(*this));
    QList<ChartMark> marks;
    for (int row = 0; row < burn()->rowCount(); ++row) {
        const QVariant spent = burn()->index(row, BurnModel::Spent).data(items::ValueRole);
        const QVariant expected = burn()->index(row, BurnModel::Forecast).data(items::ValueRole);
        if (!spent.isValid() && !expected.isValid())
            continue;
        ChartMark mark;
        mark.area = QRectF(QPointF(layout.x(row + 0.5), layout.plot.top()),
                           QPointF(layout.x(row + 1.5), layout.plot.bottom()));
        mark.row = row;
        mark.column = spent.isValid() ? BurnModel::Spent : BurnModel::Forecast;
        const QModelIndex day = burn()->index(row, BurnModel::Day);
        mark.targets = {{day.data(items::DimensionRole).toString(), day.data(items::KeyRole).toString()}};
        mark.figure = burn()->index(row, BurnModel::Spent).data(items::FigureRole).toString();
        mark.slice = mark.targets;
        const qint64 sum = (spent.isValid() ? spent : expected).toLongLong();
        mark.lines = {format::text(Kind::Day, day.data(items::ValueRole)),
                      (spent.isValid() ? tr("Spent %1") : tr("Forecast %1")).arg(format::money(sum)),
                      tr("Expected %1").arg(format::money(amountAt(*burn(), row, BurnModel::Pace)))};
        if (!spent.isValid() && burn()->hasInterval())
            mark.lines.append(tr("80 % sure of %1 to %2")
                                  .arg(format::money(amountAt(*burn(), row, BurnModel::ForecastLow)),
                                       format::money(amountAt(*burn(), row, BurnModel::ForecastHigh))));
        if (const qint64 limit = burn()->limitNanos(); limit > 0)
            mark.lines.append(
                tr("%1 of the limit")
                    .arg(format::percent(static_cast<double>(sum) / static_cast<double>(limit))));
        marks.append(mark);
    }
    return marks;
}

void BurnChart::paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const
{
    const BurnLayout layout = layOutBurn(*burn(), contentRect(), chartFont(*this));
    const QPointF point = layout.at(mark.row + 1, amountAt(*burn(), mark.row, mark.column));
    painter.setPen(QPen(palette.secondary, 1));
    painter.drawLine(QPointF(point.x(), layout.plot.top()), QPointF(point.x(), layout.plot.bottom()));
    painter.setPen(QPen(palette.accent, 2.5));
    painter.setBrush(palette.card);
    painter.drawEllipse(point, 5, 5);
}

QString BurnChart::summary() const
{
    if (!burn())
        return tr("No data");
    const int days = burn()->daysLeft();
    return (days == 1 ? tr("%1 of %2 spent by %3, %n day left: %4", nullptr, days)
                      : tr("%1 of %2 spent by %3, %n days left: %4", nullptr, days))
               .arg(format::money(burn()->spentNanos()), format::money(burn()->limitNanos()),
                    format::day(burn()->asOf().isValid() ? burn()->asOf() : burn()->firstDay()),
                    format::budgetState(burn()->state())) +
           (burn()->hasForecast() ? QStringLiteral(". ") + forecastText(*burn()) : QString());
}

} // namespace outlay::views
