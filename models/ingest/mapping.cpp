// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/mapping.h"

#include "ingest/mapmistake.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace outlay::ingest {

using nlohmann::json;

namespace {

MapPath pathOf(const json &value)
{
    std::string text = value.get<std::string>();
    MapPath path;
    while (text.starts_with('^')) {
        ++path.up;
        text.erase(0, 1);
    }
    if (text.starts_with('/')) {
        path.fromRecord = true;
        text.erase(0, 1);
    }
    path.text = std::move(text);
    return path;
}

std::vector<MapPath> pathsOf(const json &value)
{
    std::vector<MapPath> paths;
    if (value.is_array())
        std::transform(value.begin(), value.end(), std::back_inserter(paths), pathOf);
    else
        paths.push_back(pathOf(value));
    return paths;
}

std::vector<std::string> textsOf(const json &value)
{
    if (value.is_array())
        return value.get<std::vector<std::string>>();
    return {value.get<std::string>()};
}

void allowOnly(const json &object, const std::set<std::string> &names, const std::string &where)
{
    if (!object.is_object())
        throw Mistake(where + " is no object; write {\"name\": …}");
    for (const auto &[name, value] : object.items()) {
        if (names.count(name) > 0)
            continue;
        Mistake mistake("is no entry of " + where + "; correct its name or take it out");
        mistake.trail.push_back(name);
        throw mistake;
    }
}

const json &objectAt(const json &value, const std::string &name)
{
    if (!value.at(name).is_object())
        throw Mistake("\"" + name + "\" is no object; write {\"name\": \"text\"}");
    return value.at(name);
}

std::string textAt(const json &value, const char *name, const std::string &otherwise)
{
    return within(name, [&] { return value.value(name, otherwise); });
}

/// The text of an entry, which is one of a few; the first where there is no entry.
std::string oneOf(const json &value, const char *name, std::initializer_list<const char *> known)
{
    const std::string text = textAt(value, name, *known.begin());
    std::string all;
    for (const char *word : known) {
        if (text == word)
            return text;
        all += (all.empty() ? "\"" : ", \"") + std::string(word) + "\"";
    }
    Mistake mistake("there is no \"" + text + "\" here; write one of " + all);
    mistake.trail.emplace_back(name);
    throw mistake;
}

Condition conditionOf(const json &value)
{
    allowOnly(value,
              {"has", "together", "set", "any_set", "any_positive", "lacks", "equals", "differs", "starts",
               "ends", "same", "any_has", "hundreds"},
              "a condition");
    Condition condition;
    for (const auto &[name, paths] : {std::pair{"has", &condition.has},
                                      {"together", &condition.together},
                                      {"set", &condition.set},
                                      {"any_set", &condition.anySet},
                                      {"any_positive", &condition.anyPositive},
                                      {"hundreds", &condition.hundreds},
                                      {"lacks", &condition.lacks}}) {
        if (value.contains(name))
            *paths = within(name, [&value, at = name] { return pathsOf(value.at(at)); });
    }
    for (const auto &[name, pairs] : {std::pair{"equals", &condition.equals},
                                      {"differs", &condition.differs},
                                      {"starts", &condition.starts},
                                      {"ends", &condition.ends}}) {
        if (!value.contains(name))
            continue;
        for (const auto &[path, texts] : objectAt(value, name).items())
            pairs->emplace_back(pathOf(path), textsOf(texts));
    }
    if (value.contains("any_has")) {
        for (const auto &paths : value.at("any_has"))
            condition.anyHas.push_back(pathsOf(paths));
    }
    if (value.contains("same")) {
        for (const auto &[path, other] : objectAt(value, "same").items())
            condition.same.emplace_back(pathOf(path), pathOf(other));
    }
    return condition;
}

std::vector<Condition> conditionsOf(const json &value)
{
    std::vector<Condition> conditions;
    if (value.is_array())
        std::transform(value.begin(), value.end(), std::back_inserter(conditions), conditionOf);
    else
        conditions.push_back(conditionOf(value));
    return conditions;
}

struct Unit
{
    std::string_view name;
    int shift;
};
/// Those of Unix times make microseconds, whose size tells that they are.
constexpr std::array kUnits = {Unit{"cents", -2}, Unit{"milli", -3},   Unit{"micro", -6},
                               Unit{"nano", -9},  Unit{"thousand", 3}, Unit{"million", 6},
                               Unit{"unix_s", 6}, Unit{"unix_ms", 3},  Unit{"unix_us", 0}};

int shiftOf(const std::string &unit)
{
    const auto found =
        std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit &known) { return known.name == unit; });
    if (found == kUnits.end())
        throw Mistake(
            "\"" + unit +
            "\" is no unit (cents, milli, micro, nano, thousand, million, unix_s, unix_ms, unix_us)");
    return found->shift;
}

