// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/anomaly.h"

#include "insight/dayfindings.h"
#include "insight/weekdays.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace outlay::insight {

using base::Day;
using base::Money;
using base::Period;

namespace {

constexpr std::chrono::days kBaselineDays{kBaselineWeeks * kWeek};
constexpr std::int64_t kLeastFloor = base::kNanosPerDollar;
constexpr double kFloorShare = 0.03;
/// Of the floor: what never costs so much neither is nor explains an excess that passes it.
constexpr double kSpeck = 0.1;
/// Of so many slices one is out of its band every now and then: of fewer days than these, one must be so by
/// this factor.
constexpr std::size_t kLastingDays = 3;
constexpr double kPlainly = 1.8;
constexpr double kSharedExcess = 0.5;
constexpr std::size_t kMostGap = 3; ///< from an unusual day to the next one of the same cause

/// Days of one cause.
struct Run
{
    std::map<std::size_t, std::vector<Finding>> days;

    bool isLostTag() const { return days.begin()->second.front().lostTag.has_value(); }
    std::size_t lastDay() const { return days.rbegin()->first; }

    /// The slice that most of the excess is of, and is found on.
    SliceKey slice() const
    {
        std::unordered_map<SliceKey, double, SliceKeyHash> excess;
        for (const auto &[day, found] : days)
            for (const Finding &finding : found)
                excess[finding.slice] += finding.excess;
        SliceKey slice;
        double most = 0;
        for (const auto &[key, sum] : excess) {
            if (sum > most) {
                slice = key;
                most = sum;
            }
        }
        return slice;
    }

    bool mayBeChance() const
    {
        return days.size() < kLastingDays && std::none_of(days.begin(), days.end(), [](const auto &ofDay) {
                   return std::any_of(ofDay.second.begin(), ofDay.second.end(), [](const Finding &finding) {
                       return finding.excess > kPlainly * finding.noise;
                   });
               });
    }

    void take(const Run &other)
    {
        for (const auto &[day, found] : other.days)
            days[day].insert(days[day].end(), found.begin(), found.end());
    }
};

bool isNested(const SliceKey &a, const SliceKey &b)
{
    return contains(a, b) || contains(b, a);
}

/// Whether a call can be in both, and they say at least one thing alike.
bool isRelated(const SliceKey &a, const SliceKey &b)
{
    return isNested(a, b) || (overlap(a, b) && (a.said & b.said) != 0);
}

/// The slices are alike, or most of the finding's excess is in the slice of the run.
bool continues(const Run &run, const Finding &finding, std::size_t day, DayJudge &judge)
{
    if (day - run.lastDay() > kMostGap || run.isLostTag() != finding.lostTag.has_value())
        return false;
    const bool isAlike = std::any_of(run.days.begin(), run.days.end(), [&finding](const auto &ofDay) {
        return std::any_of(ofDay.second.begin(), ofDay.second.end(), [&finding](const Finding &earlier) {
            return isRelated(earlier.slice, finding.slice);
        });
    });
    const SliceKey slice = run.slice();
    return isAlike || (overlap(slice, finding.slice) &&
                       judge.excessOn(both(slice, finding.slice), day) >= kSharedExcess * finding.excess);
}

/// One cause may have begun as two.
void joinNested(std::vector<Run> &runs)
{
    for (std::size_t i = 0; i < runs.size(); ++i) {
        for (std::size_t j = i + 1; j < runs.size();) {
            const bool isAtOnce = runs[j].days.begin()->first <= runs[i].lastDay() + kMostGap &&
                                  runs[i].days.begin()->first <= runs[j].lastDay() + kMostGap;
            if (!isAtOnce || runs[i].isLostTag() != runs[j].isLostTag() ||
                !isNested(runs[i].slice(), runs[j].slice())) {
                ++j;
                continue;
            }
            runs[i].take(runs[j]);
            runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(j));
            j = i + 1;
        }
    }
}

