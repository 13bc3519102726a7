// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <functional>

namespace outlay::jobs {

/// A thread that runs what is posted to it, one after the other. Its destructor drops what has not begun,
/// waits for what has, and ends the thread.
class WorkerThread
{
public:
    explicit WorkerThread(const QString &name);
    ~WorkerThread();
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

    void post(std::function<void()> work);

private:
    QThread m_thread;
    QObject m_context; ///< lives on the thread; work is queued to it
};

} // namespace outlay::jobs
