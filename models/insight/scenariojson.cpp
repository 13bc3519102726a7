// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/scenario.h"

#include "base/scaled.h"
#include "pricing/jsonvalue.h"

namespace outlay::insight {

using pricing::jsonString;

namespace {

/// The members of a JSON object.
class ObjectText
{
public:
    void add(std::string_view name, const std::string &json)
    {
        m_text += (m_text.empty() ? "" : ", ") + jsonString(name) + ": " + json;
    }
    std::string text() const { return "{" + m_text + "}"; }

private:
    std::string m_text;
};

std::string percent(std::int64_t share)
{
    return base::scaledText(share, kPercentDecimals);
}

std::string whereJson(const std::map<base::Dimension, base::ValueSet> &where)
{
    ObjectText object;
    for (const auto &[dimension, set] : where) {
        std::string values;
        for (const std::string &value : set.values)
            values += (values.empty() ? "" : ", ") + jsonString(value);
        object.add(dimension, "{" + jsonString(set.exclude ? "out" : "in") + ": [" + values + "]}");
    }
    return object.text();
}

std::string pricesJson(const pricing::PerKind<std::optional<base::TokenPrice>> &prices)
{
    ObjectText object;
    for (const pricing::TokenKind kind : pricing::kAllTokenKinds)
        if (const auto &price = prices[pricing::indexOf(kind)])
            object.add(pricing::kTokenKindNames[pricing::indexOf(kind)], pricing::writtenPrice(kind, *price));
    return object.text();
}

std::string changeJson(const ScenarioChange &change)
{
    ObjectText object;
    const auto quoted = [](base::Day day) { return jsonString(base::isoDay(day)); };
    if (!change.where.empty())
        object.add("where", whereJson(change.where));
    if (change.during.first != base::kAllTime.first)
        object.add("from", quoted(change.during.first));
    if (change.during.last != base::kAllTime.last)
        object.add("to", quoted(change.during.last));
    if (change.share != kWhole)
        object.add("share_percent", percent(change.share));
    if (change.model)
        object.add("model", jsonString(*change.model));
    if (change.provider)
        object.add("provider", jsonString(*change.provider));
    if (change.contextWindow > 0)
        object.add("context_window", std::to_string(change.contextWindow));
    if (change.tier)
        object.add("tier", jsonString(pricing::nameOf(*change.tier)));
    if (change.cacheHits)
        object.add("cache_hit_percent", percent(*change.cacheHits));
    if (change.cacheWrites)
        object.add("cache_write_percent", percent(*change.cacheWrites));
    if (change.pricesOf)
        object.add("prices_of", quoted(*change.pricesOf));
    if (const std::string prices = pricesJson(change.prices); prices != "{}")
        object.add("prices", prices);
    if (change.maxOutput)
        object.add("max_output_tokens", std::to_string(*change.maxOutput));
    if (change.noRetries)
        object.add("no_retries", "true");
    if (change.drop)
        object.add("drop", "true");
    if (change.duplicatesWithin)
        object.add("no_duplicates_within_seconds", std::to_string(*change.duplicatesWithin));
    return object.text();
}

} // namespace

std::string scenarioJson(const Scenario &scenario)
{
    std::string text = "{\n";
    if (!scenario.name.empty())
        text += "  \"name\": " + jsonString(scenario.name) + ",\n";
    if (scenario.tokenizerTolerance > 0)
        text += "  \"tokenizer_tolerance_percent\": " + percent(scenario.tokenizerTolerance) + ",\n";
    if (scenario.answerTolerance > 0)
        text += "  \"answer_tolerance_percent\": " + percent(scenario.answerTolerance) + ",\n";
    text += "  \"changes\": [";
    for (std::size_t i = 0; i < scenario.changes.size(); ++i)
        text += (i > 0 ? ",\n    " : "\n    ") + changeJson(scenario.changes[i]);
    return text + (scenario.changes.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

} // namespace outlay::insight
