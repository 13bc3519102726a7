// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/modelnames.h"

#include "base/ascii.h"

#include "pricing/lowercase.h"

#include <algorithm>
#include <array>

namespace outlay::pricing {

using base::isDigit;

namespace {

/// More are not looked up; no real name comes near.
constexpr std::size_t kMaxNames = 32;
constexpr std::size_t kMaxLength = 256;

constexpr std::array<std::string_view, 18> kBedrockVendors = {
    "ai21.",   "amazon.", "anthropic.", "cohere.",    "deepseek.",   "google.",
    "luma.",   "meta.",   "minimax.",   "mistral.",   "moonshot.",   "moonshotai.",
    "nvidia.", "openai.", "qwen.",      "stability.", "twelvelabs.", "writer."};

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool startsWithVendor(std::string_view name)
{
    return std::any_of(kBedrockVendors.begin(), kBedrockVendors.end(),
                       [name](std::string_view vendor) { return name.starts_with(vendor); });
}

std::string withoutRegion(const std::string &name)
{
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos || dot < 2 || dot > 6 ||
        !startsWithVendor(std::string_view(name).substr(dot + 1)))
        return name;
    return name.substr(dot + 1);
}

std::string withoutVendor(const std::string &name)
{
    return startsWithVendor(name) ? name.substr(name.find('.') + 1) : name;
}

/// Without what is behind ':' where that is a way to be served (OpenRouter) or a version (Bedrock).
/// Elsewhere, and where it is free, it makes another model.
std::string withoutVariant(const std::string &name)
{
    constexpr std::array<std::string_view, 7> variants = {"beta",  "exacto", "extended", "floor",
                                                          "nitro", "online", "thinking"};
    const std::size_t colon = name.find(':');
    if (colon == std::string::npos)
        return name;
    const std::string_view variant = std::string_view(name).substr(colon + 1);
    const bool known = areDigits(variant.substr(0, 1)) && name.find("-v") != std::string::npos;
    return known || std::find(variants.begin(), variants.end(), variant) != variants.end()
               ? name.substr(0, colon)
               : name;
}

/// "ft:gpt-4o-mini-2024-07-18:acme::AbC" is priced as "ft:gpt-4o-mini-2024-07-18".
std::string withoutTuner(const std::string &name)
{
    const std::size_t colon = name.starts_with("ft:") ? name.find(':', 3) : std::string::npos;
    return name.substr(0, colon);
}

/// "-v1" and "-v2" at the end, which Bedrock appends.
std::string withoutVersion(const std::string &name)
{
    const std::size_t dash = name.rfind("-v");
    return dash != std::string::npos && dash > 0 && areDigits(std::string_view(name).substr(dash + 2))
               ? name.substr(0, dash)
               : name;
}

std::string withDashForAt(const std::string &name)
{
    std::string changed = name;
    std::replace(changed.begin(), changed.end(), '@', '-');
    return changed;
}

std::string beforeAt(const std::string &name)
{
    return name.starts_with('@') ? name : name.substr(0, name.find('@'));
}

/// "claude haiku 4.5" is "claude-haiku-4.5".
std::string withoutBlanks(const std::string &name)
{
    std::string changed = name;
    std::replace(changed.begin(), changed.end(), ' ', '-');
    return changed;
}

std::string withDashesForDots(const std::string &name)
{
    std::string changed = name;
    std::replace(changed.begin(), changed.end(), '.', '-');
    return changed;
}

/// "-20241022" and "-2024-10-22" at the end.
std::string withoutDate(const std::string &name)
{
    const std::string_view all = name;
    if (all.size() > 9 && all[all.size() - 9] == '-' && areDigits(all.substr(all.size() - 8)))
        return name.substr(0, name.size() - 9);
    if (all.size() > 11 && all[all.size() - 11] == '-') {
        const std::string_view date = all.substr(all.size() - 10);
        if (areDigits(date.substr(0, 4)) && date[4] == '-' && areDigits(date.substr(5, 2)) &&
            date[7] == '-' && areDigits(date.substr(8)))
            return name.substr(0, name.size() - 11);
    }
    return name;
}

/// "-latest", and "-001" to "-009" as Google numbers revisions.
std::string withoutRevision(const std::string &name)
{
    constexpr std::string_view latest = "-latest";
    if (name.ends_with(latest) && name.size() > latest.size())
        return name.substr(0, name.size() - latest.size());
    const bool numbered =
        name.size() > 4 && name.compare(name.size() - 4, 3, "-00") == 0 && isDigit(name.back());
    return numbered ? name.substr(0, name.size() - 4) : name;
}

/// The model inside an ARN; empty if it names none.
std::string insideArn(const std::string &arn)
{
    for (const std::string_view kind : {":foundation-model/", ":inference-profile/"}) {
        const std::size_t at = arn.find(kind);
        if (at != std::string::npos)
            return arn.substr(at + kind.size());
    }
    return {};
}

void append(std::vector<std::string> &names, std::string name)
{
    if (!name.empty() && names.size() < kMaxNames &&
        std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
}

template <class Step>
void appendChanged(std::vector<std::string> &names, Step step)
{
    const std::size_t before = names.size();
    for (std::size_t i = 0; i < before; ++i)
        append(names, step(names[i]));
}

/// The name and what is behind each of its slashes.
void appendParts(std::vector<std::string> &names, std::string name)
{
    if (name.starts_with('~'))
        name.erase(0, 1);
    append(names, name);
    for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1))
        append(names, name.substr(slash + 1));
}

} // namespace

std::vector<std::string> lookupNames(std::string_view logged)
{
    std::vector<std::string> names;
    std::string name = lowercase(logged);
    if (name.size() > kMaxLength)
        return names;
    if (name.starts_with("arn:")) {
        appendParts(names, insideArn(name));
    } else {
        append(names, name);
        appendParts(names, std::move(name));
    }
    appendChanged(names, withoutRegion);
    appendChanged(names, withoutVendor);
    appendChanged(names, withoutVariant);
    appendChanged(names, withoutTuner);
    appendChanged(names, withDashForAt);
    appendChanged(names, beforeAt);
    appendChanged(names, withoutBlanks);
    appendChanged(names, withDashesForDots);
    if (isBedrockId(logged))
        appendChanged(names, withoutVersion);
    appendChanged(names, withoutDate);
    appendChanged(names, withoutRevision);
    return names;
}

std::string plainestName(std::string_view logged)
{
    std::vector<std::string> names = lookupNames(logged);
    return names.empty() ? lowercase(logged) : std::move(names.back());
}

std::string slugProvider(std::string_view logged)
{
    std::string name = lowercase(logged);
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || name.starts_with("arn:"))
        return {};
    name.resize(slash);
    return name.starts_with('~') ? name.substr(1) : name;
}

bool isBedrockId(std::string_view logged)
{
    const std::string name = lowercase(logged);
    return name.starts_with("arn:aws") || startsWithVendor(withoutRegion(name));
}

bool isFastMode(std::string_view name)
{
    return name.ends_with("-fast") && name.find("claude") != std::string_view::npos;
}

bool isNotBillable(std::string_view logged)
{
    return lowercase(logged) == "<synthetic>";
}

} // namespace outlay::pricing
