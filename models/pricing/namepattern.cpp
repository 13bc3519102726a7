// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/namepattern.h"

#include "pricing/lowercase.h"

#include <algorithm>
#include <mutex>
#include <regex>

namespace outlay::pricing {

using base::ErrorKind;

namespace {

/// Longer expressions and names are nobody's: std::regex needs stack for every character.
constexpr std::size_t kMaxExpression = 400;
constexpr std::size_t kMaxName = 256;

/// Errors: std::regex_error.
std::regex compiled(const std::string &text)
{
    // libstdc++ keeps what it learns of characters in its locale without a lock (its bug 77704), and several
    // threads may open price books.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    auto flags = std::regex::ECMAScript | std::regex::icase | std::regex::nosubs;
#ifdef __GLIBCXX__
    flags |= std::regex_constants::__polynomial; // or a price list's "(a+)+$" would never come to an end
#endif
    return std::regex(text, flags);
}

} // namespace

struct NamePattern::Expression
{
    explicit Expression(const std::string &text)
        : regex(compiled(text))
    {
    }
    bool isFoundIn(std::string_view name) const
    {
        if (name.size() > kMaxName)
            return false;
        try {
            return std::regex_search(name.begin(), name.end(), regex);
        } catch (const std::regex_error &) {
            return false; // too costly for this name
        }
    }

    std::regex regex;
};

base::Result<NamePattern> NamePattern::make(Kind kind, std::string_view text)
{
    if (text.empty())
        return base::fail(ErrorKind::BadInput, {}, "a pattern for names is empty");
    NamePattern pattern;
    pattern.m_kind = kind;
    pattern.m_text = kind == Kind::Regex ? std::string(text) : lowercase(text);
    if (kind == Kind::Regex) {
        if (text.size() > kMaxExpression)
            return base::fail(ErrorKind::BadInput, {}, "a regular expression has more than 400 characters");
        try {
            pattern.m_expression = std::make_shared<Expression>(pattern.m_text);
        } catch (const std::regex_error &) {
            return base::fail(ErrorKind::BadInput, {}, "\"" + pattern.m_text + "\" is no regular expression");
        }
    }
    return pattern;
}

base::Result<NamePattern> NamePattern::parse(std::string_view text)
{
    if (text.size() > 1 && text.front() == '/' && text.back() == '/')
        return make(Kind::Regex, text.substr(1, text.size() - 2));
    const bool openStart = !text.empty() && text.front() == '*';
    if (openStart)
        text.remove_prefix(1);
    const bool openEnd = !text.empty() && text.back() == '*';
    if (openEnd)
        text.remove_suffix(1);
    return make(openStart && openEnd ? Kind::Contains
                : openStart          ? Kind::Ends
                : openEnd            ? Kind::Starts
                                     : Kind::Equals,
                text);
}

NamePattern NamePattern::of(Kind kind, std::vector<NamePattern> parts)
{
    NamePattern pattern;
    pattern.m_kind = kind;
    pattern.m_parts = std::move(parts);
    return pattern;
}

std::string NamePattern::pattern() const
{
    switch (m_kind) {
    case Kind::Equals:
        return m_text;
    case Kind::Starts:
        return m_text + "*";
    case Kind::Ends:
        return "*" + m_text;
    case Kind::Contains:
        return "*" + m_text + "*";
    case Kind::Regex:
        return "/" + m_text + "/";
    case Kind::All:
    case Kind::Any:
        break;
    }
    return {};
}

bool NamePattern::matches(std::string_view name) const
{
    const auto matchesName = [name](const NamePattern &part) { return part.matches(name); };
    switch (m_kind) {
    case Kind::Equals:
        return name == m_text;
    case Kind::Starts:
        return name.starts_with(m_text);
    case Kind::Ends:
        return name.ends_with(m_text);
    case Kind::Contains:
        return name.find(m_text) != std::string_view::npos;
    case Kind::Regex:
        return m_expression->isFoundIn(name);
    case Kind::All:
        return std::all_of(m_parts.begin(), m_parts.end(), matchesName);
    case Kind::Any:
        return std::any_of(m_parts.begin(), m_parts.end(), matchesName);
    }
    return false;
}

void collectNames(const std::vector<NamePattern> &patterns, std::vector<std::string> &names)
{
    for (const NamePattern &pattern : patterns) {
        if (pattern.kind() == NamePattern::Kind::Equals)
            names.push_back(pattern.text());
        else if (pattern.kind() == NamePattern::Kind::Any)
            collectNames(pattern.parts(), names);
    }
}

} // namespace outlay::pricing
