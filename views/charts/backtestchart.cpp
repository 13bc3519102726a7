// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/backtestchart.h"

#include "items/budgetpastmodel.h"
#include "views/charts/axistexts.h"
#include "views/charts/chartpaint.h"
#include "views/format.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::BudgetPastModel;
using items::Kind;
using Outcome = BudgetPastModel::Outcome;
using Strip = BudgetPastModel::Strip;

namespace {

constexpr double kLineReach = 5;     ///< pixels
constexpr double kMostUsedShown = 3; ///< beyond three budgets a period's line is cut
constexpr double kPeriodGap = 0.08;  ///< of a period's width, between it and the next
constexpr double kMarkRadius = 4.5;

} // namespace

/// Where everything is: the periods side by side, each with its days.
struct BacktestLayout
{
    QRectF plot;
    Scale scale;
    double slot = 0; ///< width of a period with its gap

    double left(qsizetype period) const { return plot.left() + static_cast<double>(period) * slot; }
    /// Of the end of a day; day 0 is the first.
    double x(qsizetype period, qsizetype day, qsizetype days) const
    {
        return left(period) +
               slot * (1 - kPeriodGap) * static_cast<double>(day + 1) / static_cast<double>(days);
    }
    double y(double used) const
    {
        return plot.bottom() - scale.share(std::min(used, scale.most)) * plot.height();
    }
    double usedAt(double pixel) const
    {
        return scale.least + (plot.bottom() - pixel) / plot.height() * (scale.most - scale.least);
    }
};

namespace {

QPolygonF lineOf(const BacktestLayout &layout, qsizetype period, const Strip &strip)
{
    QPolygonF line = {{layout.left(period), layout.y(0)}};
    for (qsizetype day = 0; day < strip.used.size(); ++day)
        line.append({layout.x(period, day, strip.used.size()), layout.y(strip.used[day])});
    return line;
}

QPointF pointOf(const BacktestLayout &layout, qsizetype period, const Strip &strip, int day)
{
    return {layout.x(period, day, strip.used.size()), layout.y(strip.used[day])};
}

/// Filled: it was spent; hollow: the forecast said so.
void paintWarning(QPainter &painter, const QPointF &at, bool onForecast, const Palette &palette)
{
    const double r = kMarkRadius;
    painter.setPen(QPen(palette.warn, 1.6));
    painter.setBrush(onForecast ? palette.card : palette.warn);
    painter.drawPolygon(QPolygonF({at + QPointF(0, -r), at + QPointF(r, r), at + QPointF(-r, r)}));
}

void paintReached(QPainter &painter, const QPointF &at, const Palette &palette)
{
    painter.setPen(QPen(palette.card, 1));
    painter.setBrush(palette.danger);
    painter.drawRect(
        QRectF(at.x() - kMarkRadius + 1, at.y() - kMarkRadius + 1, 2 * kMarkRadius - 2, 2 * kMarkRadius - 2));
}

QString symbolOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::InTime:
        return QStringLiteral("✓");
    case Outcome::OnTheDay:
        return QStringLiteral("=");
    case Outcome::FalseAlarm:
        return QStringLiteral("?");
    case Outcome::Missed:
        return QStringLiteral("✕");
    case Outcome::Quiet:
        break;
    }
    return {};
}

