// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/pythonliteral.h"

#include "base/ascii.h"

#include "ingest/textcodec.h"

#include <utility>

namespace outlay::ingest {

using base::isDigit;

namespace {

bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNumberPart(char c)
{
    return isDigit(c) || c == '.' || c == '+' || c == '-' || c == '_' || isWordStart(c);
}

} // namespace

PythonLiteralReader::PythonLiteralReader(FieldNames &names)
    : m_names(names)
{
}

ObjectResult PythonLiteralReader::read(std::string_view text, RawEvent &event)
{
    event.dialect = Dialect::Python;
    event.fields.clear();
    m_event = &event;
    m_text = text;
    m_pos = 0;
    m_path.clear();
    m_lastKey = {};
    m_problem.clear();
    ObjectResult result;
    if (!take('{'))
        result.problem = "there is no dict";
    else if (!dict(1, true))
        result.problem = m_problem;
    result.end = m_pos;
    return result;
}

/// Behind the opening brace. A dict, or a set where its values have no colons.
bool PythonLiteralReader::dict(int depth, bool keep)
{
    if (depth > kMaxPythonDepth)
        return fail("the dict is nested deeper than 100 levels");
    skipBlanks();
    while (!take('}')) {
        if (!entry(depth, keep))
            return false;
        skipBlanks();
        if (take(',')) {
            skipBlanks();
            continue;
        }
        if (peek() != '}')
            return m_pos >= m_text.size() ? failCutOff() : fail("the dict is no valid Python literal");
    }
    return true;
}

bool PythonLiteralReader::entry(int depth, bool keep)
{
    Value key;
    if (!value(depth, key))
        return false;
    skipBlanks();
    if (!take(':')) {
        if (depth > 1 && (peek() == ',' || peek() == '}'))
            return true; // an element of a set
        return m_pos >= m_text.size() ? failCutOff() : fail("the dict is no valid Python literal");
    }
    skipBlanks();
    const bool named = key.kind == ValueKind::Text || key.kind == ValueKind::EscapedText;
    if (!keep || !named) {
        Value ignored;
        return value(depth, ignored);
    }
    std::string_view name = key.raw;
    std::string decoded;
    if (key.kind == ValueKind::EscapedText) {
        if (!unescape(key.raw, Dialect::Python, decoded))
            return fail("a name has an escape that Python does not know");
        name = decoded;
    }
    if (peek() == '{')
        return keepNested(name, depth, keep);
    m_lastKey = key.raw;
    Value read;
    if (!value(depth, read))
        return false;
    add(name, read);
    return true;
}

/// A dict as a value: its fields are fields of the event, down to a certain depth.
bool PythonLiteralReader::keepNested(std::string_view name, int depth, bool keep)
{
    take('{');
    const bool within = depth < kFlattenDepth;
    if (!within)
        add(name, {ValueKind::TooDeep, {}});
    const std::size_t outer = m_path.size();
    m_path.append(name).append(1, '.');
    const bool ok = dict(depth + 1, keep && within);
    m_path.resize(outer);
    return ok;
}

/// Behind the opening bracket.
bool PythonLiteralReader::list(char close, int depth)
{
    if (depth > kMaxPythonDepth)
        return fail("the dict is nested deeper than 100 levels");
    skipBlanks();
    while (!take(close)) {
        Value ignored;
        if (!value(depth, ignored))
            return false;
        skipBlanks();
        if (take(',')) {
            skipBlanks();
            continue;
        }
        if (peek() != close)
            return m_pos >= m_text.size() ? failCutOff() : fail("a list is no valid Python literal");
    }
    return true;
}

bool PythonLiteralReader::value(int depth, Value &value)
{
    if (m_pos >= m_text.size())
        return failCutOff();
    const char c = m_text[m_pos];
    if (c == '\'' || c == '"')
        return text(value);
    if (c == '-' || c == '+' || c == '.' || isDigit(c))
        return number(value);
    if (c == '[' || c == '(') {
        ++m_pos;
        value.kind = ValueKind::List;
        return list(c == '[' ? ']' : ')', depth + 1);
    }
    if (c == '{') {
        ++m_pos;
        value.kind = ValueKind::List;
        return dict(depth + 1, false);
    }
    if (isWordStart(c))
        return word(value);
    return fail("the dict is no valid Python literal");
}

bool PythonLiteralReader::text(Value &value)
{
    const char quote = m_text[m_pos++];
    const std::size_t begin = m_pos;
    bool escaped = false;
    for (; m_pos < m_text.size() && m_text[m_pos] != quote; ++m_pos) {
        if (m_text[m_pos] == '\\') {
            escaped = true;
            ++m_pos;
        }
    }
    if (m_pos >= m_text.size())
        return failCutOff();
    value.raw = m_text.substr(begin, m_pos - begin);
    value.kind = escaped ? ValueKind::EscapedText : ValueKind::Text;
    ++m_pos;
    return true;
}

bool PythonLiteralReader::number(Value &value)
{
    const std::size_t begin = m_pos;
    while (m_pos < m_text.size() && isNumberPart(m_text[m_pos]))
        ++m_pos;
    value.raw = m_text.substr(begin, m_pos - begin);
    value.kind = ValueKind::Number;
    if (value.raw == "-inf" || value.raw == "-nan")
        value.kind = ValueKind::NotFinite;
    return true;
}

/// A bare word: one of Python's three, or the beginning of something that is no plain value.
bool PythonLiteralReader::word(Value &value)
{
    const std::size_t begin = m_pos;
    while (m_pos < m_text.size() &&
           (isWordStart(m_text[m_pos]) || isDigit(m_text[m_pos]) || m_text[m_pos] == '.'))
        ++m_pos;
    const std::string_view read = m_text.substr(begin, m_pos - begin);
    if (read == "None") {
        value.kind = ValueKind::Null;
    } else if (read == "True") {
        value.kind = ValueKind::True;
    } else if (read == "False") {
        value.kind = ValueKind::False;
    } else if (read == "nan" || read == "inf") {
        value.kind = ValueKind::NotFinite;
        value.raw = read;
    } else if (read == "b" && (peek() == '\'' || peek() == '"')) {
        return text(value);
    } else if (m_pos >= m_text.size()) {
        return failCutOff();
    } else {
        return fail(describeWord(read));
    }
    return true;
}

/// Names the word only where it is sure to be code: a bare word may be somebody's id.
std::string PythonLiteralReader::describeWord(std::string_view read) const
{
    const Role role = m_names.roleOf(m_lastKey);
    const bool call = peek() == '(' && role != Role::User;
    const std::string subject = isCanonical(role) ? std::string(m_lastKey) : "a value";
    return subject + " is " + (call ? std::string(clipped(read, 40)) + "(…)" : "a bare word") +
           ", which is no plain value; log it as text or as a number";
}

void PythonLiteralReader::skipBlanks()
{
    while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n')
        ++m_pos;
}

bool PythonLiteralReader::take(char c)
{
    if (peek() != c || m_pos >= m_text.size())
        return false;
    ++m_pos;
    return true;
}

bool PythonLiteralReader::fail(std::string problem)
{
    m_problem = std::move(problem);
    return false;
}

bool PythonLiteralReader::failCutOff()
{
    m_pos = m_text.size(); // an escape may have led beyond it
    return fail("the line is cut off in the middle of an object");
}

void PythonLiteralReader::add(std::string_view name, const Value &value)
{
    RawField &field = m_event->fields.emplace_back();
    const std::uint32_t previous = m_event->previousName(1);
    field.kind = value.kind;
    field.raw = value.raw;
    if (m_path.empty()) {
        field.name = m_names.idOf(name, previous);
        return;
    }
    m_key.assign(m_path).append(name);
    field.name = m_names.idOf(m_key, previous);
}

} // namespace outlay::ingest
