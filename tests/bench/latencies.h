// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

namespace outlay::bench {

/// What something took: by the wall, and of the processors for this process, which others' work on the
/// machine hardly changes.
struct Taken
{
    double ms = 0;
    double cpuMs = 0;
};

/// Since it was made.
class Stopwatch
{
public:
    double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }

    Taken taken() const { return {ms(), cpuNow() - m_startCpuMs}; }

private:
    static double cpuNow() { return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC; }

    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    double m_startCpuMs = cpuNow();
};

/// How long each of many things of one kind took.
class Latencies
{
public:
    explicit Latencies(std::string what)
        : m_what(std::move(what))
    {
    }

    /// `which`: of the things, told of for the slowest.
    void add(const Taken &taken, const std::string &which)
    {
        m_taken.emplace_back(taken.ms, which);
        m_cpuMs.push_back(taken.cpuMs);
    }

    /// One line for people and for wholeprocess.py, the fields parted by tabs. The 99th percentile is the
    /// least time that at most one in a hundred exceeds.
    void print()
    {
        if (m_taken.empty())
            return;
        std::sort(m_taken.begin(), m_taken.end());
        std::sort(m_cpuMs.begin(), m_cpuMs.end());
        const std::size_t count = m_taken.size();
        const std::size_t p99 = count - 1 - count / 100;
        std::string slowest;
        for (std::size_t i = 1; i <= std::min<std::size_t>(count, 3); ++i)
            slowest += (slowest.empty() ? "" : " | ") + m_taken[count - i].second;
        std::printf(
            "%s\tms\tmedian %.3f\tp99 %.3f\tworst %.3f\tof %zu\tcpu median %.3f, p99 %.3f\tslowest %s\n",
            m_what.c_str(), m_taken[count / 2].first, m_taken[p99].first, m_taken.back().first, count,
            m_cpuMs[count / 2], m_cpuMs[p99], slowest.c_str());
        std::fflush(stdout);
    }

private:
    std::string m_what;
    std::vector<std::pair<double, std::string>> m_taken; ///< milliseconds by the wall
    std::vector<double> m_cpuMs;
};

/// One figure in the same form.
inline void print(const char *what, const char *unit, double value)
{
    std::printf("%s\t%s\t%.3f\n", what, unit, value);
    std::fflush(stdout);
}

/// What this process has in memory now.
inline double residentMb()
{
    std::ifstream file("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    file >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The most that it ever had.
inline double peakMb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

} // namespace outlay::bench
