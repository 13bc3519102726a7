// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/fieldmap.h"

#include "embeddedformats.h"
#include "ingest/textcodec.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace outlay::ingest {

namespace {

constexpr std::array<std::string_view, kCanonicalRoles> kRoleNames = {"timestamp",
                                                                      "user",
                                                                      "input_tokens",
                                                                      "prompt_tokens",
                                                                      "output_tokens",
                                                                      "cache_read_tokens",
                                                                      "cache_write_tokens",
                                                                      "cache_write_5m_tokens",
                                                                      "cache_write_1h_tokens",
                                                                      "cost_usd",
                                                                      "latency_ms",
                                                                      "latency_s",
                                                                      "cached_audio_tokens",
                                                                      "cached_image_tokens",
                                                                      "input_audio_tokens",
                                                                      "input_image_tokens",
                                                                      "output_audio_tokens",
                                                                      "output_image_tokens",
                                                                      "web_searches",
                                                                      "citation_tokens",
                                                                      "beside_reasoning_tokens",
                                                                      "file_searches",
                                                                      "code_sessions",
                                                                      "images_made",
                                                                      "audio_seconds",
                                                                      "document_pages",
                                                                      "rerank_searches",
                                                                      "requests_low",
                                                                      "requests_medium",
                                                                      "requests_high",
                                                                      "currency",
                                                                      "feature",
                                                                      "segment",
                                                                      "provider",
                                                                      "model",
                                                                      "environment",
                                                                      "priority",
                                                                      "cached",
                                                                      "request_type",
                                                                      "outcome",
                                                                      "service_tier"};

/// Behind every name that a format gives to users: an id inside another object is still an id.
constexpr int kNestedRank = 100;

bool isLower(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// "featureName", "Feature Name" and "feature-name" are "feature_name".
std::string plainName(std::string_view name)
{
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && i > 0 && isLower(name[i - 1]))
            plain += '_';
        plain += c == ' ' || c == '-' ? '_' : upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

std::optional<Role> roleNamed(std::string_view name)
{
    const auto found = std::find(kRoleNames.begin(), kRoleNames.end(), name);
    if (found == kRoleNames.end())
        return std::nullopt;
    return static_cast<Role>(found - kRoleNames.begin());
}

template <class Container>
void readNames(const nlohmann::json &json, const char *key, Container &names)
{
    if (json.contains(key)) {
        for (const auto &name : json.at(key))
            names.insert(names.end(), name.get<std::string>());
    }
}

} // namespace

std::optional<base::FixedDimension> dimensionOf(Role role)
{
    using base::FixedDimension;
    switch (role) {
    case Role::Feature:
        return FixedDimension::Feature;
    case Role::Segment:
        return FixedDimension::Segment;
    case Role::Provider:
        return FixedDimension::Provider;
    case Role::Model:
        return FixedDimension::Model;
    case Role::Environment:
        return FixedDimension::Environment;
    case Role::Priority:
        return FixedDimension::Priority;
    case Role::Cached:
        return FixedDimension::Cached;
    case Role::RequestType:
        return FixedDimension::RequestType;
    case Role::Outcome:
        return FixedDimension::Outcome;
    case Role::Tier:
        return FixedDimension::Tier;
    default:
        return std::nullopt;
    }
}

bool FieldMap::NameRules::covers(const std::string &name) const
{
    return is.count(name) > 0 ||
           std::any_of(starts.begin(), starts.end(),
                       [&](const auto &start) { return name.starts_with(start); }) ||
           std::any_of(ends.begin(), ends.end(), [&](const auto &end) { return name.ends_with(end); });
}

base::Result<FieldMap> FieldMap::parse(std::string_view json)
{
    try {
        const auto root = nlohmann::json::parse(json);
        FieldMap map;
        map.m_format = root.at("format").get<std::string>();
        for (const auto &[roleName, names] : root.at("fields").items()) {
            const auto role = roleNamed(roleName);
            if (!role)
                return base::fail(base::ErrorKind::Internal, "field map",
                                  "names the unknown field " + roleName);
            int rank = 0;
            for (const auto &name : names)
                map.m_names[name.get<std::string>()] = {*role, rank++, false};
        }
        for (const auto &[key, rules] :
             {std::pair{"signature", &map.m_signature}, {"per_event", &map.m_perEvent}}) {
            readNames(root.at(key), "starts", rules->starts);
            readNames(root.at(key), "ends", rules->ends);
            readNames(root.at(key), "is", rules->is);
        }
        readNames(root, "content", map.m_content);
        for (const auto &[key, tie] : {std::pair{"request", Tie::Request}, {"chain", Tie::Chain}}) {
            for (const auto &name :
                 root.value("ties", nlohmann::json::object()).value(key, nlohmann::json::array()))
                map.m_ties.emplace(name.get<std::string>(), tie);
        }
        for (const auto &pair : root.at("providers"))
            map.m_providers.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
        return map;
    } catch (const nlohmann::json::exception &error) {
        return base::fail(base::ErrorKind::Internal, "field map", error.what());
    }
}

base::Result<FieldMap> FieldMap::costEvent()
{
    return parse(kCostEventFormat);
}

FieldMatch FieldMap::match(std::string_view name) const
{
    const std::string plain = plainName(name);
    const auto lastDot = plain.rfind('.');
    const bool nested = lastDot != std::string::npos;
    const std::string last = nested ? plain.substr(lastDot + 1) : plain;
    const bool signature = !nested && m_signature.covers(plain);

    if (const auto found = m_names.find(plain); found != m_names.end()) {
        FieldMatch match = found->second;
        match.signature = signature || (nested && m_signature.covers(last));
        return match;
    }
    for (std::size_t start = 0; start <= plain.size();) {
        const std::size_t end = std::min(plain.find('.', start), plain.size());
        if (m_content.count(plain.substr(start, end - start)) > 0)
            return {Role::Content, 0, signature};
        start = end + 1;
    }
    if (const auto found = m_names.find(last);
        nested && found != m_names.end() && found->second.role == Role::User)
        return {Role::User, kNestedRank + found->second.rank, false};
    const auto tie = m_ties.find(last);
    return {m_perEvent.covers(last) ? Role::PerEvent : Role::Custom, 0, signature,
            tie == m_ties.end() ? Tie::None : tie->second};
}

std::string_view FieldMap::providerOf(std::string_view model) const
{
    const std::string name = lowered(model);
    const auto found = std::find_if(m_providers.begin(), m_providers.end(),
                                    [&](const auto &pair) { return name.starts_with(pair.first); });
    return found == m_providers.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace outlay::ingest
