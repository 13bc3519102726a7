// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/check.h"

#include "store/cellmap.h"
#include "store/cellstore.h"
#include "store/eventscan.h"
#include "store/reportingzone.h"

namespace outlay::store {

using base::Cell;

namespace {

using Findings = std::vector<std::string>;

base::Result<void> checkPages(const Connection &connection, Findings &findings)
{
    Statement rows(connection, "PRAGMA quick_check(20)");
    while (rows.next()) {
        if (rows.text(0) != "ok")
            findings.push_back("the file is damaged: " + std::string(rows.text(0)));
    }
    return rows.finish();
}

/// The sums as the events give them.
base::Result<std::vector<Cell>> cellsFromEvents(const Connection &connection)
{
    auto zone = readZone(connection);
    if (!zone)
        return failureOf(zone);
    CellMap sums(*std::move(zone));
    EventScan scan(connection);
    StoredEvent event;
    scan.start(0, std::numeric_limits<std::int64_t>::max());
    while (scan.next(event)) {
        if (!sums.add(event.row.attribution, event.row))
            return tl::unexpected(cellOverflow(connection, sums.dayOf(event.row)));
    }
    if (auto finished = scan.finish(); !finished)
        return failureOf(finished);
    return sums.take();
}

base::Result<void> checkCells(const Connection &connection, Findings &findings)
{
    auto expected = cellsFromEvents(connection);
    if (!expected)
        return failureOf(expected);
    const auto isBefore = [](const Cell &a, const Cell &b) {
        return a.day != b.day ? a.day < b.day : a.attribution < b.attribution;
    };
    const auto report = [&](const Cell &cell, const char *what) {
        findings.push_back(base::isoDay(cell.day) + ", attribution " + std::to_string(cell.attribution) +
                           ": " + what);
    };
    auto next = expected->begin();
    const auto compare = [&](const Cell &cell) {
        for (; next != expected->end() && isBefore(*next, cell); ++next)
            report(*next, "its events are missing from the daily sums");
        if (next == expected->end() || isBefore(cell, *next)) {
            report(cell, "a daily sum has no events");
            return;
        }
        if (next->sums != cell.sums)
            report(cell, "the daily sum differs from its events");
        ++next;
    };
    auto visited = forEachDay(connection, base::kAllTime, kAllMeasures, [&](const base::CellColumns &cells) {
        for (const Cell &cell : cells.cells())
            compare(cell);
    });
    for (; visited && next != expected->end(); ++next)
        report(*next, "its events are missing from the daily sums");
    return visited;
}

base::Result<void> checkDictionary(const Connection &connection, Findings &findings)
{
    auto used = attributionsOfCells(connection);
    if (!used)
        return failureOf(used);
    Statement rows(connection, "SELECT id FROM attributions");
    while (rows.next()) {
        if (const auto id = static_cast<std::size_t>(rows.number(0)); id < used->size())
            (*used)[id] = false;
    }
    for (std::size_t id = 0; id < used->size(); ++id) {
        if ((*used)[id])
            findings.push_back("attribution " + std::to_string(id) + " is used but not described");
    }
    return rows.finish();
}

/// Each query gives one row a finding, as a sentence.
constexpr const char *kRules[] = {
    ("SELECT 'file ' || f.id || ' of import ' || f.import || ' says ' || f.added || ' events, but the store "
     "holds '"
     " || (SELECT count(*) FROM events WHERE id BETWEEN f.first_event AND f.last_event)"
     " FROM import_files AS f WHERE f.added <>"
     " (SELECT count(*) FROM events WHERE id BETWEEN f.first_event AND f.last_event)"),
    ("SELECT'the imports list ' || a || ' events, but the store holds ' || b"
     " FROM (SELECT (SELECT coalesce(sum(added), 0) FROM import_files) AS a, (SELECT count(*) FROM events) "
     "AS "
     "b)"
     " WHERE a <> b"),
    ("SELECT'block ' || b.block || ' of events is described wrongly' FROM event_blocks AS b"
     " WHERE (b.events, b.min_at, b.max_at, b.max_cost_nanos) IS NOT"
     " (SELECT count(*), min(at), max(at), max(coalesce(cost_nanos, computed_beyond)) FROM events WHERE id "
     "BETWEEN b.block << 14 AND ((b.block + 1) << "
     "14) - 1)"),
    ("SELECT'the blocks list ' || a || ' events, but the store holds ' || b"
     " FROM (SELECT (SELECT coalesce(sum(events), 0) FROM event_blocks) AS a, (SELECT count(*) FROM events) "
     "AS b)"
     " WHERE a <> b"),
    ("SELECT'attribution ' || c.attribution || ' is used but not described' FROM"
     " (SELECT attribution FROM superseded_events UNION SELECT attribution FROM billing_rows) AS c"
     " WHERE c.attribution NOT IN (SELECT id FROM attributions)"),
    ("SELECT 'file ' || f.id || ' of import ' || f.import || ' says other costs than its events'"
     " FROM import_files AS f WHERE (f.cost_nanos, f.filled_nanos, f.unpriced) IS NOT"
     " (SELECT coalesce(sum(cost_nanos), 0), coalesce(sum(iif(cost_nanos IS NULL, computed_beyond, NULL)), "
     "0),"
     " count(*) - count(coalesce(cost_nanos, computed_beyond))"
     " FROM events WHERE id BETWEEN f.first_event AND f.last_event)"),
    ("SELECT 'file ' || f.id || ' of import ' || f.import || ' says another number of lines of bills'"
     " FROM import_files AS f WHERE f.billing <>"
     " (SELECT count(*) FROM billing_rows WHERE file = f.id AND superseded_by IS NULL)"),
    ("SELECT 'line ' || id || ' of a bill belongs to no import' FROM billing_rows"
     " WHERE import NOT IN (SELECT id FROM imports) OR superseded_by NOT IN (SELECT id FROM imports)"
     " OR file IS NULL"),
    ("SELECT 'key ' || key || ' names an event that is not there' FROM event_keys"
     " WHERE event NOT IN (SELECT id FROM events)"),
    ("SELECT 'event ' || event || ' counts though another stands for it' FROM superseded_events"
     " WHERE event IN (SELECT id FROM events)"),
    ("SELECT 'event ' || event || ' is set aside for an import that is not there' FROM superseded_events"
     " WHERE by_import NOT IN (SELECT id FROM imports) OR import NOT IN (SELECT id FROM imports)"),
};

base::Result<void> checkRules(const Connection &connection, Findings &findings)
{
    for (const char *rule : kRules) {
        Statement rows(connection, rule);
        while (rows.next())
            findings.emplace_back(rows.text(0));
        if (auto finished = rows.finish(); !finished)
            return finished;
    }
    return {};
}

} // namespace

base::Result<std::vector<std::string>> checkStore(const Connection &connection)
{
    Findings findings;
    auto checked = checkPages(connection, findings);
    if (checked && findings.empty()) // on damaged pages nothing can be added up
        checked = checkCells(connection, findings)
                      .and_then([&] { return checkDictionary(connection, findings); })
                      .and_then([&] { return checkRules(connection, findings); });
    if (checked)
        return findings;
    if (checked.error().kind != base::ErrorKind::Corrupt)
        return failureOf(checked);
    findings.push_back(checked.error().detail);
    return findings;
}

} // namespace outlay::store
