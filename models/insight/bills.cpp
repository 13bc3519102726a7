// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/bills.h"

#include "insight/billwords.h"
#include "pricing/lowercase.h"

#include <algorithm>
#include <cstdlib>

namespace outlay::insight {

using base::kAbsent;

namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;
/// So long before a day that has other clocks than the one before they are taken to have changed: late enough
/// for the earlier day to have begun, early enough that its last hour is no part of the next.
constexpr std::int64_t kClockChangeUs = 3 * kHourUs;

std::int64_t utcBeginOf(base::Day day)
{
    return day.time_since_epoch().count() * base::kDayUs;
}

/// Of clouds, whose bills have more than what was used.
bool isNoUsage(const base::Attribution &attribution)
{
    const std::string category = pricing::lowercase(customOf(attribution, "charge_category"));
    const std::string type = pricing::lowercase(customOf(attribution, "cost_type"));
    return (!category.empty() && category != "usage") || type == "tax" || type == "adjustment" ||
           type == "rounding_error";
}

/// What a line tells apart beside its provider.
void addWords(Regrouping &regrouping, const base::Attribution &attribution, const base::BillingRow &row,
              std::size_t format, std::int64_t file, const std::string &provider)
{
    for (std::size_t i = 0; i < attribution.fixed.size(); ++i) {
        const auto dimension = static_cast<base::FixedDimension>(i);
        const bool isOfAll =
            dimension == base::FixedDimension::Provider || dimension == base::FixedDimension::Source;
        if (attribution.fixed[i] && !isOfAll)
            regrouping.addWord(format, file, provider, std::string(base::kFixedDimensionNames[i]));
    }
    for (const auto &[name, value] : attribution.custom)
        regrouping.addWord(format, file, provider, name);
    if (row.sums.user != kAbsent)
        regrouping.addWord(format, file, provider, "user");
}

/// The tokens of a line by kind, from its counts or its quantity.
std::array<std::int64_t, kCountedKinds> tokensOfLine(const base::BillingRow &row, const BillWords &words)
{
    const base::EventRow &sums = row.sums;
    std::array<std::int64_t, kCountedKinds> tokens = {sums.inputTokens, sums.cacheReadTokens,
                                                      sums.cacheWrite5mTokens, sums.outputTokens};
    if (sums.cacheWrite1hTokens != kAbsent)
        tokens[2] = (tokens[2] == kAbsent ? 0 : tokens[2]) + sums.cacheWrite1hTokens;
    const bool hasNone =
        std::all_of(tokens.begin(), tokens.end(), [](auto count) { return count == kAbsent; });
    if (hasNone && words.tokensPerUnit > 0 && row.quantityNanos != kAbsent)
        tokens[static_cast<std::size_t>(words.kind)] = base::divideHalfEven(
            base::Int128{row.quantityNanos} * words.tokensPerUnit, base::kNanosPerDollar);
    return tokens;
}

constexpr int kLongestGap = 7;

/// From when to when a file has lines of a provider that say something: a kind of tokens by its number, or
/// costs.
using FileSpans = std::map<std::tuple<std::string, std::size_t, std::int64_t>, base::Period>;
constexpr std::size_t kOfCosts = kCountedKinds;

void widen(FileSpans &spans, const std::string &provider, std::size_t what, std::int64_t file, base::Day day)
{
    const auto [span, isNew] = spans.try_emplace({provider, what, file}, base::Period{day, day});
    if (!isNew)
        span->second = {std::min(span->second.first, day), std::max(span->second.last, day)};
}

void join(BillDays &days, std::vector<base::Period> files)
{
    std::sort(files.begin(), files.end(),
              [](const base::Period &a, const base::Period &b) { return a.first < b.first; });
    for (const base::Period &file : files) {
        if (!days.empty() && (file.first - days.back().last).count() <= kLongestGap + 1)
            days.back().last = std::max(days.back().last, file.last);
        else
            days.push_back(file);
    }
}

std::map<std::string, BillSpans> joined(const FileSpans &files)
{
    std::map<std::pair<std::string, std::size_t>, std::vector<base::Period>> each;
    for (const auto &[key, span] : files)
        each[{std::get<0>(key), std::get<1>(key)}].push_back(span);
    std::map<std::string, BillSpans> spans;
    for (auto &[key, periods] : each) {
        BillSpans &of = spans[key.first];
        join(key.second == kOfCosts ? of.cost : of.tokens[key.second], std::move(periods));
    }
    return spans;
}

} // namespace

