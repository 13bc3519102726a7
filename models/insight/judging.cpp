// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/matching.h"

#include <algorithm>
#include <cmath>

namespace outlay::insight {

using base::Int128;

namespace {

/// Ours may be so many times the provider's: a log that is read by that many programs.
constexpr int kMostTimes = 10;

/// The two sides of a day's tokens, of the kinds that both tell.
using TokenPairs = std::map<MatchKey, DayPair>;

class Judging
{
public:
    Judging(std::vector<MatchEntry> &entries, const std::vector<MatchEntry> &inZone,
            const MatchOptions &options, const std::map<std::string, BillSpans> &spans,
            const Repeats &repeats);

    void judge();

private:
    Tolerance toleranceOf(bool ofCosts) const;
    bool isWithin(const MatchEntry &entry, bool ofCosts) const;
    bool differs(const MatchEntry &entry, bool ofCosts) const;
    bool agrees(const MatchEntry &entry) const;
    MatchClass classOf(const MatchEntry &entry) const;
    MatchCause causeOf(const MatchEntry &entry, bool isShifted) const;
    std::optional<double> deltaOf(const MatchEntry &entry) const;
    std::vector<bool> madeUpFor(Shift shift, int within) const;
    void markSeries(const std::vector<std::size_t> &series, bool ofCosts, Shift shift, int within,
                    std::vector<int> &open) const;
    bool isEvenInZone(const MatchKey &key) const;
    bool isUnsaid(const MatchEntry &entry, bool &isUnpriced) const;
    bool isRate(const MatchEntry &entry) const;
    bool isDuplicate(const MatchEntry &entry) const;
    bool isLate(const MatchEntry &entry) const;
    bool isMore(const MatchEntry &entry, bool ofCosts) const;
    void countTokens();

