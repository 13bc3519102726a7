// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/explainsql.h"

#include "base/words.h"

#include <algorithm>
#include <set>
#include <span>

namespace outlay::insight {

using base::Dimension;
using base::FixedDimension;
using base::Rule;

namespace {

std::string quotedText(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c;
        if (c == '\'')
            quoted += c;
    }
    return quoted + "'";
}

template <class Texts>
std::string listOf(const Texts &texts)
{
    std::string list;
    for (const auto &text : texts)
        list += (list.empty() ? "" : ", ") + quotedText(text);
    return "(" + list + ")";
}

/// A text in small letters without the blanks around it, as words are compared.
std::string wordOf(const std::string &expression)
{
    return "lower(trim(" + expression + ", char(9, 10, 13, 32)))";
}

/// For LIKE, to which, as to rules, capitals of ASCII do not matter.
std::string likeOf(std::string_view pattern)
{
    std::string like;
    for (const char c : pattern) {
        if (c == '%' || c == '_' || c == '\\')
            like += '\\';
        like += c == '*' ? '%' : c;
    }
    return quotedText(like) + " ESCAPE '\\'";
}

/// What became of a call, by the word or the status that its log has for it.
std::string outcomeExpression()
{
    const std::string word = wordOf("outcome");
    std::string text = "CASE WHEN superseded THEN " + quotedText(base::kSupersededAttempt) + "\n" +
                       "       WHEN " + word + " GLOB '2[0-9][0-9]' THEN " + quotedText(base::kCompleted) +
                       "\n       WHEN " + word + " GLOB '[1-5][0-9][0-9]' THEN " + quotedText(base::kFailed);
    for (const std::string_view outcome :
         {base::kCompleted, base::kFailed, base::kPartial, base::kSupersededAttempt})
        text += "\n       WHEN " + word + " IN " + listOf(base::outcomeWords(outcome)) + " THEN " +
                quotedText(outcome);
    return text + "\n       ELSE outcome END";
}

/// The value that was logged in a dimension, or NULL.
std::string loggedExpression(const Dimension &dimension)
{
    constexpr std::array<std::string_view, base::kFixedDimensions> columns = {"feature_name",
                                                                              "user_segment",
                                                                              "provider",
                                                                              "model",
                                                                              "environment",
                                                                              "priority_level",
                                                                              "",
                                                                              "request_type",
                                                                              "",
                                                                              "source",
                                                                              "service_tier"};
    const auto fixed = std::ranges::find(base::kFixedDimensionNames, dimension);
    if (fixed == base::kFixedDimensionNames.end())
        return "(SELECT value FROM attribution_fields WHERE attribution = attribution_id AND name = " +
               quotedText(dimension) + ")";
    const auto place = fixed - base::kFixedDimensionNames.begin();
    if (static_cast<FixedDimension>(place) == FixedDimension::Cached)
        return "CASE cached WHEN 1 THEN 'true' WHEN 0 THEN 'false' END";
    if (static_cast<FixedDimension>(place) == FixedDimension::Outcome)
        return outcomeExpression();
    return std::string(columns[static_cast<std::size_t>(place)]);
}

/// The same as it counts: '' for what is absent, empty or a default label.
std::string countedExpression(const Dimension &dimension)
{
    const std::string logged = loggedExpression(dimension);
    const std::string value = logged.find(' ') == std::string::npos ? logged : "(" + logged + ")";
    return "CASE WHEN " + value + " IS NULL OR " + wordOf(value) + " IN ('', " +
           listOf(base::defaultLabels()).substr(1) + " THEN '' ELSE " + value + " END";
}

/// Writes the conditions of filters, following rules.
class Conditions
{
public:
    Conditions(const std::vector<Rule> &rules, const base::Zone &zone)
        : m_rules(rules)
        , m_zone(zone)
        , m_hasPlainDays(hasPlainDays(zone))
    {
    }

