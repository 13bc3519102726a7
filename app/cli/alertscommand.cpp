// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asof.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "insight/budgetperiods.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using base::Alert;

namespace {

bool isOfBudget(const Alert &alert)
{
    return alert.kind == base::AlertKind::Budget;
}

std::string excessOf(const Alert &alert)
{
    if (!alert.expected)
        return {};
    return base::Money::fromNanos(alert.value.nanos() - alert.expected->nanos()).toDecimal(2);
}

/// For machines: all that is known, exactly.
Listing listingOf(const std::vector<Alert> &alerts)
{
    Listing listing({{"id", true},
                     {"fired_at"},
                     {"kind"},
                     {"subject"},
                     {"period"},
                     {"period_first"},
                     {"period_last"},
                     {"percent", true},
                     {"measured"},
                     {"day"},
                     {"value_usd", true},
                     {"limit_usd", true},
                     {"expected_usd", true},
                     {"excess_usd", true},
                     {"state"},
                     {"withdrawn"},
                     {"delivery"},
                     {"delivery_failure"},
                     {"driver"}});
    for (const Alert &alert : alerts)
        listing.add({std::to_string(alert.id), base::isoInstant(alert.firedAt),
                     std::string(base::nameOf(alert.kind)), alert.subject,
                     insight::periodName({alert.periodFirst, alert.periodLast}),
                     base::isoDay(alert.periodFirst), base::isoDay(alert.periodLast),
                     isOfBudget(alert) ? std::to_string(alert.percent) : "",
                     isOfBudget(alert) ? std::string(base::nameOf(alert.measured)) : "",
                     base::isoDay(alert.day), alert.value.toDecimal(2), alert.limit.toDecimal(2),
                     alert.expected ? alert.expected->toDecimal(2) : "", excessOf(alert),
                     std::string(base::nameOf(alert.state)), alert.isWithdrawn ? "yes" : "no",
                     std::string(base::nameOf(alert.delivery)), alert.deliveryText, alert.driver});
    return listing;
}

constexpr std::size_t kToTheSecond = std::string_view("2026-05-09T13:02:11").size();

std::string whatOf(const Alert &alert)
{
    if (!isOfBudget(alert))
        return "more than expected";
    return std::to_string(alert.percent) +
           (alert.measured == base::Measured::Actual ? " % is spent" : " % is expected");
}

std::string webhookOf(const Alert &alert)
{
    switch (alert.delivery) {
    case base::Delivery::None:
        break;
    case base::Delivery::Pending:
        return "waits to be posted";
    case base::Delivery::Sent:
        return "posted";
    case base::Delivery::Failed:
        return "not posted: " + alert.deliveryText;
    }
    return "-";
}

/// Nobody looks for what is not there: what an alert does not have is a dash.
void printTable(const std::vector<Alert> &alerts)
{
    TextTable table({{"id", true},
                     {"fired (UTC)"},
                     {"about"},
                     {"period"},
                     {"what"},
                     {"day"},
                     {"USD", true, true},
                     {"threshold", true, true},
                     {"expected", true, true},
                     {"excess", true, true},
                     {"state"},
                     {"webhook"},
                     {"driver"}});
    for (const Alert &alert : alerts)
        table.addRow({std::to_string(alert.id), base::isoInstant(alert.firedAt).substr(0, kToTheSecond),
                      alert.subject, insight::periodName({alert.periodFirst, alert.periodLast}),
                      whatOf(alert), base::isoDay(alert.day), alert.value.toDecimal(),
                      isOfBudget(alert) ? alert.limit.toDecimal() : "-",
                      alert.expected ? alert.expected->toDecimal() : "-",
                      alert.expected ? excessOf(alert) : "-",
                      std::string(base::nameOf(alert.state)) + (alert.isWithdrawn ? ", withdrawn" : ""),
                      webhookOf(alert), alert.driver});
    table.print(std::cout);
    if (std::ranges::any_of(alerts, &Alert::isWithdrawn))
        std::cout << "withdrawn: an import was undone, and the store does not show it any more\n";
}

} // namespace

int runAlertsList(const AlertsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    auto alerts = (*store)->alerts();
    if (!alerts)
        return complain(alerts.error());
    std::erase_if(*alerts, [&arguments](const Alert &alert) {
        return !arguments.state.empty() && arguments.state != base::nameOf(alert.state);
    });
    if (arguments.format == "table") {
        printTable(*alerts);
        return Ok;
    }
    Listing listing = listingOf(*alerts);
    auto facts = clockOfImports(**store).and_then(
        [&store](const insight::Clock &clock) { return factsOf(**store, clock); });
    if (!facts)
        return complain(facts.error());
    listing.setFacts(*std::move(facts));
    std::cout << listing.text(arguments.format);
    return Ok;
}

int runAlertsMark(const AlertsArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto place =
        std::ranges::find(base::kAlertStateNames, arguments.state) - base::kAlertStateNames.begin();
    const auto state = static_cast<base::AlertState>(place);
    if (const auto marked = (*store)->markAlert(arguments.id, state); !marked)
        return complain(marked.error());
    std::cout << "alert " << arguments.id << " is marked as " << arguments.state << "\n";
    return Ok;
}

} // namespace outlay::cli
