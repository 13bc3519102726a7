// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldmap.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

constexpr std::size_t kMaxExcerptBytes = 160;

/// A rejected line as a report may show it: at most 160 bytes of valid UTF-8, redacted, with "…" for every
/// value whose field is not known to be harmless. Works on broken and cut-off lines.
std::string excerptOfObject(std::string_view line, const FieldMap &map);

/// The same of a CSV record; `roles` are its columns. A record with another number of cells than there are
/// columns shows nothing but its times, for its cells may be anybody's.
std::string excerptOfCells(std::span<const std::string_view> cells, std::span<const Role> roles,
                           char delimiter);

/// True for fields whose values a report may show.
bool isHarmless(Role role);

} // namespace outlay::ingest
