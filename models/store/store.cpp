// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/store.h"

#include "store/alerts.h"
#include "store/attempts.h"
#include "store/billing.h"
#include "store/budgets.h"
#include "store/cellstore.h"
#include "store/check.h"
#include "store/connection.h"
#include "store/dictionary.h"
#include "store/eventqueries.h"
#include "store/eventwalk.h"
#include "store/facts.h"
#include "store/importlog.h"
#include "store/importsink.h"
#include "store/months.h"
#include "store/place.h"
#include "store/reportingzone.h"
#include "store/repricing.h"
#include "store/rules.h"
#include "store/schema.h"
#include "store/settings.h"
#include "store/storeprivate.h"
#include "store/undo.h"
#include "store/values.h"

namespace outlay::store {

using base::ErrorKind;

namespace {

/// Looks before it touches: a file of another program stays as it is.
base::Result<void> prepareForWriting(const Connection &connection)
{
    const auto steps = migrationSteps();
    auto version = storeVersion(connection, static_cast<std::int64_t>(steps.size()));
    if (!version)
        return failureOf(version);
    return connection.exec("PRAGMA page_size = 32768; PRAGMA journal_mode = WAL")
        .and_then([&] { return connection.limitCache(); })
        .and_then([&] { return migrate(connection, steps); })
        .and_then([&] { return ensurePseudonymKey(connection); })
        .and_then([&] { return linkOlderEvents(connection); });
}

base::Result<void> prepareForReading(const Connection &connection)
{
    const auto newest = static_cast<std::int64_t>(migrationSteps().size());
    auto version = storeVersion(connection, newest);
    if (!version)
        return failureOf(version);
    if (*version == 0)
        return base::fail(ErrorKind::Corrupt, connection.path(), "this file is empty, not an Outlay store");
    if (*version < newest)
        return base::fail(
            ErrorKind::TooOld, connection.path(),
            "this store was written by an older Outlay; open it once for writing to bring it up to date");
    return {};
}

} // namespace

Store::Store(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Store::~Store() = default;

base::Result<std::unique_ptr<Store>> Store::open(const std::string &path, Mode mode)
{
    if (auto place = checkPlace(path, mode == Mode::ReadOnly); !place)
        return failureOf(place);
    auto connection = Connection::open(path, mode == Mode::ReadOnly ? Access::ReadOnly : Access::ReadWrite);
    if (!connection)
        return failureOf(connection);
    auto prepared =
        mode == Mode::ReadOnly ? prepareForReading(**connection) : prepareForWriting(**connection);
    if (!prepared)
        return failureOf(prepared);
    auto p = std::make_unique<Private>();
    p->connection = std::move(*connection);
    return std::unique_ptr<Store>(new Store(std::move(p)));
}

base::Result<std::unique_ptr<Store>> Store::openInMemory()
{
    auto connection = Connection::open("the store in memory", Access::InMemory);
    if (!connection)
        return failureOf(connection);
    if (auto prepared = prepareForWriting(**connection); !prepared)
        return failureOf(prepared);
    auto p = std::make_unique<Private>();
    p->connection = std::move(*connection);
    return std::unique_ptr<Store>(new Store(std::move(p)));
}

const std::string &Store::path() const
{
    return d->connection->path();
}

base::Result<std::optional<base::Day>> Store::lastDay() const
{
    return d->reading(lastDayOfCells);
}

base::Result<CellData> Store::cells(base::Day from) const
{
    return d->reading([from](const Connection &connection) { return loadCellData(connection, from); });
}

base::Result<StoreFacts> Store::facts() const
{
    return d->reading(readFacts);
}

base::Result<std::vector<EventRecord>> Store::events(const EventQuery &query) const
{
    return d->reading([&](const Connection &connection) { return findEvents(connection, query); });
}

base::Result<std::int64_t> Store::countEvents(const EventQuery &query) const
{
    return d->reading([&](const Connection &connection) { return store::countEvents(connection, query); });
}

base::Result<std::vector<BillingGroup>> Store::billing(const BillingQuery &query) const
{
    return d->reading([&](const Connection &connection) { return readBilling(connection, query); });
}

base::Result<std::unique_ptr<base::EventSink>> Store::beginImport(base::Instant now, Meanwhile meanwhile)
{
    return d->writing([&](const Connection &) -> base::Result<std::unique_ptr<base::EventSink>> {
        if (d->connection->access() == Access::ReadOnly)
            return base::fail(ErrorKind::Unwritable, path(), "the store was opened for reading only");
        auto any = d->connection->number("SELECT EXISTS (SELECT 1 FROM events)");
        if (!any)
            return failureOf(any);
        const bool isFirst = *any == 0 && meanwhile == Meanwhile::Busy;
        d->isShared =
            d->connection->access() == Access::InMemory || (isFirst && d->connection->writeInPlace());
        if (d->isShared)
            return ImportSink::begin(d->connection, now, d->importing);
        // On a connection of its own, so that this store goes on showing what was committed.
        auto own = Connection::open(path(), Access::ReadWrite);
        if (!own)
            return failureOf(own);
        return ImportSink::begin(std::move(*own), now, d->importing);
    });
}

base::Result<std::vector<base::ImportSummary>> Store::imports() const
{
    return d->reading(importSummaries);
}

base::Result<std::vector<base::Reject>> Store::rejects(std::int64_t importId) const
{
    return d->reading([&](const Connection &connection) { return rejectsOf(connection, importId); });
}

base::Result<std::int64_t> Store::undoImport(std::int64_t importId)
{
    return d->writing([&](const Connection &connection) { return store::undoImport(connection, importId); });
}

base::Result<void> Store::walkEvents(const EventWalk &walk, const EventVisitor &visit) const
{
    return d->reading(
        [&](const Connection &connection) { return store::walkEvents(connection, walk, visit); });
}

base::Result<void> Store::walkBilling(const BillingVisitor &visit) const
{
    return d->reading([&](const Connection &connection) { return store::walkBilling(connection, visit); });
}

base::Result<RepriceReport> Store::reprice(base::EventPricer &pricer, const RepriceOptions &options)
{
    return d->writing(
        [&](const Connection &connection) { return repriceEvents(connection, pricer, options); });
}

base::Result<std::vector<ClosedMonth>> Store::closedMonths() const
{
    return d->reading(readClosedMonths);
}

base::Result<void> Store::closeMonth(base::Month month, base::Instant now)
{
    return d->writing(
        [&](const Connection &connection) { return store::closeMonth(connection, month, now); });
}

base::Result<void> Store::reopenMonth(base::Month month, base::Instant now)
{
    return d->writing(
        [&](const Connection &connection) { return store::reopenMonth(connection, month, now); });
}

base::Result<std::vector<Restatement>> Store::restatements() const
{
    return d->reading(readRestatements);
}

base::Result<std::vector<base::Budget>> Store::budgets() const
{
    return d->reading(readBudgets);
}

base::Result<std::vector<base::Budget>> Store::removedBudgets() const
{
    return d->reading(readRemovedBudgets);
}

base::Result<std::int64_t> Store::setBudget(const base::Budget &budget)
{
    return d->writing([&](const Connection &connection) { return writeBudget(connection, budget); });
}

base::Result<void> Store::removeBudget(std::int64_t id)
{
    return d->writing([&](const Connection &connection) { return deleteBudget(connection, id); });
}

base::Result<std::vector<base::Alert>> Store::alerts() const
{
    return d->reading(readAlerts);
}

base::Result<std::vector<base::Alert>> Store::keepAlerts(const std::vector<base::Alert> &alerts)
{
    return d->writing([&](const Connection &connection) { return store::keepAlerts(connection, alerts); });
}

base::Result<void> Store::markAlert(std::int64_t id, base::AlertState state)
{
    return d->writing([&](const Connection &connection) { return store::markAlert(connection, id, state); });
}

base::Result<void> Store::setWithdrawn(const std::vector<std::int64_t> &alerts, bool isWithdrawn)
{
    return d->writing(
        [&](const Connection &connection) { return store::setWithdrawn(connection, alerts, isWithdrawn); });
}

base::Result<void> Store::markDelivery(std::int64_t id, base::Delivery delivery, const std::string &text)
{
    return d->writing(
        [&](const Connection &connection) { return store::markDelivery(connection, id, delivery, text); });
}

base::Result<std::vector<base::PlannedDay>> Store::plannedDays() const
{
    return d->reading(readPlannedDays);
}

base::Result<void> Store::setPlannedDay(const base::PlannedDay &planned)
{
    return d->writing([&](const Connection &connection) { return writePlannedDay(connection, planned); });
}

base::Result<void> Store::removePlannedDay(base::Day day, const std::string &slice)
{
    return d->writing([&](const Connection &connection) { return deletePlannedDay(connection, day, slice); });
}

base::Result<std::vector<base::Rule>> Store::rules() const
{
    return d->reading(readRules);
}

base::Result<void> Store::setRules(const std::vector<base::Rule> &rules, base::Instant now,
                                   const std::string &who)
{
    return d->writing([&](const Connection &connection) { return writeRules(connection, rules, now, who); });
}

base::Result<std::vector<base::RuleChange>> Store::ruleChanges() const
{
    return d->reading(readRuleChanges);
}

base::Result<std::vector<base::ValueRow>> Store::values() const
{
    return d->reading(readValues);
}

base::Result<std::vector<base::ValueImport>> Store::valueImports() const
{
    return d->reading(readValueImports);
}

base::Result<base::ValuesKept> Store::keepValues(const base::ValueFile &file, base::Instant now, bool beside)
{
    return d->writing(
        [&](const Connection &connection) { return store::keepValues(connection, file, now, beside); });
}

base::Result<std::int64_t> Store::removeValues(std::int64_t id)
{
    return d->writing([&](const Connection &connection) { return store::removeValues(connection, id); });
}

base::Result<std::optional<std::string>> Store::setting(const std::string &name) const
{
    return d->reading([&](const Connection &connection) { return readSetting(connection, name); });
}

base::Result<void> Store::setSetting(const std::string &name, const std::string &value)
{
    return d->writing([&](const Connection &connection) { return writeSetting(connection, name, value); });
}

base::Result<std::int64_t> Store::retryWindow() const
{
    return d->reading(store::retryWindow);
}

base::Result<std::int64_t> Store::setRetryWindow(std::int64_t seconds, const LinkWatch &watch)
{
    return d->writing(
        [&](const Connection &connection) { return store::setRetryWindow(connection, seconds, watch); });
}

base::Result<base::Zone> Store::reportingZone() const
{
    return d->reading(readZone);
}

base::Result<void> Store::setReportingZone(const base::Zone &zone, const ZoneWatch &watch)
{
    return d->writing(
        [&](const Connection &connection) { return store::setReportingZone(connection, zone, watch); });
}

base::Result<std::array<unsigned char, 32>> Store::pseudonymKey() const
{
    return d->reading(readPseudonymKey);
}

base::Result<std::vector<std::string>> Store::check() const
{
    return d->reading(checkStore);
}

} // namespace outlay::store
