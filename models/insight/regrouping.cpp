// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/regrouping.h"

#include "base/event.h"

#include <optional>

namespace outlay::insight {

using base::Int128;
using base::kAbsent;

namespace {

/// Lines are rounded each for itself: `slack` is how far that may go.
std::optional<bool> isSame(const std::optional<Int128> &a, const std::optional<Int128> &b, Int128 slack)
{
    if (!a || !b || (*a == 0 && *b == 0))
        return {};
    const Int128 difference = *a < *b ? *b - *a : *a - *b;
    return difference <= slack;
}

} // namespace

void Regrouping::add(const Said &said)
{
    Export &of = m_exports[{said.name.provider, said.format, said.file}];
    auto &sums = of.days[said.day];
    bool isAnything = false;
    if (said.costNanos != kAbsent) {
        sums[0].addCost(said.costNanos);
        isAnything = true;
    }
    for (std::size_t kind = 0; kind < sums.size(); ++kind)
        if (said.tokens[kind] != kAbsent) {
            sums[kind].addTokens(said.tokens[kind]);
            isAnything = true;
        }
    if (!isAnything)
        return;
    ++of.lines[said.day];
    if (!said.name.model.empty())
        of.models.insert(said.name.model);
    of.kinds.insert(said.kind);
}

void Regrouping::addWord(std::size_t format, std::int64_t file, const std::string &provider,
                         const std::string &word)
{
    m_exports[{provider, format, file}].words.insert(word);
}

/// The one that can be held against calls more finely is kept; of two alike the earlier.
bool Regrouping::isFiner(const Key &key, const Export &a, const Key &otherKey, const Export &b)
{
    const auto order = [](const Export &each) {
        return std::tuple(each.models.size(), each.kinds.size(), each.words.size());
    };
    return order(a) != order(b) ? order(a) > order(b) : key < otherKey;
}

/// The days that both have, if they are the same usage.
std::set<base::Day> Regrouping::daysSaidAgain(const Export &a, const Export &b)
{
    std::set<base::Day> days;
    bool isEven = false;
    bool wasEven = true; ///< on all days but the last
    for (const auto &[day, sums] : a.days) {
        const auto other = b.days.find(day);
        if (other == b.days.end())
            continue;
        std::optional<bool> isDaySame;
        for (std::size_t kind = 0; kind < sums.size(); ++kind) {
            const Int128 slack = kind == 0 ? a.lines.at(day) + b.lines.at(day) : 0;
            for (const auto &same : {isSame(sums[kind].cost, other->second[kind].cost, slack),
                                     isSame(sums[kind].tokens, other->second[kind].tokens, 0)})
                if (same)
                    isDaySame = isDaySame.value_or(true) && *same;
        }
        if (!isDaySame)
            continue;
        if (!wasEven)
            return {};
        wasEven = *isDaySame;
        isEven = isEven || *isDaySame;
        days.insert(day);
    }
    return isEven ? days : std::set<base::Day>();
}

void Regrouping::find()
{
    for (auto a = m_exports.begin(); a != m_exports.end(); ++a)
        for (auto b = std::next(a); b != m_exports.end(); ++b) {
            const auto &[provider, format, file] = a->first;
            if (std::get<0>(b->first) != provider || std::get<1>(b->first) != format)
                break;
            if (a->second.words == b->second.words)
                continue;
            const bool isFirstFiner = isFiner(a->first, a->second, b->first, b->second);
            const std::int64_t lesser = isFirstFiner ? std::get<2>(b->first) : file;
            for (const base::Day day : daysSaidAgain(a->second, b->second))
                m_again.insert({lesser, provider, day});
        }
}

bool Regrouping::isSaidAgain(std::int64_t file, const std::string &provider, base::Day day) const
{
    return m_again.contains({file, provider, day});
}

} // namespace outlay::insight
