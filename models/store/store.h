// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "base/backfill.h"
#include "base/budget.h"
#include "base/cellcolumns.h"
#include "base/event.h"
#include "base/eventsink.h"
#include "base/importreport.h"
#include "base/result.h"
#include "base/rule.h"
#include "base/valuerow.h"
#include "base/zone.h"
#include "store/closing.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::store {

/// All cells and the dictionary that they point into: what a cube is built from. One consistent snapshot.
struct CellData
{
    std::vector<std::pair<std::uint32_t, base::Attribution>> attributions; ///< by id, ascending
    base::CellColumns cells;                                               ///< by day and attribution
};

/// Which single events to read. Filters on dimensions are answered by the cube, which knows the folding of
/// default labels, as a set of attribution ids.
struct EventQuery
{
    enum class Order
    {
        NewestFirst,
        OldestFirst,
        DearestFirst
    };

    base::Period period = base::kAllTime;
    std::optional<std::vector<std::uint32_t>> attributions = {}; ///< sorted; none = all
    Order order = Order::NewestFirst;
    std::int64_t offset = 0;
    std::int64_t limit = 200;
    /// By attribution: one of `attributions` that is in here counts on these days alone.
    std::vector<base::EventScope::Window> within = {};
};

/// A single event with all that is known of it.
struct EventRecord
{
    std::int64_t id = 0;
    base::EventRow row;
    base::Attribution attribution;
    std::string user;  ///< as kept, or "u-" and twelve hex digits of the pseudonym; empty when absent
    std::string extra; ///< JSON object of the fields that are no dimension; empty when there are none
};

/// Is given each event with what it is attributed to; both are good until the next.
using EventVisitor =
    std::function<void(const base::Attribution &, const base::EventRow &, std::string_view extras)>;

/// Is given each event with its number and what it is attributed to; all are good until the next.
using LoggedVisitor = std::function<void(std::int64_t event, const base::Attribution &,
                                         const base::EventRow &, std::string_view extras)>;
enum class Joins
{
    Without,
    With,
};
using LoggedWalk = std::function<base::Result<void>(const LoggedVisitor &)>;

/// What is to be done to the joins that are kept; nothing: they are only made anew.
struct BackfillEdit
{
    const base::JoinLog *added = nullptr;
    std::int64_t windowUs = base::kDefaultJoinWindowUs; ///< of what is added
    std::int64_t removed = 0;                           ///< its id
    base::Instant now{};
    std::string who = {}; ///< a label, or empty
    EventWalk walk = {};  ///< its period does not matter
};

/// A join that is kept, with the log that it is of.
using KeptJoin = std::pair<base::Backfill, base::JoinLog>;
/// Says what all joins that are kept, oldest first, join to the events that the walk shows. A call gets a
/// value only where its log says none.
using JoinFinder =
    std::function<base::Result<base::JoinPlan>(const std::vector<KeptJoin> &, const LoggedWalk &)>;

/// Where a line of a bill came from.
struct BillingFile
{
    std::int64_t id = 0;
    std::string_view format;
};

/// Is given each line of bills with what it is attributed to; all are good until the next.
using BillingVisitor =
    std::function<void(const base::Attribution &, const base::BillingRow &, const BillingFile &)>;

/// The dimension in which a bill names what it charges for.
constexpr std::string_view kLineItem = "line_item";

/// Which lines of bills to add up: those whose span begins in the period, by dimensions of theirs.
struct BillingQuery
{
    base::Period period = base::kAllTime;
    base::Grouping by = {"month", "provider", "model", std::string(kLineItem)};
};

/// Lines of bills of one group, one currency and one unit. Sums are base::kAbsent where no line says it. They
/// stand beside the events and are in no total of them.
struct BillingGroup
{
    std::vector<std::string> keys; ///< kUnattributed where nothing is said
    std::string currency;          ///< "USD", or as the bill calls it
    std::string unit;              ///< of the quantity; empty if there is none
    std::int64_t lines = 0;
    std::int64_t requests = base::kAbsent;
    std::int64_t inputTokens = base::kAbsent;
    std::int64_t cacheReadTokens = base::kAbsent;
    std::int64_t cacheWrite5mTokens = base::kAbsent;
    std::int64_t cacheWrite1hTokens = base::kAbsent;
    std::int64_t outputTokens = base::kAbsent;
    std::int64_t quantityNanos = base::kAbsent; ///< 10⁻⁹ of the unit
    std::int64_t costNanos = base::kAbsent;     ///< 10⁻⁹ of the currency
};

