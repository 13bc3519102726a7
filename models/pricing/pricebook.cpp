// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/pricebook.h"

#include "pricing/lowercase.h"
#include "pricing/modelnames.h"

#include <algorithm>

namespace outlay::pricing {

namespace {

void appendNew(std::vector<std::string> &names, const std::string &name)
{
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

bool matchesAny(const std::vector<NamePattern> &patterns, const std::string &name)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [&name](const NamePattern &pattern) { return pattern.matches(name); });
}

} // namespace

PriceBook::PriceBook(std::vector<PriceList> lists)
    : m_lists(std::move(lists))
{
    for (const PriceList &list : m_lists) {
        Index &index = m_indexes.emplace_back();
        for (const ModelEntry &entry : list.models)
            add(index, entry);
        // A name on bills must not hide another model's own, so they come after all of those.
        for (const ModelEntry &entry : list.models) {
            for (const std::string &name : entry.names)
                index[entry.provider].byName.emplace(lowercase(name), &entry);
        }
        for (const ProviderRule &rule : list.providers) {
            m_rules.push_back(&rule);
            m_ruleOf.emplace(rule.id, &rule);
        }
    }
}

void PriceBook::add(Index &index, const ModelEntry &entry)
{
    Models &models = index[entry.provider];
    std::vector<std::string> names;
    collectNames(entry.match, names);
    if (entry.match.empty())
        names.push_back(lowercase(entry.model));
    for (const std::string &name : names)
        models.byName.emplace(name, &entry);
    const bool onlyNames =
        std::all_of(entry.match.begin(), entry.match.end(),
                    [](const NamePattern &pattern) { return pattern.kind() == NamePattern::Kind::Equals; });
    if (!onlyNames)
        models.withPatterns.push_back(&entry);
}

std::string PriceBook::providerNamed(const std::string &name) const
{
    if (name.empty())
        return {};
    const bool hasModels = std::any_of(m_indexes.begin(), m_indexes.end(),
                                       [&name](const Index &index) { return index.contains(name); });
    if (hasModels || m_ruleOf.contains(name))
        return name;
    const auto rule = std::find_if(m_rules.begin(), m_rules.end(), [&name](const ProviderRule *each) {
        return matchesAny(each->names, name);
    });
    return rule == m_rules.end() ? std::string() : (*rule)->id;
}

std::string PriceBook::providerOfModel(const std::vector<std::string> &names) const
{
    for (const std::string &name : names) {
        const auto rule = std::find_if(m_rules.begin(), m_rules.end(), [&name](const ProviderRule *each) {
            return matchesAny(each->models, name);
        });
        if (rule != m_rules.end())
            return (*rule)->id;
    }
    return {};
}

/// Whose price to look for, in this order.
std::vector<std::string> PriceBook::candidates(std::string_view provider, std::string_view model,
                                               const std::vector<std::string> &names) const
{
    std::vector<std::string> ids;
    // A log often knows only who made a model; its id then tells that it was bought from Bedrock.
    if (isBedrockId(model))
        appendNew(ids, providerNamed("aws"));
    const std::string named = providerNamed(lowercase(provider));
    const std::string slug = providerNamed(slugProvider(model));
    if (named.empty())
        appendNew(ids, slug);
    appendNew(ids, named);
    if (ids.empty())
        appendNew(ids, providerOfModel(names));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto rule = m_ruleOf.find(ids[i]);
        if (rule == m_ruleOf.end())
            continue;
        for (const std::string &other : rule->second->fallback)
            appendNew(ids, other);
    }
    // What a router resells is named by its maker.
    appendNew(ids, slug);
    return ids;
}

const ModelEntry *PriceBook::entryOf(const Models &models, const std::vector<std::string> &names)
{
    for (const std::string &name : names) {
        if (const auto exact = models.byName.find(name); exact != models.byName.end())
            return exact->second;
        if (isFastMode(name))
            continue;
        const auto found =
            std::find_if(models.withPatterns.begin(), models.withPatterns.end(),
                         [&name](const ModelEntry *entry) { return matchesAny(entry->match, name); });
        if (found != models.withPatterns.end())
            return *found;
    }
    return nullptr;
}

Found PriceBook::find(std::string_view provider, std::string_view model) const
{
    return find(provider, model, lookupNames(model));
}

Found PriceBook::findFastMode(std::string_view provider, std::string_view model) const
{
    std::vector<std::string> names = lookupNames(model);
    for (std::string &name : names) {
        if (!isFastMode(name))
            name += "-fast";
    }
    // Of other makers such a name is another model.
    std::erase_if(names, [](const std::string &name) { return !isFastMode(name); });
    return find(provider, model, names);
}

Found PriceBook::find(std::string_view provider, std::string_view model,
                      const std::vector<std::string> &names) const
{
    Found found;
    const std::vector<std::string> ids = candidates(provider, model, names);
    if (!ids.empty()) {
        found.provider = ids.front();
        if (const auto rule = m_ruleOf.find(ids.front()); rule != m_ruleOf.end()) {
            found.shares = rule->second->shares;
            found.likeText = rule->second->likeText;
        }
    }
    found.isClaude = std::any_of(names.begin(), names.end(), [](const std::string &name) {
        return name.find("claude") != std::string::npos;
    });
    for (const std::string &id : ids) {
        Entries entries;
        for (std::size_t i = 0; i < m_lists.size(); ++i) {
            const auto models = m_indexes[i].find(id);
            const ModelEntry *entry = models == m_indexes[i].end() ? nullptr : entryOf(models->second, names);
            if (entry != nullptr)
                entries.emplace_back(&m_lists[i], entry);
        }
        if (!entries.empty())
            found.groups.push_back(std::move(entries));
    }
    return found;
}

} // namespace outlay::pricing
