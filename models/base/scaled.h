// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::base {

/// Reads a plain or scientific decimal ("0.0035", "-12", "4.8e-05") as value × 10^decimals, exactly; digits
/// beyond are rounded half to even. Nothing for an empty text, other characters, NaN or infinity, or a value
/// that does not fit.
std::optional<std::int64_t> parseScaled(std::string_view text, int decimals);

/// Reads "e-05" at `pos`, to the end of the text, and adds it to `exponent`; nothing there is 0. What is
/// beyond ±100,000 counts as that or more. False if it is something else.
bool addExponent(std::string_view text, std::size_t pos, long &exponent);

/// The decimal that `value` ÷ 10^decimals is, with no digits lost and no locale; at least `minDecimals`
/// decimals are written.
std::string scaledText(Int128 value, int decimals, int minDecimals = 0);

} // namespace outlay::base
