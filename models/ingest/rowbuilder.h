// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/parts.h"
#include "ingest/amount.h"
#include "ingest/assumptions.h"
#include "ingest/attributions.h"
#include "ingest/decimal.h"
#include "ingest/importer.h"
#include "ingest/logtime.h"
#include "ingest/pseudonym.h"
#include "ingest/rawevent.h"
#include "ingest/recordfacts.h"
#include "ingest/sortedfields.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// What became of an object of the log.
enum class Verdict
{
    Event,
    Billing, ///< a line of a bill, which is no event but is kept
    NotAnEvent,
    Rejected
};

/// Makes rows of raw events: chooses among the names of a thing, checks and converts the numbers, finds the
/// attribution. Lives through a whole import.
class RowBuilder
{
public:
    RowBuilder(const FieldMap &map, FieldNames &names, const ImportOptions &options);

    /// Begins a file, whose name is the source of its events, with all counts at 0.
    void beginFile(const std::string &source);

    /// Adds the event to the batch.
    Verdict add(const RawEvent &event, const RecordFacts &facts = {});
    /// Why the last event was rejected, in plain words.
    const std::string &reason() const { return m_reason; }

    /// True if it has a field that only an LLM call has.
    bool isLlmCall(const RawEvent &event) const;

    /// True if the last event is a call of a known format that was refused.
    bool isKnownFailure() const;

    base::EventBatch &batch() { return m_batch; }

    std::int64_t redactions() const { return m_redactions; }
    std::vector<base::Assumption> assumptions() const { return m_assumptions.said(m_names, m_zone); }
    /// Events of this file that log no tokens.
    std::int64_t missingUsage() const { return m_missingUsage; }

private:
    bool read(base::EventRow &row, base::BillingRow *bill);
    bool readTime(base::EventRow &row);
    bool timeOf(const RawField &field, TimeReading &time);
    std::int64_t utcOf(const TimeReading &time);
    std::string whyNoTime(const RawField &field);
    bool readUsage(base::EventRow &row);
    std::int64_t rankOf(const base::EventRow &row) const;
    bool readBilling(base::BillingRow &row);
    bool readNumber(std::string_view name, LoggedNumber logged, int decimals, std::int64_t &number);
    bool readAllTokens(base::EventRow &row);
    bool saysNothing(const RawField &field);
    bool readTokens(Role role, std::int64_t &tokens);
    bool readParts(base::Parts &parts);
    bool saysCachedAsOpenAi() const;
    void takeCacheOffPrompt(std::int64_t prompt, base::EventRow &row);
    bool readCost(base::EventRow &row);
    bool isInDollars();
    void readLatency(base::EventRow &row);
    void readUser(base::EventRow &row);
    bool readAttribution(base::EventRow &row);
    bool readExtras(base::EventRow &row);
    struct AmountReading
    {
        std::optional<Decimal> value; ///< times 10^decimals
        std::string_view text;        ///< of the number; lives until the next is read
        std::string_view why;         ///< it is no number; empty if it is one, be it too large
    };
    bool readPlain(const RawField &field, int decimals, std::int64_t &number) const;
    AmountReading readAmount(const RawField &field, AmountOf of, int decimals);
    AmountReading readAmount(std::string_view text, ValueKind kind, AmountOf of, int decimals);
    std::string_view numberText(const RawField &field);
    std::string shown(const RawField &field);
    bool reject(std::string reason);
    void accept();

    FieldNames &m_names;
    SortedFields m_fields;
    const UserPolicy m_users;
    Pseudonym m_pseudonym;
    Attributions m_attributions;
    TimeReader m_times;
    ZoneClock m_clock;
    std::string m_zone; ///< that this file's times without one are of; empty: UTC
    Assumptions m_assumptions;
    base::EventBatch m_batch;
    std::unordered_map<std::int64_t, int> m_keptUsers; ///< redactions in each; with UserPolicy::Keep
    std::int64_t m_redactions = 0;
    std::int64_t m_missingUsage = 0;

    // Of the event at hand:
    const RawEvent *m_event = nullptr;
    const RecordFacts *m_facts = nullptr;
    AssumedSet m_assumed = 0;
    bool m_isPrepared = false; ///< its attribution
    int m_eventRedactions = 0;
    std::string m_reason;
    std::string m_scratch;
    std::string m_amount;
    std::string m_redacted;
};

/// More tokens or dollars than one call (or one line of a bill) can have; sums of these stay within 64 bits.
constexpr std::int64_t kMaxTokens = 1'000'000'000'000;
constexpr std::int64_t kMaxCostNanos = 1'000'000 * std::int64_t{1'000'000'000};

} // namespace outlay::ingest
