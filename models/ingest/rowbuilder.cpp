// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/rowbuilder.h"

#include "ingest/decimal.h"
#include "ingest/redact.h"
#include "ingest/textcodec.h"
#include "ingest/writtendate.h"

#include <xxhash.h>

#include <algorithm>

namespace outlay::ingest {

using base::EventRow;
using base::kAbsent;

namespace {

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

Verdict RowBuilder::add(const RawEvent &event, const RecordFacts &facts)
{
    m_event = &event;
    m_facts = &facts;
    m_assumed = facts.assumed;
    m_eventRedactions = 0;
    m_fields.sort(event);
    if (!m_fields.isLlmCall() && !facts.billing && !isKnownFailure())
        return Verdict::NotAnEvent;
    m_isPrepared = m_fields.isDescribed();
    if (m_isPrepared)
        m_attributions.prepare(m_fields.described(), event.dialect, event.shape != 0);
    if (facts.billing) {
        base::BillingRow bill;
        if (!read(bill.sums, &bill))
            return Verdict::Rejected;
        m_batch.billing.push_back(std::move(bill));
        return Verdict::Billing;
    }
    if (read(m_batch.rows.emplace_back(), nullptr))
        return Verdict::Event;
    m_batch.rows.pop_back();
    return Verdict::Rejected;
}

/// `bill`: the line of a bill whose sums `row` is; null if it is an event.
bool RowBuilder::read(EventRow &row, base::BillingRow *bill)
{
    row.key = m_facts->key;
    row.repeatKey = m_facts->repeatKey;
    if (!readTime(row) || !readAllTokens(row) || !readCost(row) || !readUsage(row) ||
        (bill != nullptr && !readBilling(*bill)) || !readAttribution(row) || !readExtras(row))
        return false;
    row.rank = rankOf(row);
    readLatency(row);
    readUser(row);
    accept();
    return true;
}

/// A refused call may be logged without a model: in a known format it is one all the same.
bool RowBuilder::isKnownFailure() const
{
    const RawField *outcome = m_fields.chosen(Role::Outcome);
    return m_facts->knownFormat && outcome != nullptr && outcome->raw == "failed";
}

/// What says more of a call counts before what its source says of a record's rank: a state that has lost its
/// usage must not take the place of one that has it.
std::int64_t RowBuilder::rankOf(const EventRow &row) const
{
    constexpr int sourceBits = 60; // times in microseconds take 51
    return m_facts->billing ? m_facts->rank
                            : m_facts->rank + (std::int64_t{base::completenessOf(row)} << sourceBits);
}

/// A call whose log gives no tokens is a call all the same, if it says which model was asked or that it
/// failed.
bool RowBuilder::readUsage(EventRow &row)
{
    if (m_facts->billing)
        return true;
    const bool tokens = row.inputTokens != kAbsent || row.outputTokens != kAbsent ||
                        row.cacheReadTokens != kAbsent || row.cacheWrite5mTokens != kAbsent ||
                        row.cacheWrite1hTokens != kAbsent;
    if (!tokens && row.costNanos == kAbsent && m_fields.chosen(Role::Model) == nullptr && !isKnownFailure())
        return reject("there are neither input or output tokens nor a cost");
    m_missingUsage += tokens ? 0 : 1;
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
        row.isTimeAssumed = true;
        m_assumed |= bit(Assumed::TimeOfFile);
        return true;
    }
    if (field == nullptr)
        return reject("there is no timestamp");
    TimeReading time;
    const bool isTime = timeOf(*field, time);
    const auto refuse = [&](const std::string &why) {
        return reject(m_names[field->name].shown + " " + shown(*field) + why);
    };
    if (!isTime)
        return refuse(whyNoTime(*field));
    const std::int64_t atUs = utcOf(time);
    if (!isPlausibleTime(atUs))
        return refuse(" is before the year 2000 or after 2099");
    const bool isLocal = time.naive && m_facts->zone != nullptr;
    m_assumed |= (time.naive ? bit(isLocal ? Assumed::Zone : Assumed::Utc) : 0) |
                 (time.truncated ? bit(Assumed::CutDigits) : 0) |
                 (time.unixTime ? bit(Assumed::UnixTime) : 0);
    row.atUs = atUs;
    return true;
}

/// By reference: an optional that is handed up has its flags written singly and read at once, for which the
/// processor waits longer than the reading of a time takes.
bool RowBuilder::timeOf(const RawField &field, TimeReading &time)
{
    if (field.kind == ValueKind::Text && m_times.readUsual(field.raw, time))
        return true;
    const bool isNumber = field.kind == ValueKind::Number;
    const auto text = isText(field.kind) ? textOf(field, m_event->dialect, m_scratch) : std::nullopt;
    const auto read = isNumber ? m_times.read(field.raw) : text ? m_times.read(trimmed(*text)) : std::nullopt;
    time = read.value_or(time);
    return read.has_value();
}

/// What is wrong with a time, as the rest of a sentence.
std::string RowBuilder::whyNoTime(const RawField &field)
{
    if (!m_facts->whyNoTime.empty())
        return std::string(m_facts->whyNoTime);
    const auto text = isText(field.kind) ? textOf(field, m_event->dialect, m_scratch) : std::nullopt;
    if (text && wantsDateOrder(trimmed(*text)))
        return " has the day first or the month first, and the log does not say which; say it when you map "
               "its "
               "columns (\"as\" in a map's file)";
    return " is not a time such as 2026-05-09T13:02:11Z";
}

/// A time that says no zone is of the one that its format names, if it does.
std::int64_t RowBuilder::utcOf(const TimeReading &time)
{
    if (!time.naive || m_facts->zone == nullptr)
        return time.atUs;
    m_zone = *m_facts->zone;
    return m_clock.utcOf(m_zone, time.atUs);
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
    bool demoted = false;
    const Dialect dialect = m_event->dialect;
    const bool padded = m_event->shape != 0;
    if (!m_isPrepared) {
        m_fields.describe();
        m_attributions.prepare(m_fields.described(), dialect, padded);
    }
    const auto *known = m_attributions.find(m_fields.described(), dialect, m_batch, demoted);
    while (demoted) {
        m_fields.moveDemoted();
        m_attributions.prepare(m_fields.described(), dialect, padded);
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

/// What belongs to the one event only, as a JSON object of texts, sorted by name behind what has a price.
bool RowBuilder::readExtras(EventRow &row)
{
    const auto &fields = m_fields.perEvent();
    const bool isFlagged = (m_assumed & bit(Assumed::PromptBelowCache)) != 0 && !m_facts->knownFormat;
    if (fields.empty() && !isFlagged && !m_fields.hasParts())
        return true; // as most are: without looking at each part
    base::Parts parts{};
    if (m_fields.hasParts() && !readParts(parts))
        return false;
    row.hasParts = base::hasParts(parts);
    if (fields.empty() && !isFlagged && !row.hasParts)
        return true;
    std::string json = "{";
    if (row.hasParts) {
        base::appendParts(parts, json);
        json.pop_back(); // the comma behind the last
    }
    if (isFlagged)
        json.append(row.hasParts ? "," : "").append(R"("usage_flag":"more cached than input")");
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
