// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"

#include "base/displayrate.h"

namespace outlay::cli {

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t to = text.find(separator); to != std::string::npos; to = text.find(separator, from)) {
        parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

namespace {

base::Result<void> addCondition(std::map<base::Dimension, base::ValueSet> &where, const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return base::fail(base::ErrorKind::Misuse, "--where " + text, "is not of the form DIM=VALUE[,VALUE]");
    const bool exclude = text[equals - 1] == '!';
    base::ValueSet &set = where[text.substr(0, equals - (exclude ? 1 : 0))];
    set.exclude = exclude;
    for (const std::string &value : split(text.substr(equals + 1), ','))
        set.values.insert(base::isDefaultLabel(value) ? std::string(base::kUnattributed) : value);
    return {};
}

} // namespace

base::Result<std::map<base::Dimension, base::ValueSet>> whereOf(const std::vector<std::string> &conditions)
{
    std::map<base::Dimension, base::ValueSet> where;
    for (const std::string &condition : conditions)
        if (const auto added = addCondition(where, condition); !added)
            return tl::unexpected(added.error());
    return where;
}

base::Result<base::Filter> filterOf(const ReportArguments &arguments)
{
    const auto period = base::parsePeriod(arguments.period);
    if (!period)
        return tl::unexpected(period.error());
    base::Filter filter{*period, {}};
    for (const base::CostBasis basis : {base::CostBasis::Reported, base::CostBasis::Computed})
        if (arguments.cost == base::nameOf(basis))
            filter.basis = basis;
    if (arguments.count == base::nameOf(base::Counting::CompletedOnly))
        filter.counting = base::Counting::CompletedOnly;
    auto where = whereOf(arguments.where);
    if (!where)
        return tl::unexpected(where.error());
    filter.where = *std::move(where);
    return filter;
}

base::Result<std::string> askedCurrency(const ReportArguments &arguments)
{
    if (arguments.currency.empty())
        return std::string();
    auto code = base::currencyCode(arguments.currency);
    if (!code)
        return base::fail(base::ErrorKind::Misuse, "--currency " + arguments.currency,
                          "is not three letters, such as EUR");
    return *std::move(code);
}

} // namespace outlay::cli
