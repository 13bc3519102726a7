// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/billing.h"
#include "store/encoding.h"

#include <algorithm>
#include <set>

namespace outlay::store {

using base::Attribution;
using base::Dimension;

namespace {

/// The attributions that bills use.
base::Result<std::map<std::uint32_t, Attribution>> billedAttributions(const Connection &connection)
{
    std::set<std::uint32_t> used;
    Statement rows(connection, "SELECT DISTINCT attribution FROM billing_rows");
    while (rows.next())
        used.insert(static_cast<std::uint32_t>(rows.number(0)));
    std::map<std::uint32_t, Attribution> attributions;
    auto read = rows.finish().and_then([&] {
        return forEachAttribution(connection, [&](std::uint32_t id, const Attribution &attribution) {
            if (used.contains(id))
                attributions.emplace(id, attribution);
        });
    });
    if (!read)
        return failureOf(read);
    return attributions;
}

base::Result<void> checkGrouping(const Connection &connection, const base::Grouping &by,
                                 const std::map<std::uint32_t, Attribution> &attributions)
{
    std::set<std::string> known(base::kFixedDimensionNames.begin(), base::kFixedDimensionNames.end());
    known.insert({std::string(base::kMonth), std::string(base::kWeek), std::string(base::kDay),
                  std::string(kLineItem)});
    for (const auto &[id, attribution] : attributions)
        for (const auto &[name, value] : attribution.custom)
            known.insert(name);
    for (const Dimension &name : by) {
        if (known.contains(name))
            continue;
        std::string list;
        for (const std::string &word : known)
            list += (list.empty() ? "" : ", ") + word;
        return base::fail(base::ErrorKind::Misuse, "\"" + name + "\"",
                          "is nothing that the bills in " + connection.path() + " say; there are: " + list);
    }
    return {};
}

std::string keyOf(const Dimension &name, base::Day day, const Attribution &attribution)
{
    if (name == base::kMonth)
        return base::isoMonth(base::monthOf(day));
    if (name == base::kWeek)
        return base::isoWeek(day);
    if (name == base::kDay)
        return base::isoDay(day);
    std::optional<std::string> value;
    const auto fixed = std::find(base::kFixedDimensionNames.begin(), base::kFixedDimensionNames.end(), name);
    if (fixed != base::kFixedDimensionNames.end())
        value = attribution.fixed[static_cast<std::size_t>(fixed - base::kFixedDimensionNames.begin())];
    for (const auto &[custom, text] : attribution.custom)
        if (!value && custom == name)
            value = text;
    return value && !base::isDefaultLabel(*value) ? *value : std::string(base::kUnattributed);
}

/// Adds what is there; false when the sum would pass 64 bits.
bool add(std::int64_t value, std::int64_t &sum)
{
    if (value == base::kAbsent)
        return true;
    return !__builtin_add_overflow(sum == base::kAbsent ? 0 : sum, value, &sum);
}

constexpr const char *kLines =
    "SELECT attribution, from_at, currency, unit, requests, input_tokens, cache_read_tokens,"
    " cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, quantity_nanos, cost_nanos"
    " FROM billing_rows WHERE superseded_by IS NULL AND from_at >= ? AND from_at < ?";

constexpr const char *kWalkedLines =
    "SELECT r.attribution, r.from_at, r.until_at, r.currency, r.unit, r.requests, r.input_tokens,"
    " r.cache_read_tokens, r.cache_write_5m_tokens, r.cache_write_1h_tokens, r.output_tokens,"
    " r.quantity_nanos, r.cost_nanos, coalesce(f.format, ''), coalesce(r.file, 0) FROM billing_rows AS r"
    " LEFT JOIN import_files AS f ON f.id = r.file WHERE r.superseded_by IS NULL ORDER BY r.id";

} // namespace

base::Result<std::vector<BillingGroup>> readBilling(const Connection &connection, const BillingQuery &query)
{
    auto attributions = billedAttributions(connection);
    if (!attributions)
        return failureOf(attributions);
    if (auto checked = checkGrouping(connection, query.by, *attributions); !checked)
        return failureOf(checked);

    std::map<std::vector<std::string>, BillingGroup> groups;
    Statement rows(connection, kLines);
    rows.bind(1, storedAt(microsOf(query.period.first)));
    rows.bind(2, storedAt(microsOf(query.period.last + std::chrono::days{1})));
    while (rows.next()) {
        const Attribution &attribution = (*attributions)[static_cast<std::uint32_t>(rows.number(0))];
        const base::Day day = base::utcDayOf(loggedAt(rows.number(1)));
        std::vector<std::string> keys;
        for (const Dimension &name : query.by)
            keys.push_back(keyOf(name, day, attribution));
        std::vector<std::string> whole = keys;
        whole.emplace_back(rows.text(2));
        whole.emplace_back(rows.text(3));
        BillingGroup &group = groups[whole];
        group.keys = std::move(keys);
        group.currency = rows.text(2).empty() ? "USD" : std::string(rows.text(2));
        group.unit = rows.text(3);
        ++group.lines;
        bool fits = true;
        int column = 4;
        for (std::int64_t *sum :
             {&group.requests, &group.inputTokens, &group.cacheReadTokens, &group.cacheWrite5mTokens,
              &group.cacheWrite1hTokens, &group.outputTokens, &group.quantityNanos, &group.costNanos})
            fits = add(rows.numberOrAbsent(column++), *sum) && fits;
        if (!fits)
            return base::fail(base::ErrorKind::BadInput, connection.path(),
                              "the lines of a bill add up to more than 2^63; ask for a shorter period");
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    std::vector<BillingGroup> result;
    for (auto &[keys, group] : groups)
        result.push_back(std::move(group));
    return result;
}

base::Result<void> walkBilling(const Connection &connection, const BillingVisitor &visit)
{
    auto attributions = billedAttributions(connection);
    if (!attributions)
        return failureOf(attributions);
    Statement rows(connection, kWalkedLines);
    while (rows.next()) {
        base::BillingRow line;
        base::EventRow &sums = line.sums;
        sums.attribution = static_cast<std::uint32_t>(rows.number(0));
        sums.atUs = loggedAt(rows.number(1));
        line.untilUs = loggedAt(rows.number(2));
        line.currency = rows.text(3);
        line.unit = rows.text(4);
        int column = 5;
        for (std::int64_t *value :
             {&line.requests, &sums.inputTokens, &sums.cacheReadTokens, &sums.cacheWrite5mTokens,
              &sums.cacheWrite1hTokens, &sums.outputTokens, &line.quantityNanos, &sums.costNanos})
            *value = rows.numberOrAbsent(column++);
        visit(attributions->at(sums.attribution), line, {rows.number(14), rows.text(13)});
    }
    return rows.finish();
}

} // namespace outlay::store
