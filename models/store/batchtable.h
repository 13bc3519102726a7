// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace outlay::store {

/// The rows that the tables `outlay_batch` (all of them) and `outlay_batch_details` (those in `detailed`) of
/// a connection show. INSERT … SELECT from a table in memory is two to three times as fast as binding and
/// stepping row by row.
struct BatchRows
{
    std::span<const base::EventRow> rows;
    const std::vector<std::string> *extras = nullptr;           ///< that the rows point into
    const std::vector<std::uint32_t> *attributionIds = nullptr; ///< the store's, by the import's number
    std::vector<std::uint32_t> detailed;                        ///< rows that have a row in event_details
    std::int64_t firstId = 0;

    void findDetailed(); ///< fills `detailed`
};

/// Makes both tables known to the connection; `rows` must live as long as it.
base::Result<void> registerBatchTables(const Connection &connection, const BatchRows &rows);

} // namespace outlay::store
