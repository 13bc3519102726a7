// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/pnl.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace outlay::insight {

using base::FixedDimension;
using base::Int128;
using base::Money;
using base::ValueRow;

namespace {

const base::Dimension kValueFeature{base::nameOf(FixedDimension::Feature)};
const base::Dimension kValueSegment{base::nameOf(FixedDimension::Segment)};

struct UnitSums
{
    Int128 amount = 0;
    Int128 rated = 0;
};

/// Sums that may pass 64 bits until they are checked.
struct ValueSums
{
    std::optional<Int128> worth;
    std::map<std::string, UnitSums> units;
};

/// Keys, and whether they are of all segments together.
using GroupKey = std::pair<std::vector<std::string>, bool>;

bool fits(Int128 number)
{
    return number <= std::numeric_limits<std::int64_t>::max() &&
           number >= std::numeric_limits<std::int64_t>::min();
}

bool passes(const base::ValueSet &set, const std::string &value)
{
    return set.values.contains(value) != set.exclude;
}

/// Adds up the values of a filter by group.
class Adding
{
public:
    Adding(const base::Filter &filter, const base::Grouping &by, std::optional<base::Period> span)
        : m_filter(filter)
        , m_by(by)
        , m_span(span.value_or(base::Period{base::Day{}, base::Day{} - std::chrono::days{1}}))
    {
        for (const auto &[dimension, set] : filter.where)
            if (dimension != kValueFeature && dimension != kValueSegment &&
                !(set.exclude && set.values.empty()))
                m_undivided.push_back(dimension);
    }

    void add(const ValueRow &row)
    {
        const base::Period &days = m_filter.period;
        if (row.days.last < days.first || days.last < row.days.first)
            return;
        const auto feature = m_filter.where.find(kValueFeature);
        if (feature != m_filter.where.end() && !passes(feature->second, row.feature))
            return;
        const auto segment = m_filter.where.find(kValueSegment);
        const bool isDivided = !row.segment.empty();
        if (segment != m_filter.where.end() && isDivided && !passes(segment->second, row.segment))
            return;
        const auto worth = base::worthOf(row);
        const Int128 part = worth ? base::partOn(worth->nanos(), row.days, days) : 0;
        if (!m_undivided.empty() || (segment != m_filter.where.end() && !isDivided)) {
            ++m_leftOut;
            m_leftOutWorth += part;
            return;
        }
        m_apportioned += days.first > row.days.first || row.days.last > days.last ? 1 : 0;
        if (worth)
            m_outside +=
                part - base::partOn(worth->nanos(), row.days,
                                    {std::max(days.first, m_span.first), std::min(days.last, m_span.last)});
        take(m_groups[keyOf(row)], row, worth ? std::optional(part) : std::nullopt);
        take(m_total, row, worth ? std::optional(part) : std::nullopt);
    }

    std::map<GroupKey, ValueSums> &groups() { return m_groups; }
    const ValueSums &total() const { return m_total; }

    base::Result<void> tell(Pnl &result) const
    {
        if (!fits(m_leftOutWorth) || !fits(m_outside) || !fits(m_total.worth.value_or(0)))
            return tl::unexpected(tooMuch());
        result.apportioned = m_apportioned;
        result.leftOut = m_leftOut;
        result.leftOutWorth = Money::fromNanos(static_cast<std::int64_t>(m_leftOutWorth));
        result.outside = Money::fromNanos(static_cast<std::int64_t>(m_outside));
        result.undivided = m_undivided;
        if (m_leftOut > 0 && m_undivided.empty())
            result.undivided.push_back(kValueSegment);
        return {};
    }
    static base::Error tooMuch()
    {
        return {base::ErrorKind::BadInput, "values",
                "add up to more than can be counted here (9.2 billion); remove what is wrong among them with "
                "outlay values remove",
                0};
    }

private:
    GroupKey keyOf(const ValueRow &row) const
    {
        GroupKey key;
        for (const base::Dimension &dimension : m_by) {
            const bool isFeature = dimension == kValueFeature;
            key.first.push_back(isFeature ? row.feature : row.segment);
            key.second = key.second || (!isFeature && row.segment.empty());
        }
        return key;
    }

    void take(ValueSums &sums, const ValueRow &row, std::optional<Int128> worth) const
    {
        if (worth)
            sums.worth = sums.worth.value_or(0) + *worth;
        if (row.isMoney())
            return;
        const Int128 amount = base::partOn(row.amountNanos, row.days, m_filter.period);
        UnitSums &unit = sums.units[row.unit];
        unit.amount += amount;
        unit.rated += worth ? amount : 0;
    }

