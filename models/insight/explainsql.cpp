// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/explainsql.h"

#include "insight/sqlconditions.h"

#include <algorithm>
#include <array>

namespace outlay::insight {

namespace {

std::string costColumn(base::CostBasis basis)
{
    switch (basis) {
    case base::CostBasis::Reported:
        return "cost_nanos";
    case base::CostBasis::Computed:
        return "computed_cost_nanos";
    case base::CostBasis::Shown:
        break;
    }
    return "cost_shown_nanos";
}

/// `which`: which rows count, as what follows an aggregate.
std::string sumExpression(const ExplainTerm &term, const std::string &which = {})
{
    const auto sum = [&which](const std::string &what) {
        return "coalesce(sum(" + what + ")" + which + ", 0)";
    };
    switch (term.summed) {
    case Summed::Cost:
        return sum(costColumn(term.filter.basis));
    case Summed::Priced:
        return "count(" + costColumn(term.filter.basis) + ")" + which;
    case Summed::Requests:
        return "count(*)" + which;
    case Summed::Unpriced:
        return sum(costColumn(term.filter.basis) + " IS NULL");
    case Summed::InputTokens:
        return sum("input_tokens");
    case Summed::CacheReadTokens:
        return sum("cache_read_tokens");
    case Summed::CacheWriteTokens:
        return sum("coalesce(cache_write_5m_tokens, 0) + coalesce(cache_write_1h_tokens, 0)");
    case Summed::OutputTokens:
        return sum("output_tokens");
    case Summed::LatencyUs:
        return sum("CAST(round(latency_ms * 1000) AS INTEGER)");
    case Summed::WithLatency:
        return "count(latency_ms)" + which;
    case Summed::MissingUsage:
        return sum("input_tokens IS NULL AND output_tokens IS NULL AND cache_read_tokens IS NULL"
                   " AND cache_write_5m_tokens IS NULL AND cache_write_1h_tokens IS NULL");
    default: // given
        return std::to_string(term.value);
    }
}

std::string tail(const std::vector<std::string> &conditions, const std::string &indent)
{
    std::string text = "\n" + indent + "FROM cost_events";
    for (std::size_t i = 0; i < conditions.size(); ++i)
        text += "\n" + indent + (i == 0 ? "WHERE " : "  AND ") + conditions[i];
    return text;
}

bool areOfOneFilter(const std::vector<ExplainTerm> &terms)
{
    return std::ranges::all_of(terms,
                               [&](const ExplainTerm &term) { return term.filter == terms.front().filter; });
}

/// The terms of an effect, each for the days before and after, by all that its subtotals are made of.
std::string effectSql(const Explanation &explanation, const SqlConditions &writer)
{
    constexpr std::array elements = {std::pair(base::FixedDimension::Feature, "feature"),
                                     std::pair(base::FixedDimension::Segment, "segment"),
                                     std::pair(base::FixedDimension::Model, "model"),
                                     std::pair(base::FixedDimension::Tier, "tier")};
    std::string columns;
    for (const auto &[dimension, name] : elements)
        columns += (columns.empty() ? "SELECT " : ",\n       ") +
                   writer.valueOf(base::Dimension(base::nameOf(dimension))) + " AS element_" + name;
    const base::Period after = explanation.calls().period;
    const base::Period before = *explanation.question.before;
    for (const ExplainTerm &term : explanation.terms)
        if (!isGiven(term.summed))
            columns += ",\n       " +
                       sumExpression(term, " FILTER (WHERE " + writer.within(term.filter.period) + ")") +
                       " AS " + term.column();
    base::Filter always = explanation.calls();
    always.period = base::kAllTime;
    auto conditions = writer.of(always);
    conditions.push_back("(" + writer.within(before) + " OR " + writer.within(after) + ")");
    return columns + tail(conditions, "") + "\nGROUP BY 1, 2, 3, 4\nORDER BY 1, 2, 3, 4;\n";
}

} // namespace

base::Result<ExplainSql> sqlOf(const Explanation &explanation, const cube::Cube &cube,
                               const std::vector<base::Rule> &rules, const base::Zone &zone)
{
    const SqlConditions writer(rules, zone);
    ExplainSql sql;
    if (explanation.question.figure == Figure::Effect) {
        base::Filter elements = explanation.calls();
        for (const base::FixedDimension dimension :
             {base::FixedDimension::Feature, base::FixedDimension::Segment, base::FixedDimension::Model,
              base::FixedDimension::Tier})
            elements.where.try_emplace(base::Dimension(base::nameOf(dimension)));
        if (writer.canSay(elements))
            sql.text = effectSql(explanation, writer);
        return sql;
    }
    std::vector<std::vector<std::string>> conditions;
    for (const ExplainTerm &term : explanation.terms) {
        const auto scope = cube.eventScope(term.filter);
        if (!scope)
            return tl::unexpected(scope.error());
        if (writer.canSay(term.filter)) {
            conditions.push_back(writer.of(term.filter));
        } else if (scope->shared.empty()) {
            conditions.push_back(writer.ofScope(*scope, term.filter.period));
            sql.namesAttributions = true;
        } else {
            return ExplainSql{};
        }
    }
    const bool isOne = areOfOneFilter(explanation.terms);
    std::string columns;
    for (std::size_t i = 0; i < explanation.terms.size(); ++i) {
        const ExplainTerm &term = explanation.terms[i];
        const std::string value = sumExpression(term);
        const bool isPlain = isOne || isGiven(term.summed);
        columns += (i == 0 ? "SELECT " : ",\n       ") +
                   (isPlain ? value : "(SELECT " + value + tail(conditions[i], "          ") + ")") + " AS " +
                   term.column();
    }
    sql.text = columns + (isOne ? tail(conditions.front(), "") : "") + ";\n";
    return sql;
}

} // namespace outlay::insight
