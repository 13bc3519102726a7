// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/backfilloptions.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "app/cli/walking.h"
#include "base/scaled.h"
#include "jobs/backfilljob.h"

#include <cmath>
#include <cstdio>
#include <iostream>

namespace outlay::cli {

using ingest::JoinColumns;
using insight::CallsAndCost;
using insight::JoinQuality;
using jobs::JoinPreview;

namespace {

constexpr std::size_t kConflictsShown = 5;

std::int64_t askedWindow(const BackfillArguments &arguments)
{
    return std::llround(arguments.windowSeconds * 1'000'000);
}

/// The columns that are named, and guesses for the others.
base::Result<JoinColumns> askedColumns(const BackfillArguments &arguments, const std::stop_token &stop)
{
    const auto shape = ingest::joinShapeOf(arguments.file, stop);
    if (!shape)
        return tl::unexpected(shape.error());
    JoinColumns columns = shape->guess;
    columns.call = arguments.call.value_or(columns.call);
    columns.chain = arguments.chain.value_or(columns.chain);
    columns.time = arguments.time.value_or(columns.time);
    columns.model = arguments.model.value_or(columns.model);
    columns.inputTokens = arguments.inputTokens.value_or(columns.inputTokens);
    columns.outputTokens = arguments.outputTokens.value_or(columns.outputTokens);
    std::vector<std::pair<std::string, base::Dimension>> dimensions;
    for (const auto &[column, name] : {std::pair{&arguments.feature, base::FixedDimension::Feature},
                                       std::pair{&arguments.segment, base::FixedDimension::Segment},
                                       std::pair{&arguments.environment, base::FixedDimension::Environment}})
        if (!column->empty())
            dimensions.emplace_back(*column, base::nameOf(name));
    for (const std::string &each : arguments.dimensions) {
        const std::size_t equals = each.find('=');
        dimensions.emplace_back(each.substr(0, equals),
                                equals == std::string::npos ? each : each.substr(equals + 1));
    }
    if (!dimensions.empty())
        columns.dimensions = std::move(dimensions);
    return columns;
}

std::string joinCallsText(const CallsAndCost &calls)
{
    return grouped(calls.requests) + (calls.requests == 1 ? " call, " : " calls, ") + shownSum(calls.cost());
}

std::string joinSecondsText(std::int64_t us)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f s", static_cast<double>(us) / 1e6);
    return text;
}

std::string joinPercentText(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", std::floor(share * 1000) / 10);
    return text;
}

void tellColumns(const JoinColumns &columns)
{
    std::cout << "  columns:";
    for (const auto &[what, column] :
         {std::pair{"call id", &columns.call}, std::pair{"chain id", &columns.chain},
          std::pair{"time", &columns.time}, std::pair{"model", &columns.model},
          std::pair{"input tokens", &columns.inputTokens}, std::pair{"output tokens", &columns.outputTokens}})
        if (!column->empty())
            std::cout << " " << what << " = " << visible(*column) << ",";
    std::string comma;
    for (const auto &[column, dimension] : columns.dimensions) {
        std::cout << comma << " " << visible(dimension) << " = " << visible(column);
        comma = ",";
    }
    std::cout << "\n";
}

void tellCheck(const JoinQuality &quality)
{
    const insight::JoinCheck &check = quality.check;
    if (const auto precision = check.precision())
        std::cout << "  check: of " << grouped(check.checked())
                  << " calls of which it is known what is true, matching by time says the same of "
                  << joinPercentText(*precision) << " and another thing of " << grouped(check.different)
                  << "; it leaves out " << grouped(check.ambiguous + check.unmatched) << "\n";
    else if (quality.byTime.requests > 0)
        std::cout << "  check: how right matches by time are is not known: of no call near a row is it known "
                     "what is true\n";
}

void tellQuality(const JoinQuality &quality)
{
    std::cout << "  by call id     " << joinCallsText(quality.byCall) << "\n"
              << "  by chain id    " << joinCallsText(quality.byChain) << "\n"
              << "  by time        " << joinCallsText(quality.byTime);
    if (quality.medianUs)
        std::cout << "; half of them within " << joinSecondsText(*quality.medianUs) << ", 95 % within "
                  << joinSecondsText(*quality.p95Us);
    std::cout << "\n  ambiguous      " << joinCallsText(quality.ambiguous)
              << ": rows that could be theirs say different things; left as they are\n"
              << "  not matched    " << joinCallsText(quality.unmatched) << "\n"
              << "  lacked nothing " << joinCallsText(quality.known) << "\n"
              << "  conflicts      " << joinCallsText(quality.conflicting)
              << ": their own log says another thing, which stays\n"
              << "  rows without a call: " << grouped(quality.rows - quality.rowsUsed) << " of "
              << grouped(quality.rows) << "\n";
    for (std::size_t d = 0; d < quality.dimensions.size(); ++d)
        std::cout << "  " << visible(quality.dimensions[d]) << ": given to "
                  << joinCallsText(quality.filled[d]) << "\n";
    tellCheck(quality);
    for (std::size_t i = 0; i < std::min(quality.conflicts.size(), kConflictsShown); ++i) {
        const insight::JoinConflict &conflict = quality.conflicts[i];
        std::cout << "  conflict: call " << conflict.event << ", line " << conflict.line << ": "
                  << visible(conflict.dimension) << " is " << visible(conflict.logged) << ", not "
                  << visible(conflict.joined) << "\n";
    }
}

void tellPreview(const JoinPreview &preview, const JoinColumns &columns)
{
    const ingest::JoinReading &reading = preview.reading;
    std::cout << visible(reading.log.path) << ": " << grouped(preview.quality.rows) << " rows";
    if (reading.rejected > 0)
        std::cout << ", " << grouped(reading.rejected) << " rejected";
    std::cout << "\n";
    tellColumns(columns);
    for (const base::Assumption &assumption : reading.assumptions)
        std::cout << "  " << assumption.text << ": " << grouped(assumption.events) << "\n";
    tellQuality(preview.quality);
}

void tellJoinRejects(const ingest::JoinReading &reading)
{
    for (const base::Reject &reject : reading.rejects)
        std::cerr << "outlay: " << visible(reject.file) << ":" << reject.line << ": "
                  << visible(reject.reason) << "\n";
    const auto shown = static_cast<std::int64_t>(reading.rejects.size());
    if (reading.rejected > shown)
        std::cerr << "outlay: and " << grouped(reading.rejected - shown) << " more\n";
}

Json callsJson(const CallsAndCost &calls)
{
    return {{"requests", calls.requests}, {"cost_usd", calls.cost().toDecimal(2)}};
}

Json qualityJson(const JoinQuality &quality)
{
    const auto seconds = [](const std::optional<std::int64_t> &us) {
        return us ? Json(base::scaledText(*us, 6, 3)) : Json();
    };
    Json json{{"by_call_id", callsJson(quality.byCall)},
              {"by_chain_id", callsJson(quality.byChain)},
              {"by_time", callsJson(quality.byTime)},
              {"ambiguous", callsJson(quality.ambiguous)},
              {"not_matched", callsJson(quality.unmatched)},
              {"lacked_nothing", callsJson(quality.known)},
              {"conflicting", callsJson(quality.conflicting)},
              {"rows", quality.rows},
              {"rows_without_call", quality.rows - quality.rowsUsed},
              {"median_seconds", seconds(quality.medianUs)},
              {"p95_seconds", seconds(quality.p95Us)},
              {"check",
               {{"same", quality.check.same},
                {"different", quality.check.different},
                {"ambiguous", quality.check.ambiguous},
                {"not_matched", quality.check.unmatched}}},
              {"given", Json::object()},
              {"given_values", Json::object()},
              {"conflicts", Json::array()}};
    for (std::size_t d = 0; d < quality.dimensions.size(); ++d)
        json["given"][quality.dimensions[d]] = callsJson(quality.filled[d]);
    for (const insight::JoinGiven &given : quality.given)
        json["given_values"][given.dimension][given.value] = callsJson(given.calls);
    for (const insight::JoinConflict &conflict : quality.conflicts)
        json["conflicts"].push_back({{"event_id", conflict.event},
                                     {"line", conflict.line},
                                     {"dimension", conflict.dimension},
                                     {"logged", conflict.logged},
                                     {"joined", conflict.joined}});
    return json;
}

Json previewJoinJson(const JoinPreview &preview)
{
    Json json = qualityJson(preview.quality);
    json["file"] = preview.reading.log.path;
    json["rejected"] = preview.reading.rejected;
    json["rejects"] = Json::array();
    for (const base::Reject &reject : preview.reading.rejects)
        json["rejects"].push_back({{"file", reject.file}, {"line", reject.line}, {"reason", reject.reason}});
    return json;
}

/// Tells what would come of it; then `then`, if it is any, gives what more JSON is to say of what was done.
template <class Then>
int lookAtJoin(const BackfillArguments &arguments, const store::Store &store, const store::EventWalk &walk,
               Then then)
{
    const auto columns = askedColumns(arguments, walk.stop);
    if (!columns)
        return complain(columns.error());
    const auto preview = jobs::previewJoin(store, arguments.file, *columns, askedWindow(arguments), walk);
    if (!preview)
        return complain(preview.error());
    tellJoinRejects(preview->reading);
    const base::Result<std::int64_t> id = then(preview->reading.log);
    if (!id)
        return complain(id.error());
    if (arguments.json) {
        Json json = previewJoinJson(*preview);
        json["backfill"] = *id == 0 ? Json() : Json(*id);
        std::cout << jsonText(json) << "\n";
        return Ok;
    }
    tellPreview(*preview, *columns);
    std::cout << (*id == 0 ? std::string("nothing was changed\n")
                           : "joined as " + std::to_string(*id) + "; outlay backfill remove " +
                                 std::to_string(*id) + " takes it out again\n");
    return Ok;
}

} // namespace

