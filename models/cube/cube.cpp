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

/// The attribute part of a grouping: a dense group number per attribution and the codes of each group.
struct AttributeGroups
{
    std::vector<const CodedDimension *> dimensions; ///< one per grouping key; null for time keys
    std::vector<std::uint32_t> groupOf;             ///< by attribution; codes.size(): filtered out
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
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    groups.groupOf.assign(dictionary.size(), none);
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
    std::replace(groups.groupOf.begin(), groups.groupOf.end(), none,
                 static_cast<std::uint32_t>(groups.codes.size()));
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

constexpr std::size_t kMeasures = base::kMeasureFields.size();
using Column = std::vector<std::int64_t>;

constexpr std::size_t placeOf(std::int64_t Measures::*field)
{
    std::size_t place = 0;
    while (base::kMeasureFields[place] != field)
        ++place;
    return place;
}

constexpr std::size_t kRequests = placeOf(&Measures::requests);
constexpr std::size_t kCost = placeOf(&Measures::costNanos);

/// Whether all sums of costs, over whatever part and on whatever basis, fit into 64 bits.
bool costsFit(const base::CellColumns &cells)
{
    const auto magnitude = [&](std::int64_t Measures::*field) {
        base::Int128 sum = 0;
        for (const std::int64_t value : cells.measures[placeOf(field)])
            sum += value < 0 ? -base::Int128{value} : base::Int128{value};
        return sum;
    };
    constexpr base::Int128 most = std::numeric_limits<std::int64_t>::max();
    return magnitude(&Measures::costNanos) + magnitude(&Measures::filledNanos) <= most &&
           magnitude(&Measures::computedNanos) <= most;
}

/// The cells, sorted by day, each day once.
struct CubeColumns
{
    std::vector<base::CellColumns::Run> runs;
    std::vector<std::uint32_t> attributions; ///< numbers in the cube's dictionary
    /// One per entry of base::kMeasureFields. Empty, and skipped by queries: a column of nothing but zeros,
    /// and one that says the same as another.
    std::array<Column, kMeasures> measures;
    std::array<std::size_t, kMeasures> sameAs{}; ///< where the numbers of a measure are
};

/// Adds up what a query finds, bucket by bucket of time.
class Accumulator
{
public:
    Accumulator(const CubeColumns &columns, const AttributeGroups &groups, const Grouping &by,
                base::CostBasis basis)
        : m_columns(columns)
        , m_groups(groups)
        , m_by(by)
        , m_basis(basis)
    {
        for (std::size_t m = 0; m < kMeasures; ++m)
            m_sums[m].resize(columns.measures[m].empty() ? 0 : groups.codes.size() + 1);
    }

    /// Adds the cells of a range of indexes.
    void add(std::size_t from, std::size_t to)
    {
        std::array<std::uint32_t, 2048> group{}; // of the cells at hand; small enough to stay near
        for (; from < to; from += group.size()) {
            const std::size_t count = std::min(group.size(), to - from);
            for (std::size_t i = 0; i < count; ++i)
                group[i] = m_groups.groupOf[m_columns.attributions[from + i]];
            for (std::size_t m = 0; m < kMeasures; ++m) {
                if (m_sums[m].empty())
                    continue;
                const std::int64_t *const values = m_columns.measures[m].data() + from;
                std::int64_t *const sums = m_sums[m].data();
                for (std::size_t i = 0; i < count; ++i)
                    sums[group[i]] += values[i];
            }
        }
    }

    /// Turns what was added since the last flush into rows. `day` is any day of the bucket.
    void flush(Day day)
    {
        for (std::size_t g = 0; g < m_groups.codes.size(); ++g) {
            if (m_sums[kRequests].empty() || m_sums[kRequests][g] == 0)
                continue;
            Measures sums;
            for (std::size_t m = 0; m < kMeasures; ++m) {
                const std::size_t source = m_columns.sameAs[m];
                sums.*base::kMeasureFields[m] = m_sums[source].empty() ? 0 : m_sums[source][g];
            }
            addRow(m_groups.codes[g], day, sums);
        }
        for (Column &sums : m_sums)
            std::fill(sums.begin(), sums.end(), 0);
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

    const CubeColumns &m_columns;
    const AttributeGroups &m_groups;
    const Grouping &m_by;
    const base::CostBasis m_basis;
    std::array<Column, kMeasures> m_sums; ///< by group; the last is what was filtered out
    std::vector<Row> m_rows;
};

} // namespace

struct Cube::Columns : CubeColumns
{
    explicit Columns(Dictionary d)
        : dictionary(std::move(d))
    {
    }

