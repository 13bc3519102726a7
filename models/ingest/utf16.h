// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// How UTF-16 is written, if `head` is the beginning of such a text.
struct Utf16Form
{
    bool isBigEndian = false;
    std::size_t markBytes = 0; ///< of the byte order mark
};
/// Without a mark it is known by its zeros: names, digits and punctuation of a log are ASCII in any language.
std::optional<Utf16Form> utf16FormOf(std::string_view head);

/// Turns UTF-16 into UTF-8, in pieces that may be cut anywhere.
class Utf16Decoder
{
public:
    explicit Utf16Decoder(bool isBigEndian)
        : m_isBigEndian(isBigEndian)
    {
    }

    /// Appends to `out`.
    void decode(std::string_view bytes, std::string &out);
    /// The end of the text: appends a sign for half a character that is left.
    void finish(std::string &out);

    /// Halves of characters without their other half, each of which became U+FFFD.
    std::int64_t replaced() const { return m_replaced; }

private:
    void take(std::uint32_t unit, std::string &out);
    void replace(std::string &out);

    const bool m_isBigEndian;
    std::optional<unsigned char> m_byte; ///< the first of a unit that was cut
    std::uint32_t m_high = 0;            ///< a high surrogate whose low one is to come; 0: none
    std::int64_t m_replaced = 0;
};

} // namespace outlay::ingest
