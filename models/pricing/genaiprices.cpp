// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/publishedlists.h"

#include "base/scaled.h"
#include "pricing/lowercase.h"

#include <algorithm>
#include <map>
#include <utility>

namespace outlay::pricing {

using base::ErrorKind;
using base::Result;

namespace {

constexpr std::array<std::pair<std::string_view, TokenKind>, 16> kGenaiKeys = {{
    {"input_mtok", TokenKind::Input},
    {"cache_read_mtok", TokenKind::CacheRead},
    {"cache_write_mtok", TokenKind::CacheWrite5m},
    {"cache_write_1h_mtok", TokenKind::CacheWrite1h},
    {"output_mtok", TokenKind::Output},
    {"input_audio_mtok", TokenKind::InputAudio},
    {"cache_audio_read_mtok", TokenKind::CacheReadAudio},
    {"output_audio_mtok", TokenKind::OutputAudio},
    {"input_image_mtok", TokenKind::InputImage},
    {"cache_image_read_mtok", TokenKind::CacheReadImage},
    {"output_image_mtok", TokenKind::OutputImage},
    {"output_citation_mtok", TokenKind::Citation},
    {"output_reasoning_mtok", TokenKind::BesideReasoning},
    {"web_searches_kcount", TokenKind::WebSearch},
    {"storage_searches_kcount", TokenKind::FileSearch},
    {"input_document_kpages", TokenKind::DocumentPage},
}};
constexpr int kMaxClauseDepth = 8;

Result<NamePattern> readClause(const JsonValue &clause, int depth = 0)
{
    constexpr std::array<std::pair<std::string_view, NamePattern::Kind>, 7> kinds = {{
        {"equals", NamePattern::Kind::Equals},
        {"starts_with", NamePattern::Kind::Starts},
        {"ends_with", NamePattern::Kind::Ends},
        {"contains", NamePattern::Kind::Contains},
        {"regex", NamePattern::Kind::Regex},
        {"or", NamePattern::Kind::Any},
        {"and", NamePattern::Kind::All},
    }};
    if (clause.members.size() != 1 || depth > kMaxClauseDepth)
        return bad("a match clause is not understood");
    const auto &[name, value] = clause.members.front();
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&name = name](const auto &known) { return known.first == name; });
    if (kind == kinds.end())
        return bad("a match clause \"" + name.substr(0, 100) + "\" is not known");
    const bool hasParts = kind->second == NamePattern::Kind::Any || kind->second == NamePattern::Kind::All;
    if (!hasParts)
        return value.isString() ? NamePattern::make(kind->second, value.text)
                                : bad("a match clause has no text");
    std::vector<NamePattern> parts;
    for (const JsonValue &item : value.items) {
        auto part = readClause(item, depth + 1);
        if (!part)
            return part;
        parts.push_back(std::move(*part));
    }
    if (parts.empty())
        return bad("a match clause has no parts");
    return NamePattern::of(kind->second, std::move(parts));
}

/// The clause as a list of which one has to match.
Result<std::vector<NamePattern>> readMatch(const JsonValue *clause)
{
    if (clause == nullptr)
        return std::vector<NamePattern>();
    auto pattern = readClause(*clause);
    if (!pattern)
        return tl::unexpected(pattern.error());
    if (pattern->kind() == NamePattern::Kind::Any)
        return pattern->parts();
    return std::vector<NamePattern>{std::move(*pattern)};
}

/// Rows by threshold; 0 is the base.
Result<std::map<std::int64_t, PriceRow>> readPrices(const JsonValue &prices)
{
    std::map<std::int64_t, PriceRow> rows;
    const auto set = [&rows](std::int64_t above, TokenKind kind, const JsonValue *value) {
        const auto price =
            value != nullptr && value->isNumber() ? readPrice(kind, value->text) : std::nullopt;
        if (price) {
            rows[above].above = above;
            rows[above].prices[indexOf(kind)] = price;
        }
        return price.has_value();
    };
    for (const auto &[key, kind] : kGenaiKeys) {
        const JsonValue *price = prices.find(key);
        if (price == nullptr || price->is(JsonValue::Type::Null))
            continue;
        const std::string wrong = std::string(key) + " is no price";
        if (!price->isObject()) {
            if (!set(0, kind, price))
                return bad(wrong);
            continue;
        }
        const JsonValue *tiers = price->find("tiers");
        if (!set(0, kind, price->find("base")) || tiers == nullptr)
            return bad(wrong);
        for (const JsonValue &tier : tiers->items) {
            const JsonValue *start = tier.find("start");
            const auto above = start != nullptr ? base::parseScaled(start->text, 0) : std::nullopt;
            if (!above || *above <= 0 || !set(*above, kind, tier.find("price")))
                return bad(wrong + " in its tiers");
        }
    }
    return rows;
}

/// "00:30:00Z" in seconds; the list writes UTC.
std::optional<int> secondOf(const std::string &text)
{
    const auto at = base::parseTimestamp("2000-01-01T" + text);
    if (!at)
        return std::nullopt;
    const auto inDay = at->at - std::chrono::floor<std::chrono::days>(at->at);
    return static_cast<int>(std::chrono::floor<std::chrono::seconds>(inDay).count());
}

