// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"

#include <iostream>
#include <sstream>

namespace outlay::cli {

namespace {

constexpr const char *kNote =
    "Lines of bills and usage reports stand beside the calls: they are in no total.";

std::string number(std::int64_t value)
{
    return value == base::kAbsent ? std::string() : std::to_string(value);
}

std::string decimal(std::int64_t nanos)
{
    return nanos == base::kAbsent ? std::string() : base::Money::fromNanos(nanos).toDecimal(2);
}

std::int64_t sumOf(std::int64_t a, std::int64_t b)
{
    if (a == base::kAbsent || b == base::kAbsent)
        return a == base::kAbsent ? b : a;
    return a + b;
}

Listing listingOf(const std::vector<store::BillingGroup> &groups, const base::Grouping &by)
{
    std::vector<Listing::Column> columns;
    for (const base::Dimension &dimension : by)
        columns.push_back({dimension, false});
    for (const char *name : {"lines", "requests", "input_tokens", "cache_read_tokens", "cache_write_tokens",
                             "output_tokens", "quantity"})
        columns.push_back({name, true});
    columns.push_back({"unit", false});
    columns.push_back({"cost", true});
    columns.push_back({"currency", false});
    Listing listing(std::move(columns));
    for (const store::BillingGroup &group : groups) {
        std::vector<std::string> cells;
        for (std::size_t k = 0; k < by.size(); ++k)
            cells.push_back(group.keys[k].empty() ? std::string(base::unattributedLabel(by[k]))
                                                  : group.keys[k]);
        for (const std::int64_t value :
             {group.lines, group.requests, group.inputTokens, group.cacheReadTokens,
              sumOf(group.cacheWrite5mTokens, group.cacheWrite1hTokens), group.outputTokens})
            cells.push_back(number(value));
        cells.push_back(decimal(group.quantityNanos));
        cells.push_back(group.unit);
        cells.push_back(decimal(group.costNanos));
        cells.push_back(group.currency);
        listing.add(std::move(cells));
    }
    return listing;
}

} // namespace

int runBilling(const BillingArguments &arguments)
{
    const auto period = base::parsePeriod(arguments.period);
    if (!period)
        return complain(period.error());
    base::Grouping by;
    std::istringstream words(arguments.by);
    for (std::string word; std::getline(words, word, ',');)
        by.push_back(word);
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto groups = (*store)->billing({*period, by});
    if (!groups)
        return complain(groups.error());
    std::cout << listingOf(*groups, by).text(arguments.format);
    // What machines read stays clean.
    (arguments.format == "table" ? std::cout : std::cerr) << kNote << "\n";
    return Ok;
}

} // namespace outlay::cli
