// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/ruledcalls.h"

#include <algorithm>

namespace outlay::jobs {

base::Result<RuledCalls> RuledCalls::of(const store::Store &store, const cube::Cube &ruled)
{
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    RuledCalls calls(ruled, *zone);
    const auto rules = store.rules();
    if (!rules)
        return tl::unexpected(rules.error());
    if (std::ranges::none_of(*rules, &base::Rule::enabled))
        return calls;
    auto cells = store.cells();
    if (!cells)
        return tl::unexpected(cells.error());
    cube::RuledCells made = cube::applyRules({std::move(cells->attributions), std::move(cells->cells), {}},
                                             *rules, cube::Splits::LeftWhole);
    calls.take(made);
    // Without the derivations, by which a cube would give the logged ids.
    auto cube = cube::Cube::build(std::move(made.attributions), std::move(made.cells));
    if (!cube)
        return tl::unexpected(cube.error());
    calls.m_own = *std::move(cube);
    return calls;
}

void RuledCalls::take(const cube::RuledCells &cells)
{
    for (std::size_t a = 0; a < cells.derivations.size(); ++a) {
        const auto &[id, attribution] = cells.attributions[a];
        const cube::Derivation &derivation = cells.derivations[a];
        if (id == derivation.logged)
            continue;
        if (m_tags.size() <= derivation.logged)
            m_tags.resize(derivation.logged + std::size_t{1});
        m_tags[derivation.logged].push_back(
            {derivation.days, id, attribution[base::FixedDimension::Feature]});
    }
}

const RuledCalls::Tagged *RuledCalls::tagOf(const base::EventRow &row)
{
    if (row.attribution >= m_tags.size() || m_tags[row.attribution].empty())
        return nullptr;
    const std::vector<Tagged> &tags = m_tags[row.attribution];
    if (tags.front().days.empty())
        return &tags.front();
    const base::Day day = m_clock.dayOf(row.atUs);
    const auto tag = std::ranges::find_if(tags, [day](const Tagged &one) {
        return std::ranges::any_of(one.days,
                                   [day](const base::Period &period) { return period.contains(day); });
    });
    return tag == tags.end() ? nullptr : &*tag;
}

store::EventVisitor RuledCalls::tagging(store::EventVisitor visit)
{
    if (m_tags.empty())
        return visit;
    return [this, visit = std::move(visit)](const base::Attribution &logged, const base::EventRow &row,
                                            std::string_view extras) {
        const Tagged *const tag = tagOf(row);
        if (tag == nullptr)
            return visit(logged, row, extras);
        base::EventRow tagged = row;
        tagged.attribution = tag->id;
        if (logged[base::FixedDimension::Feature] == tag->feature)
            return visit(logged, tagged, extras);
        base::Attribution renamed = logged;
        renamed[base::FixedDimension::Feature] = tag->feature;
        visit(renamed, tagged, extras);
    };
}

} // namespace outlay::jobs
