// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/budgetfile.h"

#include "app/cli/budgettext.h"
#include "app/cli/jsontext.h"
#include "app/cli/writing.h"
#include "base/csv.h"
#include "ingest/csvreader.h"

#include <algorithm>
#include <map>
#include <set>

namespace outlay::cli {

using base::Budget;
using base::ErrorKind;

namespace {

constexpr std::array<std::string_view, 8> kColumns = {
    "name", "scope", "period", "fiscal_start", "amount_usd", "growth_percent", "since", "alerts"};

std::string sinceText(const Budget &budget)
{
    return budget.since ? base::isoDay(*budget.since) : "";
}

/// A leading apostrophe is csvText()'s, so one of the text's own gets another before it.
std::string cellText(const std::string &text)
{
    return base::csvText(text.starts_with('\'') ? "'" + text : text);
}

std::string textOfCell(const ingest::CsvRecord::Cell &cell)
{
    std::string text;
    for (std::size_t i = 0; i < cell.raw.size(); ++i) {
        text += cell.raw[i];
        if (cell.doubled && cell.raw[i] == '"')
            ++i;
    }
    if (text.size() > 1 && text[0] == '\'' &&
        std::string_view("=+-@\t\r'").find(text[1]) != std::string_view::npos)
        text.erase(0, 1);
    return text;
}

/// What a file says of one budget; all texts, as they are in a table.
using Fields = std::map<std::string, std::string>;

base::Result<void> takeScope(Budget &budget, const std::string &text)
{
    const auto wrong = [](const std::string &what) { return base::fail(ErrorKind::BadInput, "", what); };
    const char *const form = R"(scope is not like {"feature": {"in": ["chat"]}}, {"model": {"out": [)"
                             R"("gpt-4o"]}} or {} for all spend)";
    const Json scope = text.empty() ? Json::object() : Json::parse(text, nullptr, false);
    if (!scope.is_object())
        return wrong(form);
    for (const auto &[dimension, set] : scope.items()) {
        const bool exclude = set.is_object() && set.contains("out");
        if (!set.is_object() || set.size() != 1 || (!exclude && !set.contains("in")))
            return wrong(form);
        const Json &values = set.at(exclude ? "out" : "in");
        if (!values.is_array() ||
            !std::ranges::all_of(values, [](const Json &value) { return value.is_string(); }))
            return wrong(form);
        budget.where[dimension].exclude = exclude;
        for (const Json &value : values)
            budget.where[dimension].values.insert(value.get<std::string>());
    }
    return {};
}

/// `since`, `start`: null where the file does not say it.
base::Result<void> takeDates(Budget &budget, const std::string *since, const std::string *start)
{
    if (since)
        budget.since = since->empty() ? std::nullopt : base::parseDay(*since);
    if (since && !since->empty() && !budget.since)
        return base::fail(ErrorKind::BadInput, "",
                          "since \"" + *since + "\" is not a day such as 2026-05-01");
    if (budget.growthBasisPoints == 0)
        budget.since.reset();
    else if (!budget.since)
        return base::fail(ErrorKind::BadInput, "",
                          "growth_percent needs since, the day in whose period the amount holds");
    if (!start || start->empty())
        return {};
    const bool isNumber = start->size() <= 2 && start->find_first_not_of("0123456789") == std::string::npos;
    budget.fiscalStart = isNumber ? std::stoi(*start) : 0; // of which canonical() tells
    if (budget.fiscalStart != 1 && budget.period != base::BudgetPeriod::Quarterly)
        return base::fail(ErrorKind::BadInput, "",
                          "fiscal_start is the month from which quarters are counted; the period is " +
                              std::string(base::nameOf(budget.period)));
    return {};
}

base::Result<void> takePeriod(Budget &budget, const Fields &fields)
{
    const auto period = fields.find("period");
    if (period == fields.end() || period->second.empty())
        return {};
    const auto kind = base::budgetPeriodOf(period->second);
    if (!kind)
        return base::fail(ErrorKind::BadInput, "",
                          "period \"" + period->second + "\" is not day, week, month or quarter");
    budget.period = *kind;
    return {};
}

/// Scope and period: which budget is meant.
base::Result<Budget> meantBudget(const Fields &fields)
{
    Budget budget;
    const auto scope = fields.find("scope");
    return takeScope(budget, scope == fields.end() ? std::string() : scope->second)
        .and_then([&] { return takePeriod(budget, fields); })
        .and_then([&] {
            budget.amount = base::Money::fromNanos(1); // so that canonical() looks at the rest
            return base::canonical(budget);
        });
}

/// What the file does not say stays as it is in `old`, the budget of that scope and period.
base::Result<Budget> budgetFrom(const Fields &fields, Budget budget)
{
    const auto said = [&fields](const char *name) -> const std::string * {
        const auto found = fields.find(name);
        return found == fields.end() ? nullptr : &found->second;
    };
    const std::string *const amountText = said("amount_usd");
    const auto amount = amountOf(amountText ? *amountText : std::string());
    if (!amount)
        return tl::unexpected(amount.error());
    budget.amount = *amount;
    if (const auto *name = said("name"))
        budget.name = *name;
    if (const auto *text = said("growth_percent")) {
        const auto growth = growthOf(text->empty() ? "0" : *text);
        if (!growth)
            return tl::unexpected(growth.error());
        budget.growthBasisPoints = *growth;
    }
    if (auto dates = takeDates(budget, said("since"), said("fiscal_start")); !dates)
        return tl::unexpected(dates.error());
    if (const auto *alerts = said("alerts"); alerts && !alerts->empty()) {
        const auto thresholds = thresholdsOf(*alerts, budget.amount);
        if (!thresholds)
            return tl::unexpected(thresholds.error());
        budget.thresholds = *thresholds;
    }
    return base::canonical(std::move(budget));
}

/// Collects budgets, each with its line, and refuses the second of one scope and period.
class Collector
{
public:
    Collector(const std::string &path, const BudgetsKnown &known)
        : m_path(path)
        , m_known(known)
    {
    }