    Dictionary dictionary;
};

Cube::Cube(std::unique_ptr<const Columns> columns)
    : m_columns(std::move(columns))
{
}

Cube::~Cube() = default;

namespace {

/// By the store's ids, which are close together: numbers in the dictionary.
std::vector<std::uint32_t>
numbersOf(const std::vector<std::pair<std::uint32_t, base::Attribution>> &attributions, std::uint32_t none)
{
    std::vector<std::uint32_t> numberOf;
    for (std::uint32_t a = 0; a < attributions.size(); ++a) {
        const std::uint32_t id = attributions[a].first;
        if (numberOf.size() <= id)
            numberOf.resize(id + std::size_t{1}, none);
        numberOf[id] = a;
    }
    return numberOf;
}

/// A store gives them so; who does not has few.
void sortByDay(base::CellColumns &columns)
{
    const auto isLater = [](const base::CellColumns::Run &a, const base::CellColumns::Run &b) {
        return a.day >= b.day;
    };
    if (std::adjacent_find(columns.runs.begin(), columns.runs.end(), isLater) == columns.runs.end())
        return;
    std::vector<base::Cell> cells = columns.cells();
    std::stable_sort(cells.begin(), cells.end(),
                     [](const base::Cell &a, const base::Cell &b) { return a.day < b.day; });
    columns = base::CellColumns(cells);
}

/// Mostly all requests have tokens and a cost, which makes one column of many counts.
void shareEqualColumns(CubeColumns &columns)
{
    for (std::size_t m = 0; m < kMeasures; ++m) {
        columns.sameAs[m] = m;
        for (const std::size_t other : {kRequests, kCost}) {
            if (other < m && columns.sameAs[m] == m && !columns.measures[m].empty() &&
                columns.measures[m] == columns.measures[other]) {
                columns.sameAs[m] = other;
                columns.measures[m] = {};
            }
        }
    }
}

} // namespace

base::Result<std::shared_ptr<const Cube>>
Cube::build(std::vector<std::pair<std::uint32_t, base::Attribution>> attributions, base::CellColumns cells)
{
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    const std::vector<std::uint32_t> numberOf = numbersOf(attributions, none);
    sortByDay(cells);
    if (!costsFit(cells))
        return base::fail(
            ErrorKind::Corrupt, "",
            "the costs add up to more than 9.2 billion dollars, more than Outlay can sum exactly");
    for (std::uint32_t &attribution : cells.attributions) {
        attribution = attribution < numberOf.size() ? numberOf[attribution] : none;
        if (attribution == none)
            return base::fail(ErrorKind::Corrupt, "", "a daily sum names an attribution that is not there");
    }
    auto columns = std::make_unique<Columns>(Dictionary(attributions));
    columns->runs = std::move(cells.runs);
    columns->attributions = std::move(cells.attributions);
    columns->measures = std::move(cells.measures);
    shareEqualColumns(*columns);
    return std::shared_ptr<const Cube>(new Cube(std::move(columns)));
}

std::optional<base::Period> Cube::span() const
{
    if (m_columns->runs.empty())
        return std::nullopt;
    return base::Period{m_columns->runs.front().day, m_columns->runs.back().day};
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

    Accumulator accumulator(*m_columns, *groups, by, filter.basis);
    const auto &runs = m_columns->runs;
    std::optional<Day> bucket; // its last day
    for (std::size_t r = 0; r < runs.size(); ++r) {
        if (!filter.period.contains(runs[r].day))
            continue;
        if (bucket && runs[r].day > *bucket)
            accumulator.flush(*bucket);
        bucket = bucketEnd(runs[r].day, by);
        accumulator.add(r == 0 ? 0 : runs[r - 1].end, runs[r].end);
    }
    if (bucket)
        accumulator.flush(*bucket);
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
