// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ratetable.h"

#include "base/scaled.h"

#include <algorithm>

namespace outlay::base {

namespace {

/// Begins a line that says of which file the rates below it are.
constexpr char kSourceMark = '=';

std::optional<DatedRate> readRateLine(std::string_view line)
{
    constexpr std::size_t dayEnd = 10;
    constexpr std::size_t codeEnd = 14;
    if (line.size() <= codeEnd + 1 || line[dayEnd] != ',' || line[codeEnd] != ',')
        return std::nullopt;
    const auto day = parseDay(line.substr(0, dayEnd));
    const auto currency = currencyCode(line.substr(dayEnd + 1, codeEnd - dayEnd - 1));
    const auto picos = parseScaled(line.substr(codeEnd + 1), kRateDecimals);
    if (!day || !currency || !picos || *picos <= 0 || *picos > kMostPicos)
        return std::nullopt;
    return DatedRate{*day, *currency, *picos, {}};
}

} // namespace

RateTable::Put RateTable::put(const DatedRate &rate)
{
    const Kept kept{rate.picosPerDollar, rate.source};
    const auto [at, isNew] = m_rates[rate.currency].try_emplace(rate.day, kept);
    if (isNew)
        return Put::Added;
    if (at->second.picosPerDollar == rate.picosPerDollar)
        return Put::Known;
    at->second = kept;
    return Put::Changed;
}

std::optional<DatedRate> RateTable::latest(const std::string &currency, Day onOrBefore) const
{
    const auto days = m_rates.find(currency);
    if (days == m_rates.end())
        return std::nullopt;
    auto after = days->second.upper_bound(onOrBefore);
    if (after == days->second.begin())
        return std::nullopt;
    --after;
    return DatedRate{after->first, currency, after->second.picosPerDollar, after->second.source};
}

std::size_t RateTable::remove(const std::string &currency)
{
    const auto days = m_rates.find(currency);
    if (days == m_rates.end())
        return 0;
    const std::size_t count = days->second.size();
    m_rates.erase(days);
    return count;
}

std::vector<std::string> RateTable::currencies() const
{
    std::vector<std::string> codes;
    for (const auto &entry : m_rates)
        codes.push_back(entry.first);
    return codes;
}

std::vector<DatedRate> RateTable::rates(const std::string &currency) const
{
    std::vector<DatedRate> all;
    if (const auto days = m_rates.find(currency); days != m_rates.end())
        for (const auto &[day, kept] : days->second)
            all.push_back({day, currency, kept.picosPerDollar, kept.source});
    return all;
}

std::size_t RateTable::size() const
{
    std::size_t count = 0;
    for (const auto &entry : m_rates)
        count += entry.second.size();
    return count;
}

std::string RateTable::toText() const
{
    std::string text;
    std::string source;
    for (const auto &[currency, days] : m_rates)
        for (const auto &[day, kept] : days) {
            if (kept.source != source) {
                source = kept.source;
                text += kSourceMark + source + "\n";
            }
            text += isoDay(day) + "," + currency + "," + rateText(kept.picosPerDollar) + "\n";
        }
    return text;
}

Result<RateTable> RateTable::parse(std::string_view text)
{
    RateTable table;
    std::string source;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with(kSourceMark)) {
            source = line.substr(1);
            continue;
        }
        auto rate = readRateLine(line);
        if (!rate)
            return fail(ErrorKind::Corrupt, "currency rates",
                        "what the store has for them is damaged; remove them with outlay currency remove "
                        "--all and import them again");
        rate->source = source;
        table.put(*rate);
    }
    return table;
}

DisplayRate displayRate(const RateTable &table, const std::string &currency, Day shownTo)
{
    DisplayRate shown;
    shown.shownTo = shownTo;
    if (currency.empty() || currency == kLedgerCurrency)
        return shown;
    const auto rate = table.latest(currency, shownTo);
    if (!rate) {
        shown.missing = currency;
        return shown;
    }
    shown.currency = rate->currency;
    shown.picosPerDollar = rate->picosPerDollar;
    shown.day = rate->day;
    shown.source = rate->source;
    return shown;
}

} // namespace outlay::base
