// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/cube.h"

#include "cube/dictionary.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

namespace outlay::cube {

using base::Day;
using base::Dimension;
using base::ErrorKind;
using base::Filter;
using base::Grouping;
using base::Measures;

namespace {

constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

/// The attribute part of a grouping: a dense group number per attribution and the codes of each group.
struct AttributeGroups
{
    std::vector<const CodedDimension *> dimensions; ///< one per grouping key; null for time keys
    std::vector<std::uint32_t> groupOf;             ///< by attribution; kNoGroup: filtered out
    std::vector<std::vector<std::uint32_t>> codes;  ///< by group
};

struct CodesHash
{
    std::size_t operator()(const std::vector<std::uint32_t> &codes) const
    {
        std::size_t h = 1469598103934665603ULL;
        for (const std::uint32_t code : codes)
            h = (h ^ code) * 1099511628211ULL;
        return h;
    }
};

base::Result<AttributeGroups> groupAttributions(const Dictionary &dictionary, const Filter &filter,
                                                const Grouping &by)
{
    AttributeGroups groups;
    for (const Dimension &name : by) {
        const CodedDimension *dimension = dictionary.find(name);
        if (!dimension && !base::isTimeDimension(name))
            return tl::unexpected(unknownDimension(name, dictionary.names()));
        groups.dimensions.push_back(base::isTimeDimension(name) ? nullptr : dimension);
    }
    const auto passes = dictionary.matching(filter);
    if (!passes)
        return tl::unexpected(passes.error());

    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, CodesHash> known;
    groups.groupOf.assign(dictionary.size(), kNoGroup);
    std::vector<std::uint32_t> codes;
    for (std::size_t a = 0; a < dictionary.size(); ++a) {
        if (!(*passes)[a])
            continue;
        codes.clear();
        for (const CodedDimension *dimension : groups.dimensions)
            if (dimension)
                codes.push_back(dimension->codes[a]);
        const auto [it, isNew] = known.try_emplace(codes, static_cast<std::uint32_t>(groups.codes.size()));
        if (isNew)
            groups.codes.push_back(codes);
        groups.groupOf[a] = it->second;
    }
    return groups;
}

bool contains(const Grouping &by, std::string_view name)
{
    return std::find(by.begin(), by.end(), name) != by.end();
}

/// A week may straddle two months: a grouping by both walks days, and keys come up several times.
bool mixesWeekAndMonth(const Grouping &by)
{
    return contains(by, base::kWeek) && contains(by, base::kMonth) && !contains(by, base::kDay);
}

/// The last day of the finest time bucket that `day` is in; without time in the grouping all days are one.
Day bucketEnd(Day day, const Grouping &by)
{
    if (contains(by, base::kDay) || mixesWeekAndMonth(by))
        return day;
    if (contains(by, base::kWeek))
        return base::mondayOf(day) + std::chrono::days{6};
    if (contains(by, base::kMonth))
        return base::periodOf(base::monthOf(day)).last;
    return base::kAllTime.last;
}

std::string timeKey(std::string_view dimension, Day day)
{
    if (dimension == base::kMonth)
        return base::isoMonth(base::monthOf(day));
    return dimension == base::kWeek ? base::isoWeek(day) : base::isoDay(day);
}

/// Whether all sums of costs, over whatever part and on whatever basis, fit into 64 bits.
class Magnitude
{
public:
    void add(const Measures &sums)
    {
        m_shown += absolute(sums.costNanos) + absolute(sums.filledNanos);
        m_computed += absolute(sums.computedNanos);
    }
    bool fits() const { return std::max(m_shown, m_computed) <= std::numeric_limits<std::int64_t>::max(); }

private:
    static base::Int128 absolute(base::Int128 value) { return value < 0 ? -value : value; }

    base::Int128 m_shown = 0;
    base::Int128 m_computed = 0;
};

/// Adds up what a query finds, bucket by bucket of time.
class Accumulator
{
public:
    Accumulator(const AttributeGroups &groups, const Grouping &by, base::CostBasis basis)
        : m_groups(groups)
        , m_by(by)
        , m_basis(basis)
        , m_sums(groups.codes.size())
    {
    }

    Measures &sums(std::uint32_t group) { return m_sums[group]; }

    /// Turns what was added since the last flush into rows. `day` is any day of the bucket.
    void flush(Day day)
    {
        for (std::size_t g = 0; g < m_sums.size(); ++g) {
            if (m_sums[g].requests == 0)
                continue;
            addRow(m_groups.codes[g], day, m_sums[g]);
            m_sums[g] = {};
        }
    }

    Table take()
    {
        Table table{m_by, std::move(m_rows), {}};
        merge(table.rows);
        for (const Row &row : table.rows)
            table.total += row.sums;
        std::sort(table.rows.begin(), table.rows.end(), [](const Row &a, const Row &b) {
            return a.sums.costNanos != b.sums.costNanos ? a.sums.costNanos > b.sums.costNanos
                                                        : a.keys < b.keys;
        });
        return table;
    }

private:
    void addRow(const std::vector<std::uint32_t> &codes, Day day, const Measures &sums)
    {
        Row row;
        std::size_t next = 0;
        for (std::size_t k = 0; k < m_by.size(); ++k) {
            const CodedDimension *dimension = m_groups.dimensions[k];
            row.keys.push_back(dimension ? dimension->values[codes[next++]] : timeKey(m_by[k], day));
        }
        row.sums = base::onBasis(sums, m_basis);
        m_rows.push_back(std::move(row));
    }

    void merge(std::vector<Row> &rows) const
    {
        if (!mixesWeekAndMonth(m_by))
            return;
        std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.keys < b.keys; });
        std::vector<Row> merged;
        for (Row &row : rows) {
            if (!merged.empty() && merged.back().keys == row.keys)
                merged.back().sums += row.sums;
            else
                merged.push_back(std::move(row));
        }
        rows = std::move(merged);
    }