void paintPeriods(QPainter &painter, const BudgetPastModel &past, const BacktestLayout &layout,
                  const QFont &font, const QFont &bold, const Palette &palette)
{
    double free = layout.plot.left() - 100;
    for (qsizetype i = 0; i < past.strips().size(); ++i) {
        const Strip &strip = past.strips()[i];
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette.accent, 1.8, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPolyline(lineOf(layout, i, strip));
        if (strip.reached >= 0)
            paintReached(painter, {pointOf(layout, i, strip, strip.reached).x(), layout.y(1)}, palette);
        if (strip.fired >= 0)
            paintWarning(painter, pointOf(layout, i, strip, strip.fired), strip.onForecast, palette);
        const double middle = layout.left(i) + layout.slot * (1 - kPeriodGap) / 2;
        drawText(painter, bold, strip.outcome == Outcome::InTime ? palette.text : palette.danger,
                 symbolOf(strip.outcome), {middle, layout.plot.top() - 2},
                 Qt::AlignHCenter | Qt::AlignBottom);
        const QRectF name =
            textArea(font, strip.name, {middle, layout.plot.bottom() + 6}, Qt::AlignHCenter | Qt::AlignTop);
        if (name.left() < free + 8)
            continue;
        drawText(painter, font, palette.secondary, strip.name, name.topLeft(), Qt::AlignLeft | Qt::AlignTop);
        free = name.right();
    }
}

void paintLevel(QPainter &painter, const BacktestLayout &layout, double used, const QColor &colour,
                Qt::PenStyle style, const QString &text, const QFont &font, const Palette &palette)
{
    const double y = std::round(layout.y(used)) + 0.5;
    painter.setPen(QPen(colour, 1.6, style));
    painter.drawLine(QPointF(layout.plot.left(), y), QPointF(layout.plot.right(), y));
    const QPointF anchor(layout.plot.right() - 4, y - 2);
    const QRectF area = textArea(font, text, anchor, Qt::AlignRight | Qt::AlignBottom);
    painter.fillRect(area.adjusted(-2, 0, 2, -1), palette.card);
    drawText(painter, font, colour, text, anchor, Qt::AlignRight | Qt::AlignBottom);
}

} // namespace

BacktestChart::BacktestChart(QWidget *parent)
    : ChartView(parent)
{
}

const BudgetPastModel *BacktestChart::past() const
{
    const auto *past = qobject_cast<const BudgetPastModel *>(model());
    return past && !past->strips().isEmpty() ? past : nullptr;
}

QSize BacktestChart::sizeHint() const
{
    return {480, 240};
}

BacktestLayout BacktestChart::layoutIn(const QRectF &rect) const
{
    const QFont font = chartFont(*this);
    const double line = std::ceil(QFontMetricsF(font).height());
    double most = std::max(1.0, past()->threshold().percent / 100.0) * 1.1;
    for (const Strip &strip : past()->strips())
        most = std::max(most, std::min(strip.used.last(), kMostUsedShown));
    BacktestLayout layout;
    const double height = rect.height() - 2 * line - 16;
    layout.scale = niceScale(Kind::Share, 0, most, intervalsFor(height));
    const double left = std::ceil(rect.left() + tickWidth(font, Kind::Share, layout.scale) + 10);
    layout.plot = QRectF(QPointF(left, rect.top() + line + 6),
                         QPointF(std::floor(rect.right() - 6), std::floor(rect.bottom() - line - 8)));
    layout.slot = layout.plot.width() / static_cast<double>(past()->strips().size());
    return layout;
}

void BacktestChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    const QFont font = chartFont(*this);
    const QFont bold = chartFont(*this, true);
    if (!past()) {
        drawNoData(painter, rect, font, palette);
    } else {
        const BacktestLayout layout = layoutIn(rect);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette.grid, 1));
        for (const double tick : layout.scale.ticks())
            painter.drawLine(QPointF(layout.plot.left(), std::round(layout.y(tick)) + 0.5),
                             QPointF(layout.plot.right(), std::round(layout.y(tick)) + 0.5));
        paintAmountAxis(painter, layout.plot, font, Kind::Share, layout.scale, palette);
        const int percent = past()->threshold().percent;
        paintLevel(painter, layout, 1, palette.danger, Qt::SolidLine, tr("Budget"), font, palette);
        paintLevel(painter, layout, percent / 100.0, palette.warn, Qt::DashDotLine,
                   percent == 100 ? QString() : tr("Warns at %1 %").arg(format::count(percent)), bold,
                   palette);
        paintPeriods(painter, *past(), layout, font, bold, palette);
    }
    painter.restore();
}

