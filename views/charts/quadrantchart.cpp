// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/quadrantchart.h"

#include "items/quadrantmodel.h"
#include "views/charts/chartpaint.h"
#include "views/charts/quadrantlayout.h"
#include "views/charts/quadrantpaint.h"
#include "views/format.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::FeatureClass;
using items::Kind;
using items::QuadrantModel;

namespace {

constexpr double kGripReach = 5;   ///< pixels on both sides of a cut line
constexpr double kKeyStep = 0.005; ///< half a percentage point per key press

QStringList linesOf(const QuadrantModel &model, int row)
{
    const auto text = [&](int column) {
        const QModelIndex index = model.index(row, column);
        return format::text(static_cast<Kind>(index.data(items::KindRole).toInt()),
                            index.data(items::ValueRole));
    };
    const auto known = [&](int column) { return model.index(row, column).data(items::ValueRole).isValid(); };
    QStringList lines = {text(QuadrantModel::Name), text(QuadrantModel::Class),
                         QuadrantChart::tr("%1, %2 of the cost")
                             .arg(text(QuadrantModel::Cost), text(QuadrantModel::CostShare)),
                         model.isByReturn()
                             ? QuadrantChart::tr("Returns %1, %2 of all gains")
                                   .arg(text(QuadrantModel::Gain), text(QuadrantModel::UsageShare))
                             : QuadrantChart::tr("%1 requests, %2 of all")
                                   .arg(text(QuadrantModel::Requests), text(QuadrantModel::UsageShare))};
    if (known(QuadrantModel::Index) && model.isByReturn())
        lines.append(QuadrantChart::tr("Costs %1 its share of the return").arg(text(QuadrantModel::Index)));
    else if (known(QuadrantModel::Index))
        lines.append(QuadrantChart::tr("Costs %1 its share of use").arg(text(QuadrantModel::Index)));
    if (known(QuadrantModel::PreviousCostShare))
        lines.append(
            QuadrantChart::tr("Before: %1 of the cost, %2 of requests")
                .arg(text(QuadrantModel::PreviousCostShare), text(QuadrantModel::PreviousUsageShare)));
    return lines;
}

} // namespace

QuadrantChart::QuadrantChart(QWidget *parent)
    : ChartView(parent)
{
    setMinimumHeight(320);
}

void QuadrantChart::setPreviousShown(bool shown)
{
    m_previousShown = shown;
    refresh();
}

const QuadrantModel *QuadrantChart::quadrant() const
{
    const auto *quadrant = qobject_cast<const QuadrantModel *>(model());
    return quadrant && quadrant->rowCount() > 0 ? quadrant : nullptr;
}

QuadrantLayout QuadrantChart::layoutIn(const QRectF &rect) const
{
    return layOutQuadrant(*quadrant(), rect, chartFont(*this), chartFont(*this, true), m_previousShown);
}

QSize QuadrantChart::sizeHint() const
{
    return {560, 420};
}

void QuadrantChart::paint(QPainter &painter, const QRectF &rect, const Palette &palette) const
{
    painter.save();
    if (!quadrant())
        drawNoData(painter, rect, chartFont(*this), palette);
    else
        paintQuadrant(
            painter, layoutIn(rect), chartFont(*this), chartFont(*this, true), palette,
            [this](const QuadrantDot &dot) { return isFaint(dot.target.dimension, dot.target.key); });
    painter.restore();
}

QList<ChartMark> QuadrantChart::layOut(const QRectF &rect) const
{
    if (!quadrant())
        return {};
    const QuadrantLayout layout = layoutIn(rect);
    QList<ChartMark> marks;
    for (int row = 0; row < layout.dots.size(); ++row) {
        const QuadrantDot &dot = layout.dots[row];
        const double reach = dot.radius + 3;
        ChartMark mark;
        mark.area = QRectF(dot.centre.x() - reach, dot.centre.y() - reach, 2 * reach, 2 * reach);
        mark.row = row;
        mark.column = 0;
        mark.targets = {dot.target};
        mark.figure = quadrant()->isByReturn() ? QStringLiteral("cost") : QStringLiteral("cost_share");
        mark.slice = mark.targets;
        mark.lines = linesOf(*quadrant(), row);
        marks.append(mark);
    }
    return marks;
}

void QuadrantChart::paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.text, 2));
    const double radius = mark.area.width() / 2 + 2;
    painter.drawEllipse(mark.area.center(), radius, radius);
}

