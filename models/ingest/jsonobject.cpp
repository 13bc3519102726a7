// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/jsonobject.h"

#include "ingest/jsontoken.h"
#include "ingest/textcodec.h"

#include <simdjson.h>

#include <cstring>

namespace outlay::ingest {

using simdjson::error_code;
namespace ondemand = simdjson::ondemand;

static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

namespace {

constexpr std::size_t kFirstCapacity = std::size_t{64} * 1024;

} // namespace

struct JsonObjectReader::Parser
{
    ondemand::parser json;
};

/// One pass over one object and the objects within it.
class JsonObjectReader::Walk
{
public:
    Walk(JsonObjectReader &reader, RawEvent &event, std::string_view text)
        : m_reader(reader)
        , m_event(event)
        , m_end(text.data() + text.size())
        , m_hasEscapes(std::memchr(text.data(), '\\', text.size()) != nullptr)
    {
    }

    error_code object(ondemand::object object, int depth)
    {
        for (auto result : object) {
            ondemand::field field;
            if (const auto error = std::move(result).get(field))
                return error;
            if (const auto error = readField(field, depth))
                return error;
        }
        return simdjson::SUCCESS;
    }

private:
    error_code readField(ondemand::field &field, int depth)
    {
        const char *key = field.key().raw();
        ondemand::value value = field.value();
        const std::string_view token = tokenBefore(m_end, value.raw_json_token());
        if (token.empty())
            return simdjson::TAPE_ERROR;
        if (token[0] == '{')
            return readNested(key, value, depth);

        RawField &read = m_event.fields.emplace_back();
        if (!nameOf(key, read.name))
            return simdjson::STRING_ERROR;
        if (token[0] == '"') {
            if (token.size() < 2 || token.back() != '"')
                return simdjson::TAPE_ERROR;
            read.raw = token.substr(1, token.size() - 2);
            const bool escaped =
                m_hasEscapes && std::memchr(read.raw.data(), '\\', read.raw.size()) != nullptr;
            read.kind = escaped ? ValueKind::EscapedText : ValueKind::Text;
            return simdjson::SUCCESS;
        }
        if (token[0] == '[') {
            read.kind = ValueKind::List;
            return simdjson::SUCCESS;
        }
        const auto kind = scalarKind(token);
        if (!kind)
            return simdjson::TAPE_ERROR;
        read.kind = *kind;
        if (*kind == ValueKind::Number || *kind == ValueKind::NotFinite)
            read.raw = token;
        return simdjson::SUCCESS;
    }

    error_code readNested(const char *key, ondemand::value &value, int depth)
    {
        if (depth >= kFlattenDepth) {
            RawField &read = m_event.fields.emplace_back();
            read.kind = ValueKind::TooDeep;
            return nameOf(key, read.name) ? simdjson::SUCCESS : simdjson::STRING_ERROR;
        }
        std::string_view name;
        if (!keyText(key, name))
            return simdjson::STRING_ERROR;
        const std::size_t outer = m_reader.m_path.size();
        m_reader.m_path.append(name).append(1, '.');
        ondemand::object inner;
        if (const auto error = value.get_object().get(inner))
            return error;
        const auto error = object(inner, depth + 1);
        m_reader.m_path.resize(outer);
        return error;
    }

    /// The field's number. The key's end is found only if the guess is wrong.
    bool nameOf(const char *key, std::uint32_t &id)
    {
        const std::uint32_t previous = m_event.previousName(1);
        FieldNames &names = m_reader.m_names;
        for (const auto &guess : names.guesses(previous)) {
            const std::size_t size = guess.name.size();
            if (m_reader.m_path.empty() && size > 0 && static_cast<std::size_t>(m_end - key) > size &&
                key[size] == '"' && std::memcmp(key, guess.name.data(), size) == 0) {
                id = guess.id;
                return true;
            }
        }
        std::string_view name;
        if (!keyText(key, name))
            return false;
        if (!m_reader.m_path.empty()) {
            const std::size_t outer = m_reader.m_path.size();
            m_reader.m_path.append(name);
            id = names.idOf(m_reader.m_path, previous);
            m_reader.m_path.resize(outer);
            return true;
        }
        id = names.idOf(name, previous);
        return true;
    }

    bool keyText(const char *key, std::string_view &name)
    {
        const auto found = rawKey(key, m_end);
        if (!found)
            return false;
        name = found->text;
        if (!found->escaped)
            return true;
        if (!unescape(name, Dialect::Json, m_reader.m_key))
            return false;
        name = m_reader.m_key;
        return true;
    }

    JsonObjectReader &m_reader;
    RawEvent &m_event;
    const char *m_end;
    const bool m_hasEscapes; ///< anywhere in the text: most lines have none
};

JsonObjectReader::JsonObjectReader(FieldNames &names)
    : m_parser(std::make_unique<Parser>())
    , m_names(names)
    , m_plain(names)
{
}

JsonObjectReader::~JsonObjectReader() = default;

ObjectResult JsonObjectReader::read(std::string_view text, RawEvent &event)
{
    ObjectResult result;
    result.end = text.size();
    if (m_plain.read(text, event))
        return result;
    event.dialect = Dialect::Json;
    event.fields.clear();
    m_path.clear();

    ondemand::parser &parser = m_parser->json;
    if (parser.capacity() < text.size() && parser.allocate(std::max({text.size(), parser.capacity() * 2,
                                                                     kFirstCapacity})) != simdjson::SUCCESS) {
        result.problem = "the line is too long for the memory there is";
        return result;
    }
    ondemand::document document;
    ondemand::object root;
    error_code error = parser.iterate(text.data(), text.size(), text.size() + kPadding).get(document);
    if (!error)
        error = document.get_object().get(root);
    if (!error)
        error = Walk(*this, event, text).object(root, 1);
    if (!error && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        error = simdjson::TRAILING_CONTENT;
    if (!error && nestsTooDeep(text))
        error = simdjson::DEPTH_ERROR;
    if (error)
        result.problem = jsonProblem(error);
    return result;
}

} // namespace outlay::ingest
