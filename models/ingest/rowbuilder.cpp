// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/rowbuilder.h"

#include "ingest/decimal.h"
#include "ingest/redact.h"
#include "ingest/textcodec.h"

#include <xxhash.h>

#include <algorithm>

namespace outlay::ingest {

using base::EventRow;
using base::kAbsent;

namespace {

bool isText(ValueKind kind)
{
    return kind == ValueKind::Text || kind == ValueKind::EscapedText;
}

/// EventRow::attempt of an id.
std::uint64_t attemptOf(std::string_view id, Tie tie)
{
    const std::uint64_t hash = XXH3_64bits(id.data(), id.size()) & ~std::uint64_t{1};
    return (hash == 0 ? 2 : hash) | (tie == Tie::Request ? 1 : 0);
}

} // namespace

RowBuilder::RowBuilder(const FieldMap &map, FieldNames &names, const ImportOptions &options)
    : m_names(names)
    , m_fields(names)
    , m_users(options.users)
    , m_pseudonym(options.pseudonymKey)
    , m_attributions(map, names)
    , m_clock(options.zones)
{
}

void RowBuilder::beginFile(const std::string &source)
{
    m_attributions.setSource(source);
    m_assumptions.clear();
    m_zone.clear();
    m_names.clearNotes();
    m_redactions = 0;
    m_missingUsage = 0;
}

void RowBuilder::clearBatch()
{
    m_batch.newAttributions.clear();
    m_batch.newUsers.clear();
    m_batch.rows.clear();
    m_batch.extras.clear();
    m_batch.billing.clear();
    m_batch.retracted.clear();
}

Verdict RowBuilder::add(const RawEvent &event, const RecordFacts &facts)
{
    m_event = &event;
    m_facts = &facts;
    m_assumed = 0;
    m_eventRedactions = 0;
    m_fields.sort(event);
    if (!m_fields.isLlmCall() && !facts.billing)
        return Verdict::NotAnEvent;
    base::BillingRow bill;
    EventRow &row = bill.sums;
    row.key = facts.key;
    row.rank = facts.rank;
    if (!readTime(row) || !readAllTokens(row) || !readCost(row) || !readUsage(row) ||
        (facts.billing && !readBilling(bill)) || !readAttribution(row) || !readExtras(row))
        return Verdict::Rejected;
    readLatency(row);
    readUser(row);
    accept();
    if (facts.billing) {
        m_batch.billing.push_back(std::move(bill));
        return Verdict::Billing;
    }
    m_batch.rows.push_back(row);
    return Verdict::Event;
}

/// A call whose log gives no tokens is a call all the same, if it says which model was asked.
bool RowBuilder::readUsage(EventRow &row)
{
    if (m_facts->billing)
        return true;
    const bool tokens = row.inputTokens != kAbsent || row.outputTokens != kAbsent ||
                        row.cacheReadTokens != kAbsent || row.cacheWrite5mTokens != kAbsent ||
                        row.cacheWrite1hTokens != kAbsent;
    if (!tokens && row.costNanos == kAbsent && m_fields.chosen(Role::Model) == nullptr)
        return reject("there are neither input or output tokens nor a cost");
    m_missingUsage += tokens ? 0 : 1;
    return true;
}

/// A number of a line of a bill; an empty text is none.
bool RowBuilder::readNumber(std::string_view name, std::string_view text, int decimals, std::int64_t &number)
{
    text = trimmed(text);
    if (text.empty())
        return true;
    const auto read = readDecimal(text, decimals);
    if (!read)
        return reject(std::string(name) + " is \"" + redacted(clipped(text, 40)) + "\"; that is no number");
    number = read->value;
    return true;
}

bool RowBuilder::readBilling(base::BillingRow &row)
{
    row.unit = clipped(m_facts->unit, kMaxTextBytes);
    row.currency = clipped(m_facts->currency, kMaxTextBytes);
    row.untilUs = row.sums.atUs;
    if (!m_facts->until.empty()) {
        const auto until = m_times.read(trimmed(m_facts->until));
        const std::int64_t untilUs = until ? utcOf(*until) : 0;
        if (!until || untilUs < row.sums.atUs)
            return reject("the end \"" + redacted(clipped(m_facts->until, 40)) +
                          "\" is no time behind the beginning");
        row.untilUs = untilUs;
    }
    return readNumber("the number of requests", m_facts->requests, 0, row.requests) &&
           readNumber("the quantity", m_facts->quantity, 9, row.quantityNanos);
}

bool RowBuilder::isLlmCall(const RawEvent &event) const
{
    return std::any_of(event.fields.begin(), event.fields.end(),
                       [this](const RawField &field) { return m_names[field.name].match.signature; });
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

/// The value as a reason shows it: texts in quotes, all of it short and free of what must not be shown.
std::string RowBuilder::shown(const RawField &field)
{
    const std::string safe = redacted(textOf(field, m_event->dialect, m_scratch).value_or(field.raw));
    const std::string_view text = clipped(safe, 40);
    const std::string value = std::string(text) + (text.size() < safe.size() ? "…" : "");
    return isText(field.kind) ? "\"" + value + "\"" : value;
}

bool RowBuilder::reject(std::string reason)
{
    m_reason = std::move(reason);
    return false;
}

bool RowBuilder::readTime(EventRow &row)
{
    const RawField *field = m_fields.chosen(Role::Timestamp);
    if (field == nullptr && m_facts->fallbackAtUs) {
        row.atUs = *m_facts->fallbackAtUs;
        m_assumed |= bit(Assumed::TimeOfFile);
        return true;
    }
    if (field == nullptr)
        return reject("there is no timestamp");
    std::optional<TimeReading> time;
    if (field->kind == ValueKind::Number) {
        time = m_times.read(field->raw);
    } else if (isText(field->kind)) {
        const auto text = textOf(*field, m_event->dialect, m_scratch);
        time = text ? m_times.read(trimmed(*text)) : std::nullopt;
    }
    const std::string &name = m_names[field->name].shown;
    if (!time)
        return reject(name + " " + shown(*field) + " is not a time such as 2026-05-09T13:02:11Z");
    const std::int64_t atUs = utcOf(*time);
    if (!isPlausibleTime(atUs))
        return reject(name + " " + shown(*field) + " is before the year 2000 or after 2099");
    const bool isLocal = time->naive && m_facts->zone != nullptr;
    m_assumed |= (time->naive ? bit(isLocal ? Assumed::Zone : Assumed::Utc) : 0) |
                 (time->truncated ? bit(Assumed::CutDigits) : 0) |
                 (time->unixTime ? bit(Assumed::UnixTime) : 0);
    row.atUs = atUs;
    return true;
}

/// A time that says no zone is of the one that its format names, if it does.
std::int64_t RowBuilder::utcOf(const TimeReading &time)
{
    if (!time.naive || m_facts->zone == nullptr)
        return time.atUs;
    m_zone = *m_facts->zone;
    return m_clock.utcOf(m_zone, time.atUs);
}

bool RowBuilder::readTokens(Role role, std::int64_t &tokens)
{
    const RawField *field = m_fields.chosen(role);
    if (field == nullptr)
        return true;
    const bool number = field->kind == ValueKind::Number || isText(field->kind);
    const std::string_view text = number ? numberText(*field) : std::string_view();
    const auto read = number ? readDecimal(text, 0) : std::nullopt;
    const auto refuse = [&](std::string_view why) {
        return reject(m_names[field->name].shown + " is " + shown(*field) + "; " + std::string(why));
    };
    const bool negative = text.starts_with('-');
    if (!read && !isDecimal(text))
        return refuse("that is not a number");
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
    // The undivided figure is the sum of the two kinds; alone, it is the kind that is the default.
    if (row.cacheWrite5mTokens == kAbsent && row.cacheWrite1hTokens == kAbsent)
        row.cacheWrite5mTokens = write;
    if (row.inputTokens == kAbsent && prompt != kAbsent)
        takeCacheOffPrompt(prompt, row);
    return true;
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
    if (field == nullptr)
        return true;
    const bool number = field->kind == ValueKind::Number || isText(field->kind);
    const std::string_view text = number ? numberText(*field) : std::string_view();
    const auto read = number ? readDecimal(text, 9) : std::nullopt;
    const auto refuse = [&](std::string_view why) {
        return reject(m_names[field->name].shown + " is " + shown(*field) + "; " + std::string(why));
    };
    if (!read && !isDecimal(text))
        return refuse("that is not a number");
    if (!read || read->value > kMaxCostNanos || read->value < -kMaxCostNanos)
        return refuse("no call costs that much");
    row.costNanos = read->value;
    return true;
}

void RowBuilder::readLatency(EventRow &row)
{
    const bool inMs = m_fields.chosen(Role::LatencyMs) != nullptr;
    const RawField *field = inMs ? m_fields.chosen(Role::LatencyMs) : m_fields.chosen(Role::LatencyS);
    if (field == nullptr)
        return;
    const bool number = field->kind == ValueKind::Number || isText(field->kind);
    const AssumedSet before = m_assumed;
    const auto read = number ? readDecimal(numberText(*field), inMs ? 3 : 6) : std::nullopt;
    if (read && read->value >= 0) {
        row.latencyUs = read->value;
        return;
    }
    m_assumed = before | bit(Assumed::NoLatency);
}

void RowBuilder::readUser(EventRow &row)
{
    const RawField *field = m_fields.chosen(Role::User);
    if (field == nullptr || m_users == UserPolicy::Drop)
        return;
    const auto text = textOf(*field, m_event->dialect, m_scratch);
    if (!text || text->empty())
        return;
    row.user = m_pseudonym.of(*text);
    if (m_users != UserPolicy::Keep)
        return;
    const auto [kept, isNew] = m_keptUsers.emplace(row.user, 0);
    if (isNew) {
        kept->second = redact(*text, m_redacted);
        const std::string_view shown = kept->second > 0 ? std::string_view(m_redacted) : *text;
        m_batch.newUsers.emplace_back(row.user, clipped(shown, kMaxTextBytes));
    }
    m_eventRedactions += kept->second;
}

bool RowBuilder::readAttribution(EventRow &row)
{
    m_fields.describe();
    bool demoted = false;
    const Dialect dialect = m_event->dialect;
    const auto *known = m_attributions.find(m_fields.described(), dialect, m_batch, demoted);
    while (demoted) {
        m_fields.moveDemoted();
        known = m_attributions.find(m_fields.described(), dialect, m_batch, demoted);
    }
    if (known->problem >= 0) {
        const RawField &field = *m_fields.described()[static_cast<std::size_t>(known->problem)].field;
        return reject(m_names[field.name].shown + " has a value that is neither text nor number");
    }
    row.attribution = known->number;
    m_eventRedactions += known->redactions;
    m_assumed |= known->providerFromModel ? bit(Assumed::ProviderFromModel) : 0;
    return true;
}

/// What belongs to the one event only, as a JSON object of texts, sorted by name.
bool RowBuilder::readExtras(EventRow &row)
{
    const auto &fields = m_fields.perEvent();
    if (fields.empty())
        return true;
    std::string json = "{";
    Tie tie = Tie::None;
    for (const RawField *field : fields) {
        const std::string &name = m_names[field->name].shown;
        const auto text = textOf(*field, m_event->dialect, m_scratch);
        if (!text || field->kind == ValueKind::NotFinite ||
            (field->kind == ValueKind::Number && !isDecimal(*text)))
            return reject(name + " has a value that is neither text nor number");
        const Tie its = m_names[field->name].match.tie;
        const bool isRecordsOwn =
            its == Tie::Request && row.key != 0; // the id of the one record, never shared
        if (its > tie && !isRecordsOwn && !trimmed(*text).empty()) {
            tie = its;
            row.attempt = attemptOf(trimmed(*text), tie);
        }
        const int replaced = redact(*text, m_redacted);
        m_eventRedactions += replaced;
        json += json.size() > 1 ? "," : "";
        appendJsonString(name, json);
        json += ':';
        appendJsonString(replaced > 0 ? std::string_view(m_redacted) : *text, json);
    }
    json += '}';
    row.extra = static_cast<std::int32_t>(m_batch.extras.size());
    m_batch.extras.push_back(std::move(json));
    return true;
}

void RowBuilder::accept()
{
    m_assumptions.count(m_assumed);
    m_redactions += m_eventRedactions;
    m_fields.countNotes();
}

} // namespace outlay::ingest
