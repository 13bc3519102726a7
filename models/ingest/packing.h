// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace outlay::ingest {

/// How bytes are packed, as their beginning says; never their name.
enum class Packing
{
    None,
    Gzip,
    Zstd,
    Xz,
    Bzip2,
    Lz4,
    Zip,
    SevenZip,
    Tar,
};

/// Wants kPackingHead bytes of `head`, unless there are no more.
Packing packingOf(std::string_view head);
constexpr std::size_t kPackingHead = 512;

/// Many files in one.
constexpr bool isArchive(Packing packing)
{
    return packing == Packing::Zip || packing == Packing::SevenZip || packing == Packing::Tar;
}

/// One file, made smaller.
constexpr bool isCompression(Packing packing)
{
    return packing != Packing::None && !isArchive(packing);
}

/// `name` without the ending that compression gave it.
std::string_view withoutCompressionSuffix(std::string_view name);

} // namespace outlay::ingest
