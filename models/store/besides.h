// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace outlay::store {

/// A thread that does one piece of work at a time beside the thread that owns this.
class Besides
{
public:
    Besides() = default;
    ~Besides(); ///< waits
    Besides(const Besides &) = delete;
    Besides &operator=(const Besides &) = delete;

    /// The work before must have been waited for. It must not throw.
    void begin(std::function<void()> work);
    /// Until the work is done, and what it wrote can be read.
    void wait();

private:
    void run();

    std::mutex m_mutex; ///< of all that follows
    std::condition_variable m_changed;
    std::function<void()> m_work; ///< empty: nothing to do
    bool m_isEnding = false;
    std::thread m_thread; ///< from the first work on
};

} // namespace outlay::store