std::vector<Run> runsOf(DayJudge &judge, std::size_t first, std::size_t end, const std::stop_token &stop)
{
    std::vector<Run> runs;
    for (std::size_t day = first; day < end && !stop.stop_requested(); ++day) {
        for (const Finding &finding : judge.judge(day)) {
            const auto run = std::find_if(runs.rbegin(), runs.rend(), [&](const Run &candidate) {
                return continues(candidate, finding, day, judge);
            });
            Run &place = run == runs.rend() ? runs.emplace_back() : *run;
            place.days[day].push_back(finding);
        }
    }
    joinNested(runs);
    std::erase_if(runs, [](const Run &run) { return run.mayBeChance(); });
    return runs;
}

std::int64_t tokensOf(const base::Measures &sums)
{
    return sums.inputTokens + sums.cacheReadTokens + sums.cacheWriteTokens() + sums.outputTokens;
}

ExcessSplit splitOf(const base::Measures &before, const base::Measures &now, std::int64_t expectedNanos)
{
    const std::int64_t cost = now.costNanos;
    if (before.costNanos <= 0 || before.requests <= 0)
        return {Money::fromNanos(cost - expectedNanos), {}, {}};
    const auto scaled = [&before](std::int64_t count, std::int64_t of) {
        return base::divideHalfEven(base::Int128(before.costNanos) * count, of);
    };
    const std::int64_t asManyCalls = scaled(now.requests, before.requests);
    const std::int64_t tokensBefore = tokensOf(before);
    const std::int64_t asManyTokens =
        tokensBefore > 0 && tokensOf(now) > 0 ? scaled(tokensOf(now), tokensBefore) : asManyCalls;
    return {Money::fromNanos(asManyCalls - expectedNanos), Money::fromNanos(asManyTokens - asManyCalls),
            Money::fromNanos(cost - asManyTokens)};
}

/// Makes anomalies of runs.
class Teller
{
public:
    Teller(const cube::Cube &cube, const base::Filter &filter, const SliceSeries &series, DayJudge &judge)
        : m_cube(cube)
        , m_filter(filter)
        , m_series(series)
        , m_judge(judge)
    {
    }

    base::Result<Anomaly> tell(const Run &run)
    {
        const SliceKey slice = run.slice();
        Anomaly result;
        result.slice = m_series.named(slice);
        double expected = 0;
        double band = 0;
        std::size_t worst = run.days.begin()->first;
        double most = 0;
        const auto isOut = [&](std::size_t day) {
            const auto usual = m_judge.usual(slice, day);
            return usual && m_judge.excessOn(slice, day) > usual->band;
        };
        // Found by a part of the slice alone on some days, it may be out of its band on the others alone.
        const bool isOutSometimes = std::any_of(run.days.begin(), run.days.end(),
                                                [&](const auto &ofDay) { return isOut(ofDay.first); });
        for (const auto &[day, found] : run.days) {
            const auto usual = m_judge.usual(slice, day);
            const double excess = m_judge.excessOn(slice, day);
            if (!usual || excess <= 0 || (isOutSometimes && !isOut(day)))
                continue;
            result.unusual.push_back(m_series.days().first + std::chrono::days{day});
            expected += usual->expected;
            band = std::max(band, usual->band);
            if (excess > most) {
                most = excess;
                worst = day;
            }
        }
        result.days = {result.unusual.front(), result.unusual.back()};
        result.expected = Money::fromNanos(std::llrint(expected));
        result.band = Money::fromNanos(std::llrint(band));
        result.explains = m_series.named(m_judge.explaining(slice, worst));
        if (run.isLostTag()) {
            result.kind = Anomaly::Kind::LostTag;
            result.lostValue = lostValue(run);
        }
        return withSplit(std::move(result), slice);
    }

private:
    std::string lostValue(const Run &run) const
    {
        const Finding &first = run.days.begin()->second.front();
        const Slice from = m_series.named(*first.lostTag);
        for (const auto &[dimension, value] : m_series.named(first.slice))
            if (value == base::kUnattributed && from.at(dimension) != value)
                return from.at(dimension);
        return {};
    }

