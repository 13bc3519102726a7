// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/utf16.h"

#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kReplacement = 0xFFFD;

constexpr bool isHigh(std::uint32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

constexpr bool isLow(std::uint32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

} // namespace

std::optional<Utf16Form> utf16FormOf(std::string_view head)
{
    if (head.starts_with("\xFF\xFE\0\0"sv))
        return std::nullopt; // UTF-32
    if (head.starts_with("\xFF\xFE"sv))
        return Utf16Form{false, 2};
    if (head.starts_with("\xFE\xFF"sv))
        return Utf16Form{true, 2};
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const auto [few, many] = std::minmax(zeros[0], zeros[1]);
    if (many * 4 <= head.size() || few * 8 >= many)
        return std::nullopt;
    return Utf16Form{zeros[0] > zeros[1], 0};
}

void Utf16Decoder::decode(std::string_view bytes, std::string &out)
{
    const auto unitOf = [this](unsigned char first, unsigned char second) {
        return m_isBigEndian ? std::uint32_t{first} << 8 | second : std::uint32_t{second} << 8 | first;
    };
    const auto byteAt = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::size_t i = 0;
    if (m_byte && !bytes.empty()) {
        take(unitOf(*m_byte, byteAt(0)), out);
        m_byte.reset();
        i = 1;
    }
    for (; i + 1 < bytes.size(); i += 2)
        take(unitOf(byteAt(i), byteAt(i + 1)), out);
    if (i < bytes.size())
        m_byte = byteAt(i);
}

void Utf16Decoder::finish(std::string &out)
{
    if (m_high != 0)
        replace(out);
    if (m_byte)
        replace(out);
    m_high = 0;
    m_byte.reset();
}

void Utf16Decoder::take(std::uint32_t unit, std::string &out)
{
    if (m_high != 0 && isLow(unit)) {
        appendUtf8(0x10000 + ((m_high - 0xD800) << 10) + (unit - 0xDC00), out);
        m_high = 0;
        return;
    }
    if (m_high != 0)
        replace(out);
    m_high = isHigh(unit) ? unit : 0;
    if (isLow(unit))
        replace(out);
    else if (m_high == 0)
        appendUtf8(unit, out);
}

void Utf16Decoder::replace(std::string &out)
{
    appendUtf8(kReplacement, out);
    ++m_replaced;
}

} // namespace outlay::ingest
