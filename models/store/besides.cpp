// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/besides.h"

#include <utility>

namespace outlay::store {

Besides::~Besides()
{
    if (!m_thread.joinable())
        return;
    wait();
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Besides::begin(std::function<void()> work)
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    {
        const std::lock_guard lock(m_mutex);
        m_work = std::move(work);
    }
    m_changed.notify_all();
}

void Besides::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_work; });
}

void Besides::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || m_work; });
        if (m_isEnding)
            return;
        lock.unlock();
        m_work(); // nobody else touches it until it is empty
        lock.lock();
        m_work = nullptr;
        m_changed.notify_all();
    }
}

} // namespace outlay::store
