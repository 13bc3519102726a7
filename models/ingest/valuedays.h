// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "ingest/valuetable.h"
#include "ingest/writtendate.h"

#include <string>
#include <vector>

namespace outlay::ingest {

/// How a value file writes its days, told by all of them.
struct ValueDates
{
    DateOrder order = DateOrder::Unsaid;
    bool isMonthByFirst = false; ///< its column of months has the first day of each, as spreadsheets write it
};
ValueDates valueDatesOf(const std::vector<ValueRecord> &records);

/// The day or month that a record is of; nothing where `why` says what is wrong with it and what to do.
std::optional<base::Period> valueDaysOf(const ValueRecord &record, const ValueDates &dates, std::string &why);

} // namespace outlay::ingest
