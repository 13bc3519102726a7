// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/paintclock.h"

#include <QtCore/QEventLoop>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace outlay::bench {

namespace {

constexpr double kQuietMs = 40; ///< more than two frames: what was asked for has been painted
constexpr double kPatienceMs = 60'000;

Taken between(const Taken &begin, const Taken &end)
{
    return {end.ms - begin.ms, end.cpuMs - begin.cpuMs};
}

} // namespace

bool PaintClock::notify(QObject *receiver, QEvent *event)
{
    // Qt brings the events of all threads through here; the window only waits for its own.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const QEvent::Type type = event->type(); // it may be gone afterwards
    const bool window = receiver->isWidgetType() && static_cast<const QWidget *>(receiver)->isWindow();
    const Taken begun = m_watch.taken();
    ++m_depth;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    if (window && (type == QEvent::UpdateRequest || type == QEvent::Paint))
        m_painted = m_watch.taken();
    leave(begun);
    return done;
}

void PaintClock::leave(const Taken &begun)
{
    if (m_depth > 0)
        return;
    const Taken now = m_watch.taken();
    if (now.ms - begun.ms > m_longestBlock.ms)
        m_longestBlock = between(begun, now);
    if (!m_answer && m_answered && m_answered())
        m_answer = now;
}

Taken PaintClock::untilPainted(const std::function<void()> &action, const std::function<bool()> &answered)
{
    const Taken begun = m_watch.taken();
    m_painted = begun;
    m_longestBlock = {};
    m_answer.reset();
    m_answered = answered;
    ++m_depth; // what it sends is part of it
    action();
    --m_depth;
    leave(begun);
    QEventLoop loop;
    QTimer looking;
    connect(&looking, &QTimer::timeout, &loop, [&] {
        const double now = m_watch.ms();
        if (m_answer && now - std::max(m_painted.ms, m_answer->ms) > kQuietMs)
            loop.quit();
        if (now - begun.ms > kPatienceMs)
            qFatal("not answered in a minute: %s", qPrintable(objectName()));
    });
    looking.start(5);
    loop.exec();
    m_answered = {};
    return between(begun, m_painted.ms > m_answer->ms ? m_painted : *m_answer);
}

} // namespace outlay::bench