QList<ChartMark> BacktestChart::layOut(const QRectF &rect) const
{
    if (!past())
        return {};
    const BacktestLayout layout = layoutIn(rect);
    QList<ChartMark> marks;
    for (int row = 0; row < past()->rowCount(); ++row) {
        const auto text = [&](int column) {
            const QModelIndex cell = past()->index(row, column);
            return format::text(static_cast<Kind>(cell.data(items::KindRole).toInt()),
                                cell.data(items::ValueRole));
        };
        ChartMark mark;
        mark.area =
            QRectF(layout.left(row), layout.plot.top(), layout.slot * (1 - kPeriodGap), layout.plot.height());
        mark.row = row;
        mark.column = BudgetPastModel::Used;
        mark.lines = {text(BudgetPastModel::Period),
                      tr("%1 of %2 spent, %3")
                          .arg(text(BudgetPastModel::Spent), text(BudgetPastModel::Amount),
                               text(BudgetPastModel::Used))};
        const Strip &strip = past()->strips()[row];
        if (strip.fired >= 0)
            mark.lines.append(tr("Would have warned on %1, by the %2")
                                  .arg(text(BudgetPastModel::Fired), text(BudgetPastModel::FiredOn)));
        if (strip.reached >= 0)
            mark.lines.append(tr("Budget spent on %1").arg(text(BudgetPastModel::Reached)));
        mark.lines.append(text(BudgetPastModel::Verdict));
        marks.append(mark);
    }
    return marks;
}

void BacktestChart::modelChanged()
{
    if (!past())
        m_dragging = false;
}

QString BacktestChart::summary() const
{
    return past() ? past()->summary() : tr("No data");
}

bool BacktestChart::isOnLine(const QPointF &position) const
{
    if (!past())
        return false;
    const BacktestLayout layout = layoutIn(contentRect());
    return position.x() >= layout.plot.left() && position.x() <= layout.plot.right() &&
           std::abs(position.y() - layout.y(past()->threshold().percent / 100.0)) <= kLineReach;
}

void BacktestChart::moveTo(int percent)
{
    percent = std::clamp(percent, 1, base::kMaxThresholdPercent);
    if (percent != past()->threshold().percent)
        Q_EMIT thresholdDragged(percent);
}

void BacktestChart::mousePressEvent(QMouseEvent *event)
{
    m_dragging = event->button() == Qt::LeftButton && isOnLine(event->position());
    if (!m_dragging)
        ChartView::mousePressEvent(event);
}

void BacktestChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging && past()) {
        // No further than the scale goes: dragging must not change the scale under the hand.
        const BacktestLayout layout = layoutIn(contentRect());
        const double used = std::min(layout.usedAt(event->position().y()), layout.scale.most);
        moveTo(static_cast<int>(std::lround(used * 100)));
        return;
    }
    ChartView::mouseMoveEvent(event);
    if (!isOnLine(event->position()))
        return;
    setCursor(Qt::SplitVCursor);
    QToolTip::showText(event->globalPosition().toPoint(),
                       tr("Drag to try another threshold; Shift and arrow keys do too"), this);
}

void BacktestChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_dragging)
        ChartView::mouseReleaseEvent(event);
    m_dragging = false;
}

void BacktestChart::keyPressEvent(QKeyEvent *event)
{
    const bool isStep = event->modifiers() == Qt::ShiftModifier && past() &&
                        (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down);
    if (!isStep) {
        ChartView::keyPressEvent(event);
        return;
    }
    moveTo(past()->threshold().percent + (event->key() == Qt::Key_Up ? 1 : -1));
    if (past())
        announce(tr("Warns at %1 %: %2").arg(format::count(past()->threshold().percent), past()->summary()));
}

} // namespace outlay::views
