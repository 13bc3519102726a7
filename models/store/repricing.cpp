// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/repricing.h"

#include "base/parts.h"
#include "store/cellmap.h"
#include "store/cellstore.h"
#include "store/dictionary.h"
#include "store/encoding.h"
#include "store/eventblocks.h"
#include "store/eventscan.h"
#include "store/eventwalk.h"
#include "store/fileledger.h"
#include "store/months.h"
#include "store/reportingzone.h"

#include <set>

namespace outlay::store {

using base::EventRow;
using base::kAbsent;
using base::Month;

namespace {

void add(RepricedSums &sums, const EventRow &before, const EventRow &after)
{
    const auto known = [](std::int64_t nanos) { return nanos == kAbsent ? 0 : nanos; };
    ++sums.events;
    sums.changed += before.computedNanos != after.computedNanos ? 1 : 0;
    sums.oldComputedNanos += known(before.computedNanos);
    sums.newComputedNanos += known(after.computedNanos);
    sums.oldShownNanos += known(base::shownNanos(before));
    sums.newShownNanos += known(base::shownNanos(after));
    sums.oldUnpriced += base::shownNanos(before) == kAbsent ? 1 : 0;
    sums.newUnpriced += base::shownNanos(after) == kAbsent ? 1 : 0;
    sums.oldUncomputed += before.computedNanos == kAbsent ? 1 : 0;
    sums.newUncomputed += after.computedNanos == kAbsent ? 1 : 0;
}

class Repricing
{
public:
    Repricing(const Connection &connection, base::EventPricer &pricer, const RepriceOptions &options,
              const base::Zone &zone);

    base::Result<void> run();
    RepriceReport &report() { return m_report; }

private:
    base::Result<void> load();
    base::Result<void> repriceBlock(const EventBlock &block);
    base::Result<void> repriceSetAside();
    base::Result<void> take(std::int64_t id, const EventRow &before, const EventRow &after);
    base::Result<void> finish();
    base::Result<void> restate();
    void addParts(EventRow &row, std::string_view fields);
    void price(std::vector<EventRow> rows);
    bool isClosed(const EventRow &row);

