// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"

#include <algorithm>
#include <iostream>

namespace outlay::cli {

using base::Alert;

int runAlertsList(const AlertsArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto alerts = (*store)->alerts();
    if (!alerts)
        return complain(alerts.error());
    Listing listing({{"id", true},
                     {"fired_at"},
                     {"kind"},
                     {"subject"},
                     {"period_first"},
                     {"percent", true},
                     {"measured"},
                     {"day"},
                     {"value_usd", true},
                     {"limit_usd", true},
                     {"state"},
                     {"delivery"},
                     {"delivery_failure"},
                     {"driver"}});
    for (const Alert &alert : *alerts) {
        if (!arguments.state.empty() && arguments.state != base::nameOf(alert.state))
            continue;
        listing.add({std::to_string(alert.id), base::isoInstant(alert.firedAt),
                     std::string(base::nameOf(alert.kind)), alert.subject, base::isoDay(alert.periodFirst),
                     std::to_string(alert.percent), std::string(base::nameOf(alert.measured)),
                     base::isoDay(alert.day), alert.value.toDecimal(2), alert.limit.toDecimal(2),
                     std::string(base::nameOf(alert.state)), std::string(base::nameOf(alert.delivery)),
                     alert.deliveryText, alert.driver});
    }
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
