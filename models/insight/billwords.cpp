// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/billwords.h"

#include "pricing/lowercase.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace outlay::insight {

namespace {

template <std::size_t N>
bool hasAny(std::string_view text, const std::array<std::string_view, N> &words)
{
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

constexpr std::array<std::string_view, 5> kUncached = {"uncached", "no_cache", "no cache", "cache_miss",
                                                       "cache miss"};
constexpr std::array<std::string_view, 4> kWritten = {"write", "creation", "writing", "create"};
constexpr std::array<std::string_view, 6> kNoTokens = {"search",  "code_execution", "code execution",
                                                       "storage", "tool",           "session"};
constexpr std::array<std::string_view, 13> kFamilies = {
    "gemini", "claude", "gpt",  "llama", "mistral",   "gemma",  "text-embedding",
    "o1",     "o3",     "nova", "titan", "codestral", "command"};
/// Words of SKUs behind a model's name.
constexpr std::array<std::string_view, 22> kBehindNames = {
    "ga",       "preview", "text",     "image",   "audio", "video", "input", "output",
    "thinking", "cached",  "cache",    "caching", "batch", "short", "long",  "tokens",
    "token",    "count",   "priority", "live",    "usage", "-"};

/// "Gemini 2.5 Flash GA Text Input - Predictions" is of "Gemini 2.5 Flash".
std::string modelInSku(std::string_view sku)
{
    std::istringstream words{std::string(sku)};
    std::string model;
    for (std::string word; words >> word;) {
        const std::string lower = pricing::lowercase(word);
        const bool begins =
            model.empty() && std::any_of(kFamilies.begin(), kFamilies.end(),
                                         [&lower](std::string_view each) { return lower.starts_with(each); });
        const bool ends = std::find(kBehindNames.begin(), kBehindNames.end(), lower) != kBehindNames.end();
        if (!model.empty() && ends)
            break;
        if (begins || !model.empty())
            model += (model.empty() ? "" : " ") + word;
    }
    return model;
}

/// Tokens in one unit of a quantity; 0: it is no quantity of tokens.
std::int64_t tokensIn(std::string_view unit, bool isCount)
{
    const std::string lower = pricing::lowercase(unit);
    const bool isTokens = lower.find("token") != std::string::npos;
    if (!isTokens && !(isCount && lower == "count"))
        return 0;
    if (lower.find("1m") != std::string::npos || lower.find("million") != std::string::npos)
        return 1'000'000;
    return lower.find("1k") != std::string::npos || lower.find("1000") != std::string::npos ||
                   lower.find("thousand") != std::string::npos
               ? 1000
               : 1;
}

} // namespace

std::string_view customOf(const base::Attribution &attribution, std::string_view name)
{
    for (const auto &[custom, value] : attribution.custom)
        if (custom == name)
            return value;
    return {};
}

BillKind billKindOf(std::string_view text)
{
    const std::string lower = pricing::lowercase(text);
    if (hasAny(lower, kNoTokens))
        return BillKind::Other;
    if (!hasAny(lower, kUncached) && lower.find("cach") != std::string::npos)
        return hasAny(lower, kWritten) ? BillKind::CacheWrite : BillKind::CacheRead;
    if (lower.find("output") != std::string::npos || lower.find("completion") != std::string::npos)
        return BillKind::Output;
    if (lower.find("input") != std::string::npos || lower.find("prompt") != std::string::npos)
        return BillKind::Input;
    return BillKind::All;
}

BillWords billWords(const base::Attribution &attribution, std::string_view unit)
{
    BillWords words;
    const auto &model = attribution[base::FixedDimension::Model];
    words.model = model ? *model : std::string();
    const std::string_view type = customOf(attribution, "token_type");
    const std::string_view costType = customOf(attribution, "cost_type");
    const std::string_view item = customOf(attribution, "line_item");
    const bool isSku =
        attribution[base::FixedDimension::Provider] == "google" && words.model.find(' ') != std::string::npos;
    if (!type.empty()) {
        words.kind = billKindOf(type);
        if (words.kind == BillKind::All && type != "tokens")
            words.kind = BillKind::Other; // it says one, and it is none of these
    } else if (isSku) {
        words.kind = billKindOf(words.model);
        words.model = modelInSku(words.model);
    } else if (billKindOf(costType) == BillKind::Other) {
        words.kind = BillKind::Other;
    } else if (!item.empty()) {
        words.kind = billKindOf(item);
        if (words.model.empty())
            words.model = modelInSku(item);
    }
    const bool isCounted = static_cast<int>(words.kind) < kCountedKinds;
    words.tokensPerUnit = isCounted ? tokensIn(unit, isSku) : 0;
    return words;
}

bool isOtherService(const base::Attribution &attribution)
{
    constexpr std::array<std::string_view, 9> ours = {
        "vertex", "generative", "gemini", "bedrock", "openai", "anthropic", "claude", "cognitive", "ai "};
    const std::string category = pricing::lowercase(customOf(attribution, "category"));
    const std::string service = pricing::lowercase(customOf(attribution, "service")) + ' ';
    if (!category.empty())
        return category.find("ai and machine learning") == std::string::npos && !hasAny(service, ours);
    const auto &provider = attribution[base::FixedDimension::Provider];
    return provider == "google" && service != " " && !hasAny(service, ours);
}

} // namespace outlay::insight
