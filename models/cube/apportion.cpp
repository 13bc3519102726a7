// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/apportion.h"

#include <numeric>

namespace outlay::cube {

using base::Int128;
using base::Measures;

namespace {

/// Of an amount below 0, as of a refund, the parts are as those of its size.
std::int64_t leftHalfOf(std::int64_t amount, std::int64_t left, std::int64_t both, std::int64_t phase)
{
    const Int128 size = amount < 0 ? -Int128{amount} : Int128{amount};
    const Int128 part = (size * left + phase) / both;
    return static_cast<std::int64_t>(amount < 0 ? -part : part);
}

} // namespace

Apportioner::Apportioner(std::size_t parts)
    : m_phases(parts)
{
}

void Apportioner::share(const Measures &cell, std::span<const std::int64_t> weights,
                        std::vector<Measures> &parts)
{
    parts.assign(weights.size(), {});
    halve(cell, weights, 0, parts);
}

void Apportioner::halve(const Measures &sums, std::span<const std::int64_t> weights, std::size_t first,
                        std::vector<Measures> &parts)
{
    if (weights.size() == 1) {
        parts[first] = sums;
        return;
    }
    const std::size_t middle = weights.size() / 2;
    const std::int64_t left = std::accumulate(weights.begin(), weights.begin() + middle, std::int64_t{0});
    const std::int64_t both = std::accumulate(weights.begin() + middle, weights.end(), left);
    if (both == 0)
        return; // nothing comes here
    Phase &phase = m_phases[first + middle];
    if (phase.left != left || phase.both != both)
        phase = {left, both, both / 2};
    Measures leftSums;
    for (const auto field : base::kMeasureFields)
        leftSums.*field = leftHalfOf(sums.*field, left, both, phase.carried);
    const Int128 requests = sums.requests < 0 ? 0 : sums.requests;
    phase.carried = static_cast<std::int64_t>((phase.carried + requests * left) % both);
    Measures rightSums = sums;
    rightSums -= leftSums;
    halve(leftSums, weights.first(middle), first, parts);
    halve(rightSums, weights.subspan(middle), first + middle, parts);
}

} // namespace outlay::cube
