// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/matchgroups.h"

#include "base/dimension.h"

#include <map>

namespace outlay::insight {

namespace {

std::string groupValue(const Reconciliation &found, const MatchRow &row, MatchBy by)
{
    switch (by) {
    case MatchBy::Row:
        break;
    case MatchBy::Day:
        return base::isoDay(row.key.day);
    case MatchBy::Month:
        return base::isoMonth(base::monthOf(row.key.day));
    case MatchBy::Model: {
        const std::string model = row.key.model == kAllModels ? "(all)" : found.shownModel(row.key);
        return model.empty() ? std::string(base::unattributedLabel("model")) : model;
    }
    case MatchBy::Kind:
        return std::string(nameOf(row.key.kind));
    }
    return {};
}

void addTo(std::optional<base::Int128> &sum, const std::optional<base::Int128> &more)
{
    if (more)
        sum = sum.value_or(0) + *more;
}

} // namespace

std::string_view nameOf(MatchBy by)
{
    constexpr std::array<std::string_view, kMatchBys> names = {"", "day", "month", "model", "kind"};
    return names[static_cast<std::size_t>(by)];
}

std::int64_t MatchGroup::differing() const
{
    return rowsOf(MatchClass::ProviderOnly) + rowsOf(MatchClass::OursOnly) + rowsOf(MatchClass::Differs);
}

std::vector<MatchGroup> matchGroups(const Reconciliation &found, MatchBy by)
{
    std::vector<MatchGroup> result;
    if (by == MatchBy::Row)
        return result;
    std::map<std::pair<std::string, std::string>, MatchGroup> groups;
    for (const MatchRow &row : found.rows) {
        const std::string provider = by == MatchBy::Model ? row.key.provider : std::string();
        const auto [group, isNew] = groups.try_emplace({provider, groupValue(found, row, by)});
        MatchGroup &sums = group->second;
        if (isNew) {
            sums.key = row.key;
            sums.value = group->first.second;
        }
        sums.sums += row;
        addTo(sums.providerTokens, row.provider.tokens);
        addTo(sums.ourTokens, row.ours.tokens);
        ++sums.rows[static_cast<std::size_t>(row.matchClass)];
    }
    for (auto &[key, group] : groups)
        result.push_back(std::move(group));
    return result;
}

} // namespace outlay::insight
