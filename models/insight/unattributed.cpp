// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/unattributed.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace outlay::insight {

using base::Dimension;
using base::FixedDimension;
using base::Measures;
using base::Rule;

namespace {

constexpr double kMostParts = 16;
constexpr double kTellsApart = 0.01; ///< bits that a dimension must add

/// Calls with the same values.
struct AlikeCalls
{
    std::vector<std::string> keys;  ///< by dimension, as they are
    std::vector<std::string> parts; ///< the same with sources that differ by numbers alone made one
    Measures sums;
};

/// "batch-*.jsonl" of "batch-2026-05-01.jsonl".
std::string withoutNumbers(const std::string &text)
{
    std::string pattern;
    bool isStarred = false; // only "-" and the like since the star, which then belong to the number
    std::string since;
    for (const char c : text) {
        if (base::isDigit(c)) {
            pattern += isStarred ? "" : since + "*";
            isStarred = true;
            since.clear();
        } else if (isStarred && (c == '-' || c == '_' || c == ':' || c == 'T')) {
            since += c;
        } else {
            pattern += std::exchange(since, {}) + c;
            isStarred = false;
        }
    }
    return pattern + since;
}

std::vector<Dimension> candidatesOf(const cube::Cube &cube, const Dimension &but)
{
    constexpr std::array first = {FixedDimension::Source,   FixedDimension::RequestType,
                                  FixedDimension::Model,    FixedDimension::Environment,
                                  FixedDimension::Provider, FixedDimension::Segment,
                                  FixedDimension::Priority, FixedDimension::Tier};
    std::vector<Dimension> candidates;
    for (const FixedDimension dimension : first)
        candidates.emplace_back(base::nameOf(dimension));
    const auto &all = cube.dimensions();
    candidates.insert(candidates.end(), all.begin() + base::kFixedDimensions, all.end());
    std::erase_if(candidates, [&](const Dimension &name) { return name == but || cube.hasOrigins(name); });
    return candidates;
}

class Clusters
{
public:
    Clusters(const cube::Cube &cube, const base::Filter &filter, Dimension dimension)
        : m_cube(cube)
        , m_filter(filter)
        , m_dimension(std::move(dimension))
        , m_by(candidatesOf(cube, m_dimension))
    {
    }

    base::Result<Unattributed> find(std::size_t most);

private:
    base::Result<void> readUnknown();
    base::Result<void> readTagged();
    void joinSources();
    void choose();
    double partsBy(const std::vector<std::size_t> &chosen) const;
    Rule ruleOf(const AlikeCalls &calls) const;
    bool holds(const Rule &rule, const std::vector<std::string> &keys) const;
    Measures coveredBy(const Rule &rule) const;
    void dropNeedless(UnknownCluster &cluster) const;
    void findLikely(UnknownCluster &cluster) const;