    const AttributeGroups &m_groups;
    const Grouping &m_by;
    const base::CostBasis m_basis;
    std::vector<Measures> m_sums;
    std::vector<Row> m_rows;
};

} // namespace

struct Cube::Columns
{
    explicit Columns(Dictionary d)
        : dictionary(std::move(d))
    {
    }

    Dictionary dictionary;
    std::vector<Day> days; ///< sorted
    std::vector<std::uint32_t> attributions;
    /// One column per entry of base::kMeasureFields; a column of nothing but zeros is empty, and queries skip
    /// it.
    std::array<std::vector<std::int64_t>, base::kMeasureFields.size()> measures;

    void add(std::size_t from, std::size_t to, const AttributeGroups &groups, Accumulator &into) const
    {
        for (std::size_t m = 0; m < base::kMeasureFields.size(); ++m) {
            const std::vector<std::int64_t> &column = measures[m];
            if (column.empty())
                continue;
            for (std::size_t i = from; i < to; ++i)
                if (const std::uint32_t group = groups.groupOf[attributions[i]]; group != kNoGroup)
                    into.sums(group).*base::kMeasureFields[m] += column[i];
        }
    }
};

Cube::Cube(std::unique_ptr<const Columns> columns)
    : m_columns(std::move(columns))
{
}

Cube::~Cube() = default;

base::Result<std::shared_ptr<const Cube>>
Cube::build(std::vector<std::pair<std::uint32_t, base::Attribution>> attributions,
            std::vector<base::Cell> cells)
{
    auto columns = std::make_unique<Columns>(Dictionary(attributions));
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> numberOf; // by the store's ids, which are close together
    for (std::uint32_t a = 0; a < attributions.size(); ++a) {
        const std::uint32_t id = attributions[a].first;
        if (numberOf.size() <= id)
            numberOf.resize(id + std::size_t{1}, none);
        numberOf[id] = a;
    }

    const auto isEarlier = [](const base::Cell &a, const base::Cell &b) { return a.day < b.day; };
    if (!std::is_sorted(cells.begin(), cells.end(), isEarlier)) // a store gives them in this order
        std::stable_sort(cells.begin(), cells.end(), isEarlier);
    columns->days.reserve(cells.size());
    columns->attributions.reserve(cells.size());
    Magnitude magnitude;
    for (const base::Cell &cell : cells) {
        const std::uint32_t number = cell.attribution < numberOf.size() ? numberOf[cell.attribution] : none;
        if (number == none)
            return base::fail(ErrorKind::Corrupt, "", "a daily sum names an attribution that is not there");
        columns->days.push_back(cell.day);
        columns->attributions.push_back(number);
        magnitude.add(cell.sums);
    }
    if (!magnitude.fits())
        return base::fail(
            ErrorKind::Corrupt, "",
            "the costs add up to more than 9.2 billion dollars, more than Outlay can sum exactly");

    for (std::size_t m = 0; m < base::kMeasureFields.size(); ++m) {
        if (std::all_of(cells.begin(), cells.end(),
                        [m](const base::Cell &c) { return c.sums.*base::kMeasureFields[m] == 0; }))
            continue;
        columns->measures[m].reserve(cells.size());
        for (const base::Cell &cell : cells)
            columns->measures[m].push_back(cell.sums.*base::kMeasureFields[m]);
    }
    return std::shared_ptr<const Cube>(new Cube(std::move(columns)));
}

std::optional<base::Period> Cube::span() const
{
    if (m_columns->days.empty())
        return std::nullopt;
    return base::Period{m_columns->days.front(), m_columns->days.back()};
}

const std::vector<Dimension> &Cube::dimensions() const
{
    return m_columns->dictionary.names();
}

bool Cube::hasDimension(std::string_view name) const
{
    return m_columns->dictionary.find(name) != nullptr;
}

std::vector<ValueInfo> Cube::values(std::string_view dimension) const
{
    std::vector<ValueInfo> values;
    if (!hasDimension(dimension))
        return values;
    const auto table = query({}, {Dimension(dimension)});
    for (const Row &row : table->rows)
        values.push_back({row.keys.front(), row.sums});
    return values;
}

base::Result<Table> Cube::query(const Filter &filter, const Grouping &by) const
{
    const auto groups = groupAttributions(m_columns->dictionary, filter, by);
    if (!groups)
        return tl::unexpected(groups.error());

    const std::vector<Day> &days = m_columns->days;
    const auto begin = std::lower_bound(days.begin(), days.end(), filter.period.first);
    const auto end =
        filter.period.isEmpty() ? begin : std::upper_bound(begin, days.end(), filter.period.last);

    Accumulator accumulator(*groups, by, filter.basis);
    for (auto from = begin; from != end;) {
        const auto to = std::upper_bound(from, end, bucketEnd(*from, by));
        m_columns->add(static_cast<std::size_t>(from - days.begin()),
                       static_cast<std::size_t>(to - days.begin()), *groups, accumulator);
        accumulator.flush(*from);
        from = to;
    }
    return accumulator.take();
}

base::Result<std::vector<std::uint32_t>> Cube::matchingAttributions(const Filter &filter) const
{
    const auto passes = m_columns->dictionary.matching(filter);
    if (!passes)
        return tl::unexpected(passes.error());
    std::vector<std::uint32_t> ids;
    for (std::size_t a = 0; a < passes->size(); ++a)
        if ((*passes)[a])
            ids.push_back(m_columns->dictionary.ids()[a]);
    return ids;
}

} // namespace outlay::cube
