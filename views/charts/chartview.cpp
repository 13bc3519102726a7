// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/chartview.h"

#include "views/charts/chartpaint.h"

#include <QtCore/QAbstractItemModel>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <limits>

namespace outlay::views {

namespace {

QString toolTipOf(const ChartMark &mark)
{
    QStringList lines = mark.lines;
    for (QString &line : lines)
        line = line.toHtmlEscaped();
    if (!lines.isEmpty())
        lines.first() = QStringLiteral("<b>%1</b>").arg(lines.first());
    return QStringLiteral("<p style='white-space:pre'>%1</p>").arg(lines.join(QStringLiteral("<br>")));
}

} // namespace

ChartView::ChartView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(240);
}

void ChartView::setModel(QAbstractItemModel *model)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    m_model = model;
    const auto changed = [this] {
        modelChanged();
        refresh();
    };
    const auto reset = [this, changed] {
        m_current = -1;
        changed();
    };
    if (model) {
        m_connections = {connect(model, &QAbstractItemModel::modelReset, this, reset),
                         connect(model, &QAbstractItemModel::layoutChanged, this, reset),
                         connect(model, &QAbstractItemModel::rowsInserted, this, reset),
                         connect(model, &QAbstractItemModel::rowsRemoved, this, reset),
                         connect(model, &QAbstractItemModel::columnsInserted, this, reset),
                         connect(model, &QAbstractItemModel::columnsRemoved, this, reset),
                         connect(model, &QAbstractItemModel::headerDataChanged, this, changed),
                         connect(model, &QAbstractItemModel::dataChanged, this, changed),
                         connect(model, &QObject::destroyed, this, reset)};
    }
    reset();
}

void ChartView::setSelection(const QString &dimension, const QStringList &keys)
{
    if (dimension == m_selectedDimension && keys == m_selectedKeys)
        return;
    m_selectedDimension = dimension;
    m_selectedKeys = keys;
    refresh();
}

bool ChartView::isFaint(const QString &dimension, const QString &key) const
{
    return !m_selectedKeys.isEmpty() && dimension == m_selectedDimension && !m_selectedKeys.contains(key);
}

const QList<ChartMark> &ChartView::marks() const
{
    // A hidden widget is told of a new size only when it is shown.
    if (m_markedRect != contentRect()) {
        m_marks = layOut(contentRect());
        m_markedRect = contentRect();
    }
    return m_marks;
}

const ChartMark *ChartView::currentMark() const
{
    return m_current >= 0 && m_current < marks().size() ? &marks()[m_current] : nullptr;
}

void ChartView::refresh()
{
    m_picture = QPixmap();
    m_markedRect = QRectF();
    m_hovered = -1;
    m_pressed = -1;
    m_isDescribed = false;
    if (isVisible() || isWindow())
        describe();
    update();
}

/// Not for the many charts of hidden pages: it takes as long as a painting.
void ChartView::describe()
{
    m_isDescribed = true;
    if (m_current >= marks().size())
        m_current = -1;
    if (!currentMark())
        setAccessibleDescription(summary());
}

void ChartView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isDescribed)
        describe();
}

void ChartView::announce(const QString &sentence)
{
    // Qt 6.4 has no announcement event; a changed description of what has the focus is read out.
    setAccessibleDescription(sentence);
}

void ChartView::paintEvent(QPaintEvent *)
{
    const QSize pixels = size() * devicePixelRatio();
    if (m_picture.size() != pixels) {
        m_picture = QPixmap(pixels);
        m_picture.setDevicePixelRatio(devicePixelRatio());
        m_picture.fill(Qt::transparent);
        QPainter painter(&m_picture);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter, contentRect(), paletteOf(*this));
    }
    QPainter painter(this);
    painter.drawPixmap(QPointF(), m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrames(painter);
}

void ChartView::paintFrames(QPainter &painter) const
{
    const Palette &colours = paletteOf(*this);
    const bool keyboard = hasFocus() && m_byKeyboard;
    if (m_hovered >= 0 && m_hovered < marks().size())
        paintHighlight(painter, marks()[m_hovered], colours);
    if (keyboard && currentMark() && m_current != m_hovered)
        paintHighlight(painter, *currentMark(), colours);
    if (!keyboard)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.accent, 2));
    painter.drawRoundedRect(contentRect().adjusted(1, 1, -1, -1), 6, 6);
}

void ChartView::paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.text, 1.5));
    painter.drawRoundedRect(mark.area.adjusted(-1, -1, 1, 1), 2, 2);
}