/// When an element of a conditional price is in force, by its own words.
struct Constraint
{
    std::optional<base::Day> start;
    std::optional<DayTime> between;
};

Result<Constraint> readConstraint(const JsonValue *value)
{
    Constraint constraint;
    if (value == nullptr || value->is(JsonValue::Type::Null))
        return constraint;
    if (value->find("start_date") != nullptr) {
        constraint.start = base::parseDay(value->textOf("start_date"));
        if (constraint.start)
            return constraint;
    } else if (value->find("start_time") != nullptr) {
        const auto from = secondOf(value->textOf("start_time"));
        const auto to = secondOf(value->textOf("end_time"));
        if (from && to && *from != *to) {
            constraint.between = DayTime{*from, *to};
            return constraint;
        }
    }
    return bad("a constraint of its prices is not understood");
}

/// Of the elements in force the last one counts: so a later date ends an earlier price. A time of day belongs
/// to the dated price that it follows.
Result<std::vector<PriceRow>> readConditional(const JsonValue &elements)
{
    std::vector<Constraint> constraints;
    for (const JsonValue &element : elements.items) {
        auto constraint = readConstraint(element.find("constraint"));
        if (!constraint)
            return tl::unexpected(constraint.error());
        constraints.push_back(*constraint);
    }
    std::vector<PriceRow> rows;
    std::optional<base::Day> from;
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        if (!constraints[i].between)
            from = constraints[i].start;
        std::optional<base::Day> to;
        for (std::size_t later = i + 1; later < constraints.size(); ++later) {
            const auto &start = constraints[later].start;
            if (start && (!to || *start < *to))
                to = start;
        }
        if (from && to && *to <= *from)
            continue;
        const JsonValue *prices = elements.items[i].find("prices");
        if (prices == nullptr || !prices->isObject())
            return bad("an element of its prices has none");
        const auto read = readPrices(*prices);
        if (!read)
            return tl::unexpected(read.error());
        for (auto [above, row] : *read) {
            row.from = from;
            row.to = to;
            row.between = constraints[i].between;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

Result<ModelEntry> readGenaiModel(const std::string &provider, const JsonValue &value)
{
    ModelEntry entry;
    entry.provider = provider;
    entry.model = value.textOf("id");
    auto match = readMatch(value.find("match"));
    if (!match)
        return tl::unexpected(match.error());
    entry.match = std::move(*match);
    if (std::string name = value.textOf("name"); name.find(' ') != std::string::npos)
        entry.names.push_back(std::move(name));
    const JsonValue *prices = value.find("prices");
    if (prices == nullptr || entry.model.empty())
        return bad("has no id or no prices");
    if (prices->isArray()) {
        auto rows = readConditional(*prices);
        if (!rows)
            return tl::unexpected(rows.error());
        entry.rows = std::move(*rows);
        return entry;
    }
    const auto rows = readPrices(*prices);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const auto &[above, row] : *rows)
        entry.rows.push_back(row);
    // Without any price the list means none, but says so only of what is free by name.
    if (prices->members.empty() && entry.model.ends_with(":free")) {
        PriceRow free;
        free.prices[indexOf(TokenKind::Input)] = free.prices[indexOf(TokenKind::Output)] = base::TokenPrice();
        entry.rows.push_back(free);
    }
    return entry;
}

Result<ProviderRule> readGenaiProvider(const JsonValue &value)
{
    ProviderRule rule;
    rule.id = lowercase(value.textOf("id"));
    auto names = readMatch(value.find("provider_match"));
    auto models = readMatch(value.find("model_match"));
    if (!names || !models || rule.id.empty())
        return bad("its id or patterns are not understood");
    rule.names = std::move(*names);
    rule.models = std::move(*models);
    if (const JsonValue *others = value.find("fallback_model_providers")) {
        for (const JsonValue &other : others->items)
            rule.fallback.push_back(other.text);
    }
    return rule;
}

} // namespace

Result<ReadList> readGenaiPrices(const JsonValue &root, const std::string &where)
{
    ReadList read;
    read.list.name = "genai-prices";
    read.list.licence = "MIT";
    read.list.url = "https://github.com/pydantic/genai-prices";
    for (const JsonValue &provider : root.items) {
        const std::string id = provider.textOf("id");
        auto rule = readGenaiProvider(provider);
        const JsonValue *models = provider.find("models");
        if (!rule || models == nullptr) {
            read.leftOut.push_back("provider " + id + ": " + (rule ? "has no models" : rule.error().detail));
            continue;
        }
        for (const JsonValue &model : models->items) {
            auto entry = readGenaiModel(rule->id, model);
            if (!entry)
                read.leftOut.push_back(id + " " + model.textOf("id") + ": " + entry.error().detail);
            else if (entry->rows.empty())
                ++read.withoutPrice;
            else
                read.list.models.push_back(std::move(*entry));
        }
        read.list.providers.push_back(std::move(*rule));
    }
    if (read.list.models.empty())
        return base::fail(ErrorKind::BadInput, where, "has no price that Outlay understands");
    return read;
}

} // namespace outlay::pricing
