// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/dimension.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// What a field of a log is to Outlay. Up to Tier: canonical, each named in a format's file.
enum class Role : std::uint8_t
{
    Timestamp,
    User,
    InputTokens,
    PromptTokens, ///< input that includes what was read from and written to the cache
    OutputTokens,
    CacheReadTokens,
    CacheWriteTokens, ///< without saying for how long
    CacheWrite5mTokens,
    CacheWrite1hTokens,
    Cost,
    LatencyMs,
    LatencyS,
    CachedAudioTokens, ///< this and those up to RequestsHigh: parts of an event, in the order of base::Part
    CachedImageTokens,
    InputAudioTokens,
    InputImageTokens,
    OutputAudioTokens,
    OutputImageTokens,
    WebSearches,
    CitationTokens,
    BesideReasoningTokens,
    FileSearches,
    CodeSessions,
    ImagesMade,
    AudioSeconds,
    DocumentPages,
    RerankSearches,
    RequestsLow,
    RequestsMedium,
    RequestsHigh,
    Currency, ///< of the cost; dollars where there is none
    Feature,
    Segment,
    Provider,
    Model,
    Environment,
    Priority,
    Cached,
    RequestType,
    Outcome,
    Tier,

    Custom,   ///< a dimension of the log's own
    PerEvent, ///< kept with the event (request ids and the like)
    Content,  ///< prompts and answers: never kept
    Nameless, ///< a name that is itself content, or one too many
};
constexpr std::size_t kCanonicalRoles = static_cast<std::size_t>(Role::Custom);

constexpr bool isCanonical(Role role)
{
    return role < Role::Custom;
}

/// True for tokens and cost.
constexpr bool saysUsage(Role role)
{
    return role >= Role::InputTokens && role <= Role::Cost;
}

/// True for what is a part of the tokens, or beside them.
constexpr bool isPart(Role role)
{
    return role >= Role::CachedAudioTokens && role <= Role::RequestsHigh;
}

/// The dimension that a canonical role fills, if it is one.
std::optional<base::FixedDimension> dimensionOf(Role role);

/// What a field ties together, if its value is an id.
enum class Tie : std::uint8_t
{
    None,
    Chain,  ///< calls that follow from one another, and attempts of each
    Request ///< attempts of one call
};

struct FieldMatch
{
    Role role = Role::Custom;
    int rank = 0;           ///< place among the names of its role: the smaller wins
    bool signature = false; ///< a field that only an LLM call has
    Tie tie = Tie::None;
};

/// A log format as data: which names a log may give to what. Built from a file of resources/formats.
class FieldMap
{
public:
    /// Errors: Internal, if the file is not as it should be.
    static base::Result<FieldMap> parse(std::string_view json);
    /// The CostEvent format, which is built into the program.
    static base::Result<FieldMap> costEvent();

    const std::string &format() const { return m_format; }

    /// `name` as logged, with dots between the levels of nested objects. Case, camelCase, blanks and dashes
    /// make no difference.
    FieldMatch match(std::string_view name) const;

    /// Who makes `model`, judged by its name; empty if that is not known.
    std::string_view providerOf(std::string_view model) const;

private:
    struct NameRules
    {
        std::vector<std::string> starts;
        std::vector<std::string> ends;
        std::unordered_set<std::string> is;

        bool covers(const std::string &name) const;
    };

    std::string m_format;
    std::unordered_map<std::string, FieldMatch> m_names;
    NameRules m_signature;
    NameRules m_perEvent;
    std::unordered_set<std::string> m_content;
    std::unordered_map<std::string, Tie> m_ties;
    std::vector<std::pair<std::string, std::string>> m_providers;
};

} // namespace outlay::ingest
