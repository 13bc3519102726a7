// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/columnroles.h"

#include "embeddedformats.h"
#include "ingest/columnwords.h"

namespace outlay::ingest {

namespace {

constexpr int kUsualRank = 1000; ///< behind the names of CostEvent
constexpr int kStemRank = 2000;  ///< behind names that are whole

std::optional<FieldMap> usualNames()
{
    auto usual = FieldMap::parse(kUsualNames);
    return usual ? std::optional(*std::move(usual)) : std::nullopt;
}

} // namespace

ColumnRoles::ColumnRoles(const FieldMap &fields)
    : m_fields(fields)
    , m_usual(usualNames())
{
}

/// By the names that CostEvent knows, then by usual ones; with the unit, then without.
std::vector<NamedRole> ColumnRoles::of(std::string_view name, bool hasCounts) const
{
    std::vector<NamedRole> roles;
    const auto add = [&roles](const FieldMatch &match, int rank) {
        if (isCanonical(match.role) && match.role != Role::Currency)
            roles.push_back({match.role, rank + match.rank});
    };
    const ColumnWords words = wordsOf(name);
    add(m_fields.match(name), 0);
    add(m_fields.match(words.whole), 1);
    if (!hasCounts && m_fields.match(name).role == Role::Content)
        return roles; // it may be a text as well
    if (m_usual)
        add(m_usual->match(words.whole), kUsualRank);
    if (words.units.empty())
        return roles;
    add(m_fields.match(words.stem), kStemRank);
    if (m_usual)
        add(m_usual->match(words.stem), kStemRank + kUsualRank);
    return roles;
}

bool ColumnRoles::isPerEvent(std::string_view name) const
{
    return m_fields.match(name).role == Role::PerEvent ||
           (m_usual && (m_usual->match(name).role == Role::PerEvent ||
                        m_usual->match(wordsOf(name).whole).role == Role::PerEvent));
}

} // namespace outlay::ingest
