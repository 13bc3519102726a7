// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The numbers of a row: tokens, cost, latency, and what a line of a bill counts.

#include "ingest/rowbuilder.h"

#include "ingest/redact.h"
#include "ingest/textcodec.h"

#include <utility>

namespace outlay::ingest {

using base::EventRow;
using base::kAbsent;

/// A number of a line of a bill.
bool RowBuilder::readNumber(std::string_view name, LoggedNumber logged, int decimals, std::int64_t &number)
{
    const std::string_view text = trimmed(logged.text);
    if (text.empty())
        return true;
    const AmountReading read = readAmount(text, logged.kind, AmountOf::Number, decimals);
    if (!read.value)
        return reject(std::string(name) + " is \"" + redacted(clipped(text, 40)) + "\"; " +
                      std::string(read.why.empty() ? "that is too large a number" : read.why));
    number = read.value->value;
    return true;
}

/// What nearly every number is, without a detour. False if it may be another; `number` is then void.
bool RowBuilder::readPlain(const RawField &field, int decimals, std::int64_t &number) const
{
    const bool isNumber = field.kind == ValueKind::Number ||
                          (field.kind == ValueKind::Text && m_event->dialect == Dialect::Csv &&
                           m_facts->decimal != DecimalMark::Comma);
    return isNumber && readUsualDecimal(field.raw, decimals, number);
}

RowBuilder::AmountReading RowBuilder::readAmount(const RawField &field, AmountOf of, int decimals)
{
    if (field.kind == ValueKind::Number || isText(field.kind))
        return readAmount(numberText(field), field.kind, of, decimals);
    return {std::nullopt, {}, "that is not a number"};
}

/// Plain decimals, and only if it is none what people write; where a comma parts the tenths, points do not.
RowBuilder::AmountReading RowBuilder::readAmount(std::string_view text, ValueKind kind, AmountOf of,
                                                 int decimals)
{
    const bool isJson = kind == ValueKind::Number;
    if (isJson || (kind != ValueKind::NoNumber && m_facts->decimal != DecimalMark::Comma)) {
        const auto value = readDecimal(text, decimals);
        if (value || isDecimal(text))
            return {value, text, {}};
    }
    const bool failed = kind == ValueKind::NoNumber; // with its unit: without one it is another number
    WrittenAmount written = writtenAmount(text, m_facts->decimal, failed ? AmountOf::Number : of);
    if (isJson || failed || written.plain.empty())
        return {std::nullopt, text, written.why.empty() || isJson ? "that is not a number" : written.why};
    if (written.plain != text)
        m_assumed |= bit(assumedOf(m_facts->decimal));
    m_amount = std::move(written.plain);
    return {readDecimal(m_amount, decimals), m_amount, {}};
}

/// What is there to be read as a number; says so if it was a text in a format that has numbers.
std::string_view RowBuilder::numberText(const RawField &field)
{
    if (!isText(field.kind))
        return field.raw;
    if (m_event->dialect != Dialect::Csv)
        m_assumed |= bit(Assumed::NumberFromText);
    return trimmed(textOf(field, m_event->dialect, m_scratch).value_or(field.raw));
}

/// A text that stands where there is no amount.
bool RowBuilder::saysNothing(const RawField &field)
{
    return isText(field.kind) &&
           isMissingAmount(textOf(field, m_event->dialect, m_scratch).value_or(field.raw));
}

bool RowBuilder::readTokens(Role role, std::int64_t &tokens)
{
    const RawField *field = m_fields.chosen(role);
    if (field == nullptr || saysNothing(*field))
        return true;
    std::int64_t plain = 0;
    if (readPlain(*field, 0, plain) && plain <= kMaxTokens) {
        tokens = plain;
        return true;
    }
    const auto refuse = [&](std::string_view why) {
        return reject(m_names[field->name].shown + " is " + shown(*field) + "; " + std::string(why));
    };
    const auto [read, text, why] = readAmount(*field, AmountOf::Whole, 0);
    const bool negative = text.starts_with('-');
    if (!why.empty())
        return refuse(why);
    if (negative && (!read || read->value < 0 || !read->exact))
        return refuse("token counts cannot be negative");
    if (!read || read->value > kMaxTokens)
        return refuse("no call has that many tokens");
    if (!read->exact)
        return refuse("token counts are whole numbers");
    tokens = read->value;
    return true;
}

bool RowBuilder::readAllTokens(EventRow &row)
{
    std::int64_t prompt = kAbsent;
    std::int64_t write = kAbsent;
    if (!readTokens(Role::InputTokens, row.inputTokens) || !readTokens(Role::PromptTokens, prompt) ||
        !readTokens(Role::OutputTokens, row.outputTokens) ||
        !readTokens(Role::CacheReadTokens, row.cacheReadTokens) ||
        !readTokens(Role::CacheWriteTokens, write) ||
        !readTokens(Role::CacheWrite5mTokens, row.cacheWrite5mTokens) ||
        !readTokens(Role::CacheWrite1hTokens, row.cacheWrite1hTokens))
        return false;
    // The undivided figure is the sum of the two kinds; what of it is not said is the kind that is the
    // default.
    const std::int64_t forAnHour = row.cacheWrite1hTokens == kAbsent ? 0 : row.cacheWrite1hTokens;
    if (row.cacheWrite5mTokens == kAbsent && (write > forAnHour || row.cacheWrite1hTokens == kAbsent))
        row.cacheWrite5mTokens = write == kAbsent ? kAbsent : write - forAnHour;
    if (prompt == kAbsent && saysCachedAsOpenAi() && row.cacheReadTokens <= row.inputTokens)
        prompt = std::exchange(row.inputTokens, kAbsent);
    if (row.inputTokens == kAbsent && prompt != kAbsent)
        takeCacheOffPrompt(prompt, row);
    return true;
}

/// What of the tokens is no text, and what was searched for.
bool RowBuilder::readParts(base::Parts &parts)
{
    parts.fill(0);
    for (std::size_t i = 0; i < base::kParts; ++i) {
        const auto role = static_cast<Role>(static_cast<std::size_t>(Role::CachedAudioTokens) + i);
        if (!readTokens(role, parts[i]))
            return false;
    }
    return true;
}

/// "cached_tokens" is OpenAI's word, whose input holds what was read from the cache, whatever that is called.
bool RowBuilder::saysCachedAsOpenAi() const
{
    const RawField *read = m_fields.chosen(Role::CacheReadTokens);
    return !m_facts->knownFormat && read != nullptr && m_names[read->name].name.ends_with("cached_tokens");
}

/// OpenAI's prompt_tokens, and everybody's who uses that name, holds what went through the cache.
void RowBuilder::takeCacheOffPrompt(std::int64_t prompt, EventRow &row)
{
    const auto known = [](std::int64_t tokens) { return tokens == kAbsent ? 0 : tokens; };
    const std::int64_t cached =
        known(row.cacheReadTokens) + known(row.cacheWrite5mTokens) + known(row.cacheWrite1hTokens);
    row.inputTokens = cached <= prompt ? prompt - cached : prompt;
    if (cached > prompt || (cached > 0 && !m_facts->knownFormat))
        m_assumed |= bit(cached <= prompt ? Assumed::PromptIncludesCache : Assumed::PromptBelowCache);
}

bool RowBuilder::readCost(EventRow &row)
{
    const RawField *field = m_fields.chosen(Role::Cost);
    if (field == nullptr || saysNothing(*field))
        return true;
    std::int64_t plain = 0;
    if (readPlain(*field, 9, plain) && plain <= kMaxCostNanos) {
        row.costNanos = plain;
        return isInDollars();
    }
    const auto refuse = [&](std::string_view why) {
        return reject(m_names[field->name].shown + " is " + shown(*field) + "; " + std::string(why));
    };
    const auto [read, text, why] = readAmount(*field, AmountOf::Dollars, 9);
    if (!why.empty())
        return refuse(why);
    if (!read || read->value > kMaxCostNanos || read->value < -kMaxCostNanos)
        return refuse("no call costs that much");
    row.costNanos = read->value;
    return isInDollars();
}

/// The ledger is in dollars: another currency's numbers would be dollars in it.
bool RowBuilder::isInDollars()
{
    const RawField *field = m_fields.chosen(Role::Currency);
    if (field == nullptr || !isText(field->kind))
        return true;
    const std::string_view logged =
        trimmed(textOf(*field, m_event->dialect, m_scratch).value_or(std::string_view()));
    const std::string currency = lowered(logged);
    if (currency.empty() || currency == "usd" || currency == "$" || currency == "us dollar")
        return true;
    return reject(m_names[field->name].shown + " is " + shown(*field) +
                  "; costs are read in US dollars: convert them first");
}

void RowBuilder::readLatency(EventRow &row)
{
    const bool inMs = m_fields.chosen(Role::LatencyMs) != nullptr;
    const RawField *field = inMs ? m_fields.chosen(Role::LatencyMs) : m_fields.chosen(Role::LatencyS);
    if (field == nullptr)
        return;
    const int decimals = inMs ? 3 : 6;
    std::int64_t plain = 0;
    if (readPlain(*field, decimals, plain)) {
        row.latencyUs = plain;
        return;
    }
    const AssumedSet before = m_assumed;
    const auto read = readAmount(*field, AmountOf::Number, decimals).value;
    if (read && read->value >= 0) {
        row.latencyUs = read->value;
        return;
    }
    m_assumed = before | bit(Assumed::NoLatency);
}

} // namespace outlay::ingest
