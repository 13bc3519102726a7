// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/cube.h"

#include <future>
#include <list>
#include <mutex>

namespace outlay::cube {

/// A cube that remembers what it was asked: parts of one answer which ask for the same ask once, from
/// whatever threads. For as long as the cube is there.
class Memo
{
public:
    // Not explicit: who asks once gives the cube itself.
    Memo(const Cube &cube)
        : m_cube(cube)
    {
    }

    const Cube &cube() const { return m_cube; }
    /// As Cube::query.
    base::Result<Table> query(const base::Filter &filter, const base::Grouping &by) const;

private:
    struct Known
    {
        base::Filter filter;
        base::Grouping by;
        std::shared_future<base::Result<Table>> answer;
    };

    const Cube &m_cube;
    mutable std::mutex m_mutex; ///< of m_known
    mutable std::list<Known> m_known;
};

} // namespace outlay::cube
