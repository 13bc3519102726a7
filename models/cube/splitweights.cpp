// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/splitweights.h"

#include "cube/columns.h"
#include "cube/rulematcher.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace outlay::cube {

using base::Measures;
using base::RuleAction;

namespace {

/// What does not fit is told by Cube::build(), which comes later.
void addUpTo64Bits(std::int64_t &sum, std::int64_t more)
{
    if (__builtin_add_overflow(sum, more, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
}

} // namespace

SplitWeights::SplitWeights(const std::vector<base::Rule> &rules)
{
    for (const base::Rule &rule : rules)
        if (rule.enabled &&
            (rule.action == RuleAction::SplitByRequests || rule.action == RuleAction::SplitByCost))
            for (const base::RuleShare &share : rule.shares)
                m_features.emplace(share.feature, static_cast<std::uint32_t>(m_features.size()));
}

void SplitWeights::addAttribution(std::uint32_t id, const base::Attribution &attribution)
{
    const auto feature =
        m_features.find(countedValue(attribution, base::nameOf(base::FixedDimension::Feature)));
    if (feature == m_features.end())
        return;
    if (m_featureOf.size() <= id)
        m_featureOf.resize(id + std::size_t{1});
    m_featureOf[id] = feature->second + 1;
}

void SplitWeights::addCells(const base::CellColumns &cells, const std::vector<std::size_t> &without)
{
    const auto at = [&cells](std::int64_t Measures::*field, std::size_t cell) {
        const auto &column = cells.measures[placeOf(field)];
        return column.empty() ? 0 : column[cell];
    };
    auto left = without.begin();
    for (std::size_t i = 0; const base::CellColumns::Run &run : cells.runs) {
        const base::Month month = base::monthOf(run.day);
        for (; i < run.end; ++i) {
            if (left != without.end() && *left == i) {
                ++left;
                continue;
            }
            const std::uint32_t id = cells.attributions[i];
            if (id >= m_featureOf.size() || m_featureOf[id] == 0)
                continue;
            Had &had = m_had[{month, m_featureOf[id] - 1}];
            addUpTo64Bits(had.requests, at(&Measures::requests, i));
            addUpTo64Bits(had.shownNanos, at(&Measures::costNanos, i));
            addUpTo64Bits(had.shownNanos, at(&Measures::filledNanos, i));
        }
    }
}

const std::vector<std::int64_t> &SplitWeights::of(const base::Rule &rule, base::Month month)
{
    m_weights.clear();
    for (const base::RuleShare &share : rule.shares) {
        if (rule.action == RuleAction::SplitByShare) {
            m_weights.push_back(share.weight);
            continue;
        }
        const auto had = m_had.find({month, m_features.at(share.feature)});
        const std::int64_t weight = had == m_had.end()                           ? 0
                                    : rule.action == RuleAction::SplitByRequests ? had->second.requests
                                                                                 : had->second.shownNanos;
        m_weights.push_back(std::max<std::int64_t>(weight, 0)); // more refunded than spent is no share
    }
    const auto sum = [this] { return std::accumulate(m_weights.begin(), m_weights.end(), base::Int128{0}); };
    while (sum() > std::numeric_limits<std::int64_t>::max())
        for (std::int64_t &weight : m_weights)
            weight /= 2;
    return m_weights;
}

} // namespace outlay::cube
