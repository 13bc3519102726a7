// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/filter.h"
#include "base/result.h"
#include "cube/derivation.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace outlay::cube {

/// One dimension as codes: `values[codes[a]]` is what attribution number `a` says in it. Code 0 is always
/// kUnattributed: absent values and default labels ("unknown") are folded into it here and nowhere else.
struct CodedDimension
{
    base::Dimension name;
    std::vector<std::string> values;
    std::vector<std::uint32_t> codes;
};

/// The attributions of a store, numbered densely, by dimension.
class Dictionary
{
public:
    /// `derivations`: one an attribution, where rules have made them, else none.
    explicit Dictionary(std::span<const std::pair<std::uint32_t, base::Attribution>> attributions,
                        std::vector<Derivation> derivations = {});

    std::size_t size() const { return m_ids.size(); }
    /// The store's id of what was logged, of which rules may have made more than one.
    std::uint32_t loggedId(std::size_t a) const
    {
        return m_derivations.empty() ? m_ids[a] : m_derivations[a].logged;
    }
    const std::vector<base::Dimension> &names() const { return m_names; }
    /// Finds those that tell origins, too, which names() leaves out.
    const CodedDimension *find(std::string_view name) const;

    /// Which attributions pass the filter's dimensions and its counting, by number. Errors: Misuse for an
    /// unknown dimension.
    base::Result<std::vector<bool>> matching(const base::Filter &filter) const;

    /// The events of the attributions that pass.
    base::EventScope scopeOf(const std::vector<bool> &passes) const;

private:
    void addOrigins(std::span<const std::pair<std::uint32_t, base::Attribution>> attributions);
    void addFixed(std::span<const std::pair<std::uint32_t, base::Attribution>> attributions);
    void addCustom(std::span<const std::pair<std::uint32_t, base::Attribution>> attributions);

    std::vector<std::uint32_t> m_ids;
    std::vector<base::Dimension> m_names;
    std::vector<CodedDimension> m_dimensions; ///< parallel to m_names, and origins behind
    std::vector<Derivation> m_derivations;    ///< parallel to m_ids, or empty
};

/// "unknown dimension" as a sentence that lists what there is.
base::Error unknownDimension(std::string_view name, const std::vector<base::Dimension> &known);

} // namespace outlay::cube