QString QuadrantChart::summary() const
{
    const QuadrantModel *features = quadrant();
    if (features == nullptr)
        return tr("No data");
    int drains = 0;
    double cost = 0;
    double usage = 0;
    for (int row = 0; row < features->rowCount(); ++row) {
        const auto value = [&](int column) { return features->index(row, column).data(items::ValueRole); };
        if (static_cast<FeatureClass>(value(QuadrantModel::Class).toInt()) != FeatureClass::CostDrain)
            continue;
        ++drains;
        cost += value(QuadrantModel::CostShare).toDouble();
        usage += value(QuadrantModel::UsageShare).toDouble();
    }
    const QString all = features->rowCount() == 1 ? tr("%n feature", nullptr, 1)
                                                  : tr("%n features", nullptr, features->rowCount());
    if (drains == 0)
        return tr("%1, none of them a cost drain").arg(all);
    if (features->isByReturn())
        return (drains == 1
                    ? tr("%1; %n cost drain takes %2 of the cost for %3 of the return", nullptr, drains)
                    : tr("%1; %n cost drains take %2 of the cost for %3 of the return", nullptr, drains))
            .arg(all, format::percent(cost), format::percent(usage));
    return (drains == 1 ? tr("%1; %n cost drain takes %2 of the cost for %3 of requests", nullptr, drains)
                        : tr("%1; %n cost drains take %2 of the cost for %3 of requests", nullptr, drains))
        .arg(all, format::percent(cost), format::percent(usage));
}

QuadrantChart::Grip QuadrantChart::gripAt(const QPointF &position) const
{
    if (!quadrant())
        return Grip::None;
    const bool onDot = std::any_of(marks().cbegin(), marks().cend(),
                                   [&](const ChartMark &mark) { return mark.area.contains(position); });
    const QuadrantLayout layout = layoutIn(contentRect());
    const QRectF reach = layout.plot.adjusted(-2, -24, 50, 2);
    if (onDot || !reach.contains(position))
        return Grip::None;
    if (std::abs(position.x() - layout.x(layout.usageCut)) <= kGripReach &&
        position.x() <= layout.plot.right())
        return Grip::Usage;
    if (std::abs(position.y() - layout.y(layout.costCut)) <= kGripReach && position.y() >= layout.plot.top())
        return Grip::Cost;
    return Grip::None;
}

void QuadrantChart::moveCuts(double usage, double cost)
{
    // Tenths of a percent: what is shown is what is set.
    const auto rounded = [](double share) { return std::round(std::clamp(share, 0.0, 1.0) * 1000) / 1000; };
    usage = rounded(usage);
    cost = rounded(cost);
    if (usage == quadrant()->usageCut() && cost == quadrant()->costCut())
        return;
    Q_EMIT cutsDragged(usage, cost);
}

void QuadrantChart::mousePressEvent(QMouseEvent *event)
{
    m_grip = event->button() == Qt::LeftButton ? gripAt(event->position()) : Grip::None;
    if (m_grip == Grip::None)
        ChartView::mousePressEvent(event);
}

void QuadrantChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_grip != Grip::None && quadrant()) {
        const QuadrantLayout layout = layoutIn(contentRect());
        if (m_grip == Grip::Usage)
            moveCuts(layout.usageAt(event->position().x()), layout.costCut);
        else
            moveCuts(layout.usageCut, layout.costAt(event->position().y()));
        return;
    }
    ChartView::mouseMoveEvent(event);
    const Grip grip = gripAt(event->position());
    if (grip == Grip::None)
        return;
    setCursor(grip == Grip::Usage ? Qt::SplitHCursor : Qt::SplitVCursor);
    QToolTip::showText(event->globalPosition().toPoint(),
                       tr("Drag to move the line; Shift and arrow keys do too"), this);
}

void QuadrantChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_grip == Grip::None)
        ChartView::mouseReleaseEvent(event);
    m_grip = Grip::None;
}

void QuadrantChart::keyPressEvent(QKeyEvent *event)
{
    const bool shifted = event->modifiers() == Qt::ShiftModifier && quadrant();
    double usage = shifted ? quadrant()->usageCut() : 0;
    double cost = shifted ? quadrant()->costCut() : 0;
    switch (shifted ? event->key() : 0) {
    case Qt::Key_Left:
        usage -= kKeyStep;
        break;
    case Qt::Key_Right:
        usage += kKeyStep;
        break;
    case Qt::Key_Down:
        cost -= kKeyStep;
        break;
    case Qt::Key_Up:
        cost += kKeyStep;
        break;
    default:
        ChartView::keyPressEvent(event);
        return;
    }
    moveCuts(usage, cost);
    if (quadrant())
        announce((quadrant()->isByReturn() ? tr("Lines at %1 of the return and %2 of cost")
                                           : tr("Lines at %1 of requests and %2 of cost"))
                     .arg(format::percent(quadrant()->usageCut()), format::percent(quadrant()->costCut())));
}

} // namespace outlay::views
