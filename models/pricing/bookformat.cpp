// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/bookformat.h"

#include "base/scaled.h"
#include "pricing/jsonvalue.h"
#include "pricing/lowercase.h"

#include <algorithm>
#include <unordered_map>

namespace outlay::pricing {

using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kFormat = "outlay-prices";
constexpr std::int64_t kMillion = 1'000'000;

std::string quoted(std::string_view text)
{
    return "\"" + std::string(text.substr(0, 100)) + "\"";
}

/// Where the mistake in `value` is: its own line, if it is known.
std::int64_t lineOf(const base::Error &error, const JsonValue &value)
{
    return error.line > 0 ? error.line : value.line;
}

Result<std::vector<NamePattern>> readPatterns(const JsonValue &value)
{
    std::vector<NamePattern> patterns;
    const auto add = [&patterns](Result<NamePattern> pattern) -> Result<void> {
        if (!pattern)
            return tl::unexpected(pattern.error());
        patterns.push_back(std::move(*pattern));
        return {};
    };
    if (value.isString()) {
        if (auto added = add(NamePattern::parse(value.text)); !added)
            return tl::unexpected(added.error());
        return patterns;
    }
    if (!value.isArray())
        return bad("patterns are a text or a list of texts");
    for (const JsonValue &item : value.items) {
        const JsonValue *all = item.find("all");
        const JsonValue *group = all != nullptr ? all : item.find("any");
        if (group == nullptr) {
            if (!item.isString())
                return bad("a pattern is a text, {\"all\": [...]} or {\"any\": [...]}");
            if (auto added = add(NamePattern::parse(item.text)); !added)
                return tl::unexpected(added.error());
            continue;
        }
        auto parts = readPatterns(*group);
        if (!parts)
            return parts;
        const auto kind = group == all ? NamePattern::Kind::All : NamePattern::Kind::Any;
        patterns.push_back(NamePattern::of(kind, std::move(*parts)));
    }
    return patterns;
}

Result<std::vector<std::string>> readTexts(const JsonValue &value)
{
    std::vector<std::string> texts;
    if (value.isString())
        texts.push_back(value.text);
    for (const JsonValue &item : value.items) {
        if (!item.isString())
            return bad("a list of texts holds something else");
        texts.push_back(item.text);
    }
    if (!value.isString() && !value.isArray())
        return bad("a list of texts is something else");
    return texts;
}

Result<std::optional<base::Day>> readDay(const JsonValue &value)
{
    const auto day = value.isString() ? base::parseDay(value.text) : std::nullopt;
    if (!day)
        return bad(quoted(value.text) + " is no day such as 2026-05-31");
    return day;
}

/// "00:30" or "00:30:15".
std::optional<int> secondOf(std::string_view text)
{
    const bool shape = (text.size() == 5 || (text.size() == 8 && text[5] == ':')) && text[2] == ':';
    if (!shape)
        return std::nullopt;
    const auto two = [text](std::size_t at) {
        const bool digits = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        return digits ? (text[at] - '0') * 10 + (text[at + 1] - '0') : 99;
    };
    const int hour = two(0);
    const int minute = two(3);
    const int second = text.size() == 8 ? two(6) : 0;
    if (hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return (hour * 60 + minute) * 60 + second;
}

Result<DayTime> readDayTime(const JsonValue &value)
{
    if (value.items.size() == 2 && value.items[0].isString() && value.items[1].isString()) {
        const auto from = secondOf(value.items[0].text);
        const auto to = secondOf(value.items[1].text);
        if (from && to && *from != *to)
            return DayTime{*from, *to};
    }
    return bad("\"between\" is two times of day in UTC such as [\"00:30\", \"16:30\"]");
}

Result<std::int64_t> readThreshold(const JsonValue &value)
{
    const auto tokens = value.isNumber() ? base::parseScaled(value.text, 0) : std::nullopt;
    if (!tokens || *tokens <= 0)
        return bad("\"above\" is a number of tokens");
    return *tokens;
}

/// One member of a row; nothing else may be in a row.
Result<void> readMember(const std::string &name, const JsonValue &value, ModelEntry &entry, PriceRow &row)
{
    const auto kind = std::find(kTokenKindNames.begin(), kTokenKindNames.end(), name);
    if (kind != kTokenKindNames.end()) {
        const auto its = static_cast<TokenKind>(kind - kTokenKindNames.begin());
        const auto price = value.isNumber() || value.isString() ? readPrice(its, value.text) : std::nullopt;
        if (!price)
            return bad(quoted(name) + " is no price in dollars a " + std::string(unitOf(its)) +
                       (isOfTokens(its) ? " tokens: " : " pieces: ") + quoted(value.text) +
                       "; write a number such as 2.5, of 0.000001 at least, or 0 for what is free");
        row.prices[indexOf(its)] = *price;
        return {};
    }
    const auto take = [](auto result, auto &target) -> Result<void> {
        if (!result)
            return tl::unexpected(result.error());
        target = std::move(*result);
        return {};
    };
    if (name == "from")
        return take(readDay(value), row.from);
    if (name == "to")
        return take(readDay(value), row.to);
    if (name == "between")
        return take(readDayTime(value), row.between);
    if (name == "above")
        return take(readThreshold(value), row.above);
    if (name == "match")
        return take(readPatterns(value), entry.match);
    if (name == "names")
        return take(readTexts(value), entry.names);
    if (name == "tier") {
        const auto tier = tierNamed(value.text);
        if (!tier)
            return bad(quoted(value.text) + " is no tier: standard, batch, flex, priority or fast");
        row.tier = *tier;
        return {};
    }
    if (name == "provider" || name == "model" || name == "note") {
        if (!value.isString() || (value.text.empty() && name != "note"))
            return bad(quoted(name) + " is no text");
        (name == "provider" ? entry.provider : name == "model" ? entry.model : row.note) = value.text;
        return {};
    }
    return bad("a row has no " + quoted(name));
}

/// A row alone, as an entry with this one row.
Result<ModelEntry> readRow(const JsonValue &value)
{
    if (!value.isObject())
        return bad("is no row");
    ModelEntry entry;
    PriceRow row;
    for (auto member = value.members.begin(); member != value.members.end(); ++member) {
        const auto same = [&member](const auto &other) { return other.first == member->first; };
        if (std::any_of(value.members.begin(), member, same))
            return bad("says " + quoted(member->first) + " twice", member->second.line);
        if (auto read = readMember(member->first, member->second, entry, row); !read)
            return bad(read.error().detail, lineOf(read.error(), member->second));
    }
    if (entry.provider.empty() || entry.model.empty())
        return bad("a row needs \"provider\" and \"model\"");
    entry.provider = lowercase(entry.provider);
    if (row.from && row.to && *row.to <= *row.from)
        return bad("\"to\" is the first day that is no longer and must be after \"from\"");
    if (std::none_of(row.prices.begin(), row.prices.end(),
                     [](const auto &price) { return price.has_value(); }))
        return bad("a row needs a price: input, cache_read, cache_write_5m, cache_write_1h, output, "
                   "input_audio, cache_read_audio, output_audio, input_image, cache_read_image, output_image "
                   "or web_search");
    entry.rows.push_back(std::move(row));
    return entry;
}

Result<void> readRows(const JsonValue &rows, PriceList &list)
{
    if (!rows.isArray())
        return bad("\"rows\" is no list");
    std::unordered_map<std::string, std::size_t> entries;
    for (std::size_t i = 0; i < rows.items.size(); ++i) {
        auto row = readRow(rows.items[i]);
        const std::string place = "row " + std::to_string(i + 1) + " (" + rows.items[i].textOf("provider") +
                                  " " + rows.items[i].textOf("model") + "): ";
        if (!row)
            return bad(place + row.error().detail, lineOf(row.error(), rows.items[i]));
        const auto [known, isNew] =
            entries.try_emplace(row->provider + '\n' + row->model, list.models.size());
        if (isNew) {
            list.models.push_back(std::move(*row));
            continue;
        }
        ModelEntry &entry = list.models[known->second];
        const bool again = (!row->match.empty() && !entry.match.empty() && row->match != entry.match) ||
                           (!row->names.empty() && !entry.names.empty() && row->names != entry.names);
        if (again)
            return bad(place + "the model has other patterns or names in another row; leave them out of one",
                       rows.items[i].line);
        if (!row->match.empty())
            entry.match = std::move(row->match);
        if (!row->names.empty())
            entry.names = std::move(row->names);
        entry.rows.push_back(std::move(row->rows.front()));
    }
    return {};
}

Result<ProviderRule> readProvider(const JsonValue &value)
{
    ProviderRule rule;
    for (const auto &[name, member] : value.members) {
        const auto tier = tierNamed(name);
        if (name == "id") {
            rule.id = lowercase(member.text);
        } else if (name == "names" || name == "models") {
            auto patterns = readPatterns(member);
            if (!patterns)
                return tl::unexpected(patterns.error());
            (name == "names" ? rule.names : rule.models) = std::move(*patterns);
        } else if (name == "fallback") {
            auto ids = readTexts(member);
            if (!ids)
                return tl::unexpected(ids.error());
            rule.fallback = std::move(*ids);
        } else if (name == "like_text") {
            auto kinds = readTexts(member);
            if (!kinds)
                return tl::unexpected(kinds.error());
            for (const std::string &each : *kinds) {
                const auto kind =
                    std::find(kTokenKindNames.begin() + kTextKinds, kTokenKindNames.end(), each);
                if (kind == kTokenKindNames.end())
                    return bad(quoted(each) + " is no kind of tokens that are no text, such as input_audio");
                rule.likeText[static_cast<std::size_t>(kind - kTokenKindNames.begin())] = true;
            }
        } else if (tier && *tier != Tier::Standard) {
            const auto share =
                member.isNumber() ? base::parseScaled(member.text, kShareDecimals) : std::nullopt;
            if (!share || *share < 0 || *share > 100 * kMillion)
                return bad(quoted(name) + " is no share of the standard price such as 0.5");
            rule.shares[static_cast<std::size_t>(*tier)] = *share;
        } else {
            return bad("a provider has no " + quoted(name));
        }
    }
    if (rule.id.empty())
        return bad("a provider needs an \"id\"");
    return rule;
}

Result<PriceList> readList(const JsonValue &value)
{
    if (!value.isObject())
        return bad("is no list of prices");
    PriceList list;
    list.name = value.textOf("name");
    list.version = value.textOf("version");
    list.licence = value.textOf("licence");
    list.url = value.textOf("url");
    if (const JsonValue *providers = value.find("providers")) {
        for (std::size_t i = 0; i < providers->items.size(); ++i) {
            auto rule = readProvider(providers->items[i]);
            if (!rule)
                return bad("provider " + std::to_string(i + 1) + ": " + rule.error().detail,
                           providers->items[i].line);
            list.providers.push_back(std::move(*rule));
        }
    }
    const JsonValue *rows = value.find("rows");
    if (rows == nullptr)
        return bad("has no \"rows\"");
    if (auto read = readRows(*rows, list); !read)
        return tl::unexpected(read.error());
    return list;
}

} // namespace

bool looksLikeBook(std::string_view json)
{
    return json.substr(0, 200).find(kFormat) != std::string_view::npos;
}

Result<std::vector<PriceList>> parseBook(std::string_view json, const std::string &where)
{
    const auto root = parseJson(json, where);
    if (!root)
        return tl::unexpected(root.error());
    if (root->textOf("format") != kFormat)
        return base::fail(ErrorKind::BadInput, where,
                          "is no price book of Outlay: it does not begin with \"format\": \"outlay-prices\"");
    const JsonValue *version = root->find("version");
    if (version == nullptr || version->text != "1")
        return base::fail(ErrorKind::TooNew, where,
                          "is a price book of a version that this Outlay does not read");
    const JsonValue *lists = root->find("lists");
    if (lists == nullptr || !lists->isArray())
        return base::fail(ErrorKind::BadInput, where, "has no \"lists\"");
    std::vector<PriceList> book;
    for (std::size_t i = 0; i < lists->items.size(); ++i) {
        auto list = readList(lists->items[i]);
        if (!list)
            return base::fail(ErrorKind::BadInput, where,
                              "list " + std::to_string(i + 1) + ", " + list.error().detail,
                              lineOf(list.error(), lists->items[i]));
        book.push_back(std::move(*list));
    }
    return book;
}

} // namespace outlay::pricing
