// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/packing.h"

#include "ingest/textcodec.h"

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

using namespace std::string_view_literals;

struct Magic
{
    std::string_view bytes;
    Packing packing;
};

constexpr std::array kMagics = {
    Magic{"\x1F\x8B\x08"sv, Packing::Gzip},
    Magic{"\x28\xB5\x2F\xFD"sv, Packing::Zstd},
    Magic{"\xFD"
          "7zXZ\0"sv,
          Packing::Xz},
    Magic{"\x04\x22\x4D\x18"sv, Packing::Lz4},
    Magic{"PK\x03\x04"sv, Packing::Zip},
    Magic{"PK\x05\x06"sv, Packing::Zip}, // without a file in it
    Magic{"7z\xBC\xAF\x27\x1C"sv, Packing::SevenZip},
};

/// "BZh" may begin a text: the block behind it may not.
bool isBzip2(std::string_view head)
{
    if (head.size() < 10 || !head.starts_with("BZh") || head[3] < '1' || head[3] > '9')
        return false;
    const std::string_view block = head.substr(4, 6);
    return block == "1AY&SY"sv || block == "\x17\x72\x45\x38\x50\x90"sv;
}

/// zstd may begin with a frame to be skipped.
bool isZstdSkippable(std::string_view head)
{
    return head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0) == 0x50 &&
           head.substr(1, 3) == "\x2A\x4D\x18"sv;
}

/// A tar has no magic in its oldest form, but the first header's own checksum in each.
bool isTar(std::string_view head)
{
    constexpr std::size_t headerBytes = 512;
    constexpr std::size_t sumAt = 148;
    constexpr std::size_t sumBytes = 8;
    if (head.size() < headerBytes || head[0] == '\0')
        return false;
    unsigned written = 0;
    int digits = 0;
    for (const char c : head.substr(sumAt, sumBytes)) {
        if (c >= '0' && c <= '7') {
            written = written * 8 + static_cast<unsigned>(c - '0');
            ++digits;
        } else if (c != ' ' && c != '\0') {
            return false;
        }
    }
    unsigned sum = sumBytes * ' ';
    for (std::size_t i = 0; i < headerBytes; ++i)
        sum += i < sumAt || i >= sumAt + sumBytes ? static_cast<unsigned char>(head[i]) : 0;
    return digits > 0 && sum == written;
}

} // namespace

Packing packingOf(std::string_view head)
{
    const auto magic = std::find_if(kMagics.begin(), kMagics.end(),
                                    [head](const Magic &m) { return head.starts_with(m.bytes); });
    if (magic != kMagics.end())
        return magic->packing;
    if (isZstdSkippable(head))
        return Packing::Zstd;
    if (isBzip2(head))
        return Packing::Bzip2;
    return isTar(head) ? Packing::Tar : Packing::None;
}

std::string_view withoutCompressionSuffix(std::string_view name)
{
    constexpr std::array suffixes = {".gz"sv, ".gzip"sv, ".zst"sv, ".zstd"sv, ".xz"sv, ".bz2"sv, ".lz4"sv};
    const std::string low = lowered(name);
    for (const std::string_view suffix : suffixes) {
        if (low.ends_with(suffix) && low.size() > suffix.size())
            return name.substr(0, name.size() - suffix.size());
    }
    return name;
}

} // namespace outlay::ingest
