// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a rule of a mapping gets a value out of a record.

#include "ingest/decimal.h"
#include "ingest/maplookup.h"
#include "ingest/mapper.h"
#include "ingest/textcodec.h"

#include "base/calendar.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace outlay::ingest {

namespace {

/// The number in `text` times 10^`shift`, still as text.
std::string shifted(std::string_view text, int shift)
{
    if (!isDecimal(text))
        return std::string(text); // no number: whoever reads it says so
    const std::size_t mark = text.find_first_of("eE");
    int exponent = 0;
    if (mark != std::string_view::npos) {
        std::string_view digits = text.substr(mark + 1);
        digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (error != std::errc() || end != digits.data() + digits.size())
            return std::string(text); // nor is this: its exponent is beyond all numbers
    }
    return std::string(text.substr(0, mark)) + "e" + std::to_string(exponent + shift);
}

bool isZero(std::string_view text)
{
    const auto number = readDecimal(trimmed(text), 9);
    return number && number->value == 0 && number->exact;
}

/// "200", "200.0" → completed; everything else that is a number: failed.
std::string_view outcomeOfStatus(std::string_view text)
{
    const auto status = readDecimal(trimmed(text), 0);
    if (!status)
        return text;
    if (status->value < 0) // a gateway's own mark: pending, cancelled, blocked
        return "partial";
    return status->value >= 200 && status->value < 300 ? "completed" : "failed";
}

/// Whole ticks of 100 ns since the year 1 as Unix microseconds.
std::optional<std::string> timeOfTicks(std::string_view text)
{
    constexpr std::int64_t ticksAt1970 = 621'355'968'000'000'000;
    const auto ticks = readDecimal(trimmed(text), 0);
    if (!ticks || !ticks->exact)
        return std::nullopt;
    return base::isoInstant(base::Instant{std::chrono::microseconds{(ticks->value - ticksAt1970) / 10}});
}

/// "10/1/25" and "10/01/2025". `isLocal`: the day is one of a zone that is told elsewhere.
std::optional<std::string> timeOfMonthDayYear(std::string_view text, bool isLocal)
{
    std::array<int, 3> parts{};
    const char *p = text.data();
    const char *const end = p + text.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto [next, error] = std::from_chars(p, end, parts[i]);
        const bool last = i + 1 == parts.size();
        if (error != std::errc() || (last ? next != end : next == end || *next != '/'))
            return std::nullopt;
        p = next + 1;
    }
    const int fullYear = parts[2] < 100 ? 2000 + parts[2] : parts[2];
    const std::chrono::year_month_day date{std::chrono::year{fullYear},
                                           std::chrono::month{static_cast<unsigned>(parts[0])},
                                           std::chrono::day{static_cast<unsigned>(parts[1])}};
    if (!date.ok())
        return std::nullopt;
    return isLocal ? base::isoDay(base::Day{date}) : base::isoInstant(base::Instant{base::Day{date}});
}

std::string_view fileNameOf(std::string_view path)
{
    while (path.size() > 1 && (path.back() == '/' || path.back() == '\\'))
        path.remove_suffix(1);
    return path.substr(path.find_last_of("/\\") + 1);
}

std::optional<std::string_view> projectFolderOf(std::string_view file)
{
    constexpr std::string_view above = "/projects/";
    const std::size_t at = file.rfind(above);
    const std::size_t end = at == std::string_view::npos ? at : file.find('/', at + above.size());
    if (end == std::string_view::npos)
        return std::nullopt;
    return file.substr(at + above.size(), end - at - above.size());
}

/// Part of a text before and after marks; nothing if a mark is not there.
std::optional<std::string_view> cut(std::string_view text, const FieldRule &rule)
{
    if (!rule.after.empty()) {
        const std::size_t at = text.find(rule.after);
        if (at == std::string_view::npos)
            return std::nullopt;
        text.remove_prefix(at + rule.after.size());
    }
    if (!rule.before.empty()) {
        const std::size_t at = text.find(rule.before);
        if (at == std::string_view::npos)
            return std::nullopt;
        text = text.substr(0, at);
    }
    return text;
}

} // namespace

