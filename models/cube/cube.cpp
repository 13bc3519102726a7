// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/cube.h"

#include "cube/accumulator.h"
#include "cube/columns.h"
#include "cube/dictionary.h"

#include <algorithm>
#include <limits>

namespace outlay::cube {

using base::Day;
using base::Dimension;
using base::ErrorKind;
using base::Filter;
using base::Grouping;

namespace {

/// A part of time with its cells, added up or not.
struct Stretch
{
    base::Period days; ///< first and last with cells
    CellRange cells;
};

/// The same cells added up over longer parts of time, of which there are fewer: most questions are about
/// whole months.
struct Level
{
    CubeColumns columns;
    std::vector<Stretch> parts;
};

} // namespace

struct Cube::Columns
{
    explicit Columns(std::shared_ptr<const Dictionary> d)
        : dictionary(std::move(d))
    {
    }

    std::shared_ptr<const Dictionary> dictionary; ///< answers keep it
    Level days;                                   ///< sorted, each day once
    Level months;                                 ///< no parts: they have nearly as many cells as the days
    Level all;                                    ///< one part, or none for an empty cube
    std::vector<std::vector<ValueInfo>> values;   ///< by dimension
};

Cube::Cube(std::unique_ptr<Columns> columns)
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

/// Whether so much smaller a level is worth its memory.
bool isWorthIt(const Level &coarse, const Level &fine)
{
    return 2 * coarse.columns.size() <= fine.columns.size();
}

/// Adds up neighbours that `belongTogether`.
template <typename Together>
Level coarser(const Level &fine, std::size_t attributions, Together belongTogether)
{
    Level coarse;
    std::vector<CellRange> ranges;
    for (const Stretch &part : fine.parts) {
        if (coarse.parts.empty() || !belongTogether(coarse.parts.back().days.last, part.days.first)) {
            coarse.parts.push_back(part);
            ranges.push_back(part.cells);
        } else {
            coarse.parts.back().days.last = part.days.last;
            ranges.back().to = part.cells.to;
        }
    }
    CoarseColumns added = addedUp(fine.columns, ranges, attributions);
    coarse.columns = std::move(added.columns);
    for (std::size_t i = 0; i < coarse.parts.size(); ++i)
        coarse.parts[i].cells = added.parts[i];
    return coarse;
}

} // namespace

base::Result<std::shared_ptr<const Cube>>
Cube::build(std::vector<std::pair<std::uint32_t, base::Attribution>> attributions, base::CellColumns cells,
            std::vector<Derivation> derivations)
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
    auto columns =
        std::make_unique<Columns>(std::make_shared<Dictionary>(attributions, std::move(derivations)));
    for (std::size_t from = 0; const base::CellColumns::Run &run : cells.runs)
        columns->days.parts.push_back({{run.day, run.day}, {std::exchange(from, run.end), run.end}});
    columns->days.columns = columnsOf(std::move(cells));
    const std::shared_ptr<Cube> cube(new Cube(std::move(columns)));
    cube->addUp();
    return cube;
}

void Cube::addUp()
{
    Columns &c = *m_columns;
    c.months = coarser(c.days, c.dictionary->size(),
                       [](Day a, Day b) { return base::monthOf(a) == base::monthOf(b); });
    c.all = coarser(c.months, c.dictionary->size(), [](Day, Day) { return true; });
    if (!isWorthIt(c.months, c.days))
        c.months = {};
    for (const Dimension &dimension : dimensions()) {
        std::vector<ValueInfo> &values = c.values.emplace_back();
        const auto table = query({}, {dimension});
        for (const Row &row : table->rows)
            values.push_back({row.keys.front(), row.sums});
    }
}

std::optional<base::Period> Cube::span() const
{
    if (m_columns->all.parts.empty())
        return std::nullopt;
    return m_columns->all.parts.front().days;
}

const std::vector<Dimension> &Cube::dimensions() const
{
    return m_columns->dictionary->names();
}

bool Cube::hasDimension(std::string_view name) const
{
    return m_columns->dictionary->find(name) != nullptr;
}

const std::vector<ValueInfo> &Cube::values(std::string_view dimension) const
{
    static const std::vector<ValueInfo> none;
    const std::vector<Dimension> &names = dimensions();
    const auto it = std::find(names.begin(), names.end(), dimension);
    return it == names.end() ? none : m_columns->values[static_cast<std::size_t>(it - names.begin())];
}

base::Result<Table> Cube::query(const Filter &filter, const Grouping &by) const
{
    auto groups = groupAttributions(m_columns->dictionary, filter, by);
    if (!groups)
        return tl::unexpected(groups.error());

    Accumulator accumulator(m_columns->days.columns, *std::move(groups), by, filter.basis);
    std::optional<Day> bucket; // its last day
    const auto add = [&](const Level &level, const Stretch &part) {
        if (bucket && part.days.first > *bucket)
            accumulator.flush(*bucket);
        bucket = bucketEnd(part.days.first, by);
        accumulator.add(level.columns, part.cells);
    };
    // Of each stretch of time the fewest cells that tell it: all, else months that are asked for whole, else
    // days.
    const auto isWhole = [&](const Stretch &part) {
        return filter.period.contains(part.days.first) && filter.period.contains(part.days.last) &&
               bucketEnd(part.days.first, by) >= part.days.last;
    };
    if (const auto &all = m_columns->all.parts; !all.empty() && isWhole(all.front())) {
        add(m_columns->all, all.front());
        accumulator.flush(*bucket);
        return accumulator.take();
    }
    auto month = m_columns->months.parts.begin();
    for (const Stretch &day : m_columns->days.parts) {
        const Day date = day.days.first;
        while (month != m_columns->months.parts.end() && month->days.last < date)
            ++month;
        const bool byMonth = month != m_columns->months.parts.end() && isWhole(*month);
        if (byMonth && date == month->days.first)
            add(m_columns->months, *month);
        else if (!byMonth && filter.period.contains(date))
            add(m_columns->days, day);
    }
    if (bucket)
        accumulator.flush(*bucket);
    return accumulator.take();
}

base::Result<std::vector<std::uint32_t>> Cube::matchingAttributions(const Filter &filter) const
{
    return eventScope(filter).map([](base::EventScope scope) { return std::move(scope.attributions); });
}

base::Result<base::EventScope> Cube::eventScope(const Filter &filter) const
{
    const auto passes = m_columns->dictionary->matching(filter);
    if (!passes)
        return tl::unexpected(passes.error());
    return m_columns->dictionary->scopeOf(*passes);
}

base::Result<std::vector<std::pair<std::uint32_t, std::vector<std::string>>>>
Cube::attributionKeys(const Filter &filter, const std::vector<Dimension> &dimensions) const
{
    const Dictionary &dictionary = *m_columns->dictionary;
    const auto passes = dictionary.matching(filter);
    if (!passes)
        return tl::unexpected(passes.error());
    std::vector<const CodedDimension *> coded;
    for (const Dimension &name : dimensions) {
        coded.push_back(dictionary.find(name));
        if (coded.back() == nullptr)
            return tl::unexpected(unknownDimension(name, dictionary.names()));
    }
    std::vector<std::pair<std::uint32_t, std::vector<std::string>>> keys;
    for (std::size_t a = 0; a < passes->size(); ++a) {
        if (!(*passes)[a])
            continue;
        auto &values = keys.emplace_back(dictionary.loggedId(a), std::vector<std::string>()).second;
        for (const CodedDimension *dimension : coded)
            values.push_back(dimension->values[dimension->codes[a]]);
    }
    return keys;
}

} // namespace outlay::cube