    base::Result<void> add(const Fields &fields, std::int64_t line)
    {
        auto budget = meantBudget(fields).and_then([&](Budget meant) {
            const auto old = std::ranges::find(m_known.set, base::scopeKey(meant), base::scopeKey);
            if (meant.period == base::BudgetPeriod::Quarterly)
                meant.fiscalStart = m_known.fiscalStart;
            return budgetFrom(fields, old == m_known.set.end() ? meant : *old);
        });
        if (!budget)
            return fail(base::sentence(budget.error()), line);
        if (!m_keys.insert(base::scopeKey(*budget)).second)
            return fail("this scope and period have a budget further up already; leave one of the two out",
                        line);
        m_budgets.push_back(*std::move(budget));
        return {};
    }
    tl::unexpected<base::Error> fail(const std::string &what, std::int64_t line) const
    {
        return base::fail(ErrorKind::BadInput, m_path, what + "; nothing was imported", line);
    }
    std::vector<Budget> take() { return std::move(m_budgets); }

private:
    const std::string &m_path;
    const BudgetsKnown &m_known;
    std::vector<Budget> m_budgets;
    std::set<std::string> m_keys;
};

base::Result<std::vector<std::string>> headerOf(const ingest::CsvRecord &record, const Collector &budgets)
{
    std::vector<std::string> header;
    for (const auto &cell : record.cells()) {
        header.push_back(textOfCell(cell));
        if (std::ranges::find(kColumns, header.back()) == kColumns.end())
            return budgets.fail("column \"" + header.back() +
                                    "\" is not known; the columns are name, scope, period, fiscal_start, "
                                    "amount_usd, growth_percent, since and alerts",
                                1);
    }
    if (std::ranges::find(header, "amount_usd") == header.end())
        return budgets.fail("the column amount_usd is missing", 1);
    return header;
}

base::Result<std::vector<Budget>> fromCsv(std::string_view text, Collector budgets)
{
    ingest::CsvRecord record(',');
    std::vector<std::string> header;
    std::int64_t line = 1;
    while (!text.empty()) {
        if (record.read(text, true) != ingest::CsvRecord::State::Whole)
            return budgets.fail("the line is no CSV: " + std::string(record.problem()), line);
        const bool isBlank = record.cells().size() == 1 && record.cells().front().raw.empty();
        if (header.empty()) {
            auto named = headerOf(record, budgets);
            if (!named)
                return tl::unexpected(named.error());
            header = *std::move(named);
        } else if (!isBlank) {
            if (record.cells().size() != header.size())
                return budgets.fail("has " + std::to_string(record.cells().size()) + " cells, the header " +
                                        std::to_string(header.size()),
                                    line);
            Fields fields;
            for (std::size_t i = 0; i < header.size(); ++i)
                fields[header[i]] = textOfCell(record.cells()[i]);
            if (auto added = budgets.add(fields, line); !added)
                return tl::unexpected(added.error());
        }
        line += record.newlines();
        text.remove_prefix(record.size());
    }
    return budgets.take();
}

std::int64_t lineAt(const std::string &text, std::size_t position)
{
    return 1 + std::count(text.begin(),
                          text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size())), '\n');
}

