// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/backfills.h"
#include "store/joining.h"
#include "store/storeprivate.h"

namespace outlay::store {

base::Result<std::vector<base::Backfill>> Store::backfills() const
{
    return d->reading(readBackfills);
}

base::Result<std::vector<base::BackfillChange>> Store::backfillChanges() const
{
    return d->reading(readBackfillChanges);
}

base::Result<std::vector<KeptJoin>> Store::keptJoins() const
{
    return d->reading(readKeptJoins);
}

base::Result<void> Store::walkLogged(const EventWalk &walk, const LoggedVisitor &visit, Joins joins) const
{
    return d->reading(
        [&](const Connection &connection) { return store::walkLogged(connection, walk, visit, joins); });
}

base::Result<std::int64_t> Store::editBackfills(const BackfillEdit &edit, const JoinFinder &find)
{
    return d->writing(
        [&](const Connection &connection) { return store::editBackfills(connection, edit, find); });
}

} // namespace outlay::store