/// Facts for the status bar and the footers.
struct StoreFacts
{
    std::int64_t events = 0;
    std::int64_t imports = 0;
    std::optional<base::Instant> lastImportAt;
    std::int64_t fileBytes = 0;
    std::string
        fingerprint;  ///< 12 hex digits that change whenever events, prices, rules, values or the zone do
    std::string zone; ///< name of Store::reportingZone()
};

/// An Outlay store: one SQLite file through one connection. Used by one thread at a time; several stores on
/// one file, in one or more processes, may read while one writes.
class Store
{
public:
    enum class Mode
    {
        ReadWrite,
        ReadOnly
    };

    /// ReadWrite creates what is missing (file and folders) and migrates an older store after copying it
    /// aside. Errors: NotFound, TooOld (both ReadOnly), Unreadable, Unwritable, Corrupt (also: some other
    /// file), TooNew, Busy.
    static base::Result<std::unique_ptr<Store>> open(const std::string &path, Mode mode);
    /// A private store in memory, for sample data and tests.
    static base::Result<std::unique_ptr<Store>> openInMemory();
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    const std::string &path() const;

    /// From a day on.
    base::Result<CellData> cells(base::Day from = base::kAllTime.first) const;
    base::Result<std::optional<base::Day>> lastDay() const; ///< with cells; none: there are none
    base::Result<StoreFacts> facts() const;
    base::Result<std::vector<EventRecord>> events(const EventQuery &query) const;
    base::Result<std::int64_t> countEvents(const EventQuery &query) const; ///< ignores offset and limit

    /// Goes over all events of a period once, in no order to rely on. Errors: Cancelled.
    base::Result<void> walkEvents(const EventWalk &walk, const EventVisitor &visit) const;

    /// What bills and usage reports say, by keys ascending. Errors: Misuse for an unknown dimension (the
    /// sentence lists the known ones).
    base::Result<std::vector<BillingGroup>> billing(const BillingQuery &query) const;
    /// Goes over all lines of bills that count, in the order in which they came in.
    base::Result<void> walkBilling(const BillingVisitor &visit) const;

    /// Whether what this store holds may be asked for while an import runs.
    enum class Meanwhile
    {
        Readable,
        /// Everything else is Busy until the import has ended. A first import then writes half as much.
        Busy
    };

    /// A sink that writes one import in one transaction. Errors: Busy while another import is running.
    /// At most one at a time; it must not outlive the store.
    base::Result<std::unique_ptr<base::EventSink>> beginImport(base::Instant now,
                                                               Meanwhile meanwhile = Meanwhile::Readable);

    base::Result<std::vector<base::ImportSummary>> imports() const; ///< newest first; undone ones are gone
    base::Result<std::vector<base::Reject>> rejects(std::int64_t importId) const; ///< Errors: NotFound
    /// Takes an import's events out of every figure. Returns how many there were. Errors: NotFound, Busy.
    base::Result<std::int64_t> undoImport(std::int64_t importId);

    /// Gives every event of a period a new computed cost; what was logged stays. All or nothing: a stop
    /// (Errors: Cancelled) and a failure change nothing. A dry run only reports. Closed months are reported,
    /// but stay as they are; of reopened ones the change is recorded. `pricer` is told all attributions of
    /// the store with the first batch, and then one batch a block of events. Errors: Busy.
    base::Result<RepriceReport> reprice(base::EventPricer &pricer, const RepriceOptions &options);

    base::Result<std::vector<ClosedMonth>> closedMonths() const; ///< ascending, reopened ones too
    base::Result<void> closeMonth(base::Month month, base::Instant now);
    base::Result<void> reopenMonth(base::Month month, base::Instant now); ///< Errors: NotFound
    base::Result<std::vector<Restatement>> restatements() const;          ///< oldest first

    base::Result<std::vector<base::Budget>> budgets() const; ///< the widest scopes first, then by their words
    /// Budgets that were set once; their alerts stay. Without webhooks.
    base::Result<std::vector<base::Budget>> removedBudgets() const;
    /// Replaces the budget of the same scope and period, whose id it gets, also where that was removed.
    /// Returns the id. A webhook's address is a secret: with one, only its owner can read the store's file
    /// from then on. Errors: Misuse as base::canonical(); Unwritable.
    base::Result<std::int64_t> setBudget(const base::Budget &budget);
    base::Result<void> removeBudget(std::int64_t id); ///< Errors: NotFound