std::optional<std::string_view> Mapper::value(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    if (!rule.when.isEmpty() && !holds(rule.when, tree, scope))
        return std::nullopt;
    if (rule.constant)
        return *rule.constant;
    if (rule.as == FieldRule::As::ProjectFolder)
        return projectFolderOf(m_file);
    auto text = rule.as == FieldRule::As::Span ? span(tree, scope, rule)
                : rule.parts.size() > 1        ? sum(tree, scope, rule)
                                               : rawValue(tree, scope, rule);
    if (text && (!rule.before.empty() || !rule.after.empty()))
        text = cut(*text, rule);
    if (!text || trimmed(*text).empty() || (rule.zeroIsAbsent && isZero(*text)))
        return std::nullopt;
    if (!rule.values.empty()) {
        const auto known = std::find_if(rule.values.begin(), rule.values.end(),
                                        [&](const auto &pair) { return pair.first == *text; });
        const auto other = std::find_if(rule.values.begin(), rule.values.end(),
                                        [&](const auto &pair) { return pair.first == "*"; });
        const auto chosen = known != rule.values.end() ? known : other;
        if (chosen != rule.values.end())
            return chosen->second.empty() ? std::nullopt : std::optional<std::string_view>(chosen->second);
    }
    if (rule.as == FieldRule::As::FileName)
        text = fileNameOf(*text);
    std::optional<std::string> made;
    if (rule.as == FieldRule::As::HttpStatus)
        return outcomeOfStatus(*text);
    if (rule.as == FieldRule::As::DotNetTicks || rule.as == FieldRule::As::MonthDayYear) {
        made = rule.as == FieldRule::As::DotNetTicks
                   ? timeOfTicks(*text)
                   : timeOfMonthDayYear(trimmed(*text), !m_map.zone.empty());
        if (!made)
            return std::nullopt;
    }
    if (rule.shift != 0)
        made = shifted(trimmed(*text), rule.shift);
    return made ? std::optional<std::string_view>(tree.keep(std::move(*made))) : text;
}

std::optional<std::string_view> Mapper::rawValue(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    const bool several = std::any_of(rule.parts[0].begin(), rule.parts[0].end(), [](const MapPath &path) {
        return path.text.find("[]") != std::string::npos;
    });
    if (several)
        return sum(tree, scope, rule);
    const NodeId node = firstSet(tree, scope, rule.parts[0]);
    if (node == kNoNode || tree.isContainer(node))
        return std::nullopt;
    return tree.text(node);
}

/// The sum of all parts that are there, exact to the 9th decimal. Texts cannot be added: the first counts.
std::optional<std::string_view> Mapper::sum(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    std::vector<NodeId> found;
    for (const auto &part : rule.parts) {
        for (const MapPath &path : part) {
            const std::size_t before = found.size();
            findNodes(tree, scope, path, found);
            found.erase(std::remove_if(
                            found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
                            [&](NodeId node) { return isEmptyNode(tree, node) || tree.isContainer(node); }),
                        found.end());
            if (found.size() > before)
                break;
        }
    }
    if (found.empty())
        return std::nullopt;
    if (found.size() == 1)
        return tree.text(found.front());
    for (const int decimals : {9, 0}) {
        std::int64_t total = 0;
        const bool added = std::all_of(found.begin(), found.end(), [&](NodeId node) {
            const auto number = readDecimal(trimmed(tree.text(node)), decimals);
            return number && !__builtin_add_overflow(total, number->value, &total);
        });
        if (added)
            return tree.keep(std::to_string(total) + "e-" + std::to_string(decimals));
    }
    return tree.text(found.front());
}

std::optional<std::string_view> Mapper::span(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    const NodeId from = firstSet(tree, scope, rule.parts[0]);
    const NodeId to = firstSet(tree, scope, rule.parts[1]);
    if (from == kNoNode || to == kNoNode)
        return std::nullopt;
    const auto begin = m_times.read(trimmed(tree.text(from)));
    const auto end = m_times.read(trimmed(tree.text(to)));
    if (!begin || !end || end->atUs < begin->atUs)
        return std::nullopt;
    return tree.keep(std::to_string(end->atUs - begin->atUs) + "e-3");
}

} // namespace outlay::ingest
