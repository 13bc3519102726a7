// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/jsonvalue.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace outlay::pricing {

using base::ErrorKind;

namespace {

constexpr std::size_t kMaxDepth = 64;

/// Builds values from the parser's events. A function that returns false stops the parser.
class Builder : public nlohmann::json_sax<nlohmann::json>
{
public:
    JsonValue root;
    std::string problem;
    std::size_t at = 0; ///< byte of the problem, counted from 1

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
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        problem = "is no valid JSON";
        at = position;
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
        m_open.push_back(value);
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

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

base::Result<JsonValue> parseJson(std::string_view text, const std::string &where)
{
    Builder builder;
    try {
        if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
            return std::move(builder.root);
    } catch (const nlohmann::json::exception &) {
        // A number beyond every double, for one, is thrown past the handler.
        builder.problem = "holds a value that cannot be read";
    }
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(builder.at, text.size()));
    const std::int64_t line = builder.at == 0 ? 0 : 1 + std::count(text.begin(), end, '\n');
    return base::fail(ErrorKind::BadInput, where, builder.problem, line);
}

std::string jsonString(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace outlay::pricing