std::string_view nameOf(BillAside reason)
{
    constexpr std::array<std::string_view, kBillAsides> names = {
        "other currency",  "other service",        "no usage",
        "more than a day", "said by another bill", "same in another grouping"};
    return names[static_cast<std::size_t>(reason)];
}

std::optional<base::Period> spanWith(const BillDays &days, base::Day day)
{
    for (const base::Period &span : days)
        if (span.contains(day))
            return span;
    return {};
}

bool BillSpans::hasTokens() const
{
    return std::any_of(tokens.begin(), tokens.end(), [](const BillDays &days) { return !days.empty(); });
}

BillReading::BillReading(CallNames &names, base::Zone zone)
    : m_names(names)
    , m_zone(std::move(zone))
{
}

bool BillReading::Line::hasTokens() const
{
    return std::any_of(tokens.begin(), tokens.end(), [](auto count) { return count != kAbsent; });
}

/// A line of a day is of that day, in whatever zone its provider has it.
void BillReading::place(Line &line, const base::BillingRow &row)
{
    const std::int64_t from = row.sums.atUs;
    std::int64_t span = row.untilUs - from;
    if (span == 0 && from % base::kDayUs == 0)
        span = base::kDayUs;
    if (span > 26 * kHourUs)
        line.aside = BillAside::LongSpan;
    line.atUs = from;
    line.isOfDay = span >= 23 * kHourUs;
    if (line.isOfDay)
        line.day = line.zoneDay = base::utcDayOf(from + 12 * kHourUs);
}

/// The moment at which a line's day begins tells how far the provider's clocks are from UTC. Where two bills
/// of a day do not agree on it, it is the one that is nearer to UTC.
BillZones BillReading::zones() const
{
    std::map<std::string, std::map<base::Day, std::int64_t>> offsets;
    for (const Line &line : m_lines) {
        if (!line.isOfDay || line.aside == BillAside::LongSpan)
            continue;
        const std::int64_t offset = utcBeginOf(line.day) - line.atUs;
        const auto [known, isNew] = offsets[line.name.provider].try_emplace(line.day, offset);
        if (!isNew && std::abs(offset) < std::abs(known->second))
            known->second = offset;
    }
    BillZones zones;
    for (const auto &[provider, days] : offsets) {
        std::vector<base::ZoneOffset> changes;
        for (const auto &[day, offset] : days)
            if (changes.empty() || changes.back().offsetUs != offset)
                changes.push_back({utcBeginOf(day) - offset - kClockChangeUs, offset});
        if (base::Zone zone(provider, changes); changes.size() > 1 || changes.front().offsetUs != 0)
            zones.emplace(provider, std::move(zone));
    }
    return zones;
}

/// Lines of an hour are in the days that the provider's other lines are of.
void BillReading::placeHours(const BillZones &zones)
{
    for (Line &line : m_lines) {
        if (line.isOfDay)
            continue;
        line.day = zoneOf(zones, line.name.provider).dayOf(line.atUs);
        line.zoneDay = m_zone.dayOf(line.atUs);
    }
}

void BillReading::add(const base::Attribution &attribution, const base::BillingRow &row,
                      std::string_view format, std::int64_t file)
{
    const BillWords words = billWords(attribution, row.unit);
    Line line;
    const auto &provider = attribution[base::FixedDimension::Provider];
    line.name = m_names.of(provider ? std::string_view(*provider) : std::string_view(), words.model);
    if (!line.name.model.empty()) {
        std::string &shown = m_shown[line.name];
        if (shown.empty() || std::pair(words.model.size(), words.model) < std::pair(shown.size(), shown))
            shown = words.model;
    }
    line.kind = words.kind;
    line.costNanos = row.sums.costNanos;
    line.tokens = tokensOfLine(row, words);
    line.format = m_formats.try_emplace(std::string(format), m_formats.size()).first->second;
    line.file = file;
    line.currency = row.currency.empty() ? "USD" : row.currency;
    line.isCorrection = pricing::lowercase(customOf(attribution, "charge_class")) == "correction";
    place(line, row);
    if (isNoUsage(attribution))
        line.aside = BillAside::NotUsage;
    if (isOtherService(attribution))
        line.aside = BillAside::OtherService;
    if (!line.aside && line.costNanos != kAbsent && pricing::lowercase(line.currency) != "usd")
        line.aside = BillAside::Currency;
    addWords(m_regrouping, attribution, row, line.format, file, line.name.provider);
    m_lines.push_back(std::move(line));
}

/// Costs in another currency are left out, and tokens beside them count.
bool BillReading::Line::isCompared() const
{
    return !aside || (aside == BillAside::Currency && hasTokens());
}

