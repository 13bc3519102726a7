// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::base {

/// Reads a plain or scientific decimal ("0.0035", "-12", "4.8e-05") as value × 10^decimals, exactly; digits
/// beyond are rounded half to even. Nothing for an empty text, other characters, NaN or infinity, or a value
/// that does not fit.
std::optional<std::int64_t> parseScaled(std::string_view text, int decimals);

/// The decimal that `value` ÷ 10^decimals is, with no digits lost and no locale; at least `minDecimals`
/// decimals are written.
std::string scaledText(std::int64_t value, int decimals, int minDecimals = 0);

} // namespace outlay::base
