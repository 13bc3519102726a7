// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"
#include "store/store.h"

#include <memory>

namespace outlay::store {

struct Store::Private
{
    std::shared_ptr<const Connection> connection;
    bool importing = false; ///< a sink of this store is open
    bool isShared = false;  ///< the last sink uses `connection`

    /// A consistent state to read from. Nobody can look while a sink writes on the same connection.
    template <class Read>
    auto reading(Read read) const -> decltype(read(*connection))
    {
        if (importing && isShared)
            return base::fail(base::ErrorKind::Busy, connection->path(),
                              "an import into this store is running");
        auto transaction = Transaction::begin(*connection, Transaction::Kind::Read);
        if (!transaction)
            return failureOf(transaction);
        return read(*connection);
    }

    template <class Write>
    auto writing(Write write) const -> decltype(write(*connection))
    {
        if (importing)
            return base::fail(base::ErrorKind::Busy, connection->path(),
                              "an import is writing to this store; try again when it has finished");
        return write(*connection);
    }
};

} // namespace outlay::store
