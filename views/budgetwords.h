// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"
#include "base/money.h"

#include <QtCore/QString>

#include <optional>

namespace outlay::views {

/// Dollars as a person types them, "$1,200" or "1200.50", above 0.
std::optional<base::Money> typedMoney(QString text);

/// "all spend", a feature's name, or the scope in words; the budget's own name where it has one.
QString scopeWords(const base::Budget &budget);
QString periodWord(base::BudgetPeriod period); ///< "day", "week", "month", "quarter"

/// What a budget allows and when it warns, in sentences that cannot be misread.
QString budgetSentences(const base::Budget &budget);

} // namespace outlay::views