    base::Result<Anomaly> withSplit(Anomaly anomaly, const SliceKey &slice)
    {
        base::Filter filter = m_filter;
        filter.period = {anomaly.days.first - kBaselineDays, anomaly.days.last};
        for (const auto &[dimension, value] : anomaly.slice)
            filter.where[dimension] = {{value}, false};
        const auto table = m_cube.query(filter, {base::Dimension(base::kDay)});
        if (!table)
            return tl::unexpected(table.error());
        base::Measures before;
        base::Measures now;
        for (const cube::Row &row : table->rows) {
            const Day day = *base::parseDay(row.keys.front());
            if (day < anomaly.days.first) {
                const auto at = day - m_series.days().first;
                if (at.count() < 0 || !m_judge.isPlanned(slice, static_cast<std::size_t>(at.count())))
                    before += row.sums;
            } else if (std::binary_search(anomaly.unusual.begin(), anomaly.unusual.end(), day)) {
                now += row.sums;
            }
        }
        anomaly.actual = now.cost();
        anomaly.split = splitOf(before, now, anomaly.expected.nanos());
        return anomaly;
    }

    const cube::Cube &m_cube;
    const base::Filter &m_filter;
    const SliceSeries &m_series;
    DayJudge &m_judge;
};

/// A dollar, or 3 % of the median day that cost something. Errors: as Cube::query.
base::Result<Money> usualFloor(const cube::Cube &cube, const base::Filter &filter)
{
    const auto table = cube.query(filter, {base::Dimension(base::kDay)});
    if (!table)
        return tl::unexpected(table.error());
    std::vector<double> days;
    for (const cube::Row &row : table->rows)
        if (row.sums.costNanos > 0)
            days.push_back(static_cast<double>(row.sums.costNanos));
    const double share = kFloorShare * medianOf(std::move(days));
    return Money::fromNanos(std::max(kLeastFloor, static_cast<std::int64_t>(std::llrint(share))));
}

} // namespace

std::multimap<Day, Slice> plannedSlices(const std::vector<base::PlannedDay> &days)
{
    std::multimap<Day, Slice> planned;
    for (const base::PlannedDay &day : days)
        if (auto slice = sliceOf(day.slice))
            planned.emplace(day.day, *std::move(slice));
    return planned;
}

base::Result<Anomalies> anomalies(const cube::Cube &cube, const base::Filter &filter, Day asOf,
                                  const AnomalyOptions &options)
{
    constexpr Period none{Day{} + std::chrono::days{1}, Day{}};
    Anomalies result;
    result.judged = none;
    const auto span = cube.span();
    base::Filter looked = filter;
    looked.period = none;
    if (span)
        looked.period = {std::max(span->first, std::max(filter.period.first, span->first) - kBaselineDays),
                         std::min({filter.period.last, asOf, span->last})};
    const auto floor = options.floor ? base::Result<Money>(*options.floor) : usualFloor(cube, looked);
    if (!floor)
        return tl::unexpected(floor.error());
    result.floor = *floor;
    if (looked.period.isEmpty())
        return result;
    const double least = kSpeck * static_cast<double>(result.floor.nanos());
    const auto series = SliceSeries::load(cube, looked, least, options.stop);
    if (!series)
        return tl::unexpected(series.error());
    const Day first = std::max(filter.period.first, looked.period.first);
    result.judged = {std::max(first, span->first + std::chrono::days{3 * kWeek}), looked.period.last};

    DayJudge judge(*series, options.planned, {options.k, static_cast<double>(result.floor.nanos())});
    const auto from = static_cast<std::size_t>((first - looked.period.first).count());
    Teller teller(cube, filter, *series, judge);
    const auto days = static_cast<std::size_t>(looked.period.days());
    for (const Run &run : runsOf(judge, from, days, options.stop)) {
        if (options.stop.stop_requested())
            break;
        auto anomaly = teller.tell(run);
        if (!anomaly)
            return tl::unexpected(anomaly.error());
        result.found.push_back(*std::move(anomaly));
    }
    if (options.stop.stop_requested())
        return base::fail(base::ErrorKind::Cancelled, "anomalies", "was stopped");
    std::stable_sort(result.found.begin(), result.found.end(), [](const Anomaly &a, const Anomaly &b) {
        return a.excess() != b.excess() ? a.excess() > b.excess() : a.days.first < b.days.first;
    });
    return result;
}

} // namespace outlay::insight