    const Connection &m_connection;
    base::EventPricer &m_pricer;
    const RepriceOptions &m_options;
    const std::int64_t m_from;
    const std::int64_t m_end;
    RepriceReport m_report;
    base::EventBatch m_batch;             ///< attribution numbers count through the store's attributions
    std::vector<std::uint32_t> m_numbers; ///< by the store's id
    std::vector<std::string> m_models;    ///< by number
    std::set<Month> m_closed;
    std::set<Month> m_reopened;
    CellMap m_cells;
    FileLedger m_files;
    std::set<std::int64_t> m_touched; ///< blocks
    EventScan m_scan;
    Statement m_update;
};

Repricing::Repricing(const Connection &connection, base::EventPricer &pricer, const RepriceOptions &options,
                     const base::Zone &zone)
    : m_connection(connection)
    , m_pricer(pricer)
    , m_options(options)
    , m_from(zone.beginOf(options.walk.period.first))
    , m_end(zone.endOf(options.walk.period.last))
    , m_cells(zone)
    , m_files(connection)
    , m_scan(connection)
    , m_update(connection, "UPDATE events SET computed_beyond = ? - coalesce(cost_nanos, 0) WHERE id = ?")
{
}

base::Result<void> Repricing::load()
{
    auto months = readClosedMonths(m_connection);
    if (!months)
        return failureOf(months);
    for (const ClosedMonth &closed : *months)
        (closed.reopenedAt ? m_reopened : m_closed).insert(closed.month);
    return forEachAttribution(m_connection, [this](std::uint32_t id, const base::Attribution &attribution) {
        if (m_numbers.size() <= id)
            m_numbers.resize(id + std::size_t{1});
        m_numbers[id] = static_cast<std::uint32_t>(m_models.size());
        m_models.push_back(attribution[base::FixedDimension::Model].value_or(std::string()));
        m_batch.newAttributions.push_back(attribution);
    });
}

bool Repricing::isClosed(const EventRow &row)
{
    return m_closed.contains(base::monthOf(m_cells.dayOf(row)));
}

/// Has the rows priced as a batch of their own; the result is in m_batch.rows.
void Repricing::price(std::vector<EventRow> rows)
{
    m_batch.rows = std::move(rows);
    for (EventRow &row : m_batch.rows) {
        row.attribution = m_numbers[row.attribution];
        row.computedNanos = kAbsent;
    }
    m_pricer.price(m_batch);
    m_batch.newAttributions.clear(); // told once, as in an import
    m_batch.extras.clear();
}

/// What is priced apart is in what is kept with the event; `fields` as they are stored.
void Repricing::addParts(EventRow &row, std::string_view fields)
{
    if (fields.empty() || !base::hasParts(base::partsIn(fields)))
        return;
    row.hasParts = true;
    row.extra = static_cast<std::int32_t>(m_batch.extras.size());
    m_batch.extras.emplace_back(fields);
}

base::Result<void> Repricing::repriceBlock(const EventBlock &block)
{
    std::vector<std::int64_t> ids;
    std::vector<EventRow> rows;
    StoredEvent event;
    m_scan.start(block.firstId(), block.lastId(), m_from, m_end);
    while (m_scan.next(event)) {
        ids.push_back(event.id);
        rows.push_back(event.row);
        addParts(rows.back(), event.fields);
    }
    if (auto finished = m_scan.finish(); !finished)
        return finished;
    price(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EventRow after = rows[i];
        after.computedNanos = m_batch.rows[i].computedNanos;
        if (auto taken = take(ids[i], rows[i], after); !taken)
            return taken;
    }
    return {};
}

base::Result<void> Repricing::take(std::int64_t id, const EventRow &before, const EventRow &after)
{
    RepricedMonth &month = m_report.months[base::monthOf(m_cells.dayOf(before))];
    month.isClosed = isClosed(before);
    add(month.sums, before, after);
    if (before.computedNanos == after.computedNanos)
        return {};
    add(month.models[m_models[m_numbers[before.attribution]]], before, after);
    if (m_options.dryRun || month.isClosed)
        return {};
    m_touched.insert(blockOf(id));
    if (!m_cells.subtract(before.attribution, before) || !m_cells.add(after.attribution, after))
        return tl::unexpected(cellOverflow(m_connection, m_cells.dayOf(before)));
    return m_files.reprice(id, before, after).and_then([&] {
        return m_update.bindOrNull(1, after.computedNanos).bind(2, id).run();
    });
}

/// What comes back with an undo shall have the new price too.
base::Result<void> Repricing::repriceSetAside()
{
    std::vector<std::int64_t> places;
    std::vector<EventRow> rows;
    Statement aside(m_connection,
                    "SELECT seq, at, attribution, input_tokens, output_tokens, cache_read_tokens,"
                    " cache_write_5m_tokens, cache_write_1h_tokens, cost_nanos, latency, user, fields"
                    " FROM superseded_events WHERE at >= ? AND at < ?");
    aside.bind(1, storedAt(m_from)).bind(2, storedAt(m_end));
    while (aside.next()) {
        EventRow &row = rows.emplace_back();
        addParts(row, aside.text(11));
        places.push_back(aside.number(0));
        row.atUs = loggedAt(aside.number(1));
        row.attribution = static_cast<std::uint32_t>(aside.number(2));
        int column = 3;
        for (std::int64_t *field :
             {&row.inputTokens, &row.outputTokens, &row.cacheReadTokens, &row.cacheWrite5mTokens,
              &row.cacheWrite1hTokens, &row.costNanos, &row.latencyUs})
            *field = aside.numberOrAbsent(column++);
        row.latencyUs = loggedLatency(row.latencyUs);
        const std::int64_t user = aside.numberOrAbsent(column);
        row.user = user == kAbsent ? kAbsent : loggedUser(user);
    }
    if (auto finished = aside.finish(); !finished)
        return finished;
    price(rows);
    Statement update(m_connection, "UPDATE superseded_events SET computed_nanos = ? WHERE seq = ?");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (isClosed(rows[i]))
            continue;
        auto ran = update.bindOrNull(1, m_batch.rows[i].computedNanos).bind(2, places[i]).run();
        if (!ran)
            return ran;
    }
    return {};
}

base::Result<void> Repricing::run()
{
    if (auto loaded = load(); !loaded)
        return loaded;
    return forEachBlock(m_connection, m_options.walk,
                        [this](const EventBlock &block) { return repriceBlock(block); })
        .and_then([this] { return m_options.dryRun ? base::Result<void>() : finish(); });
}

base::Result<void> Repricing::finish()
{
    m_report.applied = true;
    const bool anything = !m_touched.empty();
    return repriceSetAside()
        .and_then([&] { return addToCells(m_connection, m_cells.take()); })
        .and_then([&] { return m_files.save(); })
        .and_then([&] { return recountBlocks(m_connection, m_touched); })
        .and_then([&] { return restate(); })
        .and_then([&] {
            return anything ? m_connection.exec("INSERT INTO meta VALUES ('repriced', 1) ON CONFLICT (name)"
                                                " DO UPDATE SET value = value + 1")
                            : base::Result<void>();
        });
}

/// Writes down what has become of reopened months.
base::Result<void> Repricing::restate()
{
    for (const Month &month : m_reopened) {
        const auto repriced = m_report.months.find(month);
        if (repriced == m_report.months.end() || repriced->second.sums.changed == 0)
            continue;
        const auto stored = sumOver(m_connection, base::periodOf(month));
        if (!stored)
            return tl::unexpected(stored.error());
        const std::int64_t now = stored->costNanos + stored->filledNanos;
        const RepricedSums &sums = repriced->second.sums;
        const std::int64_t before = now - (sums.newShownNanos - sums.oldShownNanos);
        auto written = writeRestatement(m_connection, {m_options.now, month, before, now, m_options.reason});
        if (!written)
            return written;
    }
    return {};
}

} // namespace

RepricedSums RepriceReport::total() const
{
    RepricedSums sum;
    for (const auto &[name, month] : months) {
        if (month.isClosed)
            continue;
        sum.events += month.sums.events;
        sum.changed += month.sums.changed;
        sum.oldShownNanos += month.sums.oldShownNanos;
        sum.newShownNanos += month.sums.newShownNanos;
        sum.oldComputedNanos += month.sums.oldComputedNanos;
        sum.newComputedNanos += month.sums.newComputedNanos;
        sum.oldUnpriced += month.sums.oldUnpriced;
        sum.newUnpriced += month.sums.newUnpriced;
        sum.oldUncomputed += month.sums.oldUncomputed;
        sum.newUncomputed += month.sums.newUncomputed;
    }
    return sum;
}

base::Result<RepriceReport> repriceEvents(const Connection &connection, base::EventPricer &pricer,
                                          const RepriceOptions &options)
{
    auto transaction =
        Transaction::begin(connection, options.dryRun ? Transaction::Kind::Read : Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    Repricing repricing(connection, pricer, options, *zone);
    auto done = repricing.run();
    if (done && !options.dryRun)
        done = transaction->commit();
    if (!done)
        return failureOf(done);
    return std::move(repricing.report());
}

} // namespace outlay::store
