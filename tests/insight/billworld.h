// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/billwords.h"
#include "insight/reconcile.h"
#include "tests/pricing/books.h"

#include <map>
#include <string>
#include <vector>

namespace outlay::tests {

/// Bills and calls of an invented company, and what comes of holding them against each other.
class BillWorld
{
public:
    explicit BillWorld(base::Zone zone = {})
        : m_zone(std::move(zone))
        , m_book(pricing::shippedBook())
        , m_names(m_book)
        , m_reading(m_names, m_zone)
    {
    }

    struct Line
    {
        std::string model;
        std::string kind; ///< token_type
        std::int64_t costNanos = base::kAbsent;
        std::int64_t tokens = base::kAbsent; ///< of that kind
        std::string provider = "anthropic";
        std::string format = "bill";
        std::vector<std::pair<std::string, std::string>> custom = {};
        std::string currency = {};
        int days = 1;
        std::int64_t file = 1;
        bool isDayFrom = false; ///< the time given is when the day begins
    };
    void bill(const std::string &day, const Line &line)
    {
        base::Attribution attribution;
        attribution[base::FixedDimension::Provider] = line.provider;
        if (!line.model.empty())
            attribution[base::FixedDimension::Model] = line.model;
        attribution.custom = line.custom;
        if (!line.kind.empty())
            attribution.custom.emplace_back("token_type", line.kind);
        base::BillingRow row;
        row.sums.atUs = pricing::at(day);
        const bool isOfDay = day.size() == 10 || line.isDayFrom;
        row.untilUs = row.sums.atUs + (isOfDay ? line.days * base::kDayUs : 3'600'000'000);
        row.sums.costNanos = line.costNanos;
        row.currency = line.currency;
        const auto kind = insight::billKindOf(line.kind);
        (kind == insight::BillKind::Output      ? row.sums.outputTokens
         : kind == insight::BillKind::CacheRead ? row.sums.cacheReadTokens
                                                : row.sums.inputTokens) = line.tokens;
        m_reading.add(attribution, row, line.format, line.file);
        if (line.currency.empty() && line.costNanos != base::kAbsent)
            m_billed += line.costNanos;
    }

    /// Tokens may be kAbsent, and so may the cost.
    void call(const std::string &time, const std::string &model, std::int64_t input, std::int64_t output,
              std::int64_t costNanos, std::int64_t cacheRead = base::kAbsent)
    {
        const auto number = static_cast<std::uint32_t>(
            m_attributions.try_emplace(model, m_attributions.size() + 1).first->second);
        base::Attribution attribution;
        attribution[base::FixedDimension::Model] = model;
        base::EventRow row;
        row.atUs = pricing::at(time.size() == 10 ? time + "T12:00:00Z" : time);
        row.attribution = number;
        row.inputTokens = input;
        row.outputTokens = output;
        row.cacheReadTokens = cacheRead;
        row.costNanos = costNanos;
        m_calls.emplace_back(attribution, row);
        m_called += costNanos == base::kAbsent ? 0 : costNanos;
    }

    insight::Reconciliation reconciled(const insight::MatchOptions &options = {})
    {
        const insight::Bills bills = m_reading.result(options.period);
        insight::CallAdding adding(m_names, m_book, bills.zones, m_zone);
        for (const auto &[attribution, row] : m_calls)
            adding.add(attribution, row, {});
        const insight::Calls calls = adding.result();
        const insight::Reconciliation first = insight::reconcile(bills, calls, calls.spans, options);
        insight::RepeatFinding finding(m_names, bills.zones, first.suspects());
        for (const auto &[attribution, row] : m_calls)
            finding.add(attribution, row);
        return insight::reconcile(bills, calls, calls.spans, options, finding.result());
    }

    base::Int128 billed() const { return m_billed; } ///< in dollars, whatever it is for
    base::Int128 called() const { return m_called; } ///< of calls with a cost of their own

private:
    base::Zone m_zone;
    std::shared_ptr<const pricing::PriceBook> m_book;
    insight::CallNames m_names;
    insight::BillReading m_reading;
    std::map<std::string, std::size_t> m_attributions;
    std::vector<std::pair<base::Attribution, base::EventRow>> m_calls;
    base::Int128 m_billed = 0;
    base::Int128 m_called = 0;
};

} // namespace outlay::tests
