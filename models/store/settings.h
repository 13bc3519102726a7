// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"

#include <array>
#include <optional>
#include <string>

namespace outlay::store {

base::Result<std::optional<std::string>> readSetting(const Connection &connection, const std::string &name);
base::Result<void> writeSetting(const Connection &connection, const std::string &name,
                                const std::string &value);

using PseudonymKey = std::array<unsigned char, 32>;

/// Makes the secret of a store that has none yet.
base::Result<void> ensurePseudonymKey(const Connection &connection);
base::Result<PseudonymKey> readPseudonymKey(const Connection &connection);

} // namespace outlay::store
