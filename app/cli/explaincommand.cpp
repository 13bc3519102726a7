// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/asked.h"
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/jsontext.h"
#include "app/cli/pricetext.h"
#include "app/cli/texttable.h"
#include "app/cli/writing.h"
#include "jobs/explainjob.h"

#include <iostream>
#include <sstream>

namespace outlay::cli {

using base::Int128;
using insight::Explained;
using insight::Figure;
using insight::isGiven;
using insight::isMoney;

namespace {

constexpr Int128 kPicosPerDollar = Int128(1'000) * base::kNanosPerDollar;

std::string_view formulaOf(const insight::ExplainQuestion &question)
{
    constexpr std::array<std::string_view, insight::kFigures> formulas = {
        "the sum of what each call cost: as its log reports it, else tokens x the price of its day",
        "the number of calls",
        "cost / calls whose cost is known",
        "the sum of the input tokens that logs say, without those that a cache was read or written for",
        "the sum of the tokens read from a cache",
        "the sum of the tokens written to a cache",
        "the sum of the output tokens",
        "the sum of latencies / calls whose log says one",
        "cost of the part / cost of all",
        "calls of the part / all calls",
        "(cost - cost before) / cost before",
        "cost of all calls that are billed - cost of the completed ones: failed and repeated attempts",
        "cost of calls that have a value there / cost of all calls",
        "calls that have a value there / all calls",
        "the number of calls whose cost is neither reported nor computed",
        "the number of calls whose log gives no tokens",
        "cost / amount of the budget",
        "value - cost",
        "(value - cost) / value",
        "(value - cost) / cost",
        "value / calls: what a call may cost on average until nothing is gained",
        "the same as cost, of the days before",
        "cost - cost before",
        "cost / amount of the unit that value files say, which is in 1/1,000,000,000",
        "cost - cost in the scenario, of the calls that it is about",
        "(cost - cost in the scenario) / days with data x 30",
        "prompts at the full price of input - the same as billed, of calls whose prompt has a price",
        "tokens read from the cache / tokens written to it, of calls whose prompt has a price",
        "what written tokens cost above the price of input / what they would save if each was read once",
        ""};
    constexpr std::array<std::string_view, insight::kEffects> effects = {
        "less the cost before of each feature and segment that has calls before and none after",
        "the cost after of each feature and segment that has calls after and none before",
        "cost before x calls after / calls before - cost before, of each feature and segment with calls in "
        "both; "
        "the calls are those of all of these together",
        "cost before x its calls after / its calls before, of each feature and segment, - what volume led to",
        "the same of each model and tier in a feature and segment (cost after of one that is new there), "
        "- what mix led to",
        "cost before x calls after whose cost is known / those before, - cost before x calls after / before",
        "the last x tokens a call after / tokens a call before, - the last",
        "as request_size, with tokens weighed by their prices on the last day before, - what request_size "
        "led to",
        "cost after - what token_mix led to, with the remainders of all divisions",
        "of models whose calls say no tokens before or after: cost after - what unpriced led to"};
    return question.figure == Figure::Effect ? effects[static_cast<std::size_t>(question.effect)]
                                             : formulas[static_cast<std::size_t>(question.figure)];
}

/// Exact dollars with twelve decimals.
std::string picoDollars(Int128 picos)
{
    const bool isNegative = picos < 0;
    const Int128 size = isNegative ? -picos : picos;
    std::string decimals = std::to_string(static_cast<std::int64_t>(size % kPicosPerDollar));
    decimals.insert(0, 12 - decimals.size(), '0');
    return (isNegative ? "-" : "") + std::to_string(static_cast<std::int64_t>(size / kPicosPerDollar)) + "." +
           decimals;
}

std::string exactDollars(std::int64_t nanos)
{
    return base::Money::fromNanos(nanos).toDecimal();
}

std::string_view nameOf(const insight::ExplainQuestion &question)
{
    return question.figure == Figure::Effect
               ? insight::kEffectNames[static_cast<std::size_t>(question.effect)]
               : insight::nameOf(question.figure);
}

std::string valueText(const insight::Explanation &explanation)
{
    if (const auto ratio = explanation.ratio()) {
        std::ostringstream text;
        text.precision(10);
        if (insight::isTimes(explanation.question.figure))
            text << *ratio;
        else
            text << *ratio * 100 << " %";
        return text.str();
    }
    const auto whole = explanation.whole();
    if (!whole)
        return "not known";
    if (explanation.question.figure == Figure::Latency)
        return std::to_string(*whole) + " us";
    return explanation.isMoney() ? "$" + exactDollars(*whole) : std::to_string(*whole);
}

void printTerms(const insight::Explanation &explanation)
{
    TextTable table({{"term"}, {"value", true}, {"of"}});
    for (const insight::ExplainTerm &term : explanation.terms)
        table.addRow({term.column(),
                      isMoney(term.summed) ? "$" + exactDollars(term.value) : grouped(term.value),
                      isGiven(term.summed) ? "" : base::describe(term.filter)});
    table.print(std::cout);
}

void printRules(const insight::RuleMoves &rules)
{
    if (rules.moves.empty())
        return;
    std::cout << "\nrules: without them it is $" << exactDollars(rules.logged.costNanos) << " of "
              << grouped(rules.logged.requests) << " calls\n";
    TextTable table(
        {{"rule"}, {"brings in USD", true}, {"calls", true}, {"takes away USD", true}, {"calls", true}});
    for (const insight::RuleMove &move : rules.moves)
        table.addRow({std::to_string(move.place) + ". " + visible(move.title),
                      exactDollars(move.in.costNanos), grouped(move.in.requests),
                      exactDollars(move.out.costNanos), grouped(move.out.requests)});
    table.print(std::cout);
}

std::string validText(const pricing::PriceRow &row)
{
    return (row.from ? dayText(row.from) : "always") + ".." + dayText(row.to);
}

void printPrices(const insight::CostOrigin &origin)
{
    if (origin.prices.empty())
        return;
    TextTable table({{"model"},
                     {"kind"},
                     {"tokens", true},
                     {"picodollars each", true},
                     {"USD", true},
                     {"valid"},
                     {"list"},
                     {"note"}});
    for (const insight::PriceUse &use : origin.prices) {
        const pricing::RowPlace &place = use.rate.place;
        const bool isListed = place.row != nullptr;
        std::string note(pricing::assumption(use.rate.basis));
        if (isListed && !place.row->note.empty())
            note += (note.empty() ? "" : "; ") + place.row->note;
        table.addRow({isListed ? place.model->provider + " " + place.model->model : "no price listed",
                      std::string(pricing::kTokenKindNames[pricing::indexOf(use.kind)]),
                      grouped(static_cast<std::int64_t>(use.tokens)), std::to_string(use.rate.price.picos()),
                      picoDollars(use.picos), isListed ? validText(*place.row) : "",
                      isListed ? sourceText(*place.list) : "", visible(note)});
    }
    table.addRow({"rounding of each call", "", "", "", picoDollars(origin.roundingPicos()), "", "", ""});
    table.addRule();
    table.addRow({"computed", "", "", "", picoDollars(Int128(1'000) * origin.bookNanos), "", "", ""});
    std::cout << "\n";
    table.print(std::cout);
}

void printOrigin(const Explained &explained)
{
    if (!explained.origin) {
        std::cout
            << "\nA rule splits calls of it: it has shares of single costs, which no price row makes.\n";
        return;
    }
    const insight::CostOrigin &origin = *explained.origin;
    std::cout << "\nits calls\n";
    TextTable table({{"cost is"}, {"calls", true}, {"USD", true}});
    table.addRow({"reported by the log", grouped(origin.reportedCalls), exactDollars(origin.reportedNanos)});
    table.addRow({"computed by the price book", grouped(origin.bookCalls), exactDollars(origin.bookNanos)});
    if (origin.otherCalls > 0)
        table.addRow(
            {"computed by earlier prices", grouped(origin.otherCalls), exactDollars(origin.otherNanos)});
    table.addRow({"not known", grouped(origin.unpricedCalls), ""});
    table.addRule();
    table.addRow({"all",
                  grouped(origin.reportedCalls + origin.bookCalls + origin.otherCalls + origin.unpricedCalls),
                  exactDollars(origin.nanos())});
    table.print(std::cout);
    printPrices(origin);
}

void printSources(const Explained &explained)
{
    std::cout << "\n";
    TextTable table({{"from the log"}, {"calls", true}, {"USD", true}});
    for (const insight::SourceShare &share : explained.sources)
        table.addRow({share.source.empty() ? "(unknown)" : visible(share.source),
                      grouped(share.sums.requests), exactDollars(share.sums.costNanos)});
    table.print(std::cout);
}

void printText(const Explained &explained)
{
    const insight::Explanation &explanation = explained.explanation;
    std::cout << nameOf(explanation.question) << " = " << valueText(explanation) << "\n"
              << formulaOf(explanation.question) << "\n\n";
    printTerms(explanation);
    printRules(explained.rules);
    printOrigin(explained);
    printSources(explained);
    if (explained.sql.text.empty()) {
        std::cout << "\nNo SQL gives it: a rule splits calls of it, which the ledger has whole.\n";
        return;
    }
    std::cout << "\nthe same of the store, by any SQLite tool"
              << (explained.sql.namesAttributions ? " (attributions are those of the rules as they are now)"
                                                  : "")
              << ":\n"
              << explained.sql.text;
}

Json originJson(const insight::CostOrigin &origin)
{
    const auto part = [](std::int64_t calls, std::int64_t nanos) {
        return Json{{"requests", calls}, {"cost_nanos", nanos}};
    };
    Json json{{"reported", part(origin.reportedCalls, origin.reportedNanos)},
              {"computed_by_the_book", part(origin.bookCalls, origin.bookNanos)},
              {"computed_by_earlier_prices", part(origin.otherCalls, origin.otherNanos)},
              {"unpriced_requests", origin.unpricedCalls},
              {"prices", Json::array()},
              {"rounding_usd", picoDollars(origin.roundingPicos())}};
    for (const insight::PriceUse &use : origin.prices) {
        Json price{{"kind", pricing::kTokenKindNames[pricing::indexOf(use.kind)]},
                   {"requests", use.calls},
                   {"tokens", static_cast<std::int64_t>(use.tokens)},
                   {"picodollars_each", use.rate.price.picos()},
                   {"usd", picoDollars(use.picos)},
                   {"assumption", pricing::assumption(use.rate.basis)}};
        price["row"] = use.rate.place.row ? rowJson(use.rate.place) : Json();
        json["prices"].push_back(std::move(price));
    }
    return json;
}

void printJson(const Explained &explained)
{
    const insight::Explanation &explanation = explained.explanation;
    Json json{{"figure", nameOf(explanation.question)},
              {"formula", formulaOf(explanation.question)},
              {"whole", explanation.whole() ? Json(*explanation.whole()) : Json()},
              {"ratio", explanation.ratio() ? Json(*explanation.ratio()) : Json()},
              {"terms", Json::array()},
              {"rules", Json::array()},
              {"sources", Json::array()}};
    for (const insight::ExplainTerm &term : explanation.terms)
        json["terms"].push_back(
            {{"name", term.column()}, {"value", term.value}, {"filter", base::describe(term.filter)}});
    for (const insight::RuleMove &move : explained.rules.moves)
        json["rules"].push_back({{"rule", move.place},
                                 {"title", move.title},
                                 {"in_nanos", move.in.costNanos},
                                 {"in_requests", move.in.requests},
                                 {"out_nanos", move.out.costNanos},
                                 {"out_requests", move.out.requests}});
    for (const insight::SourceShare &share : explained.sources)
        json["sources"].push_back({{"source", share.source},
                                   {"requests", share.sums.requests},
                                   {"cost_nanos", share.sums.costNanos}});
    json["cost"] = explained.origin ? originJson(*explained.origin) : Json();
    json["sql"] = explained.sql.text.empty() ? Json() : Json(explained.sql.text);
    std::cout << jsonText(json) << "\n";
}

/// "feature=chat,month=2026-05" as a slice. Errors: Misuse.
base::Result<std::vector<std::pair<base::Dimension, std::string>>> sliceOf(const std::string &text)
{
    std::vector<std::pair<base::Dimension, std::string>> slice;
    for (const std::string &part : split(text, ',')) {
        const std::size_t equals = part.find('=');
        if (part.empty())
            continue;
        if (equals == std::string::npos || equals == 0)
            return base::fail(base::ErrorKind::Misuse, "--of " + part, "is not like feature=chat");
        const std::string value = part.substr(equals + 1);
        slice.emplace_back(part.substr(0, equals),
                           base::isDefaultLabel(value) ? std::string(base::kUnattributed) : value);
    }
    return slice;
}

base::Result<insight::ExplainQuestion> askedQuestion(const ExplainArguments &arguments)
{
    auto filter = filterOf(arguments.report);
    if (!filter)
        return tl::unexpected(filter.error());
    auto slice = sliceOf(arguments.slice);
    if (!slice)
        return tl::unexpected(slice.error());
    insight::ExplainQuestion question = *insight::questionNamed(arguments.figure);
    question.filter = *std::move(filter);
    question.slice = *std::move(slice);
    if (!arguments.scenario.empty()) {
        auto scenario = readInput(arguments.scenario).and_then([&arguments](const std::string &text) {
            return insight::parseScenario(text, arguments.scenario);
        });
        if (!scenario)
            return tl::unexpected(scenario.error());
        question.scenario = *std::move(scenario);
    }
    if (!arguments.against.empty()) {
        const auto before = base::parsePeriod(arguments.against);
        if (!before)
            return base::fail(before.error().kind, "--against " + arguments.against, before.error().detail);
        question.before = *before;
    }
    return question;
}

} // namespace

int runExplain(const ExplainArguments &arguments)
{
    const auto question = askedQuestion(arguments);
    if (!question)
        return complain(question.error());
    const auto store = openForReading(arguments.report.store);
    if (!store)
        return complain(store.error());
    const auto explained = jobs::explainFigure(**store, *question, arguments.prices, {});
    if (!explained)
        return complain(explained.error());
    if (arguments.report.format == "json")
        printJson(*explained);
    else
        printText(*explained);
    return Ok;
}

} // namespace outlay::cli
