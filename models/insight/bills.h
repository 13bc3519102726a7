// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "base/zone.h"
#include "insight/callnames.h"
#include "insight/ledger.h"
#include "insight/regrouping.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::insight {

/// Why lines of a bill are not held against calls. They are told beside.
enum class BillAside
{
    Currency,     ///< not in dollars
    OtherService, ///< of something else than language models
    NotUsage,     ///< taxes, purchases in advance, credits
    LongSpan,     ///< of more than a day
    SaidTwice,    ///< another bill says the same
    Regrouped,    ///< another export of the same source says it in more detail
};
constexpr int kBillAsides = 6;
/// As in exports: "other service".
std::string_view nameOf(BillAside reason);

/// Lines that were put aside for one reason in one currency.
struct AsideSums
{
    std::int64_t lines = 0;
    base::Int128 costNanos = 0;
};

/// Days that a provider's bills are of, ascending: each file from its first line to its last, and the gaps
/// between files where they are no longer than a week.
using BillDays = std::vector<base::Period>;
/// The one of them that the day is in, or nothing.
std::optional<base::Period> spanWith(const BillDays &days, base::Day day);

/// What a provider's bills say of costs, and of each kind of tokens.
struct BillSpans
{
    BillDays cost;
    std::array<BillDays, kCountedKinds> tokens;

    const BillDays &of(bool costs, BillKind kind) const
    {
        return costs ? cost : tokens[static_cast<std::size_t>(kind)];
    }
    bool hasTokens() const;
};

/// All bills and usage reports of a store, brought into one ledger.
struct Bills
{
    Ledger ledger;
    std::map<std::string, BillSpans> spans; ///< by provider
    BillZones zones;
    std::map<std::pair<BillAside, std::string>, AsideSums> asides; ///< by reason and currency
    std::map<CallName, std::string> shown;                         ///< the shortest name that bills have
    std::int64_t lines = 0;                                        ///< that count
    std::int64_t corrections = 0; ///< of them those of FOCUS' ChargeClass "Correction"
};

/// Reads lines of bills, whatever grain their format has. Used by one thread.
class BillReading
{
public:
    /// `zone`: the reporting zone, by whose days they are added up, too.
    BillReading(CallNames &names, base::Zone zone);

    void add(const base::Attribution &attribution, const base::BillingRow &row, std::string_view format,
             std::int64_t file);
    /// All of them; what is counted of lines, and what is told of those put aside, is of the period.
    Bills result(const base::Period &period);

private:
    struct Line
    {
        std::int64_t atUs = 0;
        base::Day day{};
        base::Day zoneDay{};
        bool isOfDay = false; ///< not of an hour
        CallName name;
        BillKind kind = BillKind::All;
        std::int64_t costNanos = base::kAbsent;
        std::array<std::int64_t, kCountedKinds> tokens{base::kAbsent, base::kAbsent, base::kAbsent,
                                                       base::kAbsent};
        std::size_t format = 0;
        std::int64_t file = 0;
        std::string currency;
        std::optional<BillAside> aside;
        bool isCorrection = false;

        bool hasTokens() const;
        bool isCompared() const;
    };
    /// Which format tells of a provider's costs, or tokens, on a day.
    using Tellers = std::map<std::pair<std::string, base::Day>, std::size_t>;

    static void place(Line &line, const base::BillingRow &row);
    BillZones zones() const;
    void placeHours(const BillZones &zones);
    Tellers tellers(bool ofCosts) const;
    void putRegroupedAside();
    static void addTo(Bills &bills, const Line &line, bool isSame);

    CallNames &m_names;
    base::Zone m_zone;
    std::map<std::string, std::size_t, std::less<>> m_formats; ///< by name
    std::map<CallName, std::string> m_shown;
    Regrouping m_regrouping;
    std::vector<Line> m_lines;
};

} // namespace outlay::insight
