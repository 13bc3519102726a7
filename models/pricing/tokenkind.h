// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/tokenprice.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::pricing {

/// The disjoint kinds of what is billed: tokens, of text unless they say otherwise, and web searches.
/// Reasoning is inside output.
enum class TokenKind
{
    Input,
    CacheRead,
    CacheWrite5m, ///< also a write that does not say for how long
    CacheWrite1h,
    Output,
    InputAudio,
    CacheReadAudio,
    OutputAudio,
    InputImage,
    CacheReadImage,
    OutputImage,
    WebSearch,
};
constexpr int kTokenKinds = 12;
/// Names in price books.
constexpr std::array<std::string_view, kTokenKinds> kTokenKindNames = {
    "input",       "cache_read",       "cache_write_5m",   "cache_write_1h",
    "output",      "input_audio",      "cache_read_audio", "output_audio",
    "input_image", "cache_read_image", "output_image",     "web_search"};
constexpr std::array<TokenKind, kTokenKinds> kAllTokenKinds = {
    TokenKind::Input,      TokenKind::CacheRead,      TokenKind::CacheWrite5m,   TokenKind::CacheWrite1h,
    TokenKind::Output,     TokenKind::InputAudio,     TokenKind::CacheReadAudio, TokenKind::OutputAudio,
    TokenKind::InputImage, TokenKind::CacheReadImage, TokenKind::OutputImage,    TokenKind::WebSearch};
/// Tokens of text, which come first.
constexpr int kTextKinds = 5;
constexpr std::array<TokenKind, kTextKinds> kTextTokenKinds = {TokenKind::Input, TokenKind::CacheRead,
                                                               TokenKind::CacheWrite5m,
                                                               TokenKind::CacheWrite1h, TokenKind::Output};

constexpr bool isOfTokens(TokenKind kind)
{
    return kind != TokenKind::WebSearch;
}

constexpr std::size_t indexOf(TokenKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// A price as books write it: dollars a million tokens, or a thousand searches.
std::optional<base::TokenPrice> readPrice(TokenKind kind, std::string_view usd);
std::string writtenPrice(TokenKind kind, base::TokenPrice price);
/// "million", "thousand"
std::string_view unitOf(TokenKind kind);

/// A value for each kind.
template <class T>
using PerKind = std::array<T, kTokenKinds>;

/// The prices of what is no text, on one line: "input_audio 40, web_search 10 per thousand".
std::string pricesBesideText(const PerKind<std::optional<base::TokenPrice>> &prices);

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
