// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/scaled.h"
#include "pricing/bookformat.h"
#include "pricing/jsonvalue.h"

namespace outlay::pricing {

namespace {

/// Members of an object on one line.
class Line
{
public:
    void add(std::string_view name, const std::string &json)
    {
        m_text += m_text.empty() ? "{" : ", ";
        m_text += jsonString(name) + ": " + json;
    }
    void addText(std::string_view name, const std::string &text)
    {
        if (!text.empty())
            add(name, jsonString(text));
    }
    std::string text() const { return m_text.empty() ? "{}" : m_text + "}"; }

private:
    std::string m_text;
};

template <class Items, class Write>
std::string array(const Items &items, Write write)
{
    std::string text;
    for (const auto &item : items)
        text += (text.empty() ? "[" : ", ") + write(item);
    return text.empty() ? "[]" : text + "]";
}

std::string patternsText(const std::vector<NamePattern> &patterns)
{
    return array(patterns, [](const NamePattern &pattern) {
        if (pattern.parts().empty())
            return jsonString(pattern.pattern());
        return (pattern.kind() == NamePattern::Kind::All ? "{\"all\": " : "{\"any\": ") +
               patternsText(pattern.parts()) + "}";
    });
}

std::string textsText(const std::vector<std::string> &texts)
{
    return array(texts, [](const std::string &text) { return jsonString(text); });
}

std::string timeOfDay(int second)
{
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const std::string minutes = two(second / 3600) + ":" + two(second / 60 % 60);
    return second % 60 == 0 ? minutes : minutes + ":" + two(second % 60);
}

std::string providerText(const ProviderRule &rule)
{
    Line line;
    line.addText("id", rule.id);
    if (!rule.names.empty())
        line.add("names", patternsText(rule.names));
    if (!rule.models.empty())
        line.add("models", patternsText(rule.models));
    if (!rule.fallback.empty())
        line.add("fallback", textsText(rule.fallback));
    for (std::size_t tier = 0; tier < rule.shares.size(); ++tier) {
        if (rule.shares[tier])
            line.add(kTierNames[tier], base::scaledText(*rule.shares[tier], kShareDecimals));
    }
    std::vector<std::string> likeText;
    for (const TokenKind kind : kAllTokenKinds) {
        if (rule.likeText[indexOf(kind)])
            likeText.emplace_back(kTokenKindNames[indexOf(kind)]);
    }
    if (!likeText.empty())
        line.add("like_text", textsText(likeText));
    return line.text();
}

/// "name": [ one line each ]
std::string table(std::string_view name, const std::vector<std::string> &lines, bool last)
{
    std::string text = "      " + jsonString(name) + ": [\n";
    for (std::size_t i = 0; i < lines.size(); ++i)
        text += "        " + lines[i] + (i + 1 < lines.size() ? ",\n" : "\n");
    return text + (last ? "      ]\n" : "      ],\n");
}

std::string listText(const PriceList &list)
{
    std::string text;
    const auto head = [&text](std::string_view name, const std::string &value) {
        if (!value.empty())
            text += "      " + jsonString(name) + ": " + jsonString(value) + ",\n";
    };
    head("name", list.name);
    head("version", list.version);
    head("licence", list.licence);
    head("url", list.url);
    std::vector<std::string> lines;
    for (const ProviderRule &rule : list.providers)
        lines.push_back(providerText(rule));
    if (!lines.empty())
        text += table("providers", lines, false);
    lines.clear();
    for (const ModelEntry &entry : list.models) {
        for (std::size_t i = 0; i < entry.rows.size(); ++i)
            lines.push_back(rowText(entry, entry.rows[i], i == 0));
    }
    return "    {\n" + text + table("rows", lines, true) + "    }";
}

} // namespace

std::string rowText(const ModelEntry &entry, const PriceRow &row, bool withNames)
{
    Line line;
    line.addText("provider", entry.provider);
    line.addText("model", entry.model);
    if (withNames && !entry.match.empty())
        line.add("match", patternsText(entry.match));
    if (withNames && !entry.names.empty())
        line.add("names", textsText(entry.names));
    if (row.tier != Tier::Standard)
        line.addText("tier", std::string(nameOf(row.tier)));
    if (row.from)
        line.addText("from", base::isoDay(*row.from));
    if (row.to)
        line.addText("to", base::isoDay(*row.to));
    if (row.between)
        line.add("between", textsText({timeOfDay(row.between->from), timeOfDay(row.between->to)}));
    if (row.above > 0)
        line.add("above", std::to_string(row.above));
    for (const TokenKind kind : kAllTokenKinds) {
        if (const auto &price = row.prices[indexOf(kind)])
            line.add(kTokenKindNames[indexOf(kind)], writtenPrice(kind, *price));
    }
    line.addText("note", row.note);
    return line.text();
}

std::string bookText(const std::vector<PriceList> &lists)
{
    std::string text = "{\n  \"format\": \"outlay-prices\",\n  \"version\": 1,\n"
                       "  \"note\": \"US dollars per million tokens and per thousand pieces. Of the lists "
                       "the first that has a price "
                       "counts.\",\n  \"lists\": [\n";
    for (std::size_t i = 0; i < lists.size(); ++i)
        text += listText(lists[i]) + (i + 1 < lists.size() ? ",\n" : "\n");
    return text + "  ]\n}\n";
}

} // namespace outlay::pricing
