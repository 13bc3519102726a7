// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/importer.h"

#include <chrono>
#include <ostream>
#include <string>

namespace outlay::cli {

/// One line of progress on a terminal's stderr, rewritten in place; nothing when stderr is no terminal.
class ProgressLine
{
public:
    explicit ProgressLine(std::ostream &out);

    void show(const ingest::ImportProgress &progress);
    /// Of work on events that are in the store.
    void show(std::int64_t done, std::int64_t total);
    void clear();

private:
    void print(const std::string &text);

    std::ostream &m_out;
    const bool m_isTerminal;
    const std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    bool m_shown = false;
};

/// "[######    ] 61 %  412,000 events/s  3 s left  app.jsonl"
std::string progressText(const ingest::ImportProgress &progress, std::chrono::duration<double> elapsed);

} // namespace outlay::cli
