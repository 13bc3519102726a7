// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/importer.h"

#include <cstddef>

namespace outlay::ingest {

constexpr std::size_t kChunkBytes = std::size_t{4} * 1024 * 1024;

/// importPaths() with chunks of another size, which makes no difference to what is read.
base::Result<base::ImportReport> importInChunks(const std::vector<std::string> &paths,
                                                const ImportOptions &options, base::EventSink &sink,
                                                const std::stop_token &stop,
                                                const std::function<void(const ImportProgress &)> &progress,
                                                std::size_t chunkBytes);

} // namespace outlay::ingest
