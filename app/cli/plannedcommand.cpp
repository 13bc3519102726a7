// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/budgetscope.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "insight/anomalyalerts.h"
#include "insight/slice.h"
#include "jobs/storeimport.h"

#include <iostream>

namespace outlay::cli {

using base::ErrorKind;

namespace {

constexpr int kMostDays = 366; ///< a slip of the pen is not to plan a decade

/// What is marked or unmarked.
struct AskedDays
{
    base::Period days;
    insight::Slice slice;
    std::map<base::Dimension, base::ValueSet> where;
};

base::Result<insight::Slice> sliceIn(const std::map<base::Dimension, base::ValueSet> &where)
{
    using base::FixedDimension;
    insight::Slice slice;
    for (const auto &[dimension, set] : where) {
        const bool isSliced = dimension == base::nameOf(FixedDimension::Feature) ||
                              dimension == base::nameOf(FixedDimension::Segment) ||
                              dimension == base::nameOf(FixedDimension::Model);
        if (!isSliced || set.exclude || set.values.size() != 1)
            return base::fail(ErrorKind::Misuse, "--where " + dimension,
                              "days are planned of one feature, segment or model each: --where feature=chat");
        slice[dimension] = *set.values.begin();
    }
    return slice;
}

base::Result<AskedDays> askedDays(const AnomaliesArguments &arguments)
{
    AskedDays asked;
    const auto days = base::parsePeriod(arguments.days);
    if (!days)
        return tl::unexpected(days.error());
    asked.days = *days;
    if (asked.days == base::kAllTime || asked.days.days() > kMostDays)
        return base::fail(ErrorKind::Misuse, arguments.days,
                          "is more than " + std::to_string(kMostDays) + " days");
    auto where = whereOf(arguments.report.where);
    if (!where)
        return tl::unexpected(where.error());
    asked.where = *std::move(where);
    auto slice = sliceIn(asked.where);
    if (!slice)
        return tl::unexpected(slice.error());
    asked.slice = *std::move(slice);
    return asked;
}

std::string daysOf(const base::Period &days)
{
    const std::string first = base::isoDay(days.first);
    return days.days() == 1 ? first : first + ".." + base::isoDay(days.last);
}

} // namespace

int runAnomaliesMark(const AnomaliesArguments &arguments)
{
    const auto asked = askedDays(arguments);
    if (!asked)
        return complain(asked.error());
    const auto store = openForChanging(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    warnOfUnknownValues(asked->where, **cube);
    for (base::Day day = asked->days.first; day <= asked->days.last; day += std::chrono::days{1})
        if (const auto kept =
                (*store)->setPlannedDay({day, insight::sliceText(asked->slice), arguments.note});
            !kept)
            return complain(kept.error());
    std::cout << daysOf(asked->days) << ": planned, of " << visible(insight::sliceWords(asked->slice))
              << "\n";
    return Ok;
}

int runAnomaliesUnmark(const AnomaliesArguments &arguments)
{
    const auto asked = askedDays(arguments);
    if (!asked)
        return complain(asked.error());
    const auto store = openForChanging(arguments.report.store);
    if (!store)
        return complain(store.error());
    const std::string slice = insight::sliceText(asked->slice);
    int removed = 0;
    for (base::Day day = asked->days.first; day <= asked->days.last; day += std::chrono::days{1}) {
        const auto gone = (*store)->removePlannedDay(day, slice);
        if (!gone && gone.error().kind != ErrorKind::NotFound)
            return complain(gone.error());
        removed += gone ? 1 : 0;
    }
    if (removed == 0)
        return complain({ErrorKind::NotFound, daysOf(asked->days),
                         "is not planned of " + visible(insight::sliceWords(asked->slice)) +
                             "; outlay anomalies planned lists what is",
                         0});
    std::cout << removed << (removed == 1 ? " day is" : " days are") << " planned no more, of "
              << visible(insight::sliceWords(asked->slice)) << "\n";
    return Ok;
}

int runAnomaliesPlanned(const AnomaliesArguments &arguments)
{
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto planned = (*store)->plannedDays();
    if (!planned)
        return complain(planned.error());
    Listing listing({{"day"}, {"slice"}, {"note"}});
    for (const base::PlannedDay &day : *planned)
        listing.add({base::isoDay(day.day),
                     arguments.report.format == "table"
                         ? insight::sliceWords(insight::sliceOf(day.slice).value_or(insight::Slice()))
                         : day.slice,
                     day.note});
    std::cout << listing.text(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
