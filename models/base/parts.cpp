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
    const auto takeOff = [&extras](std::string_view text) {
        const bool isIt = extras.starts_with(text);
        extras.remove_prefix(isIt ? text.size() : 0);
        return isIt;
    };
    if (!takeOff("{\""))
        return parts;
    for (std::size_t i = 0; i < kParts; ++i) {
        const std::string_view name = kPartNames[i];
        if (!extras.starts_with(name) || !extras.substr(name.size()).starts_with("\":\""))
            continue;
        extras.remove_prefix(name.size() + 3);
        const auto [end, error] = std::from_chars(extras.data(), extras.data() + extras.size(), parts[i]);
        extras.remove_prefix(static_cast<std::size_t>(end - extras.data()));
        if (!takeOff("\",\""))
            break;
    }
    return parts;
}

} // namespace outlay::base