void BillReading::putRegroupedAside()
{
    for (const Line &line : m_lines)
        if (line.isCompared())
            m_regrouping.add({line.format, line.file, line.name, line.kind, line.day,
                              line.aside ? kAbsent : line.costNanos, line.tokens});
    m_regrouping.find();
    for (Line &line : m_lines)
        if (line.isCompared() && m_regrouping.isSaidAgain(line.file, line.name.provider, line.day))
            line.aside = BillAside::Regrouped;
}

/// The format that tells of most days of a provider.
BillReading::Tellers BillReading::tellers(bool ofCosts) const
{
    std::map<std::pair<std::string, std::size_t>, std::set<base::Day>> days;
    for (const Line &line : m_lines)
        if (ofCosts ? !line.aside && line.costNanos != kAbsent : line.hasTokens() && line.isCompared())
            days[{line.name.provider, line.format}].insert(line.day);
    std::vector<std::string_view> names(m_formats.size());
    for (const auto &[name, number] : m_formats)
        names[number] = name;
    Tellers best;
    const auto isBetter = [&](const std::string &provider, std::size_t a, std::size_t b) {
        const std::size_t daysOfA = days.at({provider, a}).size();
        const std::size_t daysOfB = days.at({provider, b}).size();
        return daysOfA != daysOfB ? daysOfA > daysOfB : names[a] < names[b];
    };
    for (const auto &[teller, told] : days)
        for (const base::Day day : told) {
            const auto [it, isFirst] = best.try_emplace({teller.first, day}, teller.second);
            if (!isFirst && isBetter(teller.first, teller.second, it->second))
                it->second = teller.second;
        }
    return best;
}

Bills BillReading::result(const base::Period &period)
{
    Bills bills;
    bills.shown = m_shown;
    bills.zones = zones();
    placeHours(bills.zones);
    putRegroupedAside();
    const Tellers ofCosts = tellers(true);
    const Tellers ofTokens = tellers(false);
    const bool isSame = areDaysOf(bills.zones, m_zone);
    FileSpans files;
    for (Line line : m_lines) {
        const bool isAsked = period.contains(line.day);
        const auto putAside = [&](BillAside reason) {
            AsideSums none;
            AsideSums &sums = isAsked ? bills.asides[{reason, line.currency}] : none;
            ++sums.lines;
            sums.costNanos += line.costNanos == kAbsent ? 0 : line.costNanos;
        };
        if (line.aside)
            putAside(*line.aside);
        if (!line.isCompared())
            continue;
        if (line.aside)
            line.costNanos = kAbsent; // its tokens count all the same
        const std::pair where{line.name.provider, line.day};
        bool isSaidTwice = line.hasTokens() && ofTokens.at(where) != line.format;
        if (isSaidTwice)
            line.tokens.fill(kAbsent);
        if (line.costNanos != kAbsent && ofCosts.at(where) != line.format) {
            putAside(BillAside::SaidTwice);
            line.costNanos = kAbsent;
        } else if (isSaidTwice && line.costNanos == kAbsent) {
            putAside(BillAside::SaidTwice);
        }
        addTo(bills, line, isSame);
        if (line.costNanos != kAbsent)
            widen(files, line.name.provider, kOfCosts, line.file, line.day);
        for (std::size_t kind = 0; kind < kCountedKinds; ++kind)
            if (line.tokens[kind] != kAbsent)
                widen(files, line.name.provider, kind, line.file, line.day);
        if (isAsked && (line.costNanos != kAbsent || line.hasTokens())) {
            ++bills.lines;
            bills.corrections += line.isCorrection ? 1 : 0;
        }
    }
    bills.spans = joined(files);
    return bills;
}

void BillReading::addTo(Bills &bills, const Line &line, bool isSame)
{
    const CallName &name = line.name;
    const auto add = [&](std::map<MatchKey, Amounts> &days, base::Day day) {
        if (line.costNanos != kAbsent)
            days[{day, name.provider, name.model, line.kind}].addCost(line.costNanos);
        for (int kind = 0; kind < kCountedKinds; ++kind)
            if (const std::int64_t count = line.tokens[static_cast<std::size_t>(kind)]; count != kAbsent)
                days[{day, name.provider, name.model, static_cast<BillKind>(kind)}].addTokens(count);
    };
    add(bills.ledger.byDay, line.day);
    if (!isSame)
        add(bills.ledger.byZoneDay, line.zoneDay);
}

} // namespace outlay::insight
