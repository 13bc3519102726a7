// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "base/budget.h"
#include "insight/anomaly.h"
#include "items/ledger.h"

namespace outlay::tests {

inline base::Money dollars(std::int64_t amount)
{
    return base::Money::fromNanos(amount * base::kNanosPerDollar);
}

/// $100 a month for chat, by the id 7.
inline std::vector<base::Budget> chatBudget()
{
    base::Budget budget = base::featureBudget("chat", dollars(100));
    budget.id = 7;
    return {budget};
}

/// That chat's budget of May 2026 has reached `percent`, on the 12th.
inline base::Alert chatAlert(std::int64_t id, int percent, base::AlertState state = base::AlertState::New)
{
    base::Alert alert;
    alert.id = id;
    alert.budget = 7;
    alert.subject = "feature = chat";
    alert.periodFirst = ledger::dayOf("2026-05-01");
    alert.periodLast = ledger::dayOf("2026-05-31");
    alert.percent = percent;
    alert.firedAt = base::Instant{ledger::dayOf("2026-05-13")};
    alert.day = ledger::dayOf("2026-05-12");
    alert.value = dollars(percent + 1);
    alert.limit = dollars(percent);
    alert.state = state;
    return alert;
}

/// chat for free cost $50 instead of $20 on 11 and 13 May 2026, $25 of it for more calls.
inline insight::Anomalies chatAnomaly()
{
    insight::Anomaly anomaly;
    anomaly.days = {ledger::dayOf("2026-05-11"), ledger::dayOf("2026-05-13")};
    anomaly.unusual = {anomaly.days.first, anomaly.days.last};
    anomaly.slice = {{"feature", "chat"}, {"segment", "free"}};
    anomaly.explains = {{"feature", "chat"}};
    anomaly.expected = dollars(20);
    anomaly.actual = dollars(50);
    anomaly.split = {dollars(25), dollars(6), dollars(-1)};
    return {{anomaly}, dollars(1), ledger::period("2026-05")};
}

} // namespace outlay::tests
