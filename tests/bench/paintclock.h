// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QApplication>

#include "bench/latencies.h"

#include <functional>
#include <optional>

namespace outlay::bench {

/// An application that knows when a window was last painted by its event loop, as a person would see it, and
/// the longest time for which it could not answer anything else.
class PaintClock : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    /// Does `action` and goes on until `answered` and nothing more is painted. Milliseconds from its
    /// beginning to the end of the last painting (or to the answer, where it changed nothing that is seen).
    /// Aborts after a minute, with this object's name, which says what is being waited for.
    Taken untilPainted(const std::function<void()> &action, const std::function<bool()> &answered);
    /// In the last untilPainted().
    Taken longestBlock() const { return m_longestBlock; }

private:
    void leave(const Taken &begun);

    Stopwatch m_watch;
    int m_depth = 0;
    Taken m_painted;
    Taken m_longestBlock;
    std::optional<Taken> m_answer;
    std::function<bool()> m_answered;
};

} // namespace outlay::bench
