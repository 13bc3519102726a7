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

/// The disjoint kinds of what is billed: tokens, of text unless they say otherwise, and what is billed by the
/// piece. Reasoning is inside output.
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
    Citation,        ///< Perplexity's deep research: what it read
    BesideReasoning, ///< … and what it thought, both beside its answer
    WebSearch,       ///< this and all that follow: by the piece
    FileSearch,
    CodeSession,
    ImageMade,
    AudioSecond,
    DocumentPage,
    RerankSearch,
    RequestLow, ///< a fee for each call, by how much of the web it searches
    RequestMedium,
    RequestHigh,
};
constexpr int kTokenKinds = 23;
/// Names in price books.
constexpr std::array<std::string_view, kTokenKinds> kTokenKindNames = {
    "input",        "cache_read",       "cache_write_5m",   "cache_write_1h", "output",
    "input_audio",  "cache_read_audio", "output_audio",     "input_image",    "cache_read_image",
    "output_image", "citation",         "beside_reasoning", "web_search",     "file_search",
    "code_session", "image_made",       "audio_second",     "document_page",  "rerank_search",
    "request_low",  "request_medium",   "request_high"};
constexpr std::array<TokenKind, kTokenKinds> kAllTokenKinds = {
    TokenKind::Input,           TokenKind::CacheRead,      TokenKind::CacheWrite5m,   TokenKind::CacheWrite1h,
    TokenKind::Output,          TokenKind::InputAudio,     TokenKind::CacheReadAudio, TokenKind::OutputAudio,
    TokenKind::InputImage,      TokenKind::CacheReadImage, TokenKind::OutputImage,    TokenKind::Citation,
    TokenKind::BesideReasoning, TokenKind::WebSearch,      TokenKind::FileSearch,     TokenKind::CodeSession,
    TokenKind::ImageMade,       TokenKind::AudioSecond,    TokenKind::DocumentPage,   TokenKind::RerankSearch,
    TokenKind::RequestLow,      TokenKind::RequestMedium,  TokenKind::RequestHigh};
/// Tokens of text, which come first.
constexpr int kTextKinds = 5;
constexpr std::array<TokenKind, kTextKinds> kTextTokenKinds = {TokenKind::Input, TokenKind::CacheRead,
                                                               TokenKind::CacheWrite5m,
                                                               TokenKind::CacheWrite1h, TokenKind::Output};

constexpr bool isOfTokens(TokenKind kind)
{
    return kind < TokenKind::WebSearch;
}
/// What goes into a model, as thresholds and windows count it.
constexpr bool isOfPrompt(TokenKind kind)
{
    return isOfTokens(kind) && kind != TokenKind::Output && kind != TokenKind::OutputAudio &&
           kind != TokenKind::OutputImage && kind != TokenKind::Citation &&
           kind != TokenKind::BesideReasoning;
}
/// A fee without whose price a call has one all the same: a request's is owed only where the provider takes
/// it, and a session of the code interpreter is not the one call's.
constexpr bool isFeeApart(TokenKind kind)
{
    return kind >= TokenKind::RequestLow || kind == TokenKind::CodeSession;
}
/// What a model can be billed by alone; all others come beside one of these.
constexpr bool isMain(TokenKind kind)
{
    return kind == TokenKind::Input || kind == TokenKind::Output ||
           (kind >= TokenKind::ImageMade && kind <= TokenKind::RerankSearch);
}

constexpr std::size_t indexOf(TokenKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// A price as books write it: dollars a million tokens, or a thousand pieces.
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
