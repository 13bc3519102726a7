// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/listimport.h"

#include "pricing/ratecard.h"

#include <algorithm>
#include <map>

namespace outlay::pricing {

namespace {

using base::Day;

constexpr std::int64_t kUsPerHour = 3'600'000'000;
constexpr int kHoursPerDay = 24;

std::int64_t startOf(Day day)
{
    return day.time_since_epoch().count() * kHoursPerDay * kUsPerHour;
}

const RateSet *setFor(const std::vector<RateSet> &sets, std::int64_t prompt)
{
    const auto found = std::find_if(sets.begin(), sets.end(), [prompt](const RateSet &set) {
        return set.above == 0 || prompt > set.above;
    });
    return found == sets.end() ? nullptr : &*found;
}

/// True if `known` has every listed price of `incoming`, at every threshold of either.
bool agrees(const std::vector<RateSet> &incoming, const std::vector<RateSet> &known)
{
    const auto agreesAt = [&](std::int64_t prompt) {
        const RateSet *ours = setFor(incoming, prompt);
        const RateSet *theirs = setFor(known, prompt);
        if (ours == nullptr || theirs == nullptr)
            return ours == nullptr;
        for (std::size_t kind = 0; kind < ours->rates.size(); ++kind) {
            const Rate &rate = ours->rates[kind];
            if (rate.basis == Basis::Listed &&
                (!theirs->rates[kind].isPriced() || rate.price != theirs->rates[kind].price))
                return false;
        }
        return true;
    };
    const auto agreesAll = [&](const std::vector<RateSet> &sets) {
        return std::all_of(sets.begin(), sets.end(),
                           [&](const RateSet &set) { return agreesAt(set.above + 1); });
    };
    return agreesAll(incoming) && agreesAll(known);
}

PerKind<std::optional<base::TokenPrice>> basePrices(const RateCard &card, std::int64_t atUs)
{
    PerKind<std::optional<base::TokenPrice>> prices;
    const RateSet *set = setFor(card.ratesAt(atUs), 0);
    for (std::size_t kind = 0; set != nullptr && kind < prices.size(); ++kind) {
        if (set->rates[kind].basis == Basis::Listed)
            prices[kind] = set->rates[kind].price;
    }
    return prices;
}

class Merge
{
public:
    Merge(std::vector<PriceList> userLists, const std::vector<PriceList> &shipped, const PriceList &incoming,
          Day today, bool always)
        : m_result{std::move(userLists), {}, 0}
        , m_incoming(incoming)
        , m_today(today)
        , m_always(always)
        , m_known(knownLists(shipped))
    {
    }

    MergedPrices run()
    {
        PriceList &target = targetList();
        for (const ModelEntry &entry : m_incoming.models) {
            for (std::size_t tier = 0; tier < kTiers; ++tier)
                take(entry, static_cast<Tier>(tier), target);
        }
        takeProviders(target);
        const bool empty = target.models.empty() && target.providers.empty();
        if (empty)
            m_result.lists.erase(m_result.lists.begin() + static_cast<std::ptrdiff_t>(m_target));
        return std::move(m_result);
    }

private:
    /// The lists that the incoming one lies over, from the one that it continues on.
    std::vector<PriceList> knownLists(const std::vector<PriceList> &shipped)
    {
        const auto same =
            std::find_if(m_result.lists.begin(), m_result.lists.end(),
                         [this](const PriceList &list) { return list.name == m_incoming.name; });
        m_target = static_cast<std::size_t>(same - m_result.lists.begin());
        std::vector<PriceList> known(same, m_result.lists.end());
        known.insert(known.end(), shipped.begin(), shipped.end());
        return known;
    }

    PriceList &targetList()
    {
        if (m_target == m_result.lists.size())
            m_result.lists.emplace_back().name = m_incoming.name;
        PriceList &target = m_result.lists[m_target];
        target.version =
            m_incoming.version.empty() ? "imported " + base::isoDay(m_today) : m_incoming.version;
        target.licence = m_incoming.licence;
        target.url = m_incoming.url;
        for (std::size_t i = 0; i < target.models.size(); ++i)
            m_places[{target.models[i].provider, target.models[i].model}] = i;
        return target;
    }

