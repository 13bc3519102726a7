// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/paintclock.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace outlay::bench {

namespace {

constexpr double kQuietMs = 40; ///< more than two frames: what was asked for has been painted
constexpr double kPatienceMs = 60'000;

} // namespace

bool PaintClock::notify(QObject *receiver, QEvent *event)
{
    const QEvent::Type type = event->type(); // it may be gone afterwards
    const bool window = receiver->isWidgetType() && static_cast<const QWidget *>(receiver)->isWindow();
    const double begun = m_watch.ms();
    ++m_depth;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    if (window && (type == QEvent::UpdateRequest || type == QEvent::Paint))
        m_paintedMs = m_watch.ms();
    leave(begun);
    return done;
}

void PaintClock::leave(double begunMs)
{
    if (m_depth > 0)
        return;
    m_longestBlock = std::max(m_longestBlock, m_watch.ms() - begunMs);
    if (m_answeredMs < 0 && m_answered && m_answered())
        m_answeredMs = m_watch.ms();
}

double PaintClock::untilPainted(const std::function<void()> &action, const std::function<bool()> &answered)
{
    const double begun = m_watch.ms();
    m_paintedMs = begun;
    m_longestBlock = 0;
    m_answeredMs = -1;
    m_answered = answered;
    ++m_depth; // what it sends is part of it
    action();
    --m_depth;
    leave(begun);
    QEventLoop loop;
    QTimer looking;
    connect(&looking, &QTimer::timeout, &loop, [&] {
        if (m_answeredMs >= 0 && m_watch.ms() - std::max(m_paintedMs, m_answeredMs) > kQuietMs)
            loop.quit();
        if (m_watch.ms() - begun > kPatienceMs)
            qFatal("not answered in a minute: %s", qPrintable(objectName()));
    });
    looking.start(5);
    loop.exec();
    m_answered = {};
    return std::max(m_paintedMs, m_answeredMs) - begun;
}

} // namespace outlay::bench
