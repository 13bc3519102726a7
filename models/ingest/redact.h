// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace outlay::ingest {

/// Copies `text` to `out` with e-mail addresses as "[email]", US social security numbers as "[ssn]", card
/// numbers (known prefix, right check digit) as "[card]" and keys to services as "[secret]". Returns how many
/// were replaced; `out` is touched only if that is not 0.
int redact(std::string_view text, std::string &out);

/// `text` as it may be stored.
std::string redacted(std::string_view text);

} // namespace outlay::ingest
