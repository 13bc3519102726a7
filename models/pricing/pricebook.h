// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pricing/pricelist.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace outlay::pricing {

/// Where a price is from.
struct RowPlace
{
    const PriceList *list = nullptr;
    const ModelEntry *model = nullptr;
    const PriceRow *row = nullptr;
};

/// What a book says of one model at one provider: the entry of each list, the list that counts first first.
using Entries = std::vector<std::pair<const PriceList *, const ModelEntry *>>;

/// What a book says of one model: its provider's entries, then those of each provider that stands in for it.
struct Found
{
    std::string provider; ///< id; empty if neither name nor model tells it
    std::vector<Entries> groups;
    std::array<std::optional<std::int64_t>, kTiers> shares; ///< of the provider
    PerKind<bool> likeText{};                               ///< likewise
    bool isClaude = false;
};

/// Lists of prices, one laid over the other: of each kind of tokens the price of the first list counts that
/// has one for the model, its tier and the moment. Immutable; may be read by several threads.
class PriceBook
{
public:
    /// The list that counts first comes first.
    explicit PriceBook(std::vector<PriceList> lists);
    PriceBook(const PriceBook &) = delete;
    PriceBook &operator=(const PriceBook &) = delete;

    const std::vector<PriceList> &lists() const { return m_lists; }

    /// What there is for a model as it was logged. `provider` may be empty or a name that nobody knows: then
    /// the model tells whose it is. Within a list a row for exactly this name counts before one for a
    /// pattern, and of patterns the first.
    Found find(std::string_view provider, std::string_view model) const;
    /// The same for Claude's fast mode, "claude-…-fast". Nothing is found for other makers' models.
    Found findFastMode(std::string_view provider, std::string_view model) const;

private:
    /// A provider's models in one list.
    struct Models
    {
        std::unordered_map<std::string, const ModelEntry *> byName;
        std::vector<const ModelEntry *> withPatterns;
    };
    using Index = std::unordered_map<std::string, Models>;

    Found find(std::string_view provider, std::string_view model,
               const std::vector<std::string> &names) const;
    std::string providerNamed(const std::string &name) const;
    std::string providerOfModel(const std::vector<std::string> &names) const;
    std::vector<std::string> candidates(std::string_view provider, std::string_view model,
                                        const std::vector<std::string> &names) const;
    static const ModelEntry *entryOf(const Models &models, const std::vector<std::string> &names);
    static void add(Index &index, const ModelEntry &entry);

    std::vector<PriceList> m_lists;
    std::vector<Index> m_indexes;              ///< one for each list
    std::vector<const ProviderRule *> m_rules; ///< in the order of the lists
    std::unordered_map<std::string, const ProviderRule *> m_ruleOf;
};

} // namespace outlay::pricing
