// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/zone.h"
#include "store/connection.h"
#include "store/dictionary.h"
#include "store/eventblocks.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace outlay::store {

/// A run of ids, both ends included.
using IdRun = std::pair<std::int64_t, std::int64_t>;

/// The rows of one file just written, and what lay in the store before it.
struct DuplicateSearch
{
    std::int64_t firstId = 0; ///< of the file; smaller ids are the store's older rows
    std::int64_t lastId = 0;
    std::map<base::Day, std::int64_t> newRows; ///< per day, of the file, without keyed ones
    std::map<base::Day, std::int64_t> oldRows; ///< per day, of the store before it
    std::vector<IdRun> keyedNew;      ///< of the file, ascending: rows that their source's key tells apart
    std::vector<IdRun> ignoredOld;    ///< older rows that nothing is compared with
    const base::Zone *zone = nullptr; ///< whose days they are
    const std::vector<EventBlock> *newBlocks = nullptr; ///< of the running import, this file included
};

/// Rows of the file that the store held already: equal in everything but the source, as many as there are
/// equal older ones. Looks only at days that both have, some two million rows at a time. Ascending runs.
base::Result<std::vector<IdRun>> findDuplicates(const Connection &connection, const Dictionary &dictionary,
                                                const DuplicateSearch &search);

} // namespace outlay::store