    const cube::Cube &m_cube;
    base::Filter m_filter;
    Dimension m_dimension;
    std::vector<Dimension> m_by;
    Measures m_unknownSums;
    std::vector<AlikeCalls> m_unknown;
    std::vector<AlikeCalls> m_tagged;  ///< keys: one more, the value
    std::vector<std::size_t> m_chosen; ///< places in m_by
};

base::Result<void> Clusters::readUnknown()
{
    base::Filter unknown = m_filter;
    unknown.where[m_dimension] = {{std::string(base::kUnattributed)}, false};
    const auto table = m_cube.query(unknown, m_by);
    if (!table)
        return tl::unexpected(table.error());
    m_unknownSums = table->total;
    for (const cube::Row &row : table->rows)
        m_unknown.push_back({row.keys, row.keys, row.sums});
    return {};
}

base::Result<void> Clusters::readTagged()
{
    base::Filter tagged = m_filter;
    tagged.where[m_dimension] = {{std::string(base::kUnattributed)}, true};
    base::Grouping by = m_by;
    by.push_back(m_dimension);
    const auto table = m_cube.query(tagged, by);
    if (!table)
        return tl::unexpected(table.error());
    for (const cube::Row &row : table->rows)
        m_tagged.push_back({row.keys, {}, row.sums});
    return {};
}

/// One of its kind stays as it is.
void Clusters::joinSources()
{
    const auto found = std::ranges::find(m_by, base::nameOf(FixedDimension::Source));
    if (found == m_by.end())
        return;
    const auto place = static_cast<std::size_t>(found - m_by.begin());
    std::map<std::string, std::set<std::string>> kinds;
    for (const AlikeCalls &calls : m_unknown)
        kinds[withoutNumbers(calls.keys[place])].insert(calls.keys[place]);
    for (AlikeCalls &calls : m_unknown) {
        const std::string kind = withoutNumbers(calls.keys[place]);
        if (kinds.at(kind).size() > 1)
            calls.parts[place] = kind;
    }
}

/// How many parts of equal weight would tell as much.
double Clusters::partsBy(const std::vector<std::size_t> &chosen) const
{
    std::map<std::vector<std::string>, std::int64_t> requests;
    std::int64_t all = 0;
    for (const AlikeCalls &calls : m_unknown) {
        std::vector<std::string> keys;
        for (const std::size_t place : chosen)
            keys.push_back(calls.parts[place]);
        requests[std::move(keys)] += calls.sums.requests;
        all += calls.sums.requests;
    }
    double bits = 0;
    for (const auto &[keys, count] : requests) {
        if (count <= 0)
            continue;
        const double share = static_cast<double>(count) / static_cast<double>(all);
        bits -= share * std::log2(share);
    }
    return std::exp2(bits);
}

void Clusters::choose()
{
    double parts = 1;
    for (std::size_t place = 0; place < m_by.size(); ++place) {
        std::vector<std::size_t> with = m_chosen;
        with.push_back(place);
        const double more = partsBy(with);
        if (more > kMostParts || std::log2(more) - std::log2(parts) < kTellsApart)
            continue;
        m_chosen = std::move(with);
        parts = more;
    }
}

Rule Clusters::ruleOf(const AlikeCalls &calls) const
{
    Rule rule;
    rule.dimension = m_dimension;
    rule.where[m_dimension].values.insert(std::string(base::kUnattributed));
    for (const std::size_t place : m_chosen) {
        base::RuleTest &test = rule.where[m_by[place]];
        const bool isPattern = calls.parts[place] != calls.keys[place];
        (isPattern ? test.patterns : test.values).insert(calls.parts[place]);
    }
    return rule;
}

bool Clusters::holds(const Rule &rule, const std::vector<std::string> &keys) const
{
    for (std::size_t place = 0; place < m_by.size(); ++place)
        if (const auto test = rule.where.find(m_by[place]);
            test != rule.where.end() && !test->second.passes(keys[place]))
            return false;
    return true;
}

Measures Clusters::coveredBy(const Rule &rule) const
{
    Measures covered;
    for (const AlikeCalls &calls : m_unknown)
        if (holds(rule, calls.keys))
            covered += calls.sums;
    return covered;
}

/// Leaves out conditions without which it covers the same.
void Clusters::dropNeedless(UnknownCluster &cluster) const
{
    for (auto place = m_chosen.rbegin(); place != m_chosen.rend(); ++place) {
        Rule less = cluster.rule;
        less.where.erase(m_by[*place]);
        if (coveredBy(less) == cluster.covered)
            cluster.rule = std::move(less);
    }
}

/// "nightly_batch" of "nightly-batch-*.jsonl".
std::string nameOutOf(const std::string &text)
{
    std::string name;
    for (const char c : text.substr(0, text.find_last_of('.'))) {
        if (base::isAlnum(c))
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (name.ends_with('_'))
        name.pop_back();
    return name;
}

std::string madeUpValue(const Rule &rule, const std::vector<Dimension> &by)
{
    for (const Dimension &dimension : by) {
        const auto test = rule.where.find(dimension);
        if (test == rule.where.end())
            continue;
        const auto &texts = test->second.patterns.empty() ? test->second.values : test->second.patterns;
        if (const std::string name = nameOutOf(*texts.begin()); !base::isDefaultLabel(name))
            return name;
    }
    return "to_be_named";
}

void Clusters::findLikely(UnknownCluster &cluster) const
{
    std::map<std::string, std::int64_t> values;
    for (const AlikeCalls &calls : m_tagged) {
        if (!holds(cluster.rule, calls.keys))
            continue;
        values[calls.keys.back()] += calls.sums.requests;
        cluster.alike += calls.sums.requests;
    }
    for (const auto &[value, requests] : values) {
        const double share =
            static_cast<double>(requests) / static_cast<double>(std::max<std::int64_t>(cluster.alike, 1));
        if (share >= kLikelyShare && share > cluster.likelyShare) {
            cluster.likely = value;
            cluster.likelyShare = share;
        }
    }
    cluster.rule.value = cluster.likely.empty() ? madeUpValue(cluster.rule, m_by) : cluster.likely;
}

base::Result<Unattributed> Clusters::find(std::size_t most)
{
    const auto total = m_cube.query(m_filter, {});
    if (!total)
        return tl::unexpected(total.error());
    if (auto read = readUnknown(); !read)
        return tl::unexpected(read.error());
    Unattributed result;
    result.dimension = m_dimension;
    result.total = total->total;
    result.unknown = m_unknownSums;
    if (m_unknown.empty())
        return result;
    if (auto read = readTagged(); !read)
        return tl::unexpected(read.error());
    joinSources();
    choose();
    std::map<std::vector<std::string>, Rule> parts;
    for (const AlikeCalls &calls : m_unknown) {
        std::vector<std::string> keys;
        for (const std::size_t place : m_chosen)
            keys.push_back(calls.parts[place]);
        if (!parts.contains(keys))
            parts.emplace(std::move(keys), ruleOf(calls));
    }
    for (const std::size_t place : m_chosen)
        result.by.push_back(m_by[place]);
    for (auto &[keys, rule] : parts)
        result.clusters.push_back({rule, coveredBy(rule), {}, 0, 0});
    std::ranges::stable_sort(result.clusters, [](const UnknownCluster &a, const UnknownCluster &b) {
        return std::pair(a.covered.costNanos, a.covered.requests) >
               std::pair(b.covered.costNanos, b.covered.requests);
    });
    result.further = result.clusters.size() - std::min(most, result.clusters.size());
    result.clusters.resize(result.clusters.size() - result.further);
    for (UnknownCluster &cluster : result.clusters) {
        dropNeedless(cluster);
        findLikely(cluster);
    }
    return result;
}

} // namespace

base::Result<Unattributed> unattributed(const cube::Cube &cube, const base::Filter &filter,
                                        const Dimension &dimension, std::size_t most)
{
    return Clusters(cube, filter, dimension).find(most);
}

} // namespace outlay::insight
