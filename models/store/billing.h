// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"
#include "store/dictionary.h"
#include "store/statement.h"
#include "store/store.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace outlay::store {

/// Writes the lines of bills and usage reports of one import, file by file. A line with a key takes the place
/// of its earlier state; without one it is a duplicate when the store had an equal line before the file,
/// counted with multiplicity.
///
/// A state of a line that says less than the one that is there does not take its place, whichever was
/// imported first: what was used in a span of time only grows while its records come in, so that the smaller
/// state was exported before the span was over. Less is: nothing of what both count (requests, tokens,
/// quantity) is more, and something is less. Where they count the same, the later counts, for a price may be
/// corrected either way; where neither counts anything, the cost that is nearer to zero is less, because
/// corrections of a bill are lines of their own. All that is for lines that their source does not rank (by a
/// time of export, say): of those the greater rank counts, and of equal ranks the later.
class BillingBook
{
public:
    struct Counts
    {
        std::int64_t added = 0;
        std::int64_t duplicates = 0;
        std::int64_t superseded = 0; ///< of the file's own lines
    };

    BillingBook(const Connection &connection, const Dictionary &dictionary, std::int64_t importId);

    /// `resumed`: an earlier file that this one goes on from, whose lines are no duplicates of it; or 0.
    base::Result<void> beginFile(std::int64_t resumed);
    /// `attribution` is the store's id; `fields` is the JSON object of the line's other fields, or empty.
    base::Result<void> add(const base::BillingRow &line, std::uint32_t attribution, std::string_view fields);
    const Counts &counts() const { return m_counts; } ///< of the file so far
    /// Gives the lines of the file to its entry in the list of imports.
    base::Result<void> endFile(std::int64_t fileId);
    /// Takes them out again, and puts back what they had superseded.
    base::Result<void> dropFile();
    /// Lines fewer than `fileId` had at its end, because a later file of the import superseded them.
    std::int64_t lostSince(std::int64_t fileId) const;

private:
    struct Known
    {
        std::int64_t id = 0;
        std::int64_t rank = 0;
        std::int64_t hash = 0;
        std::int64_t file = base::kAbsent;
    };

    std::int64_t hashOf(const base::BillingRow &line, std::uint32_t attribution,
                        std::string_view fields) const;
    base::Result<bool> standsByKey(const base::BillingRow &line, std::int64_t hash);
    static bool saysLess(const base::BillingRow &line, const Statement &known);
    base::Result<bool> isNew(std::int64_t hash);
    base::Result<void> supersede(const Known &known);
    base::Result<void> insert(const base::BillingRow &line, std::uint32_t attribution,
                              std::string_view fields, std::int64_t hash);

    const Connection &m_connection;
    const Dictionary &m_dictionary;
    const std::int64_t m_importId;
    std::int64_t m_firstId = 0; ///< of the file
    std::int64_t m_resumed = 0;
    Counts m_counts;
    std::unordered_map<std::int64_t, std::int64_t> m_matched; ///< hash → older lines that are taken
    std::vector<Known> m_superseded;                          ///< by the file, of others
    std::map<std::int64_t, std::int64_t> m_lost;              ///< by file
};

/// Takes the lines of an import out and brings those back that it had superseded. Returns whether it had any.
base::Result<bool> removeBilling(const Connection &connection, std::int64_t importId);

base::Result<std::vector<BillingGroup>> readBilling(const Connection &connection, const BillingQuery &query);

/// See Store::walkBilling().
base::Result<void> walkBilling(const Connection &connection, const BillingVisitor &visit);

} // namespace outlay::store
