// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/importreport.h"

#include <algorithm>

namespace outlay::base {

FileReport ImportReport::totals() const
{
    FileReport sum;
    for (const FileReport &file : files) {
        sum.added += file.added;
        sum.duplicates += file.duplicates;
        sum.superseded += file.superseded;
        sum.billing += file.billing;
        sum.rejected += file.rejected;
        sum.notEvents += file.notEvents;
        sum.redacted += file.redacted;
        sum.unpriced += file.unpriced;
        sum.missingUsage += file.missingUsage;
        for (const Assumption &assumption : file.assumptions) {
            const auto same = std::find_if(sum.assumptions.begin(), sum.assumptions.end(),
                                           [&](const Assumption &a) { return a.text == assumption.text; });
            if (same == sum.assumptions.end())
                sum.assumptions.push_back(assumption);
            else
                same->events += assumption.events;
        }
    }
    return sum;
}

bool ImportReport::anyRead() const
{
    return std::any_of(files.begin(), files.end(), [](const FileReport &file) { return !file.error; });
}

bool ImportReport::allRejected() const
{
    const FileReport sum = totals();
    return sum.rejected > 0 && sum.added + sum.duplicates + sum.superseded + sum.billing == 0;
}

} // namespace outlay::base