    std::vector<MatchEntry> &m_entries;
    const MatchOptions &m_options;
    const std::map<std::string, BillSpans> &m_spans;
    std::map<MatchKey, const MatchEntry *> m_zone;
    TokenPairs m_tokens; ///< of BillKind::All, by model and of all models
    Repeats m_repeats;   ///< likewise
};

Judging::Judging(std::vector<MatchEntry> &entries, const std::vector<MatchEntry> &inZone,
                 const MatchOptions &options, const std::map<std::string, BillSpans> &spans,
                 const Repeats &repeats)
    : m_entries(entries)
    , m_options(options)
    , m_spans(spans)
    , m_repeats(repeats)
{
    for (const MatchEntry &entry : inZone)
        m_zone[entry.row.key] = &entry;
    for (const auto &[key, sums] : repeats) {
        MatchKey all = key;
        all.model = kAllModels;
        m_repeats[all] += sums;
    }
    countTokens();
}

void Judging::countTokens()
{
    for (const MatchEntry &entry : m_entries) {
        if (!entry.tokens.isComparable())
            continue;
        MatchKey key = entry.row.key;
        key.kind = BillKind::All;
        for (const bool ofAll : {false, true}) {
            if (ofAll && key.model == kAllModels)
                break;
            if (ofAll)
                key.model = kAllModels;
            DayPair &pair = m_tokens[key];
            pair.provider += *entry.tokens.provider;
            pair.ours += *entry.tokens.ours;
        }
    }
}

Tolerance Judging::toleranceOf(bool ofCosts) const
{
    return {m_options.tolerancePpm, ofCosts ? m_options.toleranceNanos : 0};
}

bool Judging::isWithin(const MatchEntry &entry, bool ofCosts) const
{
    const MatchEntry::Pair &pair = entry.pair(ofCosts);
    return toleranceOf(ofCosts).isWithin(*pair.provider, *pair.ours);
}

bool Judging::differs(const MatchEntry &entry, bool ofCosts) const
{
    return entry.pair(ofCosts).isComparable() && !isWithin(entry, ofCosts);
}

/// All that can be held against each other is within the tolerance, and there is something.
bool Judging::agrees(const MatchEntry &entry) const
{
    return (entry.cost.isComparable() || entry.tokens.isComparable()) && !differs(entry, true) &&
           !differs(entry, false);
}

MatchClass Judging::classOf(const MatchEntry &entry) const
{
    const bool isComparable = entry.cost.isComparable() || entry.tokens.isComparable();
    const bool isUnsaid = entry.row.provider.isSomething() && entry.row.calls.calls > 0;
    if (!isComparable)
        return isUnsaid ? MatchClass::Differs : MatchClass::NotCovered;
    // What cannot be compared is no reason to say that they match, where the other side has it.
    const bool isCostUnsaid = entry.cost.isAsked && entry.cost.provider.value_or(0) != 0 && !entry.cost.ours;
    if (agrees(entry))
        return isCostUnsaid ? MatchClass::Differs : MatchClass::Matched;
    if (!entry.row.ours.isSomething() && entry.row.calls.calls == 0)
        return MatchClass::ProviderOnly;
    return entry.row.provider.isSomething() ? MatchClass::Differs : MatchClass::OursOnly;
}

std::optional<double> Judging::deltaOf(const MatchEntry &entry) const
{
    const bool ofCosts = entry.cost.isComparable() && (differs(entry, true) || !differs(entry, false));
    const MatchEntry::Pair &pair = entry.pair(ofCosts);
    if (!pair.isComparable())
        return {};
    const auto provider = static_cast<double>(*pair.provider);
    const auto ours = static_cast<double>(*pair.ours);
    const double greater = std::max(std::fabs(provider), std::fabs(ours));
    return greater == 0 ? 0 : std::fabs(provider - ours) / greater;
}

/// Takes from `open`, how many measures of each entry are open, what the run of the series makes up for.
void Judging::markSeries(const std::vector<std::size_t> &series, bool ofCosts, Shift shift, int within,
                         std::vector<int> &open) const
{
    std::vector<std::size_t> numbers;
    std::vector<DayPair> days;
    for (const std::size_t number : series) {
        const MatchEntry::Pair &pair = m_entries[number].pair(ofCosts);
        if (!pair.isComparable())
            continue;
        numbers.push_back(number);
        days.push_back({m_entries[number].row.key.day, *pair.provider, *pair.ours});
    }
    const std::vector<bool> even = compensated(days, toleranceOf(ofCosts), shift, within);
    for (std::size_t i = 0; i < even.size(); ++i)
        if (even[i] && differs(m_entries[numbers[i]], ofCosts))
            --open[numbers[i]];
}

/// Which entries that differ do not any more, taken together with other days.
std::vector<bool> Judging::madeUpFor(Shift shift, int within) const
{
    std::map<std::tuple<std::string, std::string, BillKind>, std::vector<std::size_t>> series;
    std::vector<int> open(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const MatchKey &key = m_entries[i].row.key;
        series[{key.provider, key.model, key.kind}].push_back(i);
        open[i] = (differs(m_entries[i], true) ? 1 : 0) + (differs(m_entries[i], false) ? 1 : 0);
    }
    const std::vector<int> before = open;
    for (const auto &[key, numbers] : series)
        for (const bool ofCosts : {true, false})
            markSeries(numbers, ofCosts, shift, within, open);
    std::vector<bool> found(m_entries.size());
    for (std::size_t i = 0; i < open.size(); ++i)
        found[i] = before[i] > 0 && open[i] == 0;
    return found;
}

bool Judging::isEvenInZone(const MatchKey &key) const
{
    const auto found = m_zone.find(key);
    // On neither side is there anything of that day in the zone, or it is the same.
    return !m_zone.empty() && (found == m_zone.end() || agrees(*found->second));
}

bool Judging::isMore(const MatchEntry &entry, bool ofCosts) const
{
    return differs(entry, ofCosts) && *entry.pair(ofCosts).provider > *entry.pair(ofCosts).ours;
}

/// Ours lacks what calls do not say: `isUnpriced` their cost, else their tokens.
bool Judging::isUnsaid(const MatchEntry &entry, bool &isUnpriced) const
{
    const CallCounts &calls = entry.row.calls;
    const auto isUnknown = [](const MatchEntry::Pair &pair) {
        return pair.isAsked && pair.provider.value_or(0) != 0 && !pair.ours;
    };
    const bool lacksCost = isMore(entry, true) || isUnknown(entry.cost);
    const bool lacksTokens = isMore(entry, false) || isUnknown(entry.tokens);
    const bool isMissing = calls.missingUsage > 0 && (lacksCost || lacksTokens);
    isUnpriced = calls.unpriced > 0 && lacksCost && (!isMissing || calls.unpriced > calls.missingUsage);
    return isUnpriced || isMissing || (isUnknown(entry.tokens) && !isUnknown(entry.cost) && calls.calls > 0);
}

bool Judging::isRate(const MatchEntry &entry) const
{
    if (!differs(entry, true) || differs(entry, false))
        return false;
    const auto isOne = [this](Int128 provider, Int128 ours) {
        return provider > 0 && ours > 0 && toleranceOf(false).isWithin(provider, ours);
    };
    if (entry.tokens.isComparable())
        return isOne(*entry.tokens.provider, *entry.tokens.ours);
    MatchKey key = entry.row.key;
    key.kind = BillKind::All;
    const auto tokens = m_tokens.find(key);
    return tokens != m_tokens.end() && isOne(tokens->second.provider, tokens->second.ours);
}

bool Judging::isDuplicate(const MatchEntry &entry) const
{
    MatchKey key = entry.row.key;
    key.kind = BillKind::All;
    const auto found = m_repeats.find(key);
    const RepeatSums repeats = found == m_repeats.end() ? RepeatSums() : found->second;
    const auto kind = static_cast<std::size_t>(entry.row.key.kind);
    const bool isOfKind = entry.row.key.kind < BillKind::Other;
    const auto repeated = [&](bool ofCosts, Int128 ours) {
        const Int128 tokens = isOfKind ? repeats.tokens[kind] : 0;
        if (!ofCosts)
            return tokens;
        if (!isOfKind)
            return repeats.costNanos;
        const Int128 all = entry.row.ours.tokens.value_or(0); // the share of its tokens
        return all == 0 ? Int128{0} : ours / all * tokens + ours % all * tokens / all;
    };
    // `times` 0: without the calls that are there again.
    const auto isEven = [&](int times) {
        for (const bool ofCosts : {true, false}) {
            const MatchEntry::Pair &pair = entry.pair(ofCosts);
            if (!pair.isComparable())
                continue;
            const Int128 ours = times == 0 ? *pair.ours - repeated(ofCosts, *pair.ours) : *pair.ours;
            const Int128 provider = *pair.provider * std::max(times, 1);
            if (!toleranceOf(ofCosts).isWithin(provider, ours))
                return false;
        }
        return true;
    };
    if (repeats.calls > 0 && isEven(0))
        return true;
    if (!entry.row.provider.isSomething())
        return false;
    for (int times = 2; times <= kMostTimes; ++times)
        if (isEven(times))
            return true;
    return false;
}

/// The provider may book it yet: its bill ends before the delay does.
bool Judging::isLate(const MatchEntry &entry) const
{
    const auto spans = m_spans.find(entry.row.key.provider);
    if (spans == m_spans.end() || isMore(entry, true) || isMore(entry, false))
        return false;
    const bool ofCosts = differs(entry, true);
    const auto span = spanWith(spans->second.of(ofCosts, entry.row.key.kind), entry.row.key.day);
    return span && entry.row.key.day + std::chrono::days{m_options.delayDays} > span->last;
}

MatchCause Judging::causeOf(const MatchEntry &entry, bool isShifted) const
{
    bool isUnpriced = false;
    if (isUnsaid(entry, isUnpriced))
        return isUnpriced ? MatchCause::Unpriced : MatchCause::MissingUsage;
    if (isRate(entry))
        return MatchCause::Rate;
    if (isDuplicate(entry))
        return MatchCause::Duplicate;
    if (isShifted)
        return MatchCause::TimeZone;
    return isLate(entry) ? MatchCause::Late : MatchCause::Unexplained;
}

void Judging::judge()
{
    const std::vector<bool> delayed = madeUpFor(Shift::Later, m_options.delayDays);
    const std::vector<bool> shifted = madeUpFor(Shift::Either, 1);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        MatchEntry &entry = m_entries[i];
        MatchRow &row = entry.row;
        row.matchClass = classOf(entry);
        row.delta = deltaOf(entry);
        if (row.matchClass == MatchClass::Matched || row.matchClass == MatchClass::NotCovered)
            continue;
        if (isEvenInZone(row.key)) {
            row.cause = MatchCause::TimeZone;
        } else if (delayed[i]) {
            row.matchClass = MatchClass::Matched;
            row.isDelayed = true;
        } else {
            row.cause = causeOf(entry, shifted[i]);
        }
        if (entry.isBeyond && row.matchClass != MatchClass::Matched) {
            row.matchClass = MatchClass::NotCovered;
            row.cause = MatchCause::None;
        }
    }
}

} // namespace

void judge(std::vector<MatchEntry> &entries, const std::vector<MatchEntry> &inZone,
           const MatchOptions &options, const std::map<std::string, BillSpans> &spans, const Repeats &repeats)
{
    Judging(entries, inZone, options, spans, repeats).judge();
}

} // namespace outlay::insight
