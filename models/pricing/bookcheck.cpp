// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/bookcheck.h"

#include "pricing/lowercase.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace outlay::pricing {

namespace {

/// The rows that have a price for one kind of one model in one tier, at one threshold and time of day.
struct Strand
{
    Tier tier = Tier::Standard;
    std::size_t kind = 0;
    std::int64_t above = 0;
    int from = -1; ///< of the time of day; -1: all day
    int to = -1;

    auto key() const { return std::tie(tier, kind, above, from, to); }
    bool operator<(const Strand &other) const { return key() < other.key(); }
};
using Strands = std::map<Strand, std::vector<const PriceRow *>>;

Strands strandsOf(const ModelEntry &entry)
{
    Strands strands;
    for (const PriceRow &row : entry.rows) {
        for (std::size_t kind = 0; kind < row.prices.size(); ++kind) {
            if (!row.prices[kind])
                continue;
            const DayTime between = row.between.value_or(DayTime{-1, -1});
            strands[{row.tier, kind, row.above, between.from, between.to}].push_back(&row);
        }
    }
    for (auto &[strand, rows] : strands) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const PriceRow *a, const PriceRow *b) { return a->from < b->from; });
    }
    return strands;
}

std::string describe(const Strand &strand)
{
    std::string text = std::string(nameOf(strand.tier)) + " " + std::string(kTokenKindNames[strand.kind]);
    if (strand.above > 0)
        text += " above " + std::to_string(strand.above) + " tokens";
    return strand.from < 0 ? text : text + " by time of day";
}

std::string day(const std::optional<base::Day> &date, std::string_view open)
{
    return date ? base::isoDay(*date) : std::string(open);
}

class EntryCheck
{
public:
    EntryCheck(const PriceList &list, const ModelEntry &entry, std::vector<std::string> &sentences)
        : m_name((list.name.empty() ? "" : list.name + ", ") + entry.provider + " " + entry.model + ", ")
        , m_sentences(sentences)
    {
    }

    void run(const Strands &strands)
    {
        for (const auto &[strand, rows] : strands) {
            for (std::size_t i = 0; i + 1 < rows.size(); ++i)
                compare(strand, *rows[i], *rows[i + 1]);
            const Strand base{strand.tier, strand.kind, 0, -1, -1};
            if ((strand.above > 0 || strand.from >= 0) && !strands.contains(base))
                say(strand, "there is no price for all other calls");
        }
    }

private:
    void compare(const Strand &strand, const PriceRow &row, const PriceRow &next)
    {
        if (row.to && next.from && *row.to < *next.from) {
            say(strand, "no price from " + base::isoDay(*row.to) + " to " + base::isoDay(*next.from));
            return;
        }
        const bool overlap = !row.to || !next.from || *next.from < *row.to;
        if (!overlap || row.prices[strand.kind] == next.prices[strand.kind])
            return;
        const auto end = !row.to ? next.to : !next.to ? row.to : std::min(row.to, next.to);
        say(strand, "two prices from " + day(next.from, "the beginning") + " to " + day(end, "now") + ": " +
                        writtenPrice(static_cast<TokenKind>(strand.kind), *row.prices[strand.kind]) +
                        " and " +
                        writtenPrice(static_cast<TokenKind>(strand.kind), *next.prices[strand.kind]));
    }
    void say(const Strand &strand, const std::string &what)
    {
        m_sentences.push_back(m_name + describe(strand) + ": " + what);
    }

    std::string m_name;
    std::vector<std::string> &m_sentences;
};

void checkNames(const PriceList &list, std::vector<std::string> &sentences)
{
    std::map<std::pair<std::string, std::string>, const ModelEntry *> owners;
    for (const ModelEntry &entry : list.models) {
        std::vector<std::string> names;
        collectNames(entry.match, names);
        if (entry.match.empty())
            names.push_back(lowercase(entry.model));
        for (const std::string &name : names) {
            const auto [owner, isNew] = owners.try_emplace({entry.provider, name}, &entry);
            if (!isNew && owner->second != &entry)
                sentences.push_back((list.name.empty() ? "" : list.name + ", ") + entry.provider + ": \"" +
                                    name + "\" is claimed by " + owner->second->model + " and by " +
                                    entry.model + "; the first counts");
        }
    }
}

} // namespace

std::vector<std::string> checkLists(const std::vector<PriceList> &lists)
{
    std::vector<std::string> sentences;
    for (const PriceList &list : lists) {
        for (const ModelEntry &entry : list.models)
            EntryCheck(list, entry, sentences).run(strandsOf(entry));
        checkNames(list, sentences);
    }
    return sentences;
}

} // namespace outlay::pricing
