// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/rulearguments.h"

#include "app/cli/asked.h"
#include "app/cli/budgetoptions.h"
#include "base/money.h"
#include "jobs/account.h"

#include <CLI/CLI.hpp>

namespace outlay::cli {

using base::ErrorKind;
using base::Rule;
using base::RuleAction;

namespace {

base::Result<void> takeConditions(const RulesArguments &arguments, Rule &rule)
{
    const auto where = whereOf(arguments.where);
    if (!where)
        return tl::unexpected(where.error());
    for (const auto &[dimension, set] : *where) {
        base::RuleTest &test = rule.where[dimension];
        test.exclude = set.exclude;
        for (const std::string &value : set.values)
            (value.find('*') == std::string::npos ? test.values : test.patterns).insert(value);
    }
    const auto days = base::parsePeriod(arguments.period);
    if (!days)
        return tl::unexpected(days.error());
    rule.days = *days;
    return {};
}

base::Result<void> takeShares(const RulesArguments &arguments, Rule &rule)
{
    rule.action = arguments.splitBy == "share"      ? RuleAction::SplitByShare
                  : arguments.splitBy == "requests" ? RuleAction::SplitByRequests
                                                    : RuleAction::SplitByCost;
    if (arguments.over.empty())
        return base::fail(ErrorKind::Misuse, "--split", "needs --over with the features");
    for (const std::string &part : split(arguments.over, ',')) {
        const std::size_t equals = part.rfind('=');
        if (rule.action != RuleAction::SplitByShare) {
            rule.shares.push_back({part});
            continue;
        }
        const auto weight =
            equals == std::string::npos ? std::nullopt : base::Money::parse(part.substr(equals + 1));
        if (!weight)
            return base::fail(ErrorKind::Misuse, "--over " + part,
                              "is not of the form FEATURE=SHARE, such as chat=60,search=40");
        rule.shares.push_back({part.substr(0, equals), weight->nanos()});
    }
    return {};
}

base::Result<void> takeAction(const RulesArguments &arguments, Rule &rule)
{
    if (arguments.set.empty() == arguments.splitBy.empty())
        return base::fail(ErrorKind::Misuse, "rules add", "takes one of --set DIM=VALUE and --split");
    if (arguments.set.empty())
        return takeShares(arguments, rule);
    const std::size_t equals = arguments.set.find('=');
    if (equals == std::string::npos || equals == 0)
        return base::fail(ErrorKind::Misuse, "--set " + arguments.set, "is not of the form DIM=VALUE");
    rule.dimension = arguments.set.substr(0, equals);
    rule.value = arguments.set.substr(equals + 1);
    return {};
}

void addChangeOptions(CLI::App &sub, RulesArguments &a)
{
    a.who = jobs::accountName();
    sub.add_option("--who", a.who,
                   "A label for the history, such as your name (default: that of the account)");
    sub.add_flag("--dry-run", a.dryRun, "Only tell what would move");
    sub.add_flag("--json", a.json, "Print what moves as JSON");
}

void addListFormat(CLI::App &sub, RulesArguments &a)
{
    sub.add_option("--format", a.format, "Form of the list")->check(CLI::IsMember({"table", "csv", "json"}));
    sub.add_flag("--json", a.json, "Print as JSON");
}

void addDescription(CLI::App &add, RulesArguments &a)
{
    add.add_option("--where", a.where,
                   "DIM=VALUE[,VALUE] as logged, may be repeated; DIM!=VALUE excludes; * stands for any text")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    add.add_option("--period", a.period,
                   "The days for which it holds: 2026-05, 2026-05-01..2026-05-31 or all");
    auto *set = add.add_option("--set", a.set, "What the calls are to count as")->type_name("DIM=VALUE");
    add.add_option(
           "--split", a.splitBy,
           "Share them over features: by fixed shares, or by the features' calls or cost of the month")
        ->check(CLI::IsMember({"share", "requests", "cost"}))
        ->excludes(set);
    add.add_option("--over", a.over, "chat=60,search=40, or chat,search by requests and cost")
        ->type_name("FEATURES")
        ->excludes(set);
    add.add_option("--name", a.name, "What to call it (default: what it does)");
    add.add_option("--at", a.place, "Its place, 1 for the first (default: the last)")
        ->check(CLI::PositiveNumber);
}

} // namespace

base::Result<Rule> askedRule(const RulesArguments &arguments)
{
    Rule rule;
    rule.name = arguments.name;
    if (auto taken = takeConditions(arguments, rule); !taken)
        return tl::unexpected(taken.error());
    if (auto taken = takeAction(arguments, rule); !taken)
        return tl::unexpected(taken.error());
    return base::canonical(std::move(rule));
}

void addCoverageOptions(CLI::App &command, CoverageArguments &a)
{
    command.add_option(
        "--by", a.report.by,
        "Dimensions, comma-separated (default: all that logs tag; with --unattributed: feature)");
    command.add_flag("--unattributed", a.unattributed,
                     "List what is unknown in parts that have something in common, each with a ready rule");
    command
        .add_flag("--events", a.events,
                  "With --unattributed: look at every call, too: hours, sizes, and what the same users and "
                  "chains do")
        ->needs("--unattributed");
    command.add_option("--format", a.report.format, "Form of the result")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

void addRules(CLI::App &app, RulesArguments &a, int &exitCode)
{
    CLI::App *command = app.add_subcommand(
        "rules", "Say what calls are to count as, over all history; what was logged stays as it is");
    command->require_subcommand(1);
    addStoreOption(*command, a.store);
    const auto add = [&](const char *name, const char *what, int (*run)(const RulesArguments &)) {
        CLI::App *sub = command->add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([&exitCode, &a, run] { exitCode = run(a); });
        return sub;
    };
    const auto addOfOne = [&](const char *name, const char *what, int (*run)(const RulesArguments &)) {
        CLI::App *sub = add(name, what, run);
        sub->add_option("ID", a.id, "Number of the rule")->required();
        addChangeOptions(*sub, a);
        return sub;
    };
    addListFormat(*add("list", "List the rules in the order in which they are looked at", runRulesList), a);
    CLI::App *one = add("add", "Add a rule", runRulesAdd);
    addDescription(*one, a);
    addChangeOptions(*one, a);
    addOfOne("remove", "Remove a rule", runRulesRemove);
    addOfOne("move", "Give a rule another place", runRulesMove)
        ->add_option("PLACE", a.place, "1 for the first")
        ->required()
        ->check(CLI::PositiveNumber);
    addOfOne("enable", "Switch a rule on again", runRulesEnable);
    addOfOne("disable", "Switch a rule off, and keep it", runRulesDisable);
    add("export", "Write all rules as JSON", runRulesExport)
        ->add_option("-o,--output", a.file, "Write to this file instead of standard output")
        ->type_name("FILE");
    CLI::App *import = add("import", "Add the rules of a file that was exported", runRulesImport);
    import->add_option("FILE", a.file, "The file, or - for standard input")->required();
    import->add_flag("--replace", a.replace, "Instead of the rules that are there");
    addChangeOptions(*import, a);
    CLI::App *preview =
        add("preview", "Tell what the rules move, or what those of a file would instead of them",
            runRulesPreview);
    preview->add_option("FILE", a.file, "Rules that were exported (default: those that are set)");
    preview->add_flag("--json", a.json, "Print as JSON");
    addListFormat(*add("history", "List what was done to the rules, the latest first", runRulesHistory), a);
}

} // namespace outlay::cli
