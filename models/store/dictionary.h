// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/eventsink.h"
#include "store/connection.h"
#include "store/statement.h"
#include "store/store.h"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace outlay::store {

/// The columns of table attributions in the order of base::FixedDimension.
inline constexpr const char *kAttributionColumns =
    "feature, segment, provider, model, environment, priority, cached, request_type, outcome, source, tier";

/// An attribution as it was logged, and what was found out of the calls that bear it.
struct StoredAttribution
{
    std::uint32_t id = 0;
    base::Attribution logged;
    bool isSuperseded = false; ///< its calls are attempts that were made again later
    std::vector<std::pair<base::Dimension, std::string>> joined = {}; ///< what another log says; ascending

    /// With what was joined, and what was found out.
    base::Attribution understood() const;
};

/// Visits every attribution of the store, by id.
base::Result<void> forEachStored(const Connection &connection,
                                 const std::function<void(const StoredAttribution &)> &visit);
/// One of them. Errors: Corrupt if there is none.
base::Result<StoredAttribution> storedAttribution(const Connection &connection, std::uint32_t id);
/// All, as they are understood.
base::Result<void>
forEachAttribution(const Connection &connection,
                   const std::function<void(std::uint32_t id, const base::Attribution &)> &visit);

/// Attributions go that no cell, no superseded event and no bill uses.
base::Result<void> dropUnusedAttributions(const Connection &connection);

/// Gives each distinct attribution one id. Keeps 128-bit hashes, not texts, in memory.
class Dictionary
{
public:
    explicit Dictionary(const Connection &connection);

    /// Takes in what the store has; `visit` sees it too.
    base::Result<void> load(const std::function<void(const StoredAttribution &)> &visit = {});
    /// The id of an attribution, which is written if it is new.
    base::Result<std::uint32_t> intern(const base::Attribution &attribution);
    /// The id of the same attribution for calls that are, or are not, superseded attempts.
    base::Result<std::uint32_t> counterpart(const StoredAttribution &attribution);
    /// The id of an attribution with what was found out and joined, which is written if it is new.
    base::Result<std::uint32_t> intern(const StoredAttribution &attribution);
    /// Equal for attributions that differ in nothing, in their source, in what was found out or joined alone.
    const base::Hash128 &withoutSource(std::uint32_t id) const { return m_withoutSource[id]; }

private:
    struct LowBits
    {
        std::size_t operator()(const base::Hash128 &hash) const { return hash.low; }
    };

    base::Result<std::uint32_t> insert(const StoredAttribution &attribution);
    void remember(std::uint32_t id, const base::Hash128 &whole, const base::Attribution &attribution);

    const Connection &m_connection;
    Statement m_insert;
    Statement m_insertField;
    std::unordered_map<base::Hash128, std::uint32_t, LowBits> m_ids;
    std::vector<base::Hash128> m_withoutSource; ///< by id
};

/// The cells from a day on, with the attributions that they have.
base::Result<CellData> loadCellData(const Connection &connection, base::Day from);

} // namespace outlay::store
