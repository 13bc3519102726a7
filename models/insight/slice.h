// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::insight {

/// A part of the spend: a value per dimension, kUnattributed for "nobody said". Empty: all of it.
using Slice = std::map<base::Dimension, std::string>;

/// Whether a call can be in both: no dimension has two values.
bool overlap(const Slice &a, const Slice &b);
/// Whether all of `inner` is in `outer`, which says nothing that `inner` does not.
bool contains(const Slice &outer, const Slice &inner);

/// As a slice is kept: "feature=chat&segment=free", with %, & and = in names and values as "%25", "%26" and
/// "%3D". Empty for all spend.
std::string sliceText(const Slice &slice);
/// Nothing for what is no such text.
std::optional<Slice> sliceOf(std::string_view text);

} // namespace outlay::insight
