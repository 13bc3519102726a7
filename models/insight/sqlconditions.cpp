// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/sqlconditions.h"

#include "base/event.h"
#include "base/words.h"

#include <algorithm>
#include <array>
#include <set>

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

} // namespace

/// The view's days are those of the clocks; days of a ledger never go back, which differs where clocks go
/// back over midnight.
bool SqlConditions::hasPlainDays(const base::Zone &zone)
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

std::string SqlConditions::momentOf(std::int64_t atUs) const
{
    const std::string instant = base::isoInstant(base::Instant{std::chrono::microseconds{atUs}});
    return quotedText(instant.substr(0, 19) + ".000000Z");
}

std::string SqlConditions::within(const base::Period &period) const
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

std::string SqlConditions::ruleCondition(const Rule &rule) const
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
std::string SqlConditions::ruledExpression(const Dimension &dimension) const
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

bool SqlConditions::canSay(const base::Filter &filter) const
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

std::string SqlConditions::valueCondition(const Dimension &dimension, const base::ValueSet &set) const
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
        return valueOf(dimension) + in + listOf(values);
    const std::string logged = loggedExpression(dimension);
    const std::string value = logged.find(' ') == std::string::npos ? logged : "(" + logged + ")";
    if (values.contains(std::string(base::kUnattributed)))
        return valueOf(dimension) + in + listOf(values);
    if (values.size() == 1 && !set.exclude)
        return value + " = " + quotedText(*values.begin());
    return (set.exclude ? "coalesce(" + value + ", '')" : value) + in + listOf(values);
}

std::vector<std::string> SqlConditions::of(const base::Filter &filter) const
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

std::vector<std::string> SqlConditions::ofScope(const base::EventScope &scope,
                                                const base::Period &period) const
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

bool SqlConditions::isRuled(const Dimension &dimension) const
{
    return std::ranges::any_of(m_rules,
                               [&](const Rule &rule) { return rule.enabled && rule.dimension == dimension; });
}

std::string SqlConditions::valueOf(const Dimension &dimension) const
{
    return "(" + (isRuled(dimension) ? ruledExpression(dimension) : countedExpression(dimension)) + ")";
}

} // namespace outlay::insight
