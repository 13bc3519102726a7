// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cube/dictionary.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace outlay::cube {

using base::Attribution;
using base::Dimension;

namespace {

/// Gives each distinct value its code, 0 being the unattributed.
class Coder
{
public:
    explicit Coder(CodedDimension &dimension)
        : m_dimension(dimension)
    {
        m_dimension.values.emplace_back(base::kUnattributed);
    }

    std::uint32_t code(const std::string &value)
    {
        if (base::isDefaultLabel(value))
            return 0;
        const auto [it, isNew] =
            m_codes.try_emplace(value, static_cast<std::uint32_t>(m_dimension.values.size()));
        if (isNew)
            m_dimension.values.push_back(value);
        return it->second;
    }

private:
    CodedDimension &m_dimension;
    std::unordered_map<std::string, std::uint32_t> m_codes;
};

void restrict(std::vector<bool> &passes, const CodedDimension &dimension, const base::ValueSet &wanted)
{
    std::vector<bool> valuePasses(dimension.values.size());
    for (std::size_t v = 0; v < valuePasses.size(); ++v)
        valuePasses[v] = wanted.values.contains(dimension.values[v]) != wanted.exclude;
    for (std::size_t a = 0; a < passes.size(); ++a)
        passes[a] = passes[a] && valuePasses[dimension.codes[a]];
}

} // namespace

Dictionary::Dictionary(std::span<const std::pair<std::uint32_t, Attribution>> attributions,
                       std::vector<Derivation> derivations)
    : m_derivations(std::move(derivations))
{
    m_ids.reserve(attributions.size());
    for (const auto &[id, attribution] : attributions)
        m_ids.push_back(id);
    addFixed(attributions);
    addCustom(attributions);
    for (const CodedDimension &dimension : m_dimensions)
        m_names.push_back(dimension.name);
    addOrigins(attributions);
}

void Dictionary::addOrigins(std::span<const std::pair<std::uint32_t, Attribution>> attributions)
{
    std::set<Dimension> ruled;
    for (const auto &[id, attribution] : attributions)
        ruled.insert(attribution.joined.begin(), attribution.joined.end());
    for (const Derivation &derivation : m_derivations)
        for (const RuleMark &mark : derivation.marks)
            ruled.insert(mark.dimension);
    for (const Dimension &name : ruled) {
        CodedDimension origin{originOf(name), {}, {}};
        origin.codes.reserve(size());
        Coder coder(origin);
        for (std::size_t a = 0; a < size(); ++a) {
            static const std::vector<RuleMark> none;
            const auto &marks = m_derivations.empty() ? none : m_derivations[a].marks;
            const auto mark = std::ranges::find(marks, name, &RuleMark::dimension);
            const auto &joined = attributions[a].second.joined;
            if (find(name)->codes[a] == 0)
                origin.codes.push_back(0);
            else if (mark == marks.end())
                origin.codes.push_back(
                    coder.code(std::ranges::binary_search(joined, name) ? kJoined : kLogged));
            else
                origin.codes.push_back(
                    coder.code((mark->isSplit ? kBySplit : kByRule) + std::to_string(mark->rule)));
        }
        m_dimensions.push_back(std::move(origin));
    }
}

base::EventScope Dictionary::scopeOf(const std::vector<bool> &passes) const
{
    base::EventScope scope;
    for (std::size_t a = 0; a < passes.size(); ++a) {
        if (!passes[a])
            continue;
        scope.attributions.push_back(loggedId(a));
        if (m_derivations.empty())
            continue;
        for (const base::Period &days : m_derivations[a].days)
            scope.within.push_back({m_derivations[a].logged, days});
        if (m_derivations[a].isShared)
            scope.shared.push_back(m_derivations[a].logged);
    }
    for (auto *ids : {&scope.attributions, &scope.shared}) {
        std::ranges::sort(*ids);
        ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
    }
    std::ranges::stable_sort(scope.within, {}, &base::EventScope::Window::attribution);
    return scope;
}

void Dictionary::addFixed(std::span<const std::pair<std::uint32_t, Attribution>> attributions)
{
    for (std::size_t d = 0; d < base::kFixedDimensions; ++d) {
        CodedDimension dimension{Dimension(base::kFixedDimensionNames[d]), {}, {}};
        dimension.codes.reserve(attributions.size());
        Coder coder(dimension);
        for (const auto &[id, attribution] : attributions) {
            const auto &value = attribution.fixed[d];
            dimension.codes.push_back(value ? coder.code(*value) : 0);
        }
        m_dimensions.push_back(std::move(dimension));
    }
}

void Dictionary::addCustom(std::span<const std::pair<std::uint32_t, Attribution>> attributions)
{
    std::set<Dimension> names;
    for (const auto &[id, attribution] : attributions)
        for (const auto &[name, value] : attribution.custom)
            names.insert(name);

    const std::size_t firstCustom = m_dimensions.size();
    for (const Dimension &name : names)
        m_dimensions.push_back({name, {}, std::vector<std::uint32_t>(attributions.size(), 0)});

    std::vector<Coder> coders;
    coders.reserve(names.size());
    std::map<std::string_view, std::size_t> position;
    for (std::size_t d = firstCustom; d < m_dimensions.size(); ++d) {
        position.emplace(m_dimensions[d].name, coders.size());
        coders.emplace_back(m_dimensions[d]);
    }
    for (std::size_t a = 0; a < attributions.size(); ++a) {
        for (const auto &[name, value] : attributions[a].second.custom) {
            const std::size_t p = position.at(name);
            m_dimensions[firstCustom + p].codes[a] = coders[p].code(value);
        }
    }
}

const CodedDimension *Dictionary::find(std::string_view name) const
{
    const auto it = std::find_if(m_dimensions.begin(), m_dimensions.end(),
                                 [name](const CodedDimension &dimension) { return dimension.name == name; });
    return it == m_dimensions.end() ? nullptr : &*it;
}

base::Result<std::vector<bool>> Dictionary::matching(const base::Filter &filter) const
{
    std::vector<bool> passes(size(), true);
    for (const auto &[name, wanted] : filter.where) {
        const CodedDimension *dimension = find(name);
        if (!dimension)
            return tl::unexpected(unknownDimension(name, m_names));
        restrict(passes, *dimension, wanted);
    }
    if (filter.counting == base::Counting::CompletedOnly)
        restrict(passes, *find(base::nameOf(base::FixedDimension::Outcome)),
                 {{std::string(base::kFailed), std::string(base::kSupersededAttempt)}, true});
    return passes;
}

base::Error unknownDimension(std::string_view name, const std::vector<Dimension> &known)
{
    std::string list = "month, week, day";
    for (const Dimension &dimension : known)
        list += ", " + dimension;
    return {base::ErrorKind::Misuse, "\"" + std::string(name) + "\"",
            "is no dimension of this store; there are: " + list, 0};
}

} // namespace outlay::cube