    void take(const ModelEntry &entry, Tier tier, PriceList &target)
    {
        ModelEntry part = entry;
        std::erase_if(part.rows, [tier](const PriceRow &row) { return row.tier != tier; });
        if (part.rows.empty())
            return;
        Found found = m_known.find(entry.provider, nameOf(entry));
        const RateCard known(found, tier);
        found.groups = {Entries{{&m_incoming, &part}}};
        found.shares = {};
        const RateCard incoming(found, tier);
        if (isKnown(part, incoming, known)) {
            ++m_result.unchanged;
            return;
        }
        const bool dated = std::any_of(part.rows.begin(), part.rows.end(),
                                       [](const PriceRow &row) { return row.from || row.to; });
        const bool fromToday = !known.isEmpty() && !dated && !m_always;
        const std::int64_t now = startOf(m_today);
        PriceChange change{entry.provider,
                           entry.model,
                           tier,
                           known.isEmpty(),
                           basePrices(known, now),
                           basePrices(incoming, now),
                           {}};
        if (fromToday) {
            change.from = m_today;
            for (PriceRow &row : part.rows)
                row.from = m_today;
        }
        m_result.changes.push_back(std::move(change));
        write(part, tier, fromToday, target);
    }

    /// The name of a model that the incoming entry is certainly for.
    static std::string nameOf(const ModelEntry &entry)
    {
        std::vector<std::string> names;
        collectNames(entry.match, names);
        return names.empty() || std::find(names.begin(), names.end(), entry.model) != names.end()
                   ? entry.model
                   : names.front();
    }

    bool isKnown(const ModelEntry &part, const RateCard &incoming, const RateCard &known) const
    {
        if (known.isEmpty())
            return false;
        std::vector<Day> days{m_today};
        for (const PriceRow &row : part.rows) {
            if (row.from)
                days.push_back(*row.from);
        }
        return std::all_of(days.begin(), days.end(), [&](Day day) {
            for (int hour = 0; hour < kHoursPerDay; ++hour) {
                const std::int64_t at = startOf(day) + hour * kUsPerHour;
                if (!agrees(incoming.ratesAt(at), known.ratesAt(at)))
                    return false;
            }
            return true;
        });
    }

    /// Rows that go on from today end those that the list had; else they take their place.
    void write(const ModelEntry &part, Tier tier, bool fromToday, PriceList &target)
    {
        const auto [place, isNew] = m_places.try_emplace({part.provider, part.model}, target.models.size());
        if (isNew) {
            target.models.push_back(part);
            return;
        }
        ModelEntry &entry = target.models[place->second];
        entry.match = part.match;
        entry.names = part.names;
        std::erase_if(entry.rows, [&](const PriceRow &row) {
            return row.tier == tier && (!fromToday || (row.from && *row.from >= m_today));
        });
        for (PriceRow &row : entry.rows) {
            if (row.tier == tier && (!row.to || *row.to > m_today))
                row.to = m_today;
        }
        entry.rows.insert(entry.rows.end(), part.rows.begin(), part.rows.end());
    }

    /// Providers that nobody knew come with their models; known ones keep the rules they have.
    void takeProviders(PriceList &target)
    {
        for (const ProviderRule &rule : m_incoming.providers) {
            const auto knows = [&rule](const PriceList &list) {
                return std::any_of(list.providers.begin(), list.providers.end(),
                                   [&rule](const ProviderRule &each) { return each.id == rule.id; });
            };
            const bool known =
                std::any_of(m_known.lists().begin(), m_known.lists().end(), knows) || knows(target);
            if (!known)
                target.providers.push_back(rule);
        }
    }

    MergedPrices m_result;
    const PriceList &m_incoming;
    Day m_today;
    bool m_always;
    std::size_t m_target = 0;
    PriceBook m_known;
    std::map<std::pair<std::string, std::string>, std::size_t> m_places;
};

} // namespace

MergedPrices mergePrices(std::vector<PriceList> userLists, const std::vector<PriceList> &shipped,
                         const PriceList &incoming, base::Day today, bool always)
{
    return Merge(std::move(userLists), shipped, incoming, today, always).run();
}

} // namespace outlay::pricing
