// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/rulearguments.h"
#include "app/cli/showncurrency.h"
#include "app/cli/texttable.h"
#include "insight/coverage.h"
#include "insight/unattributed.h"
#include "jobs/storeimport.h"
#include "jobs/unknownevents.h"
#include "store/rulejson.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <sstream>

namespace outlay::cli {

using base::Measures;
using insight::OriginCoverage;
using insight::Unattributed;
using insight::UnknownCluster;

namespace {

/// Empty where there is nothing to attribute.
std::string percentText(const std::optional<double> &share)
{
    if (!share)
        return {};
    std::array<char, 32> text{};
    // What is short of a mark is not to be shown as having reached it.
    std::snprintf(text.data(), text.size(), "%.1f", std::floor(*share * 1000) / 10);
    return text.data();
}

std::string markText(const std::optional<double> &share)
{
    if (!share)
        return "nothing to attribute";
    if (*share >= insight::kCoverageRun)
        return "90 % reached";
    return *share >= insight::kCoverageMark ? "80 % reached" : "below 80 %";
}

/// A row for the dollars and one for the calls.
Listing coverageListing(const std::vector<OriginCoverage> &coverages)
{
    Listing listing({{"dimension"},
                     {"of"},
                     {"logged", true},
                     {"joined", true},
                     {"by_rule", true},
                     {"split", true},
                     {"untagged", true},
                     {"total", true},
                     {"coverage_percent", true},
                     {"mark"}});
    for (const OriginCoverage &each : coverages) {
        const insight::Coverage all = each.coverage();
        for (const bool isCost : {true, false}) {
            const auto figure = [isCost](const Measures &sums) {
                return isCost ? sums.cost().toDecimal(2) : std::to_string(sums.requests);
            };
            Measures total = all.attributed;
            total += all.unattributed;
            const auto share = isCost ? all.byCost() : all.byRequests();
            listing.add({each.dimension, isCost ? "cost_usd" : "requests", figure(each.logged),
                         figure(each.joined), figure(each.byRule), figure(each.split), figure(each.untagged),
                         figure(total), percentText(share), markText(share)});
        }
    }
    return listing;
}

std::string quoted(const std::string &word)
{
    const bool isPlain = std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("=._-/:").find(c) != std::string_view::npos;
    });
    if (isPlain)
        return word;
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

/// The command that sets the rule; or the rule for a file, where options cannot say it.
std::string readyRule(const base::Rule &rule)
{
    std::string command = "outlay rules add";
    for (const auto &[dimension, test] : rule.where) {
        std::string values;
        for (const auto *texts : {&test.values, &test.patterns}) {
            for (const std::string &text : *texts) {
                const bool isStarred = text.find('*') != std::string::npos;
                if (text.find(',') != std::string::npos || isStarred != (texts == &test.patterns))
                    return store::rulesJson({rule});
                values += (values.empty() ? "" : ",") + (text.empty() ? "unknown" : text);
            }
        }
        command += " --where " + quoted(dimension + "=" + values);
    }
    return command + " --set " + quoted(rule.dimension + "=" + rule.value);
}

/// Tokens a call, of the calls that say it; empty if none does.
std::string perCall(std::int64_t tokens, std::int64_t calls)
{
    return calls == 0 ? std::string() : std::to_string(base::divideHalfEven(tokens, calls));
}

std::string inPerCall(const Measures &sums)
{
    return perCall(sums.inputTokens + sums.cacheReadTokens + sums.cacheWriteTokens(), sums.withInput);
}

std::string hourText(int hour)
{
    return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
}

/// Lines about what single calls tell.
std::string eventsText(const jobs::UnknownEvents &events)
{
    std::string text;
    const auto hours = events.busyHours();
    if (hours.to != 24)
        text += "   80 % of them between " + hourText(hours.from) + " and " + hourText(hours.to) + "\n";
    if (const auto band = events.inputBand(); band.second > 0)
        text += "   mostly " + grouped(band.first) + " to " + grouped(band.second) + " tokens in\n";
    for (const auto &[link, who] : {std::pair(&events.byChain, "chains"), std::pair(&events.byUser, "users")})
        if (!link->value.empty())
            text += "   " + grouped(link->calls) + " of them are of " + who +
                    " whose tagged calls are mostly " + link->value + "\n";
    return text;
}

std::string clustersText(const Unattributed &found, const std::vector<jobs::UnknownEvents> &events)
{
    std::ostringstream text;
    for (std::size_t c = 0; c < found.clusters.size(); ++c) {
        const UnknownCluster &cluster = found.clusters[c];
        text << c + 1 << ". covers " << shownSum(cluster.covered.cost()) << " of "
             << shownSum(found.unknown.cost()) << " unknown, " << grouped(cluster.covered.requests) << " of "
             << grouped(found.unknown.requests) << " calls\n   " << base::describeConditions(cluster.rule)
             << "\n";
        const std::string in = inPerCall(cluster.covered);
        const std::string out = perCall(cluster.covered.outputTokens, cluster.covered.withOutput);
        if (!in.empty() || !out.empty())
            text << "   tokens a call: " << (in.empty() ? "?" : grouped(std::stoll(in))) << " in, "
                 << (out.empty() ? "?" : grouped(std::stoll(out))) << " out\n";
        if (!cluster.likely.empty())
            text << "   " << percentText(cluster.likelyShare) << " % of " << grouped(cluster.alike)
                 << " tagged calls like these are " << cluster.likely << "\n";
        if (!events.empty())
            text << eventsText(events[c]);
        text << "   " << readyRule(cluster.rule) << "\n\n";
    }
    if (found.further > 0)
        text << found.further << " smaller parts are left out\n\n";
    text << found.dimension << " unknown: " << shownSum(found.unknown.cost()) << " of "
         << shownSum(found.total.cost()) << ", " << grouped(found.unknown.requests) << " of "
         << grouped(found.total.requests) << " calls\n";
    return text.str();
}

Listing clustersListing(const Unattributed &found, const std::vector<jobs::UnknownEvents> &events)
{
    std::vector<Listing::Column> columns({{"cost_usd", true},
                                          {"unknown_usd", true},
                                          {"requests", true},
                                          {"unknown_requests", true},
                                          {"input_tokens_per_call", true},
                                          {"output_tokens_per_call", true},
                                          {"conditions"},
                                          {"value"},
                                          {"likely"},
                                          {"likely_percent", true},
                                          {"alike_requests", true},
                                          {"rule"}});
    if (!events.empty())
        for (const char *name : {"busy_from", "busy_to", "input_from", "input_to", "chains_mostly",
                                 "chains_requests", "users_mostly", "users_requests"})
            columns.push_back({name, std::string_view(name).find("mostly") == std::string_view::npos});
    Listing listing(std::move(columns));
    for (std::size_t c = 0; c < found.clusters.size(); ++c) {
        const UnknownCluster &cluster = found.clusters[c];
        std::vector<std::string> cells{cluster.covered.cost().toDecimal(2),
                                       found.unknown.cost().toDecimal(2),
                                       std::to_string(cluster.covered.requests),
                                       std::to_string(found.unknown.requests),
                                       inPerCall(cluster.covered),
                                       perCall(cluster.covered.outputTokens, cluster.covered.withOutput),
                                       base::describeConditions(cluster.rule),
                                       cluster.rule.value,
                                       cluster.likely,
                                       cluster.likely.empty() ? "" : percentText(cluster.likelyShare),
                                       std::to_string(cluster.alike),
                                       store::ruleJson(cluster.rule)};
        if (!events.empty()) {
            const auto hours = events[c].busyHours();
            const auto band = events[c].inputBand();
            for (const std::int64_t number :
                 {std::int64_t{hours.from}, std::int64_t{hours.to}, band.first, band.second})
                cells.push_back(std::to_string(number));
            for (const auto *link : {&events[c].byChain, &events[c].byUser}) {
                cells.push_back(link->value);
                cells.push_back(std::to_string(link->calls));
            }
        }
        listing.add(std::move(cells));
    }
    return listing;
}

base::Grouping askedDimensions(const std::string &by, const cube::Cube &cube)
{
    return by.empty() ? insight::taggedDimensions(cube) : split(by, ',');
}

base::Result<std::string> coverageText(const CoverageArguments &arguments, const store::Store &store,
                                       const cube::Cube &cube, const base::Filter &filter)
{
    const ReportArguments &report = arguments.report;
    if (!arguments.unattributed)
        return insight::originCoverage(cube, filter, askedDimensions(report.by, cube))
            .map([&](const auto &found) { return coverageListing(found).text(report.format); });
    // The table above has costs and calls in the same columns, so its costs stay dollars.
    if (const auto shown = showIn(store, filter.period, cube.span()); !shown)
        return tl::unexpected(shown.error());
    const base::Dimension dimension =
        report.by.empty() ? base::Dimension(base::nameOf(base::FixedDimension::Feature)) : report.by;
    auto found = insight::unattributed(cube, filter, dimension);
    if (!found)
        return tl::unexpected(found.error());
    std::vector<jobs::UnknownEvents> events;
    if (arguments.events && !found->clusters.empty()) {
        auto looked = jobs::lookAtEvents(store, filter, *found);
        if (!looked)
            return tl::unexpected(looked.error());
        events = *std::move(looked);
    }
    return report.format == "table" ? clustersText(*found, events)
                                    : clustersListing(*found, events).text(report.format);
}

} // namespace

int runCoverage(const CoverageArguments &arguments)
{
    const auto filter = filterOf(arguments.report);
    if (!filter)
        return complain(filter.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto cube = jobs::loadCube(**store);
    if (!cube)
        return complain(cube.error());
    const auto text = coverageText(arguments, **store, **cube, *filter);
    if (!text)
        return complain(text.error());
    std::cout << *text;
    tellRate(arguments.report.format);
    return Ok;
}

} // namespace outlay::cli
