// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/listing.h"
#include "app/cli/rulearguments.h"
#include "app/cli/ruletext.h"
#include "app/cli/writing.h"
#include "jobs/storeimport.h"
#include "store/rulejson.h"

#include <algorithm>
#include <functional>
#include <iostream>

namespace outlay::cli {

using base::ErrorKind;
using base::Rule;
using Rules = std::vector<Rule>;

namespace {

/// Turns the rules that are set into those that are wanted. Errors: as the command tells them.
using RulesChange = std::function<base::Result<Rules>(Rules)>;

base::Result<cube::RulePreview> previewOf(const store::Store &store, const Rules &current, const Rules &next)
{
    auto cells = store.cells();
    if (!cells)
        return tl::unexpected(cells.error());
    return *cube::previewRules({std::move(cells->attributions), std::move(cells->cells), {}}, current, next);
}

/// Tells what a change moves, and makes it unless it is only to be told.
base::Result<std::string> makeChange(store::Store &store, const RulesArguments &arguments,
                                     const RulesChange &change)
{
    const auto current = store.rules();
    if (!current)
        return tl::unexpected(current.error());
    const auto next = change(*current);
    if (!next)
        return tl::unexpected(next.error());
    const auto preview = previewOf(store, *current, *next);
    if (!preview)
        return tl::unexpected(preview.error());
    if (!arguments.dryRun)
        if (const auto set = store.setRules(*next, jobs::now(), arguments.who); !set)
            return tl::unexpected(set.error());
    if (arguments.json)
        return previewJson(*preview, *next);
    return previewText(*preview, *next) + (arguments.dryRun ? "nothing was changed\n" : "");
}

int changeRules(const RulesArguments &arguments, bool makesStore, const RulesChange &change)
{
    const auto store = makesStore ? store::Store::open(arguments.store, store::Store::Mode::ReadWrite)
                                  : openForChanging(arguments.store);
    if (!store)
        return complain(store.error());
    const auto told = makeChange(**store, arguments, change);
    if (!told)
        return complain(told.error());
    std::cout << *told;
    return Ok;
}

/// Does something with the rule that has the asked number.
int changeOne(const RulesArguments &arguments, const std::function<void(Rules &, Rules::iterator)> &change)
{
    return changeRules(arguments, false, [&](Rules rules) -> base::Result<Rules> {
        const auto found = std::ranges::find(rules, arguments.id, &Rule::id);
        if (found == rules.end())
            return base::fail(ErrorKind::NotFound, "rule " + std::to_string(arguments.id),
                              "is not there; outlay rules list shows those that are");
        change(rules, found);
        return rules;
    });
}

Rules::iterator placeIn(Rules &rules, std::int64_t place)
{
    const auto count = static_cast<std::int64_t>(rules.size());
    return rules.begin() + (place == 0 ? count : std::min(place - 1, count));
}

bool isSameRule(const Rule &a, const Rule &b)
{
    return a.where == b.where && a.days == b.days && base::haveSameAction(a, b);
}

base::Result<Rules> rulesOfFile(const std::string &path)
{
    const auto text = contentOf(path);
    return text ? store::rulesFrom(*text, path) : base::Result<Rules>(tl::unexpected(text.error()));
}

} // namespace

int runRulesList(const RulesArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto rules = (*store)->rules();
    if (!rules)
        return complain(rules.error());
    Listing listing({{"place", true}, {"id", true}, {"on"}, {"name"}, {"conditions"}, {"action"}});
    for (std::size_t r = 0; r < rules->size(); ++r) {
        const Rule &rule = (*rules)[r];
        listing.add({std::to_string(r + 1), std::to_string(rule.id), rule.enabled ? "yes" : "no", rule.name,
                     base::describeConditions(rule), base::describeAction(rule)});
    }
    std::cout << listing.text(arguments.json ? "json" : arguments.format);
    return Ok;
}

int runRulesAdd(const RulesArguments &arguments)
{
    const auto rule = askedRule(arguments);
    if (!rule)
        return complain(rule.error());
    return changeRules(arguments, true, [&](Rules rules) -> base::Result<Rules> {
        rules.insert(placeIn(rules, arguments.place), *rule);
        return rules;
    });
}

int runRulesRemove(const RulesArguments &arguments)
{
    return changeOne(arguments, [](Rules &rules, Rules::iterator rule) { rules.erase(rule); });
}

int runRulesMove(const RulesArguments &arguments)
{
    return changeOne(arguments, [&](Rules &rules, Rules::iterator found) {
        Rule rule = std::move(*found);
        rules.erase(found);
        rules.insert(placeIn(rules, arguments.place), std::move(rule));
    });
}

int runRulesEnable(const RulesArguments &arguments)
{
    return changeOne(arguments, [](Rules &, Rules::iterator rule) { rule->enabled = true; });
}

int runRulesDisable(const RulesArguments &arguments)
{
    return changeOne(arguments, [](Rules &, Rules::iterator rule) { rule->enabled = false; });
}

int runRulesExport(const RulesArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto rules = (*store)->rules();
    if (!rules)
        return complain(rules.error());
    const auto written = writeOutput(arguments.file, store::rulesJson(*rules));
    return written ? Ok : complain(written.error());
}

int runRulesImport(const RulesArguments &arguments)
{
    const auto read = rulesOfFile(arguments.file);
    if (!read)
        return complain(read.error());
    return changeRules(arguments, true, [&](Rules rules) -> base::Result<Rules> {
        if (arguments.replace)
            return *read;
        for (const Rule &rule : *read) // those that are there already stay where they are
            if (std::ranges::none_of(rules, [&](const Rule &old) { return isSameRule(old, rule); }))
                rules.push_back(rule);
        return rules;
    });
}

int runRulesPreview(const RulesArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto current = (*store)->rules();
    if (!current)
        return complain(current.error());
    const auto next = arguments.file.empty() ? current : rulesOfFile(arguments.file);
    if (!next)
        return complain(next.error());
    const auto preview = previewOf(**store, arguments.file.empty() ? Rules() : *current, *next);
    if (!preview)
        return complain(preview.error());
    std::cout << (arguments.json ? previewJson(*preview, *next) : previewText(*preview, *next));
    return Ok;
}

int runRulesHistory(const RulesArguments &arguments)
{
    const auto store = openForReading(arguments.store);
    if (!store)
        return complain(store.error());
    const auto changes = (*store)->ruleChanges();
    if (!changes)
        return complain(changes.error());
    const std::string format = arguments.json ? "json" : arguments.format;
    std::vector<Listing::Column> columns = {{"at"}, {"who"}, {"what"}, {"rule", true}, {"change"}};
    if (format != "table") // for machines, the whole rules
        columns.insert(columns.end(), {{"before"}, {"after"}});
    Listing listing(std::move(columns));
    for (const base::RuleChange &change : *changes) {
        std::vector<std::string> cells = {base::isoInstant(change.at), change.who, change.what,
                                          std::to_string(change.rule), base::describeChange(change)};
        if (format != "table")
            cells.insert(cells.end(), {change.before, change.after});
        listing.add(std::move(cells));
    }
    std::cout << listing.text(format);
    return Ok;
}

} // namespace outlay::cli
