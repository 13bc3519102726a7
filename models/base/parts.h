// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace outlay::base {

/// What of a call has a price of its own: those of its tokens that are no text, and what is billed by the
/// piece. Tokens of audio and images are within the event's own ("of which"), never beside them; all others
/// are beside. Few calls have any, so they are kept among an event's extras, by these names.
enum class Part
{
    CachedAudio, ///< within cache reads
    CachedImage,
    InputAudio, ///< within all that went in, what was read from the cache too
    InputImage,
    OutputAudio,
    OutputImage,
    WebSearches,
    CitationTokens, ///< Perplexity's deep research: what it read and what it thought, beside its answer
    BesideReasoningTokens, ///< likewise
    FileSearches,
    CodeSessions,
    ImagesMade,
    AudioSeconds,
    DocumentPages,
    RerankSearches,
    RequestsLow, ///< calls whose provider takes a fee for each, by how much of the web it searches
    RequestsMedium,
    RequestsHigh,
};
constexpr std::size_t kParts = 18;
constexpr std::array<std::string_view, kParts> kPartNames = {
    "cached_audio_tokens",     "cached_image_tokens", "input_audio_tokens", "input_image_tokens",
    "output_audio_tokens",     "output_image_tokens", "web_searches",       "citation_tokens",
    "beside_reasoning_tokens", "file_searches",       "code_sessions",      "images_made",
    "audio_seconds",           "document_pages",      "rerank_searches",    "requests_low",
    "requests_medium",         "requests_high"};

/// Counts, 0 for what there is none of.
using Parts = std::array<std::int64_t, kParts>;

constexpr std::int64_t partOf(const Parts &parts, Part part)
{
    return parts[static_cast<std::size_t>(part)];
}

/// Adds the parts that there are to the members of a JSON object of texts, with a comma behind each. They are
/// its first members, in the order of Part.
void appendParts(const Parts &parts, std::string &members);
/// The parts in an event's extras.
Parts partsIn(std::string_view extras);
constexpr bool hasParts(const Parts &parts)
{
    for (const std::int64_t count : parts) {
        if (count != 0)
            return true;
    }
    return false;
}

} // namespace outlay::base
