// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/parts.h"

#include <charconv>

namespace outlay::base {

void appendParts(const Parts &parts, std::string &members)
{
    for (std::size_t i = 0; i < kParts; ++i) {
        if (parts[i] != 0)
            members.append(1, '"')
                .append(kPartNames[i])
                .append("\":\"")
                .append(std::to_string(parts[i]))
                .append("\",");
    }
}

Parts partsIn(std::string_view extras)
{
    Parts parts{};
    // A quote within a value is escaped, so what looks like a name is one.
    constexpr std::string_view behind = "\":\"";
    for (std::size_t i = 0; i < kParts; ++i) {
        const std::string_view name = kPartNames[i];
        const std::size_t at = extras.find(name);
        if (at == std::string_view::npos || at == 0 || extras[at - 1] != '"' ||
            extras.substr(at + name.size(), behind.size()) != behind)
            continue;
        const char *from = extras.data() + at + name.size() + behind.size();
        std::from_chars(from, extras.data() + extras.size(), parts[i]);
    }
    return parts;
}

} // namespace outlay::base
