// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/settings.h"

#include "store/statement.h"

#include <sodium.h>

#include <algorithm>

namespace outlay::store {

base::Result<std::optional<std::string>> readSetting(const Connection &connection, const std::string &name)
{
    std::optional<std::string> value;
    Statement row(connection, "SELECT value FROM settings WHERE name = ?");
    if (row.bind(1, std::string_view(name)).next())
        value = row.optionalText(0);
    if (auto finished = row.finish(); !finished)
        return failureOf(finished);
    return value;
}

base::Result<void> writeSetting(const Connection &connection, const std::string &name,
                                const std::string &value)
{
    Statement upsert(connection, "INSERT INTO settings VALUES (?, ?)"
                                 " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    return upsert.bind(1, std::string_view(name)).bind(2, std::string_view(value)).run();
}

base::Result<void> ensurePseudonymKey(const Connection &connection)
{
    auto there = connection.number("SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'pseudonym_key')");
    if (!there)
        return failureOf(there);
    if (*there != 0)
        return {};
    if (sodium_init() < 0)
        return base::fail(base::ErrorKind::Internal, connection.path(),
                          "the system has no source of randomness");
    PseudonymKey key{};
    randombytes_buf(key.data(), key.size());
    // Another process may have made one in the meantime: the first stays.
    Statement insert(connection, "INSERT OR IGNORE INTO meta VALUES ('pseudonym_key', ?)");
    return insert.bindBlob(1, key).run();
}

base::Result<PseudonymKey> readPseudonymKey(const Connection &connection)
{
    PseudonymKey key{};
    bool complete = false;
    Statement row(connection, "SELECT value FROM meta WHERE name = 'pseudonym_key'");
    if (row.next()) {
        const std::string_view bytes = row.text(0);
        complete = bytes.size() == key.size();
        if (complete)
            std::copy(bytes.begin(), bytes.end(), key.begin());
    }
    if (auto finished = row.finish(); !finished)
        return failureOf(finished);
    if (!complete)
        return base::fail(base::ErrorKind::Corrupt, connection.path(),
                          "the store has lost the key of its user pseudonyms");
    return key;
}

} // namespace outlay::store
