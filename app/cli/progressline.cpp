// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/progressline.h"

#include "app/cli/texttable.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace outlay::cli {

namespace {

/// "[######      ] 50 %"
std::string bar(double done)
{
    constexpr int width = 24;
    const int filled = static_cast<int>(done * width);
    return "[" + std::string(static_cast<std::size_t>(filled), '#') +
           std::string(static_cast<std::size_t>(width - filled), ' ') + "] " +
           std::to_string(static_cast<int>(done * 100)) + " %";
}

} // namespace

std::string progressText(const ingest::ImportProgress &progress, std::chrono::duration<double> elapsed)
{
    std::string text;
    const double done =
        progress.bytesTotal > 0
            ? std::clamp(static_cast<double>(progress.bytesDone) / static_cast<double>(progress.bytesTotal),
                         0.0, 1.0)
            : 0;
    if (progress.bytesTotal > 0) {
        text = bar(done) + "  ";
    }
    text += grouped(progress.events) + " events";
    if (elapsed.count() > 0.5) {
        text += "  " + grouped(std::llround(static_cast<double>(progress.events) / elapsed.count())) + "/s";
        if (done > 0.02)
            text += "  " + grouped(std::llround(elapsed.count() * (1 - done) / done)) + " s left";
    }
    return text + "  " + progress.path;
}

ProgressLine::ProgressLine(std::ostream &out)
    : m_out(out)
    , m_isTerminal(::isatty(STDERR_FILENO) != 0)
{
}

void ProgressLine::print(const std::string &text)
{
    if (!m_isTerminal)
        return;
    m_out << "\r\x1b[K" << text << std::flush;
    m_shown = true;
}

void ProgressLine::show(const ingest::ImportProgress &progress)
{
    print(progressText(progress, std::chrono::steady_clock::now() - m_started));
}

void ProgressLine::show(std::int64_t done, std::int64_t total)
{
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 1;
    print(bar(share) + "  " + grouped(done) + " of " + grouped(total) + " events");
}

void ProgressLine::clear()
{
    if (m_shown)
        m_out << "\r\x1b[K" << std::flush;
}

} // namespace outlay::cli