    const base::Filter &m_filter;
    const base::Grouping &m_by;
    const base::Period m_span; ///< of logged calls; empty if there are none
    std::vector<base::Dimension> m_undivided;
    std::map<GroupKey, ValueSums> m_groups;
    ValueSums m_total;
    Int128 m_outside = 0;
    Int128 m_leftOutWorth = 0;
    std::int64_t m_leftOut = 0;
    std::int64_t m_apportioned = 0;
};

std::optional<Money> costPerUnit(const base::Measures &cost, std::int64_t amountNanos)
{
    return cost.priced == 0 ? std::nullopt : costOfUnit(cost.costNanos, amountNanos);
}

base::Result<void> takeValues(PnlRow &row, const ValueSums &sums)
{
    if (!fits(sums.worth.value_or(0)))
        return tl::unexpected(Adding::tooMuch());
    if (sums.worth)
        row.value = Money::fromNanos(static_cast<std::int64_t>(*sums.worth));
    for (const auto &[name, unit] : sums.units) {
        if (!fits(unit.amount) || !fits(unit.rated))
            return tl::unexpected(Adding::tooMuch());
        PnlUnit figures{
            name, static_cast<std::int64_t>(unit.amount), static_cast<std::int64_t>(unit.rated), {}};
        figures.costPerUnit = costPerUnit(row.cost, figures.amountNanos);
        row.units.push_back(std::move(figures));
    }
    return {};
}

bool isBefore(const PnlRow &a, const PnlRow &b)
{
    if (a.cost.costNanos != b.cost.costNanos)
        return a.cost.costNanos > b.cost.costNanos;
    if (a.value != b.value)
        return a.value > b.value; // nothing is less than any value
    return std::tie(a.keys, a.isOfAllSegments) < std::tie(b.keys, b.isOfAllSegments);
}

} // namespace

std::optional<Money> costOfUnit(std::int64_t costNanos, std::int64_t amountNanos)
{
    const Int128 scaled = Int128{costNanos} * base::kNanosPerDollar;
    if (amountNanos <= 0 || !fits(scaled / amountNanos))
        return std::nullopt;
    return Money::fromNanos(base::divideHalfEven(scaled, amountNanos));
}

std::optional<Money> PnlRow::gain() const
{
    if (!value || !isCostKnown())
        return std::nullopt;
    return Money::add(*value, Money::fromNanos(-cost.costNanos));
}

std::optional<double> PnlRow::margin() const
{
    const auto gained = gain();
    if (!gained || value->nanos() <= 0)
        return std::nullopt;
    return static_cast<double>(gained->nanos()) / static_cast<double>(value->nanos());
}

std::optional<double> PnlRow::roi() const
{
    const auto gained = gain();
    if (!gained || cost.costNanos <= 0)
        return std::nullopt;
    return static_cast<double>(gained->nanos()) / static_cast<double>(cost.costNanos);
}

std::optional<Money> PnlRow::breakEvenPerRequest() const
{
    if (!value || cost.requests == 0)
        return std::nullopt;
    return Money::fromNanos(base::divideHalfEven(value->nanos(), cost.requests));
}

base::Result<Pnl> pnl(const cube::Memo &cube, const base::Filter &filter, const base::Grouping &by,
                      const std::vector<ValueRow> &values)
{
    for (const base::Dimension &dimension : by)
        if (dimension != kValueFeature && dimension != kValueSegment)
            return base::fail(base::ErrorKind::Misuse, "--by " + dimension,
                              "values are known by feature and segment alone");
    const auto table = cube.query(filter, by);
    if (!table)
        return tl::unexpected(table.error());
    Pnl result{filter, by, {}, {}, {}, !values.empty(), 0, {}, 0, {}, {}};
    Adding adding(filter, by, cube.cube().span());
    for (const ValueRow &row : values)
        adding.add(row);
    if (auto told = adding.tell(result); !told)
        return tl::unexpected(told.error());
    const auto put = [&](PnlRow row, const ValueSums *sums) -> base::Result<void> {
        if (sums)
            if (auto taken = takeValues(row, *sums); !taken)
                return taken;
        if (!row.value)
            result.withoutValue += row.cost;
        result.rows.push_back(std::move(row));
        return {};
    };
    auto &groups = adding.groups();
    for (const cube::Row &row : table->rows) {
        const auto found = groups.extract(GroupKey{row.keys, false});
        if (auto done = put({row.keys, false, row.sums, {}, {}}, found ? &found.mapped() : nullptr); !done)
            return tl::unexpected(done.error());
    }
    for (const auto &[key, sums] : groups) // of what cost nothing, or is of all segments
        if (auto done = put({key.first, key.second, {}, {}, {}}, &sums); !done)
            return tl::unexpected(done.error());
    std::ranges::sort(result.rows, isBefore);
    result.total.cost = table->total;
    if (adding.total().worth)
        result.total.value = Money::fromNanos(static_cast<std::int64_t>(*adding.total().worth));
    return result;
}

} // namespace outlay::insight
