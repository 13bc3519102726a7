// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a rule of a mapping gets a value out of a record.

#include "ingest/decimal.h"
#include "ingest/maplookup.h"
#include "ingest/mapper.h"
#include "ingest/textcodec.h"
#include "ingest/writtendate.h"

#include "base/calendar.h"

#include <algorithm>
#include <charconv>

namespace outlay::ingest {

namespace {

bool isZero(std::string_view number)
{
    const auto read = readDecimal(number, 9);
    return read && read->value == 0 && read->exact;
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

/// `number` times 10^`shift`; nothing if its exponent is beyond all numbers.
std::optional<std::string> withShift(std::string_view number, int shift)
{
    const std::size_t mark = number.find_first_of("eE");
    int exponent = 0;
    if (mark != std::string_view::npos) {
        std::string_view digits = number.substr(mark + 1);
        digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (error != std::errc() || end != digits.data() + digits.size())
            return std::nullopt;
    }
    constexpr int most = 100'000;
    if (exponent > most || exponent < -most)
        return std::nullopt;
    return std::string(number.substr(0, mark)) + "e" + std::to_string(exponent + shift);
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

std::optional<Mapper::Found> Mapper::value(JsonTree &tree, const MapScope &scope, const FieldRule &rule,
                                           std::optional<AmountOf> of)
{
    if (!rule.when.isEmpty() && !holds(rule.when, tree, scope))
        return std::nullopt;
    if (rule.constant)
        return Found{*rule.constant, of ? ValueKind::Number : ValueKind::Text};
    if (rule.as == FieldRule::As::ProjectFolder) {
        const auto folder = projectFolderOf(m_file);
        return folder ? std::optional(Found{*folder, ValueKind::Text}) : std::nullopt;
    }
    if (of && rule.shift != 0) // of another unit, of which there may be parts
        of = AmountOf::Number;
    auto found = rule.as == FieldRule::As::Span         ? span(tree, scope, rule)
                 : rule.as == FieldRule::As::Difference ? difference(tree, scope, rule)
                 : rule.as == FieldRule::As::Count      ? count(tree, scope, rule)
                 : rule.as == FieldRule::As::Joined     ? joined(tree, scope, rule)
                 : rule.parts.size() > 1                ? sum(tree, scope, rule, of)
                                                        : rawValue(tree, scope, rule, of);
    if (found && (!rule.before.empty() || !rule.after.empty())) {
        const auto part = cut(found->text, rule);
        found = part ? std::optional(Found{*part, ValueKind::Text}) : std::nullopt;
    }
    if (!found || (of ? isMissingAmount(found->text) : trimmed(found->text).empty()))
        return std::nullopt;
    const auto number = rule.zeroIsAbsent ? plainNumber(*found, of.value_or(AmountOf::Number)) : std::nullopt;
    if (number && isZero(*number))
        return std::nullopt;
    if (!rule.values.empty()) {
        const auto known = std::find_if(rule.values.begin(), rule.values.end(),
                                        [&](const auto &pair) { return pair.first == found->text; });
        const auto other = std::find_if(rule.values.begin(), rule.values.end(),
                                        [&](const auto &pair) { return pair.first == "*"; });
        const ValueKind kind = of ? ValueKind::Number : ValueKind::Text;
        const auto chosen = known != rule.values.end() ? known : other;
        if (chosen != rule.values.end())
            return chosen->second.empty() ? std::nullopt : std::optional(Found{chosen->second, kind});
    }
    if (rule.as == FieldRule::As::FileName)
        found->text = fileNameOf(found->text);
    if (rule.as == FieldRule::As::HttpStatus)
        return Found{outcomeOfStatus(found->text), ValueKind::Text};
    if (rule.as == FieldRule::As::DotNetTicks || rule.as == FieldRule::As::MonthDayYear ||
        rule.as == FieldRule::As::DayMonthYear)
        found = timeIn(tree, trimmed(found->text), rule.as);
    if (!found || rule.shift == 0 || found->kind == ValueKind::NoNumber)
        return found;
    const Found made = shifted(tree, *found, rule.shift);
    if (const auto us = of ? std::nullopt : readDecimal(made.text, 0);
        us && made.kind != ValueKind::NoNumber) {
        // Of a unit that the map says: not to be guessed by its size.
        m_assumed |= us->exact ? 0 : bit(Assumed::CutDigits);
        const base::Instant at{std::chrono::microseconds{us->value}};
        return Found{tree.keep(base::isoInstant(at)), ValueKind::Text};
    }
    // A time that is no number is read as it is; a number of a unit would be another one without it.
    return of || made.kind != ValueKind::NoNumber ? made : *found;
}

std::optional<Mapper::Found> Mapper::timeIn(JsonTree &tree, std::string_view text, FieldRule::As as)
{
    if (as == FieldRule::As::DotNetTicks) {
        auto made = timeOfTicks(text);
        return made ? std::optional(Found{tree.keep(std::move(*made)), ValueKind::Text}) : std::nullopt;
    }
    const DateOrder order = as == FieldRule::As::DayMonthYear ? DateOrder::DayFirst : DateOrder::MonthFirst;
    const auto time = readWrittenDate(text, order);
    if (!time) { // whoever reads it says so
        m_whyNoTime = impossiblePart(text, order);
        return Found{text, ValueKind::Text};
    }
    m_assumed |= time->truncated ? bit(Assumed::CutDigits) : 0;
    std::string made = base::isoInstant(base::Instant{std::chrono::microseconds{time->atUs}});
    if (time->naive) // of a zone that is told elsewhere, or assumed
        made.pop_back();
    return Found{tree.keep(std::move(made)), ValueKind::Text};
}

Mapper::Found Mapper::foundAt(JsonTree &tree, NodeId node) const
{
    return {tree.text(node), tree.kind(node) == NodeKind::Number && m_map.decimal == DecimalMark::Comma
                                 ? ValueKind::Number
                                 : ValueKind::Text};
}

/// A plain decimal, which amounts that people write become.
std::optional<std::string> Mapper::plainNumber(const Found &found, AmountOf of)
{
    const std::string_view text = trimmed(found.text);
    const bool isPlain = found.kind == ValueKind::Number || m_map.decimal != DecimalMark::Comma;
    if (isPlain && isDecimal(text))
        return std::string(text);
    WrittenAmount written = writtenAmount(text, m_map.decimal, of);
    if (written.plain.empty())
        return std::nullopt;
    if (written.plain != text)
        m_assumed |= bit(assumedOf(m_map.decimal));
    return std::move(written.plain);
}

/// The number times 10^`shift`.
Mapper::Found Mapper::shifted(JsonTree &tree, const Found &found, int shift)
{
    const auto number = plainNumber(found, AmountOf::Number);
    auto made = number ? withShift(*number, shift) : std::nullopt;
    if (!made)
        return {found.text, ValueKind::NoNumber};
    return {tree.keep(std::move(*made)), ValueKind::Number};
}

std::optional<Mapper::Found> Mapper::rawValue(JsonTree &tree, const MapScope &scope, const FieldRule &rule,
                                              std::optional<AmountOf> of)
{
    if (std::any_of(rule.parts[0].begin(), rule.parts[0].end(), namesSeveral))
        return sum(tree, scope, rule, of);
    // An object is no value: what is looked for may have a name within it.
    for (const MapPath &path : rule.parts[0]) {
        const NodeId node = findNode(tree, scope, path);
        if (!isEmptyNode(tree, node) && !tree.isContainer(node))
            return foundAt(tree, node);
    }
    return std::nullopt;
}

/// The sum of all parts that are there, exact to the 9th decimal. Texts cannot be added: the first counts;
/// where a number is wanted, what is none counts.
std::optional<Mapper::Found> Mapper::sum(JsonTree &tree, const MapScope &scope, const FieldRule &rule,
                                         std::optional<AmountOf> of)
{
    std::vector<NodeId> found;
    const auto isLeftOut = [&](NodeId node) {
        return isEmptyNode(tree, node) || tree.isContainer(node) ||
               (of && isMissingAmount(tree.text(node))) ||
               std::any_of(rule.except.begin(), rule.except.end(), [&](const std::string &word) {
                   return tree.key(node).find(word) != std::string_view::npos;
               });
    };
    for (const auto &part : rule.parts) {
        for (const MapPath &path : part) {
            const std::size_t before = found.size();
            findNodes(tree, scope, path, found);
            found.erase(
                std::remove_if(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(), isLeftOut),
                found.end());
            if (found.size() > before)
                break;
        }
    }
    if (found.empty())
        return std::nullopt;
    if (found.size() == 1)
        return foundAt(tree, found.front());
    std::vector<std::string> numbers;
    for (const NodeId node : found) {
        auto number = plainNumber(foundAt(tree, node), of.value_or(AmountOf::Number));
        if (!number)
            return of ? Found{tree.text(node), ValueKind::NoNumber} : foundAt(tree, found.front());
        numbers.push_back(std::move(*number));
    }
    for (const int decimals : {9, 0}) {
        std::int64_t total = 0;
        const bool added = std::all_of(numbers.begin(), numbers.end(), [&](const std::string &text) {
            const auto number = readDecimal(text, decimals);
            return number && !__builtin_add_overflow(total, number->value, &total);
        });
        if (added)
            return Found{tree.keep(std::to_string(total) + "e-" + std::to_string(decimals)),
                         ValueKind::Number};
    }
    return foundAt(tree, found.front());
}

/// Of whole numbers, and only what is not negative.
std::optional<Mapper::Found> Mapper::difference(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    const auto from = numberAt(tree, scope, rule.parts[0]);
    const auto less = numberAt(tree, scope, rule.parts[1]);
    if (!from || !less || *less < 0 || *from < *less)
        return std::nullopt;
    return Found{tree.keep(std::to_string(*from - *less)), ValueKind::Number};
}

/// Of all that is there what is none of the texts left out; nothing where there is none of it.
std::optional<Mapper::Found> Mapper::count(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    std::vector<NodeId> found;
    for (const MapPath &path : rule.parts[0])
        findNodes(tree, scope, path, found);
    if (found.empty())
        return std::nullopt;
    const auto isCounted = [&](NodeId node) {
        return std::find(rule.except.begin(), rule.except.end(), tree.text(node)) == rule.except.end();
    };
    const auto counted = std::count_if(found.begin(), found.end(), isCounted);
    return Found{tree.keep(std::to_string(counted)), ValueKind::Number};
}

std::optional<Mapper::Found> Mapper::joined(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    std::string text;
    for (const auto &part : rule.parts) {
        const NodeId node = firstSet(tree, scope, part);
        if (node == kNoNode || tree.isContainer(node))
            return std::nullopt;
        text += (text.empty() ? "" : " ") + std::string(trimmed(tree.text(node)));
    }
    return Found{tree.keep(std::move(text)), ValueKind::Text};
}

std::optional<Mapper::Found> Mapper::span(JsonTree &tree, const MapScope &scope, const FieldRule &rule)
{
    const NodeId from = firstSet(tree, scope, rule.parts[0]);
    const NodeId to = firstSet(tree, scope, rule.parts[1]);
    if (from == kNoNode || to == kNoNode)
        return std::nullopt;
    const auto begin = m_times.read(trimmed(tree.text(from)));
    const auto end = m_times.read(trimmed(tree.text(to)));
    if (!begin || !end || end->atUs < begin->atUs)
        return std::nullopt;
    return Found{tree.keep(std::to_string(end->atUs - begin->atUs) + "e-3"), ValueKind::Number};
}

} // namespace outlay::ingest
