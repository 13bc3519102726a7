// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/smallermodels.h"

#include "pricing/lowercase.h"

#include <array>

namespace outlay::insight {

namespace {

/// The first whose part is in the name counts.
struct Sibling
{
    std::string_view part;
    std::string_view small; ///< empty: it is small itself
};
constexpr std::array<Sibling, 30> kSiblings = {{
    {"-mini", {}},
    {"-nano", {}},
    {"haiku", {}},
    {"flash", {}},
    {"-lite", {}},
    {"-small", {}},
    {"embed", {}},
    {"claude-opus-4", "claude-haiku-4-5"},
    {"claude-sonnet-4", "claude-haiku-4-5"},
    {"claude-4", "claude-haiku-4-5"},
    {"claude-opus", "claude-haiku-4-5"},
    {"claude-sonnet", "claude-haiku-4-5"},
    {"claude-3", "claude-3-5-haiku-20241022"},
    {"claude-2", "claude-3-5-haiku-20241022"},
    {"gpt-5", "gpt-5-mini"},
    {"gpt-4.1", "gpt-4.1-mini"},
    {"gpt-4.5", "gpt-4.1-mini"},
    {"gpt-4o", "gpt-4o-mini"},
    {"gpt-4", "gpt-4o-mini"},
    {"gemini-3", "gemini-2.5-flash"},
    {"gemini-2.5-pro", "gemini-2.5-flash"},
    {"gemini-2.0-pro", "gemini-2.0-flash"},
    {"gemini-1.5-pro", "gemini-1.5-flash"},
    {"mistral-large", "mistral-small-latest"},
    {"mistral-medium", "mistral-small-latest"},
    {"command-r-plus", "command-r"},
    {"command-a", "command-r"},
    {"nova-pro", "amazon.nova-lite-v1:0"},
    {"o1", "o4-mini"},
    {"o3", "o4-mini"},
}};

} // namespace

std::optional<std::string> smallerModel(std::string_view model)
{
    const std::string name = pricing::lowercase(model);
    for (const Sibling &sibling : kSiblings) {
        if (name.find(sibling.part) == std::string::npos)
            continue;
        if (sibling.small.empty())
            return std::nullopt;
        return std::string(sibling.small);
    }
    return std::nullopt;
}

} // namespace outlay::insight
