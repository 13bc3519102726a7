// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/eventsexport.h"

#include "base/csv.h"

#include <QtCore/QSaveFile>

#include <array>

namespace outlay::jobs {

using base::FixedDimension;

namespace {

constexpr std::int64_t kPage = 20'000;

constexpr std::array kTexts = {FixedDimension::Feature, FixedDimension::Segment,     FixedDimension::Provider,
                               FixedDimension::Model,   FixedDimension::Environment, FixedDimension::Priority,
                               FixedDimension::Cached,  FixedDimension::RequestType, FixedDimension::Outcome,
                               FixedDimension::Source};

std::string number(std::int64_t value)
{
    return value == base::kAbsent ? std::string() : std::to_string(value);
}

/// Microseconds as decimal milliseconds, exactly.
std::string millis(std::int64_t us)
{
    if (us == base::kAbsent)
        return {};
    // A thousandth of a thousandth: the decimal of nano-dollars, shifted.
    return base::Money::fromNanos(us * 1'000'000).toDecimal();
}

std::string customText(const base::Attribution &attribution)
{
    std::string text;
    for (const auto &[name, value] : attribution.custom)
        text += (text.empty() ? "" : "; ") + name + "=" + value;
    return text;
}

std::string lineOf(const store::EventRecord &event)
{
    const base::EventRow &row = event.row;
    std::string line = base::isoInstant(base::Instant{std::chrono::microseconds{row.atUs}});
    for (const FixedDimension dimension : kTexts)
        line += "," + base::csvText(event.attribution[dimension].value_or(std::string()));
    line += "," + base::csvText(event.user);
    for (const std::int64_t value : {row.inputTokens, row.cacheReadTokens, row.cacheWrite5mTokens,
                                     row.cacheWrite1hTokens, row.outputTokens})
        line += "," + number(value);
    for (const std::int64_t nanos : {row.costNanos, row.computedNanos})
        line += "," + (nanos == base::kAbsent ? std::string() : base::Money::fromNanos(nanos).toDecimal());
    line += "," + millis(row.latencyUs) + "," + base::csvText(customText(event.attribution)) + "," +
            base::csvText(event.extra) + "\r\n";
    return line;
}

std::string headerLine()
{
    std::string line = "timestamp";
    for (const FixedDimension dimension : kTexts)
        line += "," + std::string(base::nameOf(dimension));
    return line +
           ",user,input_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,output_tokens,"
           "cost_usd,computed_cost_usd,latency_ms,custom,other\r\n";
}

} // namespace

base::Result<void> writeEventsCsv(const store::Store &store, const cube::Cube &cube,
                                  const base::Filter &filter, store::EventQuery::Order order,
                                  const QString &path)
{
    auto scope = cube.eventScope(filter);
    if (!scope)
        return tl::unexpected(scope.error());
    const auto unwritable = [&path](const QSaveFile &file) {
        return base::fail(base::ErrorKind::Unwritable, path.toStdString(),
                          "could not be written: " + file.errorString().toStdString());
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(file);
    std::string text = headerLine();
    store::EventQuery query{filter.period, std::move(scope->attributions), order, 0,
                            kPage,         std::move(scope->within)};
    for (bool more = true; more; query.offset += kPage) {
        const auto page = store.events(query);
        if (!page)
            return tl::unexpected(page.error());
        for (const store::EventRecord &event : *page)
            text += lineOf(event);
        if (file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            return unwritable(file);
        text.clear();
        more = static_cast<std::int64_t>(page->size()) == kPage;
    }
    if (!file.flush() || !file.commit())
        return unwritable(file);
    return {};
}

} // namespace outlay::jobs
