// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/interrupt.h"

#include <atomic>
#include <chrono>
#include <csignal>

namespace outlay::cli {

namespace {

std::atomic_bool interrupted = false; // lock-free, so a handler may set it

/// The first time everything is put back as it was; who asks twice does not want to wait for that.
extern "C" void onSignal(int signal)
{
    if (interrupted.exchange(true)) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
}

} // namespace

Interrupt::Interrupt()
{
    interrupted = false;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    m_watcher = std::jthread([this](const std::stop_token &finished) {
        while (!finished.stop_requested()) {
            if (interrupted) {
                m_stop.request_stop();
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace outlay::cli
