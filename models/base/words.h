// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <string_view>

namespace outlay::base {

// The words behind outcomeOf() and isDefaultLabel(), for who must say them to another program.

/// The usual words for an outcome (kCompleted, …), in small letters; statuses ("429") are none of them.
std::span<const std::string_view> outcomeWords(std::string_view outcome);
/// In small letters; the empty text is not among them.
std::span<const std::string_view> defaultLabels();

} // namespace outlay::base
