// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/dayfindings.h"

#include <algorithm>
#include <tuple>

namespace outlay::insight {

namespace {

constexpr double kMoved = 0.5;     ///< of a rise: so much of it elsewhere gone is no rise
constexpr double kMostOf = 0.8;    ///< of an excess: who has so much has it
constexpr double kAlike = 0.5;     ///< of the rise of all: who rose by so much rose with it
constexpr double kNearlyAll = 0.8; ///< of what is expected
constexpr double kSameCause = 0.6; ///< of an excess: who shares so much with another one is part of that

} // namespace

DayJudge::DayJudge(const SliceSeries &series, const std::multimap<base::Day, Slice> &planned, Judging judging)
    : m_series(series)
    , m_judging(judging)
{
    for (const auto &[day, slice] : planned)
        if (series.days().contains(day))
            m_planned.emplace_back(static_cast<std::size_t>((day - series.days().first).count()), slice);
}

std::vector<Finding> DayJudge::judge(std::size_t day)
{
    std::vector<Finding> found = withoutMoves(outOfBand(day), day);
    std::erase_if(found, [&](const Finding &finding) { return isOfUsualPart(finding, day); });
    std::vector<Finding> causes;
    std::vector<double> unexplained;
    for (const Finding &finding : found)
        unexplained.push_back(finding.excess);
    while (!found.empty()) {
        const Finding cause = rootOf(found, day);
        causes.push_back(cause);
        std::vector<Finding> others;
        std::vector<double> left;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Finding &other = found[i];
            if (contains(cause.slice, other.slice))
                continue;
            double rest = unexplained[i];
            if (overlap(other.slice, cause.slice))
                rest -= excessOn(both(other.slice, cause.slice), day);
            if (rest <= other.band || rest <= (1 - kSameCause) * other.excess)
                continue;
            others.push_back(other);
            left.push_back(rest);
        }
        found = std::move(others);
        unexplained = std::move(left);
    }
    return causes;
}

std::optional<UsualDay> DayJudge::usual(const SliceKey &slice, std::size_t day)
{
    if (day != m_day) {
        m_usual.clear();
        m_day = day;
    }
    const auto known = m_usual.find(slice);
    if (known != m_usual.end())
        return known->second;
    std::optional<UsualDay> result;
    static const std::vector<bool> none;
    if (const auto *const costs = m_series.find(slice)) {
        const auto unusual = m_unusual.find(slice);
        result = usualDay({*costs, knownFrom(slice, *costs), plannedDays(slice),
                           unusual == m_unusual.end() ? none : unusual->second},
                          day, m_judging);
    }
    return m_usual.emplace(slice, result).first->second;
}

double DayJudge::costOn(const SliceKey &slice, std::size_t day) const
{
    const auto *const costs = m_series.find(slice);
    return costs ? (*costs)[day] : 0;
}

double DayJudge::excessOn(const SliceKey &slice, std::size_t day)
{
    const auto expected = usual(slice, day);
    return costOn(slice, day) - (expected ? expected->expected : 0);
}

SliceKey DayJudge::explaining(const SliceKey &slice, std::size_t day)
{
    const auto whole = usual(slice, day);
    if (!whole)
        return slice;
    const double excess = costOn(slice, day) - whole->expected;
    const double needed = std::max(kMostOf * excess, excess - whole->band);
    SliceKey best = slice;
    double most = 0;
    for (const auto &[key, costs] : m_series.all()) {
        if (key.count() < best.count() || key.said == slice.said || costs[day] < needed ||
            !contains(slice, key))
            continue;
        const double part = excessOn(key, day);
        if (part >= needed && (key.count() > best.count() || part > most)) {
            best = key;
            most = part;
        }
    }
    return best;
}

bool DayJudge::isPlanned(const SliceKey &slice, std::size_t day) const
{
    return std::any_of(m_planned.begin(), m_planned.end(), [&](const auto &planned) {
        return planned.first == day && overlap(planned.second, m_series.named(slice));
    });
}

std::vector<Finding> DayJudge::outOfBand(std::size_t day)
{
    std::vector<Finding> found;
    for (const auto &[key, costs] : m_series.all()) {
        if (costs[day] <= m_judging.floor)
            continue;
        const auto expected = usual(key, day);
        if (!expected || costs[day] - expected->expected <= expected->band || isPlanned(key, day))
            continue;
        std::vector<bool> &unusual = m_unusual[key];
        unusual.resize(costs.size());
        unusual[day] = true;
        if (key.said != kSaysAll)
            found.push_back({key, costs[day] - expected->expected, expected->band, expected->noise, {}});
    }
    std::sort(found.begin(), found.end(), [](const Finding &a, const Finding &b) {
        return std::tie(a.slice.said, a.slice.values) < std::tie(b.slice.said, b.slice.values);
    });
    return found;
}

