// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stop_token>
#include <thread>

namespace outlay::cli {

/// While it lives, Ctrl+C and SIGTERM ask for a stop instead of ending the process, so that an import can
/// leave the store as it was. One at a time.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_watcher; ///< a signal handler may only set a flag; this thread turns it into the stop
};

} // namespace outlay::cli