void ChartView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LocaleChange:
    case QEvent::LanguageChange:
        refresh();
        break;
    default:
        break;
    }
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    m_byKeyboard = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QWidget::focusInEvent(event);
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        m_current = -1;
        setAccessibleDescription(summary());
    }
    QWidget::focusOutEvent(event);
}

int ChartView::markIndexAt(const QPointF &position) const
{
    for (qsizetype i = marks().size() - 1; i >= 0; --i)
        if (marks()[i].area.contains(position))
            return static_cast<int>(i);
    return -1;
}

void ChartView::setHovered(int mark)
{
    if (mark == m_hovered)
        return;
    m_hovered = mark;
    const bool clickable = mark >= 0 && !marks()[mark].targets.isEmpty();
    if (clickable)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    update();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const int mark = markIndexAt(event->position());
    setHovered(mark);
    if (mark >= 0 && !marks()[mark].lines.isEmpty())
        QToolTip::showText(event->globalPosition().toPoint(), toolTipOf(marks()[mark]), this,
                           marks()[mark].area.toAlignedRect());
    else
        QToolTip::hideText();
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    m_byKeyboard = false;
    if (event->button() == Qt::LeftButton)
        m_pressed = markIndexAt(event->position());
    else
        event->ignore();
}

void ChartView::offer(const ChartMark &mark, Qt::KeyboardModifiers modifiers)
{
    // A receiver may change the model and with it the marks.
    const QList<ChartTarget> targets = mark.targets;
    for (const ChartTarget &target : targets)
        Q_EMIT clicked(target.dimension, target.key, modifiers);
    if (!targets.isEmpty())
        Q_EMIT picked(targets, modifiers);
}

void ChartView::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = m_pressed;
    m_pressed = -1;
    if (event->button() != Qt::LeftButton || pressed < 0 || pressed != markIndexAt(event->position()))
        return;
    offer(marks()[pressed], event->modifiers());
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = markIndexAt(event->position());
    if (event->button() != Qt::LeftButton || index < 0 || marks()[index].targets.isEmpty())
        return;
    const ChartTarget target = marks()[index].targets.first();
    Q_EMIT activated(target.dimension, target.key);
}

void ChartView::leaveEvent(QEvent *event)
{
    setHovered(-1);
    QWidget::leaveEvent(event);
}

void ChartView::setCurrent(int mark)
{
    m_current = mark;
    announce(currentMark() ? currentMark()->lines.join(QStringLiteral(", ")) : summary());
    update();
}

void ChartView::walk(int key)
{
    const bool alongX = rowDirection() == Qt::Horizontal;
    const bool horizontal = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool overRows = horizontal == alongX;
    // Rows run to the right or down, columns stack upwards or run to the right.
    const bool forwards =
        alongX ? key == Qt::Key_Right || key == Qt::Key_Up : key == Qt::Key_Right || key == Qt::Key_Down;
    int best = -1;
    int bestDistance = std::numeric_limits<int>::max();
    for (int i = 0; i < marks().size(); ++i) {
        const ChartMark &mark = marks()[i];
        if (!mark.walkable)
            continue;
        const ChartMark *from = currentMark();
        if (!from) {
            setCurrent(i);
            return;
        }
        const int along =
            (overRows ? mark.row - from->row : mark.column - from->column) * (forwards ? 1 : -1);
        const int across = std::abs(overRows ? mark.column - from->column : mark.row - from->row);
        if (along <= 0 || (!overRows && across > 0))
            continue;
        const int distance = along * 1000 + across;
        if (distance < bestDistance) {
            best = i;
            bestDistance = distance;
        }
    }
    if (best >= 0)
        setCurrent(best);
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyToClipboard();
        return;
    }
    if (event->keyCombination() == (Qt::ControlModifier | Qt::Key_E) && currentMark() &&
        !currentMark()->figure.isEmpty()) {
        explain(*currentMark());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (event->modifiers() & ~Qt::KeypadModifier)
            break;
        m_byKeyboard = true;
        walk(event->key());
        return;
    case Qt::Key_Space:
        if (!currentMark())
            break;
        offer(*currentMark(), event->modifiers());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!currentMark() || currentMark()->targets.isEmpty())
            break;
        Q_EMIT activated(currentMark()->targets.first().dimension, currentMark()->targets.first().key);
        return;
    case Qt::Key_Escape:
        if (m_current < 0)
            break;
        setCurrent(-1);
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace outlay::views