std::optional<SliceKey> DayJudge::fallen(const Finding &finding, std::size_t dimension, std::size_t day)
{
    SliceKey rest = finding.slice;
    rest.said &= ~(1U << dimension);
    rest.values[dimension] = 0;
    std::optional<SliceKey> most;
    double deepest = kMoved * finding.excess;
    for (const auto &[key, costs] : m_series.all()) {
        if (key.said != finding.slice.said || key == finding.slice || !contains(rest, key))
            continue;
        const auto expected = usual(key, day);
        const double fall = expected ? expected->expected - costs[day] : 0;
        if (fall < deepest || (fall <= expected->band && costs[day] > expected->expected / 2))
            continue;
        most = key;
        deepest = fall;
    }
    return most;
}

std::vector<Finding> DayJudge::withoutMoves(std::vector<Finding> found, std::size_t day)
{
    std::vector<Finding> kept;
    for (Finding &finding : found) {
        bool isMove = false;
        for (std::size_t d = 0; d < kSliced; ++d) {
            if (!finding.slice.says(d))
                continue;
            const auto from = fallen(finding, d, day);
            if (from && m_series.isUnattributed(finding.slice, d))
                finding.lostTag = from;
            else
                isMove = isMove || from;
        }
        if (!isMove)
            kept.push_back(finding);
    }
    return kept;
}

/// The most severe, of those alike the one that says least; or what it is part of, if that has much more of
/// an excess. All spend only when nothing else is left, or when all of it rose alike.
const Finding &DayJudge::rootOf(const std::vector<Finding> &found, std::size_t day)
{
    const auto all = std::find_if(found.begin(), found.end(),
                                  [](const Finding &finding) { return finding.slice.said == 0; });
    if (all != found.end() && isEvenRise(day))
        return *all;
    const Finding *root = &found.back();
    const auto rank = [](const Finding &finding) {
        return std::tuple(finding.slice.said != 0, finding.severity(), finding.excess,
                          -finding.slice.count());
    };
    for (const Finding &other : found)
        if (rank(other) > rank(*root))
            root = &other;
    const Finding *whole = root;
    for (const Finding &other : found)
        if (other.slice.said != 0 && contains(other.slice, root->slice) &&
            root->excess < kMostOf * other.excess && (!root->lostTag || other.lostTag) &&
            other.excess > whole->excess)
            whole = &other;
    return *whole;
}

bool DayJudge::isEvenRise(std::size_t day)
{
    const auto all = usual({}, day);
    if (!all || all->expected <= 0)
        return false;
    const double alike = 1 + kAlike * (costOn({}, day) / all->expected - 1);
    bool isOfSeveral = false;
    // Pairs, too: two causes in two slices can raise all features and all segments alike.
    for (unsigned said = 1; said < kSaysAll; ++said) {
        double risen = 0;
        int values = 0;
        int risenValues = 0;
        for (const auto &[key, costs] : m_series.all()) {
            const auto expected = key.said == said ? usual(key, day) : std::nullopt;
            if (!expected || expected->expected <= 0)
                continue;
            ++values;
            if (costs[day] >= alike * expected->expected) {
                ++risenValues;
                risen += expected->expected;
            }
        }
        if (risen < kNearlyAll * all->expected || (values > 1 && risenValues < 2))
            return false;
        isOfSeveral = isOfSeveral || values > 1;
    }
    return isOfSeveral;
}

bool DayJudge::isOfUsualPart(const Finding &finding, std::size_t day)
{
    const double needed = std::max(kMostOf * finding.excess, finding.excess - finding.band);
    return std::any_of(m_series.all().begin(), m_series.all().end(), [&](const auto &entry) {
        const auto &[key, costs] = entry;
        if (costs[day] < needed || key == finding.slice || !contains(finding.slice, key))
            return false;
        const auto part = usual(key, day);
        const double excess = part ? costs[day] - part->expected : 0;
        return part && excess >= needed && excess <= part->band;
    });
}

std::size_t DayJudge::knownFrom(const SliceKey &slice, const SliceSeries::Costs &costs) const
{
    for (std::size_t d = 0; d < kSliced; ++d)
        if (m_series.isUnattributed(slice, d))
            return 0;
    const auto first = std::find_if(costs.begin(), costs.end(), [](double cost) { return cost > 0; });
    return static_cast<std::size_t>(first - costs.begin());
}

const std::vector<bool> &DayJudge::plannedDays(const SliceKey &slice)
{
    const auto [it, isNew] = m_plannedDays.try_emplace(slice);
    if (isNew && !m_planned.empty()) {
        const Slice name = m_series.named(slice);
        for (const auto &[day, planned] : m_planned) {
            if (!overlap(planned, name))
                continue;
            it->second.resize(static_cast<std::size_t>(m_series.days().days()));
            it->second[day] = true;
        }
    }
    return it->second;
}

} // namespace outlay::insight
