// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/alerts.h"

#include "store/statement.h"

#include <sqlite3.h>

#include <algorithm>

namespace outlay::store {

using base::Alert;
using base::Day;

namespace {

std::int64_t dayNumber(Day day)
{
    return day.time_since_epoch().count();
}

Day numberedDay(std::int64_t number)
{
    return Day{std::chrono::days{number}};
}

/// What an enumerator is called in the store: its place in `names`.
template <class Enum, std::size_t Count>
Enum wordToEnum(const std::array<std::string_view, Count> &names, std::string_view word)
{
    const auto found = std::ranges::find(names, word);
    return static_cast<Enum>(found == names.end() ? 0 : found - names.begin());
}

Alert alertAt(const Statement &row)
{
    Alert alert;
    alert.id = row.number(0);
    alert.budget = row.number(1);
    alert.kind = wordToEnum<base::AlertKind>(base::kAlertKindNames, row.text(2));
    alert.subject = row.text(3);
    alert.slice = row.text(4);
    alert.periodFirst = numberedDay(row.number(5));
    alert.percent = static_cast<int>(row.number(6));
    alert.measured = wordToEnum<base::Measured>(base::kMeasuredNames, row.text(7));
    alert.firedAt = base::Instant{std::chrono::microseconds{row.number(8)}};
    alert.day = numberedDay(row.number(9));
    alert.value = base::Money::fromNanos(row.number(10));
    alert.limit = base::Money::fromNanos(row.number(11));
    alert.driver = row.text(12);
    alert.state = wordToEnum<base::AlertState>(base::kAlertStateNames, row.text(13));
    alert.delivery = wordToEnum<base::Delivery>(base::kDeliveryNames, row.text(14));
    alert.deliveryText = row.text(15);
    alert.periodLast = numberedDay(row.number(16));
    if (!row.isNull(17))
        alert.expected = base::Money::fromNanos(row.number(17));
    alert.isWithdrawn = row.number(18) != 0;
    return alert;
}

void bindAlert(Statement &insert, const Alert &alert)
{
    insert.bind(1, alert.budget).bind(2, base::nameOf(alert.kind));
    insert.bind(3, std::string_view(alert.subject)).bind(4, std::string_view(alert.slice));
    insert.bind(5, dayNumber(alert.periodFirst)).bind(6, std::int64_t{alert.percent});
    insert.bind(7, base::nameOf(alert.measured));
    insert.bind(8, std::int64_t{alert.firedAt.time_since_epoch().count()});
    insert.bind(9, dayNumber(alert.day)).bind(10, alert.value.nanos()).bind(11, alert.limit.nanos());
    insert.bind(12, std::string_view(alert.driver)).bind(13, base::nameOf(alert.state));
    insert.bind(14, base::nameOf(alert.delivery)).bind(15, std::string_view(alert.deliveryText));
    insert.bind(16, dayNumber(alert.periodLast));
    if (alert.expected)
        insert.bind(17, alert.expected->nanos());
    else
        insert.bindNull(17);
    insert.bind(18, std::int64_t{alert.isWithdrawn});
}

base::Result<void> needOne(const Connection &connection, base::Result<void> done, const std::string &what)
{
    if (done && sqlite3_changes(connection.handle()) == 0)
        return base::fail(base::ErrorKind::NotFound, connection.path(), "there is no " + what);
    return done;
}

/// A note that a person has given stays. Of a budget's alert there is nothing to plan.
base::Result<void> planDaysOf(const Connection &connection, std::int64_t alert)
{
    Statement insert(connection, "WITH RECURSIVE days (day, last, slice) AS ("
                                 "SELECT period_first, day, slice FROM alerts WHERE id = ? AND kind = ?"
                                 " UNION ALL SELECT day + 1, last, slice FROM days WHERE day < last)"
                                 " INSERT OR IGNORE INTO planned_days SELECT day, slice, '' FROM days");
    return insert.bind(1, alert).bind(2, base::nameOf(base::AlertKind::Anomaly)).run();
}

} // namespace

base::Result<std::vector<Alert>> readAlerts(const Connection &connection)
{
    std::vector<Alert> alerts;
    Statement rows(
        connection,
        "SELECT id, budget, kind, subject, slice, period_first, percent, measured,"
        " fired_at, day, value_nanos, limit_nanos, driver, state, delivery,"
        " delivery_text, period_last, expected_nanos, withdrawn FROM alerts ORDER BY fired_at DESC, id DESC");
    while (rows.next())
        alerts.push_back(alertAt(rows));
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return alerts;
}

base::Result<std::vector<Alert>> keepAlerts(const Connection &connection, const std::vector<Alert> &alerts)
{
    std::vector<Alert> fresh;
    if (alerts.empty())
        return fresh;
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    Statement insert(connection, "INSERT OR IGNORE INTO alerts (budget, kind, subject, slice, period_first,"
                                 " percent, measured, fired_at, day, value_nanos, limit_nanos, driver, state,"
                                 " delivery, delivery_text, period_last, expected_nanos, withdrawn)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                 " RETURNING id");
    Statement again(connection, "UPDATE alerts SET withdrawn = 0 WHERE withdrawn = 1 AND kind = ? AND"
                                " budget = ? AND period_first = ? AND percent = ? AND measured = ? AND"
                                " limit_nanos = ?");
    for (const Alert &alert : alerts) {
        bindAlert(insert, alert);
        while (insert.next()) {
            fresh.push_back(alert);
            fresh.back().id = insert.number(0);
        }
        if (auto finished = insert.finish(); !finished)
            return failureOf(finished);
        again.bind(1, base::nameOf(base::AlertKind::Budget)).bind(2, alert.budget);
        again.bind(3, dayNumber(alert.periodFirst)).bind(4, std::int64_t{alert.percent});
        again.bind(5, base::nameOf(alert.measured)).bind(6, alert.limit.nanos());
        if (auto shown = again.run(); !shown)
            return failureOf(shown);
    }
    if (auto committed = transaction->commit(); !committed)
        return failureOf(committed);
    return fresh;
}

base::Result<void> markAlert(const Connection &connection, std::int64_t id, base::AlertState state)
{
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    Statement update(connection, "UPDATE alerts SET state = ? WHERE id = ?");
    if (auto marked = needOne(connection, update.bind(1, base::nameOf(state)).bind(2, id).run(),
                              "alert " + std::to_string(id));
        !marked)
        return marked;
    if (state == base::AlertState::Planned)
        if (auto planned = planDaysOf(connection, id); !planned)
            return planned;
    return transaction->commit();
}

base::Result<void> setWithdrawn(const Connection &connection, const std::vector<std::int64_t> &ids,
                                bool isWithdrawn)
{
    if (ids.empty())
        return {};
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    Statement update(connection, "UPDATE alerts SET withdrawn = ? WHERE id = ?");
    for (const std::int64_t id : ids)
        if (auto marked = needOne(connection, update.bind(1, std::int64_t{isWithdrawn}).bind(2, id).run(),
                                  "alert " + std::to_string(id));
            !marked)
            return marked;
    return transaction->commit();
}

base::Result<void> markDelivery(const Connection &connection, std::int64_t id, base::Delivery delivery,
                                const std::string &text)
{
    Statement update(connection, "UPDATE alerts SET delivery = ?, delivery_text = ? WHERE id = ?");
    update.bind(1, base::nameOf(delivery)).bind(2, std::string_view(text));
    return needOne(connection, update.bind(3, id).run(), "alert " + std::to_string(id));
}

base::Result<std::vector<base::PlannedDay>> readPlannedDays(const Connection &connection)
{
    std::vector<base::PlannedDay> days;
    Statement rows(connection, "SELECT day, slice, note FROM planned_days ORDER BY day, slice");
    while (rows.next())
        days.push_back({numberedDay(rows.number(0)), std::string(rows.text(1)), std::string(rows.text(2))});
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return days;
}

base::Result<void> writePlannedDay(const Connection &connection, const base::PlannedDay &planned)
{
    Statement upsert(connection, "INSERT INTO planned_days VALUES (?, ?, ?)"
                                 " ON CONFLICT (day, slice) DO UPDATE SET note = excluded.note");
    upsert.bind(1, dayNumber(planned.day)).bind(2, std::string_view(planned.slice));
    return upsert.bind(3, std::string_view(planned.note)).run();
}

base::Result<void> deletePlannedDay(const Connection &connection, Day day, const std::string &slice)
{
    Statement remove(connection, "DELETE FROM planned_days WHERE day = ? AND slice = ?");
    return needOne(connection, remove.bind(1, dayNumber(day)).bind(2, std::string_view(slice)).run(),
                   "planned day " + base::isoDay(day));
}

} // namespace outlay::store
