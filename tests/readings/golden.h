// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"

#include <map>
#include <string>
#include <vector>

/// What an import came to, in the words of tests/data/readings/README.md.
class Outcome
{
public:
    /// One call or line of a bill.
    void add(const outlay::base::EventRow &row, const outlay::base::Attribution &attribution);
    void addRequests(std::int64_t requests);
    void setCurrency(const std::string &currency) { m_currency = currency; }

    /// The lines of a golden, from "kind" to the last.
    std::vector<std::string> lines(const std::string &kind) const;

private:
    struct Sums
    {
        std::int64_t calls = 0;
        std::int64_t input = 0;
        std::int64_t read = 0;
        std::int64_t write = 0;
        std::int64_t write1h = 0;
        std::int64_t output = 0;
        std::int64_t cost = 0;
        std::int64_t priced = 0;

        void add(const outlay::base::EventRow &row);
        std::string costText() const { return priced > 0 ? std::to_string(cost) : "-"; }
    };

    Sums m_all;
    std::int64_t m_missingUsage = 0;
    std::int64_t m_requests = 0;
    bool m_countsRequests = false;
    std::int64_t m_failed = 0;
    std::int64_t m_firstUs = 0;
    std::int64_t m_lastUs = 0;
    std::string m_currency;
    std::map<std::string, Sums> m_models;
    std::map<std::string, std::int64_t> m_features;
};

/// The lines of a golden file, without comments.
std::vector<std::string> goldenLines(const std::string &path);
