// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/importreport.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace outlay::ingest {

struct Mapping;

/// Forms in which events are written, as counted to name a file's format.
enum class Form
{
    JsonLines,
    PythonLog,
    Csv,
    Mapped ///< of another format than Outlay's own
};

/// What the lines of one file came to.
class Tally
{
public:
    explicit Tally(std::string file)
        : m_file(std::move(file))
    {
    }

    void event(Form form)
    {
        ++m_events[static_cast<std::size_t>(form)];
        m_isLog = true;
    }
    void billingRow()
    {
        ++m_billing;
        m_isLog = true;
    }
    void notEvent() { ++m_notEvents; }

    /// So many of the events and lines of a bill were of a format other than the file's own (null:
    /// CostEvent).
    void ofOtherFormat(const Mapping *format, std::int64_t count)
    {
        const auto isIt = [format](const auto &other) { return other.first == format; };
        const auto found = std::find_if(m_others.begin(), m_others.end(), isIt);
        if (found != m_others.end())
            found->second += count;
        else if (count > 0)
            m_others.emplace_back(format, count);
    }
    /// In the order in which they were met.
    const std::vector<std::pair<const Mapping *, std::int64_t>> &otherFormats() const { return m_others; }

    /// `excerpt` makes the excerpt and is called only if the reject is kept.
    template <class Excerpt>
    void reject(std::int64_t line, std::string reason, Excerpt &&excerpt)
    {
        if (m_rejected++ < base::kMaxRejectsKept)
            m_rejects.push_back({m_file, line, std::move(reason), excerpt()});
    }

    /// A record was known by what it says and its number among equal ones: the rest of the file cannot be
    /// told without its beginning.
    void sawContentKey() { m_hasContentKeys = true; }
    bool hasContentKeys() const { return m_hasContentKeys; }

    /// There is proof that the file is a log, though maybe a bad one.
    void sawLog() { m_isLog = true; }
    bool isLog() const { return m_isLog; }

    std::int64_t events() const { return m_events[0] + m_events[1] + m_events[2] + m_events[3]; }
    std::int64_t events(Form form) const { return m_events[static_cast<std::size_t>(form)]; }
    std::int64_t billing() const { return m_billing; }
    std::int64_t rejected() const { return m_rejected; }
    std::int64_t notEvents() const { return m_notEvents; }
    const std::vector<base::Reject> &rejects() const { return m_rejects; }

private:
    std::string m_file;
    std::array<std::int64_t, 4> m_events{};
    std::int64_t m_billing = 0;
    std::int64_t m_notEvents = 0;
    std::int64_t m_rejected = 0;
    bool m_isLog = false;
    bool m_hasContentKeys = false;
    std::vector<std::pair<const Mapping *, std::int64_t>> m_others;
    std::vector<base::Reject> m_rejects;
};

} // namespace outlay::ingest
