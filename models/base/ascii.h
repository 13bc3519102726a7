// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace outlay::base {

// The kinds of ASCII characters, whatever the locale says; every byte of a longer UTF-8 character is none of
// them.

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool isAlnum(char c)
{
    return isDigit(c) || isLetter(c);
}

} // namespace outlay::base
