// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/bills.h"
#include "insight/calladding.h"
#include "insight/compensation.h"
#include "insight/repeats.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::insight {

/// How a day's bill and calls stand to each other.
enum class MatchClass
{
    Matched,
    ProviderOnly,
    OursOnly,
    Differs,
    NotCovered, ///< one side does not say anything of that day, or of that kind
};
constexpr int kMatchClasses = 5;
/// As in exports: "provider only".
std::string_view nameOf(MatchClass matchClass);

/// Why they do not match, as far as it can be told.
enum class MatchCause
{
    None,
    TimeZone, ///< by days of the reporting zone there is no difference, or neighbouring days make up for it
    Unpriced, ///< calls have tokens and no cost
    MissingUsage, ///< calls have no tokens
    Duplicate,    ///< ours is a multiple of the provider's, or calls are in the log twice
    Rate,         ///< tokens agree and dollars do not
    Late,         ///< it may still be booked within the delay
    Unexplained,
};
constexpr int kMatchCauses = 8;
/// As in exports: "time zone"; empty for None.
std::string_view nameOf(MatchCause cause);

struct MatchOptions
{
    base::Period period = base::kAllTime;     ///< days
    std::int64_t tolerancePpm = 10'000;       ///< millionths of the greater: 1 %
    std::int64_t toleranceNanos = 10'000'000; ///< or so much money, whichever is more: a cent
    /// So many days later a provider may book a call.
    int delayDays = 1;
    std::string provider; ///< as CallName; empty: all

    bool operator==(const MatchOptions &) const = default;
};
/// How many days around the period are looked at, too, for what is carried over.
int marginOf(const MatchOptions &options);

/// One day, model and kind.
struct MatchRow
{
    MatchKey key;
    Amounts provider;
    Amounts ours;
    CallCounts calls; ///< ours of that day and model, of all kinds
    MatchClass matchClass = MatchClass::Matched;
    MatchCause cause = MatchCause::None;
    bool isDelayed = false; ///< it matches with other days of the delay
    /// |provider − ours| ÷ max(provider, ours), of cost where both have one, else of tokens. Nothing where
    /// they cannot be held against each other.
    std::optional<double> delta;
};

struct MatchSums
{
    std::int64_t rows = 0;
    base::Int128 providerNanos = 0; ///< as far as it is known
    base::Int128 oursNanos = 0;     ///< as far as it is known

    MatchSums &operator+=(const MatchRow &row);
    /// Nothing where there is something, and of none of it is known what it cost: bills of tokens alone.
    std::optional<base::Int128> provider() const { return m_provider.known(providerNanos); }
    std::optional<base::Int128> ours() const { return m_ours.known(oursNanos); }
    /// Ours less the provider's; nothing where either is not known.
    std::optional<base::Int128> difference() const;

private:
    struct Side
    {
        bool hasCosts = false;
        bool hasOthers = false; ///< rows that are there without a cost

        void add(const Amounts &amounts);
        std::optional<base::Int128> known(base::Int128 nanos) const
        {
            return hasCosts || !hasOthers ? std::optional(nanos) : std::nullopt;
        }
    };

    Side m_provider;
    Side m_ours;
};
/// Ours less the provider's, where both are known: a side that is not there at all is 0.
std::optional<base::Int128> differenceOf(const MatchRow &row);

/// Bills against calls. Classes add up to the totals, and the totals are all that either side has of the
/// period, to the nano-dollar.
struct Reconciliation
{
    MatchOptions options;
    std::vector<MatchRow> rows; ///< by key, without those that are nothing on both sides
    std::array<MatchSums, kMatchClasses> classes;
    std::array<MatchSums, kMatchCauses> causes; ///< of what is neither matched nor not covered
    MatchSums delayed;                          ///< of the matched
    MatchSums total;
    std::map<std::pair<BillAside, std::string>, AsideSums> asides; ///< as Bills
    std::map<CallName, std::string> shown;  ///< names for people: the bills', else the logs'
    std::map<std::string, BillSpans> spans; ///< of the bills, by provider
    std::int64_t billLines = 0;
    std::int64_t corrections = 0;

    /// "Claude Haiku 4.5"; the name itself for kAllModels, and empty where nobody said.
    std::string shownModel(const MatchKey &key) const;
    /// Days and models of which ours has more without a cause: whose calls are to be looked through for
    /// repeats.
    std::set<MatchKey> suspects() const;
};

/// `spans`: from when to when there are calls, by provider, in the days that it bills by. `repeats`: of
/// suspects(), if they are known.
Reconciliation reconcile(const Bills &bills, const Calls &calls,
                         const std::map<std::string, base::Period> &spans, const MatchOptions &options,
                         const Repeats &repeats = {});

} // namespace outlay::insight
