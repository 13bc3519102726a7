// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/costlog/linewriter.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>

namespace outlay::costlog {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// `value` in exactly `digits` digits.
void padded(char *at, std::int64_t value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

} // namespace

LineWriter::LineWriter(std::FILE *out, Format format)
    : m_out(out)
    , m_format(format)
    , m_buffer(kBuffer)
    , m_at(m_buffer.data())
{
    if (format == Format::Csv)
        text("timestamp,feature_name,user_segment,user_id,model,environment,priority_level,cached,"
             "input_tokens,output_tokens,cost_usd,request_type,latency_ms,region,customer_tier\n");
}

void LineWriter::write(const Call &call)
{
    if (m_at + kLongestLine > m_buffer.data() + m_buffer.size() && !flush())
        return;
    switch (m_format) {
    case Format::JsonLines:
        writeJson(call);
        break;
    case Format::Csv:
        writeCsv(call);
        break;
    case Format::Python:
        writePython(call);
        break;
    }
}

bool LineWriter::flush()
{
    const auto size = static_cast<std::size_t>(m_at - m_buffer.data());
    m_failed = m_failed || std::fwrite(m_buffer.data(), 1, size, m_out) != size || std::fflush(m_out) != 0;
    m_at = m_buffer.data();
    return !m_failed;
}

void LineWriter::text(std::string_view text)
{
    m_at = std::copy(text.begin(), text.end(), m_at);
}

void LineWriter::number(std::int64_t value)
{
    m_at = std::to_chars(m_at, m_at + 24, value).ptr;
}

void LineWriter::money(std::int64_t nanos)
{
    number(nanos / 1'000'000'000);
    std::int64_t fraction = nanos % 1'000'000'000;
    if (fraction == 0)
        return;
    int digits = 9;
    for (; fraction % 10 == 0; fraction /= 10)
        --digits;
    *m_at++ = '.';
    padded(m_at, fraction, digits);
    m_at += digits;
}

void LineWriter::user(std::uint32_t user)
{
    text("u-");
    padded(m_at, user, 6);
    m_at += 6;
}

void LineWriter::time(std::int64_t atMs)
{
    const std::int64_t day = atMs / kDayMs;
    if (day != m_day) {
        const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
        m_day = day;
        padded(m_date, int(date.year()), 4);
        m_date[4] = m_date[7] = '-';
        padded(m_date + 5, unsigned(date.month()), 2);
        padded(m_date + 8, unsigned(date.day()), 2);
    }
    const std::int64_t ms = atMs % kDayMs;
    text({m_date, sizeof m_date});
    std::memcpy(m_at, "T00:00:00.000", 13);
    padded(m_at + 1, ms / 3'600'000, 2);
    padded(m_at + 4, ms / 60'000 % 60, 2);
    padded(m_at + 7, ms / 1000 % 60, 2);
    padded(m_at + 10, ms % 1000, 3);
    // Whole seconds are written without a fraction, as some loggers do.
    m_at += ms % 1000 == 0 ? 9 : 13;
}

void LineWriter::jsonField(std::string_view opening, std::string_view value)
{
    if (value.empty())
        return;
    text(opening);
    text(value);
    *m_at++ = '"';
}

void LineWriter::writeJson(const Call &call)
{
    text(R"({"timestamp":")");
    time(call.atMs);
    text("Z\"");
    jsonField(R"(,"feature_name":")", call.feature);
    jsonField(R"(,"user_segment":")", call.segment);
    if (call.user != 0) {
        text(R"(,"user_id":")");
        user(call.user);
        *m_at++ = '"';
    }
    jsonField(R"(,"model":")", call.model);
    jsonField(R"(,"environment":")", call.environment);
    jsonField(R"(,"priority_level":")", call.priority);
    if (call.cached != Call::Cached::Unsaid)
        text(call.cached == Call::Cached::Yes ? R"(,"cached":true)" : R"(,"cached":false)");
    text(R"(,"input_tokens":)");
    number(call.inputTokens);
    text(R"(,"output_tokens":)");
    number(call.outputTokens);
    text(R"(,"cost_usd":)");
    money(call.costNanos);
    jsonField(R"(,"request_type":")", call.requestType);
    if (call.latencyMs >= 0) {
        text(R"(,"latency_ms":)");
        number(call.latencyMs);
    }
    jsonField(R"(,"region":")", call.region);
    jsonField(R"(,"customer_tier":")", call.tier);
    if (call.attempt > 1) {
        text(R"(,"attempt":)");
        number(call.attempt);
    }
    text("}\n");
}

void LineWriter::csvField(std::string_view value)
{
    *m_at++ = ',';
    text(value);
}

void LineWriter::writeCsv(const Call &call)
{
    time(call.atMs);
    *m_at++ = 'Z';
    csvField(call.feature);
    csvField(call.segment);
    *m_at++ = ',';
    if (call.user != 0)
        user(call.user);
    csvField(call.model);
    csvField(call.environment);
    csvField(call.priority);
    csvField(call.cached == Call::Cached::Yes ? "true" : call.cached == Call::Cached::No ? "false" : "");
    *m_at++ = ',';
    number(call.inputTokens);
    *m_at++ = ',';
    number(call.outputTokens);
    *m_at++ = ',';
    money(call.costNanos);
    csvField(call.requestType);
    *m_at++ = ',';
    if (call.latencyMs >= 0)
        number(call.latencyMs);
    csvField(call.region);
    csvField(call.tier);
    *m_at++ = '\n';
}

void LineWriter::writePython(const Call &call)
{
    text("HTTP Request: POST https://api.anthropic.com/v1/messages \"HTTP/1.1 200 OK\"\n{'timestamp': '");
    time(call.atMs);
    text("', 'feature_name': ");
    const auto quoted = [this](std::string_view value) {
        text(value.empty() ? "None" : "'");
        text(value);
        text(value.empty() ? "" : "'");
    };
    quoted(call.feature);
    text(", 'user_id': '");
    user(call.user);
    text("', 'user_segment': ");
    quoted(call.segment);
    text(", 'environment': ");
    quoted(call.environment);
    text(", 'priority_level': ");
    quoted(call.priority);
    text(", 'input_tokens': ");
    number(call.inputTokens);
    text(", 'output_tokens': ");
    number(call.outputTokens);
    text(", 'model': ");
    quoted(call.model);
    text(", 'cost_usd': ");
    money(call.costNanos);
    text("}\n");
}

} // namespace outlay::costlog