int runBackfillPreview(const BackfillArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const Walking walking(base::kAllTime);
    return lookAtJoin(arguments, **store, walking.walk(),
                      [](const base::JoinLog &) { return base::Result<std::int64_t>(0); });
}

int runBackfillAdd(const BackfillArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const Walking walking(base::kAllTime);
    return lookAtJoin(arguments, **store, walking.walk(), [&](const base::JoinLog &log) {
        return jobs::keepJoin(**store, log, askedWindow(arguments), arguments.who, walking.walk());
    });
}

int runBackfillList(const BackfillArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto backfills = (*store)->backfills();
    if (!backfills)
        return complain(backfills.error());
    Listing listing({{"id", true},
                     {"at"},
                     {"rows", true},
                     {"by_call_id", true},
                     {"by_chain_id", true},
                     {"by_time", true},
                     {"window_seconds", true},
                     {"dimensions"},
                     {"file"}});
    for (const base::Backfill &each : *backfills) {
        std::string dimensions;
        for (const base::Dimension &dimension : each.dimensions)
            dimensions += (dimensions.empty() ? "" : ", ") + dimension;
        listing.add({std::to_string(each.id), base::isoInstant(each.at), std::to_string(each.rows),
                     std::to_string(each.joined[0]), std::to_string(each.joined[1]),
                     std::to_string(each.joined[2]), base::scaledText(each.windowUs, 6, 0), dimensions,
                     each.path});
    }
    std::cout << listing.text(arguments.json ? "json" : "table");
    return Ok;
}

int runBackfillHistory(const BackfillArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto changes = (*store)->backfillChanges();
    if (!changes)
        return complain(changes.error());
    Listing listing({{"at"}, {"who"}, {"what"}, {"id", true}, {"file"}});
    for (const base::BackfillChange &change : *changes)
        listing.add({base::isoInstant(change.at), change.who, change.what, std::to_string(change.backfill),
                     change.path});
    std::cout << listing.text(arguments.json ? "json" : "table");
    return Ok;
}

int runBackfillRemove(const BackfillArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const Walking walking(base::kAllTime);
    const auto removed = jobs::removeJoin(**store, arguments.id, arguments.who, walking.walk());
    if (!removed)
        return complain(removed.error());
    if (arguments.json)
        std::cout << jsonText(Json{{"removed", arguments.id}}) << "\n";
    else
        std::cout << "backfill " << arguments.id << " removed; its calls are as they were logged\n";
    return Ok;
}

int runBackfillAnew(const BackfillArguments &arguments)
{
    const auto store = openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    {
        const Walking walking(base::kAllTime);
        if (const auto joined = jobs::joinAnew(**store, walking.walk()); !joined)
            return complain(joined.error());
    }
    return runBackfillList(arguments);
}

} // namespace outlay::cli
