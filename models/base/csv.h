// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace outlay::base {

/// A text as one CSV field (RFC 4180): quoted where it holds a comma, a quote or a line break. A text that a
/// spreadsheet would run as a formula (it begins with = + - @ or a tab or carriage return) gets a leading
/// apostrophe. Not for numbers.
std::string csvText(std::string_view text);

} // namespace outlay::base