FieldRule::As asOf(const std::string &text)
{
    if (text == "http_status")
        return FieldRule::As::HttpStatus;
    if (text == "dotnet_ticks")
        return FieldRule::As::DotNetTicks;
    if (text == "month_day_year")
        return FieldRule::As::MonthDayYear;
    if (text == "day_month_year")
        return FieldRule::As::DayMonthYear;
    if (text == "project_folder")
        return FieldRule::As::ProjectFolder;
    if (text == "file_name")
        return FieldRule::As::FileName;
    throw Mistake("a field cannot be read as \"" + text +
                  "\"; write http_status, dotnet_ticks, month_day_year, day_month_year, project_folder or "
                  "file_name");
}

FieldRule ruleOf(const json &value)
{
    FieldRule rule;
    if (value.is_string()) {
        rule.parts.push_back({pathOf(value)});
        return rule;
    }
    allowOnly(value,
              {"path", "count", "join", "sum", "span", "difference", "value", "unit", "zero", "except",
               "before", "after", "values", "when", "as"},
              "a field");
    if (value.contains("path"))
        rule.parts.push_back(pathsOf(value.at("path")));
    if (value.contains("count")) {
        rule.parts.push_back(pathsOf(value.at("count")));
        rule.as = FieldRule::As::Count;
    }
    for (const char *several : {"join", "sum", "span", "difference"}) {
        if (!value.contains(several))
            continue;
        if (!value.at(several).is_array())
            throw Mistake(std::string("\"") + several + "\" is no list of paths");
        for (const auto &part : value.at(several))
            rule.parts.push_back(pathsOf(part));
    }
    if (value.contains("span"))
        rule.as = FieldRule::As::Span;
    if (value.contains("join"))
        rule.as = FieldRule::As::Joined;
    if (value.contains("difference"))
        rule.as = FieldRule::As::Difference;
    if (value.contains("as"))
        rule.as = within("as", [&] { return asOf(value.at("as").get<std::string>()); });
    if (value.contains("value"))
        rule.constant = textAt(value, "value", {});
    if (value.contains("unit"))
        rule.shift = within("unit", [&] { return shiftOf(value.at("unit").get<std::string>()); });
    rule.zeroIsAbsent = oneOf(value, "zero", {"counts", "absent"}) == "absent";
    if (value.contains("except"))
        rule.except = within("except", [&] { return textsOf(value.at("except")); });
    rule.before = textAt(value, "before", {});
    rule.after = textAt(value, "after", {});
    if (value.contains("values")) {
        for (const auto &[logged, meant] : objectAt(value, "values").items())
            rule.values.emplace_back(logged, meant.get<std::string>());
    }
    if (value.contains("when"))
        rule.when = conditionOf(value.at("when"));
    const bool span = rule.as == FieldRule::As::Span || rule.as == FieldRule::As::Difference;
    const bool ofFile = rule.as == FieldRule::As::ProjectFolder;
    if ((rule.parts.empty() && !rule.constant && !ofFile) || (span && rule.parts.size() != 2))
        throw Mistake("a field needs a \"path\" (a \"sum\" of several, a \"span\" of two, or a \"value\")");
    return rule;
}

MapField fieldOf(const std::string &name, const json &value)
{
    MapField field;
    field.name = name;
    if (value.is_array())
        std::transform(value.begin(), value.end(), std::back_inserter(field.rules), ruleOf);
    else
        field.rules.push_back(ruleOf(value));
    return field;
}

/// The file with what it extends below it.
json withBase(json root, const std::vector<std::pair<std::string, std::string>> &bases, int depth)
{
    if (!root.contains("extends"))
        return root;
    const std::string id = root.at("extends").get<std::string>();
    const auto found =
        std::find_if(bases.begin(), bases.end(), [&](const auto &other) { return other.first == id; });
    if (found == bases.end() || depth > 4)
        throw Mistake("it extends the unknown format \"" + id + "\"");
    json below = withBase(json::parse(found->second), bases, depth + 1);
    root.erase("extends");
    for (const auto &[name, value] : root.items()) {
        if (name != "fields") {
            below[name] = value;
            continue;
        }
        for (const auto &[field, rules] : value.items())
            below["fields"][field] = rules; // null takes it out
    }
    return below;
}

/// The store has room for one total and some conditions.
void readRank(const json &value, Mapping &map)
{
    for (json entry : value.is_array() ? value : json::array({value})) {
        RankRule rule;
        if (entry.contains("total")) {
            rule.total = pathsOf(entry.at("total"));
            entry.erase("total");
        }
        rule.condition = conditionOf(entry);
        map.rank.push_back(std::move(rule));
    }
    const auto totals = std::count_if(map.rank.begin(), map.rank.end(),
                                      [](const RankRule &rule) { return !rule.total.empty(); });
    constexpr std::size_t most = 16;
    if (totals > 1 || map.rank.size() > most)
        throw Mistake("\"rank\" has more than one total, or more than 16 entries");
}

