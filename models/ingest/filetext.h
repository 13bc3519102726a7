// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstddef>
#include <stop_token>
#include <string>

namespace outlay::ingest {

class ByteStream;

/// What a file says as UTF-8 with line feeds; at most that many bytes of it. Errors: NotFound, Unreadable,
/// Cancelled.
base::Result<std::string> textUpTo(const std::string &path, std::size_t most, const std::stop_token &stop);
/// The same of bytes that are to be read. Errors: as ByteStream.
base::Result<std::string> textUpTo(ByteStream &bytes, std::size_t most, const std::stop_token &stop);

} // namespace outlay::ingest
