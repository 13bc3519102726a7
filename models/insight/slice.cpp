// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/slice.h"

#include <algorithm>
#include <array>
#include <utility>

namespace outlay::insight {

namespace {

constexpr std::array<std::pair<char, std::string_view>, 3> kEscapes = {
    {{'%', "%25"}, {'&', "%26"}, {'=', "%3D"}}};

std::string escaped(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        const auto *const escape =
            std::find_if(kEscapes.begin(), kEscapes.end(), [c](const auto &e) { return e.first == c; });
        if (escape == kEscapes.end())
            result += c;
        else
            result += escape->second;
    }
    return result;
}

std::optional<std::string> unescaped(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        if (text.front() != '%') {
            result += text.front();
            text.remove_prefix(1);
            continue;
        }
        const auto *const escape = std::find_if(kEscapes.begin(), kEscapes.end(),
                                                [text](const auto &e) { return text.starts_with(e.second); });
        if (escape == kEscapes.end())
            return std::nullopt;
        result += escape->first;
        text.remove_prefix(escape->second.size());
    }
    return result;
}

} // namespace

bool overlap(const Slice &a, const Slice &b)
{
    return std::all_of(a.begin(), a.end(), [&b](const auto &entry) {
        const auto other = b.find(entry.first);
        return other == b.end() || other->second == entry.second;
    });
}

bool contains(const Slice &outer, const Slice &inner)
{
    return std::all_of(outer.begin(), outer.end(), [&inner](const auto &entry) {
        const auto other = inner.find(entry.first);
        return other != inner.end() && other->second == entry.second;
    });
}

std::string sliceText(const Slice &slice)
{
    std::string text;
    for (const auto &[dimension, value] : slice)
        text += (text.empty() ? "" : "&") + escaped(dimension) + "=" + escaped(value);
    return text;
}

std::optional<Slice> sliceOf(std::string_view text)
{
    Slice slice;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view entry = text.substr(0, end);
        const std::size_t equals = entry.find('=');
        if (equals == std::string_view::npos || equals == 0)
            return std::nullopt;
        const auto name = unescaped(entry.substr(0, equals));
        const auto value = unescaped(entry.substr(equals + 1));
        if (!name || !value || !slice.emplace(*name, *value).second)
            return std::nullopt;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return slice;
}

} // namespace outlay::insight
