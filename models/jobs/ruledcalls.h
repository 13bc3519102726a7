// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/zone.h"
#include "cube/cube.h"
#include "cube/overlay.h"
#include "store/store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace outlay::jobs {

/// Single calls under the tags that rules give them. A call cannot be in parts: what a rule splits stays
/// whole, under what was logged. Used by one thread.
class RuledCalls
{
public:
    /// `ruled`: jobs::loadCube(), which outlives this: where no rule is on, it says the same.
    static base::Result<RuledCalls> of(const store::Store &store, const cube::Cube &ruled);

    /// Its attributions go by numbers that only tagged calls have.
    const cube::Cube &cube() const { return m_own ? *m_own : *m_ruled; }

    /// `visit`, given each call with the attribution's number in the cube. Of what was logged the feature
    /// alone is replaced: what a call was, such as its model, tier and outcome, no rule can change. Good as
    /// long as this is.
    store::EventVisitor tagging(store::EventVisitor visit);

private:
    /// What became of a logged attribution on some days.
    struct Tagged
    {
        std::vector<base::Period> days; ///< empty: all
        std::uint32_t id = 0;
        std::optional<std::string> feature;
    };

    RuledCalls(const cube::Cube &ruled, const base::Zone &zone)
        : m_ruled(&ruled)
        , m_clock(zone)
    {
    }
    void take(const cube::RuledCells &cells);
    const Tagged *tagOf(const base::EventRow &row);

    const cube::Cube *m_ruled;
    base::DayClock m_clock;
    std::shared_ptr<const cube::Cube> m_own;
    std::vector<std::vector<Tagged>> m_tags; ///< by logged id
};

} // namespace outlay::jobs
