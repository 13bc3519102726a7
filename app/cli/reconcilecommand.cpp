// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/listing.h"
#include "app/cli/texttable.h"
#include "app/cli/walking.h"
#include "base/scaled.h"
#include "insight/matchgroups.h"
#include "jobs/reconcilejob.h"

#include <iostream>
#include <set>

namespace outlay::cli {

using base::Int128;
using insight::MatchCause;
using insight::MatchClass;
using insight::MatchRow;
using insight::MatchSums;
using insight::Reconciliation;

namespace {

constexpr int kNanoDecimals = 9;

std::string exactly(Int128 nanos)
{
    return base::scaledText(nanos, kNanoDecimals, 2);
}

std::string exactly(const std::optional<Int128> &nanos)
{
    return nanos ? exactly(*nanos) : std::string();
}

std::string tokensText(const std::optional<Int128> &tokens)
{
    return tokens ? base::scaledText(*tokens, 0) : std::string();
}

std::string briefly(Int128 nanos)
{
    return shownAmount(base::Money::fromNanos(static_cast<std::int64_t>(nanos)));
}

std::string deltaText(const std::optional<double> &delta)
{
    if (!delta)
        return {};
    const auto hundredths = static_cast<std::int64_t>(*delta * 10000 + 0.5);
    return base::scaledText(hundredths, 2, 2);
}

std::string modelText(const Reconciliation &found, const MatchRow &row)
{
    if (row.key.model == insight::kAllModels)
        return "(all)";
    const std::string model = found.shownModel(row.key);
    return model.empty() ? std::string(base::unattributedLabel("model")) : model;
}

std::string providerText(const insight::MatchKey &key)
{
    return key.provider.empty() ? std::string(base::unattributedLabel("provider")) : key.provider;
}

Listing rowsListing(const Reconciliation &found)
{
    Listing listing({{"day"},
                     {"provider"},
                     {"model"},
                     {"kind"},
                     {"class"},
                     {"cause"},
                     {"delayed"},
                     {"provider_usd", true},
                     {"ours_usd", true},
                     {"difference_usd", true},
                     {"provider_tokens", true},
                     {"our_tokens", true},
                     {"delta_percent", true},
                     {"calls", true},
                     {"unpriced_calls", true},
                     {"calls_without_tokens", true}});
    for (const MatchRow &row : found.rows) {
        listing.add({base::isoDay(row.key.day), row.key.provider, modelText(found, row),
                     std::string(nameOf(row.key.kind)), std::string(nameOf(row.matchClass)),
                     std::string(nameOf(row.cause)), row.isDelayed ? "yes" : "", exactly(row.provider.cost),
                     exactly(row.ours.cost), exactly(differenceOf(row)), tokensText(row.provider.tokens),
                     tokensText(row.ours.tokens), deltaText(row.delta), std::to_string(row.calls.calls),
                     std::to_string(row.calls.unpriced), std::to_string(row.calls.missingUsage)});
    }
    return listing;
}

Listing groupsListing(const Reconciliation &found, const std::string &by)
{
    auto grouping = insight::MatchBy::Row;
    for (int i = 0; i < insight::kMatchBys; ++i)
        if (nameOf(static_cast<insight::MatchBy>(i)) == by)
            grouping = static_cast<insight::MatchBy>(i);
    std::vector<Listing::Column> columns;
    if (by == "model")
        columns.push_back({"provider"});
    columns.insert(columns.end(),
                   {{by}, {"provider_usd", true}, {"ours_usd", true}, {"difference_usd", true}});
    for (const char *name : {"matched", "provider_only", "ours_only", "amount_differs", "not_covered"})
        columns.push_back({name, true});
    Listing listing(std::move(columns));
    for (const insight::MatchGroup &group : matchGroups(found, grouping)) {
        std::vector<std::string> cells;
        if (by == "model")
            cells.push_back(providerText(group.key));
        cells.insert(cells.end(), {group.value, exactly(group.sums.provider()), exactly(group.sums.ours()),
                                   exactly(group.sums.difference())});
        for (const std::int64_t rows : group.rows)
            cells.push_back(std::to_string(rows));
        listing.add(std::move(cells));
    }
    return listing;
}

std::string nanosText(const std::optional<Int128> &nanos)
{
    return nanos ? briefly(*nanos) : "-";
}

void addSums(TextTable &table, const std::string &what, const MatchSums &sums)
{
    table.addRow({what, grouped(sums.rows), nanosText(sums.provider()), nanosText(sums.ours()),
                  nanosText(sums.difference())});
}

void printSummary(const Reconciliation &found)
{
    TextTable table({{""}, {"rows", true}, {"provider USD", true}, {"ours USD", true}, {"difference", true}});
    for (std::size_t i = 0; i < found.classes.size(); ++i) {
        addSums(table, std::string(nameOf(static_cast<MatchClass>(i))), found.classes[i]);
        if (static_cast<MatchClass>(i) == MatchClass::Matched && found.delayed.rows > 0)
            addSums(table, "  of these booked later", found.delayed);
    }
    table.addRule();
    addSums(table, "total", found.total);
    bool isFirst = true;
    for (std::size_t i = 1; i < found.causes.size(); ++i) {
        if (found.causes[i].rows == 0)
            continue;
        if (isFirst)
            table.addRule();
        isFirst = false;
        addSums(table,
                std::string(i + 1 < found.causes.size() ? "explained by: " : "") +
                    std::string(nameOf(static_cast<MatchCause>(i))),
                found.causes[i]);
    }
    table.print(std::cout);
}

void printNotes(const Reconciliation &found)
{
    for (const auto &[key, sums] : found.asides)
        std::cout
            << grouped(sums.lines) << " lines of bills are not compared (" << nameOf(key.first)
            << "): " << briefly(sums.costNanos) << " " << key.second << "\n"
            << (key.first == insight::BillAside::Regrouped
                    ? "  two exports say the same usage, and only the one that says more of it counts: undo "
                      "the import of the other\n"
                    : "");
    if (found.corrections > 0)
        std::cout << grouped(found.corrections)
                  << " lines are corrections of periods that were invoiced before\n";
    std::set<std::string> compared;
    for (const MatchRow &row : found.rows)
        if (row.matchClass != MatchClass::NotCovered)
            compared.insert(row.key.provider);
    for (const std::string &provider : compared) {
        const insight::BillSpans &spans = found.spans.at(provider);
        if (spans.cost.empty() || !spans.hasTokens())
            std::cout << provider << ": its bills have no " << (spans.cost.empty() ? "dollars" : "tokens")
                      << ", so that only " << (spans.cost.empty() ? "tokens" : "dollars")
                      << " are compared\n";
    }
    std::cout << "within " << base::scaledText(found.options.tolerancePpm, 4) << " % or "
              << exactly(Int128{found.options.toleranceNanos}) << " dollars, and within "
              << found.options.delayDays << " days; bills are in no total\n";
}

void printRows(const Reconciliation &found)
{
    TextTable table({{"day"},
                     {"provider"},
                     {"model"},
                     {"kind"},
                     {"class"},
                     {"provider USD", true},
                     {"ours USD", true},
                     {"provider tokens", true},
                     {"our tokens", true},
                     {"delta %", true},
                     {"cause"}});
    const auto count = [](const std::optional<Int128> &tokens) {
        return tokens ? grouped(static_cast<std::int64_t>(*tokens)) : std::string("-");
    };
    bool isAny = false;
    for (const MatchRow &row : found.rows) {
        if (row.matchClass == MatchClass::Matched || row.matchClass == MatchClass::NotCovered)
            continue;
        isAny = true;
        table.addRow({base::isoDay(row.key.day), providerText(row.key), modelText(found, row),
                      std::string(nameOf(row.key.kind)), std::string(nameOf(row.matchClass)),
                      nanosText(row.provider.cost), nanosText(row.ours.cost), count(row.provider.tokens),
                      count(row.ours.tokens), row.delta ? deltaText(row.delta) : "-",
                      std::string(nameOf(row.cause))});
    }
    if (!isAny)
        return;
    std::cout << "\n";
    table.print(std::cout);
}

Json sumsJson(const MatchSums &sums)
{
    const auto amount = [](const std::optional<Int128> &nanos) {
        return nanos ? Json(exactly(*nanos)) : Json();
    };
    return {{"rows", sums.rows},
            {"provider_usd", amount(sums.provider())},
            {"ours_usd", amount(sums.ours())},
            {"difference_usd", amount(sums.difference())}};
}

void printJson(const Reconciliation &found, const std::string &by)
{
    Json json{{"tolerance_percent", base::scaledText(found.options.tolerancePpm, 4)},
              {"tolerance_usd", exactly(Int128{found.options.toleranceNanos})},
              {"delay_days", found.options.delayDays}};
    json["total"] = sumsJson(found.total);
    json["classes"] = Json::object();
    for (std::size_t i = 0; i < found.classes.size(); ++i)
        json["classes"][std::string(nameOf(static_cast<MatchClass>(i)))] = sumsJson(found.classes[i]);
    json["booked_later"] = sumsJson(found.delayed);
    json["causes"] = Json::object();
    for (std::size_t i = 1; i < found.causes.size(); ++i)
        json["causes"][std::string(nameOf(static_cast<MatchCause>(i)))] = sumsJson(found.causes[i]);
    json["bill_lines"] = found.billLines;
    json["corrections"] = found.corrections;
    json["not_compared"] = Json::array();
    for (const auto &[key, sums] : found.asides)
        json["not_compared"].push_back({{"reason", nameOf(key.first)},
                                        {"currency", key.second},
                                        {"lines", sums.lines},
                                        {"amount", exactly(sums.costNanos)}});
    json["rows"] = Json::parse((by.empty() ? rowsListing(found) : groupsListing(found, by)).text("json"));
    std::cout << jsonText(json) << "\n";
}

/// Errors: Misuse, which names the option.
base::Result<insight::MatchOptions> optionsOf(const ReconcileArguments &arguments)
{
    insight::MatchOptions options;
    const auto period = base::parsePeriod(arguments.period);
    if (!period)
        return tl::unexpected(period.error());
    options.period = *period;
    options.provider = arguments.provider;
    options.delayDays = arguments.delayDays;
    constexpr int percentDecimals = 4;
    const auto percent = base::parseScaled(arguments.tolerance, percentDecimals);
    if (!percent || *percent < 0 || *percent > 1'000'000)
        return base::fail(base::ErrorKind::Misuse, "--tolerance " + arguments.tolerance,
                          "is no percentage from 0 to 100");
    options.tolerancePpm = *percent;
    const auto least = base::Money::parse(arguments.toleranceUsd);
    if (!least || least->nanos() < 0)
        return base::fail(base::ErrorKind::Misuse, "--tolerance-usd " + arguments.toleranceUsd,
                          "is no amount of dollars");
    options.toleranceNanos = least->nanos();
    return options;
}

int exitCodeFor(const Reconciliation &found)
{
    using enum MatchClass;
    const auto rowsOf = [&found](MatchClass each) {
        return found.classes[static_cast<std::size_t>(each)].rows;
    };
    if (found.causes[static_cast<std::size_t>(MatchCause::Unexplained)].rows > 0)
        return Unexplained;
    return rowsOf(ProviderOnly) + rowsOf(OursOnly) + rowsOf(Differs) > 0 ? Differing : Ok;
}

} // namespace

int runReconcile(const ReconcileArguments &arguments)
{
    const auto options = optionsOf(arguments);
    if (!options)
        return complain(options.error());
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    tellOfRules(**store);
    const auto found = [&] {
        const Walking walking(options->period);
        return jobs::reconcileBills(**store, *options, arguments.prices, walking.walk());
    }();
    if (!found)
        return complain(found.error());
    if (arguments.format == "json") {
        printJson(*found, arguments.by);
    } else if (arguments.format == "csv") {
        std::cout
            << (arguments.by.empty() ? rowsListing(*found) : groupsListing(*found, arguments.by)).text("csv");
    } else {
        printSummary(*found);
        if (arguments.by.empty())
            printRows(*found);
        else
            std::cout << "\n" << groupsListing(*found, arguments.by).text("table");
        std::cout << "\n";
        printNotes(*found);
    }
    return exitCodeFor(*found);
}

} // namespace outlay::cli
