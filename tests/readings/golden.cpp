// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "golden.h"

#include "base/calendar.h"

#include <algorithm>
#include <fstream>

using outlay::base::FixedDimension;
using outlay::base::kAbsent;

namespace {

std::int64_t known(std::int64_t number)
{
    return number == kAbsent ? 0 : number;
}

/// As a golden writes it: no zeros at the end of the fraction.
std::string timeText(std::int64_t atUs)
{
    std::string text = outlay::base::isoInstant(outlay::base::Instant{std::chrono::microseconds{atUs}});
    if (text.find('.') == std::string::npos)
        return text;
    text.pop_back();
    text.erase(text.find_last_not_of('0') + 1);
    return text + "Z";
}

} // namespace

void Outcome::Sums::add(const outlay::base::EventRow &row)
{
    ++calls;
    input += known(row.inputTokens);
    read += known(row.cacheReadTokens);
    write += known(row.cacheWrite5mTokens) + known(row.cacheWrite1hTokens);
    write1h += known(row.cacheWrite1hTokens);
    output += known(row.outputTokens);
    cost += known(row.costNanos);
    priced += row.costNanos == kAbsent ? 0 : 1;
}

void Outcome::add(const outlay::base::EventRow &row, const outlay::base::Attribution &attribution)
{
    const bool first = m_all.calls == 0;
    m_all.add(row);
    m_models[attribution[FixedDimension::Model].value_or("(none)")].add(row);
    if (const auto &feature = attribution[FixedDimension::Feature])
        ++m_features[*feature];
    m_failed += attribution[FixedDimension::Outcome] == "failed" ? 1 : 0;
    m_missingUsage += row.inputTokens == kAbsent && row.outputTokens == kAbsent ? 1 : 0;
    m_firstUs = first ? row.atUs : std::min(m_firstUs, row.atUs);
    m_lastUs = first ? row.atUs : std::max(m_lastUs, row.atUs);
}

void Outcome::addRequests(std::int64_t requests)
{
    m_countsRequests = m_countsRequests || requests != kAbsent;
    m_requests += known(requests);
}

std::vector<std::string> Outcome::lines(const std::string &kind) const
{
    const bool bill = kind == "billing";
    std::vector<std::string> lines = {"kind " + kind};
    const auto put = [&lines](const std::string &name, std::int64_t number) {
        lines.push_back(name + " " + std::to_string(number));
    };
    if (m_all.calls == 0)
        return lines;
    put("events", m_all.calls);
    put("missing_usage", bill ? 0 : m_missingUsage);
    put("input_tokens", m_all.input);
    put("cache_read_tokens", m_all.read);
    put("cache_write_tokens", m_all.write);
    put("cache_write_1h_tokens", m_all.write1h);
    put("output_tokens", m_all.output);
    if (m_all.priced > 0)
        put("cost_nanos", m_all.cost);
    put("unpriced", m_all.calls - m_all.priced);
    if (m_countsRequests)
        put("requests", m_requests);
    if (!m_currency.empty() && m_currency != "USD")
        lines.push_back("currency " + m_currency);
    lines.push_back("first " + timeText(m_firstUs));
    lines.push_back("last " + timeText(m_lastUs));
    for (const auto &[model, sums] : m_models)
        lines.push_back("model " + model + " " + std::to_string(sums.calls) + " " +
                        std::to_string(sums.input) + " " + std::to_string(sums.read) + " " +
                        std::to_string(sums.write) + " " + std::to_string(sums.output) + " " +
                        sums.costText());
    for (const auto &[feature, calls] : m_features)
        put("feature " + feature, calls);
    if (m_failed > 0)
        put("failed", m_failed);
    return lines;
}

std::vector<std::string> goldenLines(const std::string &path)
{
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] != '#')
            lines.push_back(line);
    }
    return lines;
}
