// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>

namespace outlay::base {

Result<void> inParallel(const Tasks &tasks)
{
    struct Outcome
    {
        Result<void> result;
        std::exception_ptr thrown;
    };
    std::vector<Outcome> outcomes(tasks.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < tasks.size(); i = next++) {
            try {
                outcomes[i].result = tasks[i]();
            } catch (...) {
                outcomes[i].thrown = std::current_exception();
            }
        }
    };
    {
        // Few: what is asked for at the same time shares the processor's caches.
        constexpr std::size_t kMostThreads = 4;
        const std::size_t threads =
            std::min({kMostThreads, tasks.size(), std::size_t{std::thread::hardware_concurrency()}});
        std::vector<std::jthread> others;
        try {
            while (others.size() + 1 < threads)
                others.emplace_back(work);
        } catch (const std::system_error &) {
            // No thread to be had: those that there are do it all.
        }
        work();
    }
    for (const Outcome &outcome : outcomes) {
        if (outcome.thrown)
            std::rethrow_exception(outcome.thrown);
        if (!outcome.result)
            return outcome.result;
    }
    return {};
}

} // namespace outlay::base
