// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/jsonvalue.h"

#include "base/ascii.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace outlay::pricing {

using base::ErrorKind;

namespace {

constexpr std::size_t kMaxDepth = 64;
/// The library's number for what no double holds.
constexpr int kBeyondDoubles = 406;

/// Tells how far the parser has read, which the parser itself does not.
class Reading
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    Reading(const char *at, std::int64_t *line)
        : m_at(at)
        , m_line(line)
    {
    }
    reference operator*() const { return *m_at; }
    Reading &operator++()
    {
        *m_line += *m_at == '\n' ? 1 : 0;
        ++m_at;
        return *this;
    }
    bool operator==(const Reading &other) const { return m_at == other.m_at; }
    bool operator!=(const Reading &other) const { return m_at != other.m_at; }

private:
    const char *m_at;
    std::int64_t *m_line;
};

/// The column of a byte that is counted from 1, and its line.
std::string columnOf(std::string_view text, std::size_t byte, std::int64_t &line)
{
    const std::string_view before = text.substr(0, byte == 0 ? 0 : std::min(byte - 1, text.size()));
    line = 1 + std::count(before.begin(), before.end(), '\n');
    return std::to_string(before.size() - (before.rfind('\n') + 1) + 1);
}

bool isOfNumber(char c)
{
    return base::isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// With quotes around numbers that no double holds, so that whoever reads them can refuse that one entry.
std::string withQuotedGiants(std::string_view json)
{
    std::string text;
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t begin = at;
        if (json[at] == '"') {
            for (++at; at < json.size() && json[at] != '"'; ++at)
                at += json[at] == '\\' ? 1 : 0;
            at = std::min(at + 1, json.size());
            text += json.substr(begin, at - begin);
            continue;
        }
        while (at < json.size() && isOfNumber(json[at]))
            ++at;
        if (at == begin) {
            text += json[at++];
            continue;
        }
        const std::string number(json.substr(begin, at - begin));
        const bool isGiant = std::isinf(std::strtod(number.c_str(), nullptr));
        text += isGiant ? '"' + number + '"' : number;
    }
    return text;
}

/// Builds values from the parser's events. A function that returns false stops the parser.
class Builder : public nlohmann::json_sax<nlohmann::json>
{
public:
    explicit Builder(const std::int64_t &line)
        : m_line(line)
    {
    }

    void startAnew()
    {
        root = {};
        m_open.clear();
        problem.clear();
        at = 0;
    }

    JsonValue root;
    std::string problem;
    std::size_t at = 0;     ///< byte of the problem, counted from 1
    bool hasGiants = false; ///< the problem is a number beyond every double

    bool null() override { return add(JsonValue::Type::Null); }
    bool boolean(bool value) override { return add(value ? JsonValue::Type::True : JsonValue::Type::False); }
    bool number_integer(number_integer_t value) override
    {
        return add(JsonValue::Type::Number, std::to_string(value));
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        return add(JsonValue::Type::Number, std::to_string(value));
    }
    bool number_float(number_float_t, const string_t &text) override
    {
        return add(JsonValue::Type::Number, text);
    }
    bool string(string_t &text) override { return add(JsonValue::Type::String, std::move(text)); }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(JsonValue::Type::Object); }
    bool start_array(std::size_t) override { return open(JsonValue::Type::Array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        m_name = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string &,
                     const nlohmann::detail::exception &error) override
    {
        problem = "is no valid JSON";
        at = position;
        hasGiants = error.id == kBeyondDoubles;
        return false;
    }

private:
    JsonValue *place()
    {
        if (m_open.empty())
            return &root;
        JsonValue &parent = *m_open.back();
        if (parent.isArray())
            return &parent.items.emplace_back();
        return &parent.members.emplace_back(JsonMember{std::move(m_name), JsonValue()}).second;
    }
    bool add(JsonValue::Type type, std::string text = {})
    {
        JsonValue *value = place();
        value->type = type;
        value->line = m_line;
        value->text = std::move(text);
        return true;
    }
    bool open(JsonValue::Type type)
    {
        if (m_open.size() == kMaxDepth) {
            problem = "is nested too deep";
            return false;
        }
        // Nothing is appended to a parent while a child is open, so the pointers stay good.
        JsonValue *value = place();
        value->type = type;
        value->line = m_line;
        m_open.push_back(value);
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    const std::int64_t &m_line;
    std::vector<JsonValue *> m_open;
    std::string m_name;
};

} // namespace

const JsonValue *JsonValue::find(std::string_view name) const
{
    const auto found = std::find_if(members.begin(), members.end(),
                                    [name](const auto &member) { return member.first == name; });
    return found == members.end() ? nullptr : &found->second;
}

std::string JsonValue::textOf(std::string_view name) const
{
    const JsonValue *value = find(name);
    return value != nullptr && value->isString() ? value->text : std::string();
}

base::Result<JsonValue> parseJson(std::string_view json, const std::string &where)
{
    std::string text(json);
    std::int64_t line = 1;
    Builder builder(line);
    const auto parses = [&] {
        const char *const begin = text.data();
        return nlohmann::json::sax_parse(Reading(begin, &line), Reading(begin + text.size(), &line),
                                         &builder);
    };
    if (parses())
        return std::move(builder.root);
    if (builder.hasGiants) {
        text = withQuotedGiants(text);
        line = 1;
        builder.startAnew();
        if (parses())
            return std::move(builder.root);
    }
    if (builder.at == 0)
        return base::fail(ErrorKind::BadInput, where, builder.problem, line);
    const std::string column = columnOf(text, builder.at, line);
    return base::fail(ErrorKind::BadInput, where, builder.problem + " at column " + column, line);
}

std::string jsonString(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace outlay::pricing