    bool canSay(const base::Filter &filter) const;
    std::vector<std::string> of(const base::Filter &filter) const;
    std::vector<std::string> ofScope(const base::EventScope &scope, const base::Period &period) const;

private:
    static bool hasPlainDays(const base::Zone &zone);
    std::string momentOf(std::int64_t atUs) const;
    std::string within(const base::Period &period) const;
    std::string ruleCondition(const Rule &rule) const;
    std::string ruledExpression(const Dimension &dimension) const;
    bool isRuled(const Dimension &dimension) const
    {
        return std::ranges::any_of(
            m_rules, [&](const Rule &rule) { return rule.enabled && rule.dimension == dimension; });
    }
    std::string valueCondition(const Dimension &dimension, const base::ValueSet &set) const;

    const std::vector<Rule> &m_rules;
    const base::Zone &m_zone;
    bool m_hasPlainDays;
};

/// The view's days are those of the clocks; days of a ledger never go back, which differs where clocks go
/// back over midnight.
bool Conditions::hasPlainDays(const base::Zone &zone)
{
    const auto offsets = zone.offsets();
    for (std::size_t i = 1; i < offsets.size(); ++i) {
        const std::int64_t at = offsets[i].fromUs;
        const std::int64_t before =
            base::utcDayOf(at - 1 + offsets[i - 1].offsetUs).time_since_epoch().count();
        const std::int64_t after = base::utcDayOf(at + offsets[i].offsetUs).time_since_epoch().count();
        if (after < before)
            return false;
    }
    return true;
}

std::string Conditions::momentOf(std::int64_t atUs) const
{
    const std::string instant = base::isoInstant(base::Instant{std::chrono::microseconds{atUs}});
    return quotedText(instant.substr(0, 19) + ".000000Z");
}

std::string Conditions::within(const base::Period &period) const
{
    const bool hasFirst = period.first != base::kAllTime.first;
    const bool hasLast = period.last != base::kAllTime.last;
    if (m_hasPlainDays) {
        const std::string first = quotedText(base::isoDay(period.first));
        const std::string last = quotedText(base::isoDay(period.last));
        if (hasFirst && hasLast)
            return period.first == period.last ? "day = " + first : "day BETWEEN " + first + " AND " + last;
        return hasFirst ? "day >= " + first : hasLast ? "day <= " + last : "1";
    }
    std::string text;
    if (hasFirst)
        text = "timestamp >= " + momentOf(m_zone.beginOf(period.first));
    if (hasLast)
        text += (text.empty() ? "" : " AND ") + ("timestamp < " + momentOf(m_zone.endOf(period.last)));
    return text.empty() ? "1" : text;
}

std::string Conditions::ruleCondition(const Rule &rule) const
{
    std::string text;
    for (const auto &[dimension, test] : rule.where) {
        const std::string value = "(" + countedExpression(dimension) + ")";
        std::string passes;
        if (!test.values.empty())
            passes = value + " IN " + listOf(test.values);
        for (const std::string &pattern : test.patterns)
            passes += (passes.empty() ? "" : " OR ") +
                      ("(" + value + " <> '' AND " + value + " LIKE " + likeOf(pattern) + ")");
        if (passes.empty())
            passes = "0";
        text += (text.empty() ? "" : "\n         AND ") + std::string(test.exclude ? "NOT (" : "(") + passes +
                ")";
    }
    if (rule.days != base::kAllTime)
        text += (text.empty() ? "" : "\n         AND ") + within(rule.days);
    return text.empty() ? "1" : text;
}

/// Of the rules that give a dimension its value the first that matches counts.
std::string Conditions::ruledExpression(const Dimension &dimension) const
{
    std::string text = "CASE";
    for (std::size_t r = 0; r < m_rules.size(); ++r) {
        const Rule &rule = m_rules[r];
        if (rule.enabled && rule.dimension == dimension)
            text += " -- rule " + std::to_string(r + 1) + "\n    WHEN " + ruleCondition(rule) +
                    "\n    THEN " +
                    quotedText(base::isDefaultLabel(rule.value) ? base::kUnattributed
                                                                : std::string_view(rule.value));
    }
    return text + "\n    ELSE " + countedExpression(dimension) + " END";
}

bool Conditions::canSay(const base::Filter &filter) const
{
    for (const auto &[asked, set] : filter.where) {
        const Dimension &dimension = asked;
        const auto splits = [&dimension](const Rule &rule) {
            return rule.enabled && rule.isSplit() && rule.dimension == dimension;
        };
        if (dimension.find(' ') != std::string::npos && dimension.starts_with("origin of "))
            return false;
        if (std::ranges::any_of(m_rules, splits))
            return false;
    }
    return true;
}

std::string Conditions::valueCondition(const Dimension &dimension, const base::ValueSet &set) const
{
    const auto isLabel = [](const std::string &value) {
        return !value.empty() && base::isDefaultLabel(value);
    };
    std::set<std::string> values;
    std::ranges::copy_if(set.values, std::inserter(values, values.end()),
                         [&](const std::string &value) { return !isLabel(value); });
    if (values.empty())
        return set.exclude ? "1" : "0";
    const char *const in = set.exclude ? " NOT IN " : " IN ";
    if (isRuled(dimension))
        return "(" + ruledExpression(dimension) + ")" + in + listOf(values);
    const std::string logged = loggedExpression(dimension);
    const std::string value = logged.find(' ') == std::string::npos ? logged : "(" + logged + ")";
    if (values.contains(std::string(base::kUnattributed)))
        return "(" + countedExpression(dimension) + ")" + in + listOf(values);
    if (values.size() == 1 && !set.exclude)
        return value + " = " + quotedText(*values.begin());
    return (set.exclude ? "coalesce(" + value + ", '')" : value) + in + listOf(values);
}

std::vector<std::string> Conditions::of(const base::Filter &filter) const
{
    std::vector<std::string> conditions;
    if (filter.period != base::kAllTime)
        conditions.push_back(within(filter.period));
    for (const auto &[dimension, set] : filter.where)
        if (std::string condition = valueCondition(dimension, set); condition != "1")
            conditions.push_back(std::move(condition));
    if (filter.counting == base::Counting::CompletedOnly)
        conditions.push_back(
            valueCondition(Dimension(base::nameOf(FixedDimension::Outcome)),
                           {{std::string(base::kFailed), std::string(base::kSupersededAttempt)}, true}));
    return conditions;
}

std::vector<std::string> Conditions::ofScope(const base::EventScope &scope, const base::Period &period) const
{
    std::vector<std::string> conditions;
    if (period != base::kAllTime)
        conditions.push_back(within(period));
    std::set<std::uint32_t> timed;
    std::string some;
    for (const base::EventScope::Window &window : scope.within) {
        timed.insert(window.attribution);
        some +=
            (some.empty() ? "" : "\n       OR ") +
            ("(attribution_id = " + std::to_string(window.attribution) + " AND " + within(window.days) + ")");
    }
    std::string always;
    for (const std::uint32_t id : scope.attributions)
        if (!timed.contains(id))
            always += (always.empty() ? "" : ", ") + std::to_string(id);
    const std::string all = "attribution_id IN (" + always + ")";
    conditions.push_back(some.empty() ? all : "(" + all + "\n       OR " + some + ")");
    return conditions;
}

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

std::string sumExpression(const ExplainTerm &term)
{
    const auto sum = [](const std::string &what) { return "coalesce(sum(" + what + "), 0)"; };
    switch (term.summed) {
    case Summed::Cost:
        return sum(costColumn(term.filter.basis));
    case Summed::Priced:
        return "count(" + costColumn(term.filter.basis) + ")";
    case Summed::Requests:
        return "count(*)";
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
        return "count(latency_ms)";
    case Summed::MissingUsage:
        return sum("input_tokens IS NULL AND output_tokens IS NULL AND cache_read_tokens IS NULL"
                   " AND cache_write_5m_tokens IS NULL AND cache_write_1h_tokens IS NULL");
    case Summed::Amount:
        break;
    }
    return std::to_string(term.value);
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

} // namespace

base::Result<ExplainSql> sqlOf(const Explanation &explanation, const cube::Cube &cube,
                               const std::vector<Rule> &rules, const base::Zone &zone)
{
    const Conditions writer(rules, zone);
    ExplainSql sql;
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
        const bool isPlain = isOne || term.summed == Summed::Amount;
        columns += (i == 0 ? "SELECT " : ",\n       ") +
                   (isPlain ? value : "(SELECT " + value + tail(conditions[i], "          ") + ")") + " AS " +
                   term.column();
    }
    sql.text = columns + (isOne ? tail(conditions.front(), "") : "") + ";\n";
    return sql;
}

} // namespace outlay::insight
