// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/connection.h"

#include <string>
#include <vector>

namespace outlay::store {

/// What is wrong with the store, in plain sentences; nothing for a sound one. Reads everything.
base::Result<std::vector<std::string>> checkStore(const Connection &connection);

} // namespace outlay::store
