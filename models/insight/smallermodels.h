// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace outlay::insight {

/// The small model of the same maker that short tasks are tried on first, for a large model as logged.
/// Nothing for small models and for unknown ones.
std::optional<std::string> smallerModel(std::string_view model);

} // namespace outlay::insight