void readRecords(const json &root, Mapping &map)
{
    if (root.contains("recognise"))
        map.recognise = within("recognise", [&root] { return conditionsOf(root.at("recognise")); });
    map.records = textAt(root, "records", {});
    for (const auto &[name, paths] : {std::pair{"base", &map.base},
                                      {"embedded", &map.embedded},
                                      {"rank_time", &map.rankTime},
                                      {"rank_first", &map.rankFirst},
                                      {"total", &map.total},
                                      {"spread", &map.spread},
                                      {"dimensions", &map.dimensions},
                                      {"per_event", &map.perEvent},
                                      {"tags", &map.tags}}) {
        if (root.contains(name))
            *paths = within(name, [&root, at = name] { return pathsOf(root.at(at)); });
    }
    for (const auto &[name, conditions] :
         {std::pair{"take", &map.take}, {"skip", &map.skip}, {"repeats", &map.repeats}}) {
        if (root.contains(name))
            *conditions = within(name, [&root, at = name] { return conditionsOf(root.at(at)); });
    }
    for (const auto &[name, parts] : {std::pair{"key", &map.key},
                                      {"repeat_key", &map.repeatKey},
                                      {"span_id", &map.spanId},
                                      {"parent_id", &map.parentId}}) {
        if (!root.contains(name))
            continue;
        for (const auto &part : root.at(name))
            parts->push_back(within(name, [&part] { return pathsOf(part); }));
    }
    if (root.contains("rank"))
        readRank(root.at("rank"), map);
}

DecimalMark decimalOf(const std::string &mark)
{
    if (mark.empty())
        return DecimalMark::Unsaid;
    if (mark != "." && mark != ",")
        throw Mistake("no log has \"" + mark + "\" between units and tenths; write \".\" or \",\"");
    return mark == "." ? DecimalMark::Point : DecimalMark::Comma;
}

std::vector<MapField> fieldsAt(const json &root, const char *name)
{
    std::vector<MapField> all;
    const json &fields = objectAt(root, name);
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!field->is_null())
            all.push_back(within(field.key(), [&] { return fieldOf(field.key(), *field); }));
    }
    return all;
}

Mapping read(std::string_view id, const json &root)
{
    allowOnly(root, {"format",     "about",          "family",   "order",    "form",           "reader",
                     "recognise",  "records",        "base",     "embedded", "take",           "skip",
                     "grain",      "time_from_file", "key",      "rank",     "rank_time",      "span_id",
                     "parent_id",  "fields",         "spread",   "tags",     "notes",          "zone",
                     "dimensions", "per_event",      "columns",  "decimal",  "key_may_repeat", "repeats",
                     "repeat_key", "rank_first",     "defaults", "total"},
              "the format");
    Mapping map;
    map.id = id;
    for (const char *needed : {"format", "fields"}) {
        if (!root.contains(needed))
            throw Mistake(std::string("it needs the entry \"") + needed + "\"");
    }
    map.format = textAt(root, "format", {});
    map.family = textAt(root, "family", map.id);
    map.order = within("order", [&] { return root.value("order", map.order); });
    map.reader = oneOf(root, "reader", {"", "otlp", "codex"});
    const std::string form = oneOf(root, "form", {"any", "csv", "json"});
    map.csv = form != "json";
    map.json = form != "csv";
    const std::string grain = oneOf(root, "grain", {"request", "bucket", "none"});
    map.billing = grain == "bucket";
    map.noCalls = grain == "none";
    map.zone = textAt(root, "zone", {});
    map.decimal = within("decimal", [&] { return decimalOf(root.value("decimal", std::string())); });
    map.keyMayRepeat = within("key_may_repeat", [&] { return root.value("key_may_repeat", false); });
    map.timeFromFile = within("time_from_file", [&] { return root.value("time_from_file", false); });
    readRecords(root, map);
    within("fields", [&] { map.fields = fieldsAt(root, "fields"); });
    if (root.contains("defaults"))
        within("defaults", [&] { map.defaults = fieldsAt(root, "defaults"); });
    if (root.contains("notes"))
        map.notes = within("notes", [&] { return textsOf(root.at("notes")); });
    return map;
}

} // namespace

base::Result<Mapping> Mapping::parse(std::string_view id, std::string_view text,
                                     const std::vector<std::pair<std::string, std::string>> &bases)
{
    const std::string where = std::string(id) + ".json";
    try {
        return read(id, withBase(json::parse(text), bases, 0));
    } catch (const json::parse_error &) {
        return tl::unexpected(notJson(text, where));
    } catch (const json::exception &) {
        return base::fail(base::ErrorKind::BadInput, where,
                          "is no format: an entry is missing, or its value is of the wrong kind");
    } catch (const Mistake &mistake) {
        return tl::unexpected(errorOf(mistake, text, where));
    }
}

} // namespace outlay::ingest
