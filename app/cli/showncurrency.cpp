// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/showncurrency.h"

#include "jobs/displaysettings.h"

#include <iostream>

namespace outlay::cli {

namespace {

constexpr std::string_view kDollarName = "usd";

base::DisplayRate &processRate()
{
    static base::DisplayRate rate;
    return rate;
}

std::string loweredCode()
{
    std::string code = shownIn().currency;
    for (char &letter : code)
        letter = static_cast<char>(letter - 'A' + 'a'); // three capitals: base::currencyCode()
    return code;
}

/// Where a name says that it is dollars, and not what is for a dollar: "usd_per_month", "eur_per_usd".
std::size_t dollarsAt(const std::string &name)
{
    constexpr std::string_view per = "per_";
    for (std::size_t at = name.find(kDollarName); at != std::string::npos;
         at = name.find(kDollarName, at + 1)) {
        const std::size_t end = at + kDollarName.size();
        const bool isWord = (at == 0 || name[at - 1] == '_') && (end == name.size() || name[end] == '_');
        if (isWord && !name.substr(0, at).ends_with(per))
            return at;
    }
    return std::string::npos;
}

Json withConverted(const Json &json)
{
    if (json.is_array()) {
        Json list = Json::array();
        for (const Json &entry : json)
            list.push_back(withConverted(entry));
        return list;
    }
    if (!json.is_object())
        return json;
    Json object = Json::object();
    for (const auto &item : json.items()) {
        const Json &value = item.value();
        // A scenario is input for another command, which knows dollars.
        object[item.key()] = item.key() == "scenario" ? value : withConverted(value);
        if (!isDollarName(item.key()) || !(value.is_string() || value.is_null()))
            continue;
        const auto amount = value.is_string() ? base::Money::parse(value.get<std::string>()) : std::nullopt;
        object[shownName(item.key())] =
            amount ? Json(base::convertedText(amount->nanos(), shownIn())) : Json();
    }
    return object;
}

} // namespace

base::Result<base::DisplayRate> rateFor(const store::Store &store, const std::string &currency,
                                        const base::Period &period, const std::optional<base::Period> &span)
{
    auto settings = jobs::displaySettings(store);
    if (!settings)
        return tl::unexpected(settings.error());
    if (!currency.empty())
        settings->currency = currency;
    return settings->rateFor(jobs::lastDayShown(period, span));
}

const base::DisplayRate &shownIn()
{
    return processRate();
}

base::Result<void> showIn(const store::Store &store, const base::Period &period,
                          const std::optional<base::Period> &span)
{
    auto rate = rateFor(store, {}, period, span);
    if (!rate)
        return tl::unexpected(rate.error());
    processRate() = *std::move(rate);
    return {};
}

void tellRate(const std::string &format)
{
    const std::string said = base::rateSentence(shownIn());
    if (said.empty() || format == "json")
        return;
    if (format == "csv")
        std::cerr << "outlay: " << said << "\n";
    else
        std::cout << said << "\n";
}

std::string shownExactly(base::Money amount)
{
    return shownIn().isDollars() ? amount.toDecimal(2) : base::convertedText(amount.nanos(), shownIn());
}

std::string shownUnit()
{
    return shownIn().isDollars() ? "dollars" : shownIn().currency;
}

bool isDollarName(const std::string &name)
{
    return dollarsAt(name) != std::string::npos;
}

std::string shownName(const std::string &name)
{
    std::string other = name;
    if (const std::size_t at = dollarsAt(name); at != std::string::npos)
        other.replace(at, kDollarName.size(), loweredCode());
    return other;
}

Json withShown(const Json &json)
{
    const base::DisplayRate &rate = shownIn();
    if (rate.isDollars() || !rate.day)
        return json;
    Json all = withConverted(json);
    if (all.is_object())
        all["display"] = {{"currency", rate.currency},
                          {"per_usd", base::rateText(rate.picosPerDollar)},
                          {"date", base::isoDay(*rate.day)},
                          {"file", rate.source}};
    if (all.is_array())
        for (Json &row : all)
            if (row.is_object()) {
                row[loweredCode() + "_per_usd"] = base::rateText(rate.picosPerDollar);
                row["rate_date"] = base::isoDay(*rate.day);
            }
    return all;
}

} // namespace outlay::cli
