// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/excerpt.h"

#include "base/calendar.h"
#include "ingest/redact.h"
#include "ingest/textcodec.h"

namespace outlay::ingest {

namespace {

constexpr std::string_view kMask = "…";
/// Enough to fill an excerpt even if everything shrinks.
constexpr std::size_t kMaxLooked = 4096;
constexpr std::size_t kMaxValue = 40;
constexpr std::size_t kMaxName = 64;

/// Redacted before it is cut: half an address would not be known as one.
std::string shortened(std::string_view value)
{
    return std::string(clipped(redacted(value), kMaxValue));
}

std::string finished(const std::string &masked)
{
    std::string text = redacted(masked);
    for (char &c : text)
        c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    if (text.size() > kMaxExcerptBytes)
        text = std::string(clipped(text, kMaxExcerptBytes - kMask.size())).append(kMask);
    return text;
}

/// Walks over the text of an object, whole or not, and copies what may be shown.
class Masking
{
public:
    Masking(std::string_view text, const FieldMap &map)
        : m_text(text)
        , m_map(map)
    {
    }

    std::string run()
    {
        while (m_pos < m_text.size()) {
            const char c = m_text[m_pos];
            if (c == '"' || c == '\'')
                quoted(c);
            else if (std::string_view("{}[](),: \t").find(c) != std::string_view::npos)
                mark(c);
            else
                bare();
        }
        return std::move(m_out);
    }

private:
    void mark(char c)
    {
        m_out += c;
        ++m_pos;
        m_expectsValue = c == ':' || (m_expectsValue && (c == ' ' || c == '\t'));
        if (c == ',' || c == '{')
            m_harmless = false;
    }

    /// A text is a name if a colon follows and none came before it.
    void quoted(char quote)
    {
        const std::size_t begin = ++m_pos;
        while (m_pos < m_text.size() && m_text[m_pos] != quote)
            m_pos += m_text[m_pos] == '\\' ? 2 : 1;
        const bool closed = m_pos < m_text.size();
        const std::size_t end = std::min(m_pos, m_text.size());
        const std::string_view inner = m_text.substr(begin, end - begin);
        m_pos = end + (closed ? 1 : 0);
        const auto next = m_text.find_first_not_of(" \t", m_pos);
        const bool isName =
            !m_expectsValue && closed && next != std::string_view::npos && m_text[next] == ':';
        const Role role = isName ? m_map.match(clipped(inner, kMaxName)).role : Role::Custom;
        if (isName)
            m_harmless = isHarmless(role);
        // A name that no format knows may be a value: in a broken line, or where ids are used as names.
        const bool shows = isName ? role != Role::Custom && inner.size() <= kMaxName
                                  : closed && m_harmless && m_expectsValue;
        m_out += quote;
        m_out += shows ? shortened(inner) : std::string(kMask);
        if (closed)
            m_out += quote;
        m_expectsValue = false;
    }

    void bare()
    {
        const std::size_t end = std::min(m_text.find_first_of("{}[](),:\"' \t", m_pos), m_text.size());
        const std::string_view word = m_text.substr(m_pos, end - m_pos);
        const bool constant = word == "true" || word == "false" || word == "null" || word == "True" ||
                              word == "False" || word == "None" || word == "NaN" || word == "nan";
        m_out += constant || (m_harmless && m_expectsValue) ? shortened(word) : std::string(kMask);
        m_pos = end;
        m_expectsValue = false;
    }

    std::string_view m_text;
    const FieldMap &m_map;
    std::size_t m_pos = 0;
    std::string m_out;
    bool m_harmless = false;
    bool m_expectsValue = false;
};

} // namespace

bool isHarmless(Role role)
{
    return isCanonical(role) && role != Role::User && role != Role::Outcome;
}

std::string excerptOfObject(std::string_view line, const FieldMap &map)
{
    std::string valid;
    repairUtf8(trimmed(line.substr(0, kMaxLooked)), valid);
    std::string_view text = valid;
    std::string prefix;
    if (const auto brace = text.find('{'); brace != std::string_view::npos && brace > 0) {
        prefix = std::string(kMask) + " "; // what a logger wrote before may be anything
        text.remove_prefix(brace);
    }
    return finished(prefix + Masking(text, map).run());
}

std::string excerptOfCells(std::span<const std::string_view> cells, std::span<const Role> roles,
                           char delimiter)
{
    std::string masked;
    for (std::size_t i = 0; i < cells.size() && masked.size() < kMaxLooked; ++i) {
        if (i > 0)
            masked += delimiter;
        std::string valid;
        repairUtf8(cells[i].substr(0, kMaxLooked), valid);
        const bool shows =
            cells.size() == roles.size() ? isHarmless(roles[i]) : base::parseTimestamp(valid).has_value();
        if (!valid.empty())
            masked += shows ? shortened(valid) : std::string(kMask);
    }
    return finished(masked);
}

} // namespace outlay::ingest