    base::Result<std::vector<base::Alert>> alerts() const; ///< the latest first
    /// Keeps those that have not fired before, and returns them with their ids: a threshold fires once in a
    /// period, unless the amount changes. One that was withdrawn is shown again, and is no news.
    base::Result<std::vector<base::Alert>> keepAlerts(const std::vector<base::Alert> &alerts);
    /// The days of an anomaly that is planned are planned ones of its slice, too. Errors: NotFound.
    base::Result<void> markAlert(std::int64_t id, base::AlertState state);
    /// That the store does not show any more what alerts tell, or does again. Errors: NotFound.
    base::Result<void> setWithdrawn(const std::vector<std::int64_t> &alerts, bool isWithdrawn);
    /// What became of posting an alert; `text` is free of secrets. Errors: NotFound.
    base::Result<void> markDelivery(std::int64_t id, base::Delivery delivery, const std::string &text);

    base::Result<std::vector<base::PlannedDay>> plannedDays() const; ///< ascending
    base::Result<void> setPlannedDay(const base::PlannedDay &planned);
    base::Result<void> removePlannedDay(base::Day day, const std::string &slice); ///< Errors: NotFound

    base::Result<std::vector<base::Rule>> rules() const; ///< in their order
    /// Replaces all rules by these, of which those that are known keep their ids, and keeps what was changed.
    /// `who`: a label, or empty. Errors: Misuse as base::canonical(), NotFound for an id that is not there.
    base::Result<void> setRules(const std::vector<base::Rule> &rules, base::Instant now,
                                const std::string &who = {});
    base::Result<std::vector<base::RuleChange>> ruleChanges() const; ///< the latest first

    base::Result<std::vector<base::ValueRow>> values() const;          ///< of all value files, in their order
    base::Result<std::vector<base::ValueImport>> valueImports() const; ///< newest first
    /// Keeps all rows of a value file. One with the same content as one that is there adds nothing; one of
    /// the same name takes its place, unless it is to stand `beside` it.
    base::Result<base::ValuesKept> keepValues(const base::ValueFile &file, base::Instant now,
                                              bool beside = false);
    /// Returns how many rows there were. Errors: NotFound.
    base::Result<std::int64_t> removeValues(std::int64_t id);

    base::Result<std::vector<base::Backfill>> backfills() const;             ///< oldest first
    base::Result<std::vector<base::BackfillChange>> backfillChanges() const; ///< the latest first
    base::Result<std::vector<KeptJoin>> keptJoins() const;                   ///< as backfills()
    /// Goes over all events of a period once, as they were logged or with what was joined. Errors: Cancelled.
    base::Result<void> walkLogged(const EventWalk &walk, const LoggedVisitor &visit,
                                  Joins joins = Joins::Without) const;
    /// Changes which joins are kept, and makes all of them anew, all or nothing. What was logged stays, and
    /// so does every sum over all calls. Returns the id of what was added, or 0. Errors: NotFound, BadInput
    /// for what is kept already, Busy, Cancelled.
    base::Result<std::int64_t> editBackfills(const BackfillEdit &edit, const JoinFinder &find);

    base::Result<std::optional<std::string>> setting(const std::string &name) const;
    base::Result<void> setSetting(const std::string &name, const std::string &value);

    /// Calls that resemble each other and follow each other within so many seconds are attempts of one.
    base::Result<std::int64_t> retryWindow() const;
    /// 0: only what the log ties together is linked. Links all events anew; returns how many changed. All or
    /// nothing. Errors: Misuse, Busy, Cancelled.
    base::Result<std::int64_t> setRetryWindow(std::int64_t seconds, const LinkWatch &watch = {});

    /// The zone whose days all sums, periods and months are of; UTC until another is set.
    base::Result<base::Zone> reportingZone() const;
    /// Adds all events up anew by the days of `zone`, as which the store then keeps it with its changes of
    /// clocks. All or nothing. Errors: BadInput while a month is closed, Busy, Cancelled.
    base::Result<void> setReportingZone(const base::Zone &zone, const ZoneWatch &watch = {});

    /// The secret with which users are pseudonymised in this store (made at its creation).
    base::Result<std::array<unsigned char, 32>> pseudonymKey() const;

    /// Reads every page and checks every sum (cells against events). Nothing to say is a sound store.
    base::Result<std::vector<std::string>> check() const;

private:
    struct Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace outlay::store
