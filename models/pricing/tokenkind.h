// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace outlay::pricing {

/// The disjoint kinds of tokens that are billed. Reasoning is inside output.
enum class TokenKind
{
    Input,
    CacheRead,
    CacheWrite5m, ///< also a write that does not say for how long
    CacheWrite1h,
    Output,
};
constexpr int kTokenKinds = 5;
/// Names in price books.
constexpr std::array<std::string_view, kTokenKinds> kTokenKindNames = {
    "input", "cache_read", "cache_write_5m", "cache_write_1h", "output"};
constexpr std::array<TokenKind, kTokenKinds> kAllTokenKinds = {TokenKind::Input, TokenKind::CacheRead,
                                                               TokenKind::CacheWrite5m,
                                                               TokenKind::CacheWrite1h, TokenKind::Output};

constexpr std::size_t indexOf(TokenKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// A value for each kind.
template <class T>
using PerKind = std::array<T, kTokenKinds>;

/// How a call was served. Each has prices of its own.
enum class Tier
{
    Standard,
    Batch,
    Flex,
    Priority,
    Fast, ///< of Claude: sooner, at a multiple of all prices
};
constexpr int kTiers = 5;
/// Names in price books.
constexpr std::array<std::string_view, kTiers> kTierNames = {"standard", "batch", "flex", "priority", "fast"};

constexpr std::string_view nameOf(Tier tier)
{
    return kTierNames[static_cast<std::size_t>(tier)];
}
/// By the name in price books.
std::optional<Tier> tierNamed(std::string_view name);

/// What providers and gateways write ("default", "on_demand", "batches", "provisioned", …), whatever the
/// case; empty is standard. Nothing for a tier that is none of ours.
std::optional<Tier> tierLogged(std::string_view value);

} // namespace outlay::pricing
