// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/valueobject.h"

#include "ingest/textcodec.h"

#include <nlohmann/json.hpp>

namespace outlay::ingest {

namespace {

/// Takes numbers as they are written: through a double they would not be exact.
class ValueSax : public nlohmann::json_sax<nlohmann::json>
{
public:
    explicit ValueSax(ValueObject &object)
        : m_object(object)
    {
    }

    bool null() override { return take({}); }
    bool boolean(bool value) override { return take({value ? "true" : "false", false}); }
    bool number_integer(number_integer_t value) override { return take({std::to_string(value), true}); }
    bool number_unsigned(number_unsigned_t value) override { return take({std::to_string(value), true}); }
    bool number_float(number_float_t, const string_t &written) override { return take({written, true}); }
    bool string(string_t &value) override { return take({std::string(trimmed(value)), false}); }
    bool binary(binary_t &) override { return false; }
    bool key(string_t &name) override
    {
        m_name = name;
        return true;
    }
    bool start_object(std::size_t) override { return ++m_depth == 1 || refuse(); }
    bool end_object() override { return --m_depth == 0; }
    bool start_array(std::size_t) override { return refuse(); }
    bool end_array() override { return false; }
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &) override
    {
        m_object.problem = "the object is no JSON";
        return false;
    }

private:
    bool take(ValueText value)
    {
        m_object.members.emplace_back(m_name, std::move(value));
        return true;
    }
    bool refuse()
    {
        m_object.problem =
            "\"" + m_name + "\" is a list or an object; a value file has texts and numbers alone";
        return false;
    }

    ValueObject &m_object;
    std::string m_name;
    int m_depth = 0;
};

} // namespace

ValueObject readValueObject(std::string_view text)
{
    ValueObject object;
    ValueSax sax(object);
    if (!isUtf8(text))
        object.problem = kNoUtf8;
    else if (!nlohmann::json::sax_parse(text, &sax) && object.problem.empty())
        object.problem = "the object is no JSON";
    return object;
}

} // namespace outlay::ingest
