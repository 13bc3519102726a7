// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstddef>
#include <stop_token>
#include <string>

namespace outlay::ingest {

/// What a file says as UTF-8 with line feeds, packed or not; at most that many bytes of it. Errors: NotFound,
/// Unreadable, Cancelled.
base::Result<std::string> textUpTo(const std::string &path, std::size_t most, const std::stop_token &stop);

} // namespace outlay::ingest