/// The lines on which the objects of the outermost list begin.
std::vector<std::int64_t> linesOfEntries(const std::string &text)
{
    std::vector<std::int64_t> lines;
    std::string open;
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isQuoted) {
            i += c == '\\' ? 1 : 0;
            isQuoted = c != '"';
        } else if (c == '"') {
            isQuoted = true;
        } else if (c == '{' || c == '[') {
            if (c == '{' && open.ends_with('[') && open.size() <= 2)
                lines.push_back(lineAt(text, i));
            open += c;
        } else if ((c == '}' || c == ']') && !open.empty()) {
            open.pop_back();
        }
    }
    return lines;
}

base::Result<std::vector<Budget>> fromJson(const std::string &text, Collector budgets)
{
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error &error) {
        return budgets.fail("is no JSON from here on", lineAt(text, error.byte > 0 ? error.byte - 1 : 0));
    }
    const Json list = json.is_object() && json.contains("budgets") ? json.at("budgets") : json;
    if (!list.is_array())
        return budgets.fail("is not a list of budgets, nor an object with one named budgets", 1);
    const auto lines = linesOfEntries(text);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::int64_t line = i < lines.size() ? lines[i] : 1;
        if (!list[i].is_object())
            return budgets.fail("budget " + std::to_string(i + 1) + " is no object", line);
        Fields fields;
        for (const auto &[name, value] : list[i].items()) {
            if (std::ranges::find(kColumns, name) == kColumns.end())
                return budgets.fail("\"" + name + "\" is not known of a budget", line);
            fields[name] = value.is_string() ? value.get<std::string>() : value.dump();
        }
        if (auto added = budgets.add(fields, line); !added)
            return tl::unexpected(added.error());
    }
    return budgets.take();
}

} // namespace

Json scopeJson(const Budget &budget)
{
    Json scope = Json::object();
    for (const auto &[dimension, set] : budget.where)
        scope[dimension] = {{set.exclude ? "out" : "in", set.values}};
    return scope;
}

std::string budgetsCsv(const std::vector<Budget> &budgets)
{
    std::string text;
    for (const std::string_view column : kColumns)
        text += (text.empty() ? "" : ",") + std::string(column);
    text += "\r\n";
    for (const Budget &budget : budgets)
        text += cellText(budget.name) + "," +
                cellText(scopeJson(budget).dump(-1, ' ', false, Json::error_handler_t::replace)) + "," +
                std::string(base::nameOf(budget.period)) + "," + std::to_string(budget.fiscalStart) + "," +
                budget.amount.toDecimal() + "," + growthText(budget.growthBasisPoints) + "," +
                sinceText(budget) + "," + cellText(thresholdsText(budget.thresholds)) + "\r\n";
    return text;
}

std::string budgetsJson(const std::vector<Budget> &budgets)
{
    Json list = Json::array();
    for (const Budget &budget : budgets)
        list.push_back({{"name", budget.name},
                        {"scope", scopeJson(budget)},
                        {"period", base::nameOf(budget.period)},
                        {"fiscal_start", budget.fiscalStart},
                        {"amount_usd", budget.amount.toDecimal()},
                        {"growth_percent", growthText(budget.growthBasisPoints)},
                        {"since", sinceText(budget)},
                        {"alerts", thresholdsText(budget.thresholds)}});
    return jsonText(Json{{"budgets", list}}) + "\n";
}

base::Result<std::vector<Budget>> budgetsFrom(const std::string &text, const std::string &path,
                                              const BudgetsKnown &known)
{
    const std::string_view mark = "\xEF\xBB\xBF";
    const std::string body = text.starts_with(mark) ? text.substr(mark.size()) : text;
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return base::fail(ErrorKind::BadInput, path,
                          "is empty; it has to be what outlay budgets export writes, CSV or JSON");
    const bool isJson = body[first] == '{' || body[first] == '[';
    return isJson ? fromJson(body, {path, known}) : fromCsv(body, {path, known});
}

} // namespace outlay::cli
