// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/plainobject.h"

#include "base/ascii.h"
#include "ingest/jsonobject.h"
#include "ingest/plaintext.h"

#include <cstring>

namespace outlay::ingest {

namespace {

constexpr int kFailuresInARow = 8;
constexpr int kPause = 64;

static_assert(kPadding >= 16); // which plainTextEnd() may read

/// Behind a blank, if there is one: that is all that loggers put between the parts of an object.
const char *behindBlank(const char *p)
{
    return *p == ' ' ? p + 1 : p;
}

bool isPartOfNumber(char c)
{
    return base::isDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

/// Reads a value that is neither a text nor a container. Null if it is none that is known.
const char *readBareValue(const char *p, RawField &field)
{
    const char *const begin = p;
    if (base::isDigit(*p) || *p == '-') {
        while (isPartOfNumber(*p))
            ++p;
        field.kind = ValueKind::Number;
        field.raw = {begin, static_cast<std::size_t>(p - begin)};
        return p;
    }
    if (std::memcmp(p, "true", 4) == 0) {
        field.kind = ValueKind::True;
        return p + 4;
    }
    if (std::memcmp(p, "false", 5) == 0) {
        field.kind = ValueKind::False;
        return p + 5;
    }
    if (std::memcmp(p, "null", 4) == 0) {
        field.kind = ValueKind::Null;
        return p + 4;
    }
    return nullptr;
}

} // namespace

bool PlainObjectReader::read(std::string_view text, RawEvent &event)
{
    if (m_pause > 0) {
        --m_pause;
        return false;
    }
    event.dialect = Dialect::Json;
    event.fields.clear();
    if (readFields(text, event)) {
        m_failures = 0;
        return true;
    }
    if (++m_failures >= kFailuresInARow) {
        m_failures = 0;
        m_pause = kPause;
    }
    return false;
}

/// `p` is behind the name's opening quote; the result is behind its closing one.
const char *PlainObjectReader::readName(const char *p, const char *end, std::uint32_t previous,
                                        std::uint32_t &id)
{
    for (const auto &guess : m_names.guesses(previous)) {
        const std::size_t size = guess.name.size();
        if (size > 0 && static_cast<std::size_t>(end - p) > size &&
            std::memcmp(p, guess.name.data(), size) == 0 && p[size] == '"') {
            id = guess.id;
            return p + size + 1;
        }
    }
    const char *const quote = plainTextEnd(p, end, '"');
    if (quote == nullptr)
        return nullptr;
    id = m_names.idOf({p, static_cast<std::size_t>(quote - p)}, previous);
    return quote + 1;
}

bool PlainObjectReader::readFields(std::string_view text, RawEvent &event)
{
    if (text.size() < 2 || text[0] != '{')
        return false;
    const char *const end = text.data() + text.size();
    const char *p = behindBlank(text.data() + 1);
    std::uint32_t previous = kNoName;
    for (;;) {
        if (*p != '"' || p >= end)
            return false;
        ++p;
        RawField &field = event.fields.emplace_back();
        p = readName(p, end, previous, field.name);
        previous = field.name;
        if (p == nullptr || p >= end || *p != ':')
            return false;
        p = behindBlank(p + 1);
        if (*p == '"') {
            const char *const quote = plainTextEnd(p + 1, end, '"');
            if (quote == nullptr)
                return false;
            field.kind = ValueKind::Text;
            field.raw = {p + 1, static_cast<std::size_t>(quote - p - 1)};
            p = quote + 1;
        } else {
            p = readBareValue(p, field);
        }
        if (p == nullptr || p >= end)
            return false;
        if (*p == '}')
            return p + 1 == end;
        if (*p != ',')
            return false;
        p = behindBlank(p + 1);
    }
}

} // namespace outlay::ingest
