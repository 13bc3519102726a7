// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/ratefile.h"
#include "ingest/textcodec.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay;
    const auto reading = ingest::readRates(textOf(data, size), "folder/fuzz.csv");
    if (!reading) {
        require(!base::sentence(reading.error()).empty());
        return 0;
    }
    require(reading->name == "fuzz.csv" && reading->repeated >= 0);
    require(reading->rejects.size() <= base::kMaxRejectsKept);
    require(reading->rejected >= static_cast<std::int64_t>(reading->rejects.size()));
    for (const base::Reject &reject : reading->rejects)
        require(reject.line > 1 && !reject.reason.empty() && ingest::isUtf8(reject.reason));
    base::RateTable table;
    for (const base::DatedRate &rate : reading->rates) {
        require(rate.currency.size() == 3 && rate.picosPerDollar > 0);
        table.put(rate);
        require(table.latest(rate.currency, rate.day) == rate); // of two of a day the last counts
    }
    require(table.size() + static_cast<std::size_t>(reading->repeated) == reading->rates.size());
    // What a store keeps is read as the same.
    const auto again = base::RateTable::parse(table.toText());
    require(again.has_value() && *again == table);
    return 0;
}
