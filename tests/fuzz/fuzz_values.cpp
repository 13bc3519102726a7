// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "input.h"

#include "ingest/textcodec.h"
#include "ingest/valuefile.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay;
    const auto reading = ingest::readValues(std::string(textOf(data, size)), "fuzz");
    if (!reading) {
        require(!base::sentence(reading.error()).empty());
        return 0;
    }
    require(!reading->file.fingerprint.empty() && reading->withoutAmount >= 0);
    require(reading->rejects.size() <= base::kMaxRejectsKept);
    require(reading->rejected >= static_cast<std::int64_t>(reading->rejects.size()));
    require(reading->isWhole() == reading->rejects.empty());
    for (const base::Reject &reject : reading->rejects)
        require(reject.line > 0 && !reject.reason.empty() && ingest::isUtf8(reject.reason));
    for (const base::ValueRow &row : reading->file.rows) {
        require(row.line > 0 && row.days.first <= row.days.last);
        require(ingest::isUtf8(row.feature) && ingest::isUtf8(row.segment) && ingest::isUtf8(row.unit));
        require(base::worthOf(row).has_value() == (row.isMoney() || row.rate.has_value()));
        // The parts of a division are all of it.
        const base::Period first{row.days.first, row.days.first};
        const base::Period rest{row.days.first + std::chrono::days{1}, row.days.last};
        const std::int64_t ofFirst = base::partOn(row.amountNanos, row.days, first);
        const std::int64_t ofRest =
            rest.first <= rest.last ? base::partOn(row.amountNanos, row.days, rest) : 0;
        require(ofFirst + ofRest == row.amountNanos);
    }
    return 0;
}
