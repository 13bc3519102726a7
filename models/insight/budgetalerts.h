// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/alert.h"
#include "insight/burn.h"
#include "insight/driver.h"

#include <vector>

namespace outlay::insight {

/// What the thresholds of one budget say in one period, in their order. One that is reached says nothing of
/// the forecast any more. `firedAt`, driver, state and delivery are the caller's.
std::vector<base::Alert> alertsOf(const Burn &burn);

/// "82 % used, 18 % left, day 21 of 30", "104 % used, 4 % over, day 30 of 30".
std::string standing(const Burn &burn);

/// What was known at the end of burn.asOf, which is an alert's day: "As of 2026-05-09 on pace for $128.00 of
/// $100.00 (28 % over); summarize on gpt-4o in segment free is responsible for $28.00 of what is over". It
/// stays true when more is known. Empty where there was nothing to say. Errors: as Cube::query.
base::Result<std::string> driverSentence(const cube::Cube &cube, const Burn &burn);

/// "On pace for $128.00 of $100.00 (28 % over)" or "… (12 % under)"; empty for a closed period.
std::string outlook(const Burn &burn);

/// "summarize on gpt-4o in segment free is responsible for $31.00 of what is over".
std::string responsibility(const Driver &driver);

/// The driver of what the burn is over, or expected to be over, its amount. Errors: as Cube::query.
base::Result<std::optional<Driver>> driverOf(const cube::Cube &cube, const Burn &burn);

} // namespace outlay::insight
