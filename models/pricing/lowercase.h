// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace outlay::pricing {

/// Without the blanks around it, A to Z as a to z, and nothing else changed: names of models are compared
/// without regard to case in every locale.
inline std::string lowercase(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    std::string lower(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

} // namespace outlay::pricing
