// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/callnames.h"

#include "base/dimension.h"
#include "pricing/lowercase.h"
#include "pricing/modelnames.h"

namespace outlay::insight {

CallNames::CallNames(std::shared_ptr<const pricing::PriceBook> book)
    : m_book(std::move(book))
{
}

const CallName &CallNames::of(std::string_view provider, std::string_view model)
{
    std::pair key{std::string(provider), std::string(model)};
    const auto known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    CallName name = find(provider, model);
    return m_known.emplace(std::move(key), std::move(name)).first->second;
}

CallName CallNames::find(std::string_view provider, std::string_view model) const
{
    if (base::isDefaultLabel(provider))
        provider = {};
    if (base::isDefaultLabel(model))
        model = {};
    CallName name;
    name.provider = pricing::lowercase(provider);
    if (name.provider == "microsoft") // as FOCUS names who sells Azure
        name.provider = "azure";
    const pricing::Found found = m_book->find(name.provider, model);
    if (!found.provider.empty())
        name.provider = found.provider;
    if (model.empty())
        return name;
    std::vector<std::string> names;
    if (!found.groups.empty())
        names = pricing::lookupNames(found.groups.front().front().second->model);
    name.model = names.empty() ? pricing::plainestName(model) : names.back(); // the least particular
    return name;
}

} // namespace outlay::insight
