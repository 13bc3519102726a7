// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/dimension.h"

#include <algorithm>

namespace outlay::base {

bool isTimeDimension(std::string_view name)
{
    return name == kMonth || name == kWeek || name == kDay;
}

bool isDefaultLabel(std::string_view value)
{
    const auto first = value.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return true;
    value = value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);

    constexpr std::array<std::string_view, 10> labels = {
        "unknown", "none", "null", "undefined", "n/a", "na", "(unknown)", "(unattributed)", "(none)", "-"};
    return std::any_of(labels.begin(), labels.end(), [value](std::string_view label) {
        return std::equal(value.begin(), value.end(), label.begin(), label.end(), [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
        });
    });
}

std::string_view unattributedLabel(std::string_view dimension)
{
    return dimension == nameOf(FixedDimension::Feature) ? "(unattributed)" : "(unknown)";
}

} // namespace outlay::base
