// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::pricing {

/// Which names a row of a price book is for. As text: "x" is that name, "x*" begins so, "*x" ends so, "*x*"
/// contains it, "/x/" is a regular expression (ECMAScript) that is found in it. Case makes no difference.
/// Copies share the compiled expression; a pattern may be used by several threads.
class NamePattern
{
public:
    enum class Kind
    {
        Equals,
        Starts,
        Ends,
        Contains,
        Regex,
        All, ///< every part matches
        Any, ///< one part matches
    };

    /// Of the kinds without parts. Errors: BadInput, if the text is empty or no regular expression.
    static base::Result<NamePattern> make(Kind kind, std::string_view text);
    static base::Result<NamePattern> parse(std::string_view text);
    static NamePattern of(Kind kind, std::vector<NamePattern> parts);

    Kind kind() const { return m_kind; }
    const std::string &text() const { return m_text; }
    const std::vector<NamePattern> &parts() const { return m_parts; }
    /// What parse() reads; empty for All and Any, which have no text.
    std::string pattern() const;

    /// `name` in lower case.
    bool matches(std::string_view name) const;

    bool operator==(const NamePattern &other) const
    {
        return m_kind == other.m_kind && m_text == other.m_text && m_parts == other.m_parts;
    }

private:
    struct Expression;

    Kind m_kind = Kind::Equals;
    std::string m_text; ///< lower case, but for a regular expression
    std::vector<NamePattern> m_parts;
    std::shared_ptr<const Expression> m_expression;
};

/// The names that one of `patterns` equals, also inside Any.
void collectNames(const std::vector<NamePattern> &patterns, std::vector<std::string> &names);

} // namespace outlay::pricing
