// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/usermap.h"

#include "base/ascii.h"
#include "ingest/textcodec.h"

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace outlay::ingest {

using OrderedJson = nlohmann::ordered_json;

namespace {

/// A field of a UserMap with a unit, and what says the same in a format's file.
struct FileField
{
    std::string_view field;
    std::string_view unit;
    std::string_view name;        ///< there
    std::string_view unitInFile;  ///< there; empty: none is needed
    std::string_view as = {};     ///< how it is read, if not as it is
    bool everyRecordHasIt = true; ///< so that JSON can be known by it
};

// The first of a field is what stands for a unit that is missing or unknown.
constexpr std::array kFileFields = {
    FileField{"timestamp", "iso", "timestamp", ""},
    FileField{"timestamp", "unix_s", "timestamp", "unix_s"},
    FileField{"timestamp", "unix_ms", "timestamp", "unix_ms"},
    FileField{"timestamp", "unix_us", "timestamp", "unix_us"},
    FileField{"timestamp", "month_first", "timestamp", "", "month_day_year"},
    FileField{"timestamp", "day_first", "timestamp", "", "day_month_year"},
    FileField{"feature", "", "feature", ""},
    FileField{"segment", "", "segment", ""},
    FileField{"user", "", "user", "", "", false},
    FileField{"provider", "", "provider", ""},
    FileField{"model", "", "model", ""},
    FileField{"environment", "", "environment", ""},
    FileField{"priority", "", "priority", ""},
    FileField{"request_type", "", "request_type", ""},
    FileField{"outcome", "", "outcome", "", "http_status", false},
    FileField{"cached", "", "cached", "", "", false},
    FileField{"service_tier", "", "service_tier", "", "", false},
    FileField{"input_tokens", "tokens", "input_tokens", ""},
    FileField{"input_tokens", "thousand_tokens", "input_tokens", "thousand"},
    FileField{"prompt_tokens", "tokens", "prompt_tokens", ""},
    FileField{"prompt_tokens", "thousand_tokens", "prompt_tokens", "thousand"},
    FileField{"output_tokens", "tokens", "output_tokens", ""},
    FileField{"output_tokens", "thousand_tokens", "output_tokens", "thousand"},
    FileField{"cache_read_tokens", "tokens", "cache_read_tokens", "", "", false},
    FileField{"cache_read_tokens", "thousand_tokens", "cache_read_tokens", "thousand", "", false},
    FileField{"cache_write_tokens", "tokens", "cache_write_tokens", "", "", false},
    FileField{"cache_write_tokens", "thousand_tokens", "cache_write_tokens", "thousand", "", false},
    FileField{"input_audio_tokens", "tokens", "input_audio_tokens", "", "", false},
    FileField{"cached_audio_tokens", "tokens", "cached_audio_tokens", "", "", false},
    FileField{"output_audio_tokens", "tokens", "output_audio_tokens", "", "", false},
    FileField{"input_image_tokens", "tokens", "input_image_tokens", "", "", false},
    FileField{"cached_image_tokens", "tokens", "cached_image_tokens", "", "", false},
    FileField{"output_image_tokens", "tokens", "output_image_tokens", "", "", false},
    FileField{"web_searches", "", "web_searches", "", "", false},
    FileField{"citation_tokens", "tokens", "citation_tokens", "", "", false},
    FileField{"beside_reasoning_tokens", "tokens", "beside_reasoning_tokens", "", "", false},
    FileField{"file_searches", "", "file_searches", "", "", false},
    FileField{"code_sessions", "", "code_sessions", "", "", false},
    FileField{"images_made", "", "images_made", "", "", false},
    FileField{"audio_seconds", "", "audio_seconds", "", "", false},
    FileField{"document_pages", "", "document_pages", "", "", false},
    FileField{"rerank_searches", "", "rerank_searches", "", "", false},
    FileField{"requests_low", "", "requests_low", "", "", false},
    FileField{"requests_medium", "", "requests_medium", "", "", false},
    FileField{"requests_high", "", "requests_high", "", "", false},
    FileField{"cost_usd", "usd", "cost_usd", ""},
    FileField{"cost_usd", "cents", "cost_usd", "cents"},
    FileField{"cost_usd", "micro_usd", "cost_usd", "micro"},
    FileField{"cost_usd", "nano_usd", "cost_usd", "nano"},
    FileField{"latency_ms", "ms", "latency_ms", "", "", false},
    FileField{"latency_ms", "s", "latency_ms", "thousand", "", false},
    FileField{"latency_ms", "us", "latency_ms", "milli", "", false},
};

const FileField *fileFieldOf(const ColumnUse &use)
{
    const auto isField = [&](const FileField &known) { return known.field == use.field; };
    const auto first = std::find_if(kFileFields.begin(), kFileFields.end(), isField);
    const auto found = std::find_if(first, kFileFields.end(), [&](const FileField &known) {
        return isField(known) && known.unit == use.unit;
    });
    return found != kFileFields.end() ? &*found : first != kFileFields.end() ? &*first : nullptr;
}

OrderedJson ruleFor(const ColumnUse &use, const FileField &field)
{
    if (field.unitInFile.empty() && field.as.empty())
        return use.column;
    OrderedJson rule;
    rule["path"] = use.column;
    if (!field.unitInFile.empty())
        rule["unit"] = field.unitInFile;
    if (!field.as.empty())
        rule["as"] = field.as;
    return rule;
}

/// A second column of a field stands in where the first is empty.
void addRule(OrderedJson &fields, const std::string &name, OrderedJson rule)
{
    OrderedJson &rules = fields[name];
    if (rules.is_null())
        rules = std::move(rule);
    else if (rules.is_array())
        rules.push_back(std::move(rule));
    else
        rules = OrderedJson::array({rules, std::move(rule)});
}

bool isInput(std::string_view field)
{
    return field == "input_tokens" || field == "prompt_tokens";
}

bool hasCacheReads(const UserMap &map)
{
    return std::any_of(map.columns.begin(), map.columns.end(),
                       [](const ColumnUse &use) { return use.field == "cache_read_tokens"; });
}

std::set<std::string> contentOf(const UserMap &map)
{
    std::set<std::string> names;
    const auto fields = FieldMap::costEvent();
    for (const ColumnUse &use : map.columns) {
        if (!fields || fields->match(pathWithin(use.column)).role == Role::Content)
            names.insert(use.column);
    }
    return names;
}

/// A format's file that is no map, as the rest of a sentence. Never leaves this file.
struct NoUserMap : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

constexpr const char *kMadeElsewhere =
    "says more than the window's list of columns can; change it with a text editor";

ColumnUse useFrom(const std::string &name, const OrderedJson &rule)
{
    ColumnUse use;
    std::string unit;
    std::string as;
    if (rule.is_string()) {
        use.column = rule.get<std::string>();
    } else {
        for (const auto &[entry, value] : rule.items()) {
            std::string *place = entry == "path"   ? &use.column
                                 : entry == "unit" ? &unit
                                 : entry == "as"   ? &as
                                                   : nullptr;
            if (place == nullptr)
                throw NoUserMap(kMadeElsewhere);
            *place = value.get<std::string>();
        }
    }
    const auto known = std::find_if(kFileFields.begin(), kFileFields.end(), [&](const FileField &field) {
        return field.name == name && field.unitInFile == unit && (as.empty() || field.as == as);
    });
    if (known == kFileFields.end() || use.column.empty())
        throw NoUserMap(kMadeElsewhere);
    use.field = known->field;
    use.unit = known->unit;
    return use;
}

std::vector<ColumnUse> usesIn(const OrderedJson &root)
{
    std::vector<ColumnUse> uses;
    for (const auto &[name, value] : root.at("fields").items()) {
        if (!value.is_array()) {
            uses.push_back(useFrom(name, value));
            continue;
        }
        for (const auto &rule : value)
            uses.push_back(useFrom(name, rule));
    }
    for (const std::string_view kept : {kUseDimension, kUsePerEvent}) {
        const auto list = root.find(kept == kUseDimension ? "dimensions" : "per_event");
        if (list == root.end())
            continue;
        for (const auto &column : *list)
            uses.push_back({column.get<std::string>(), std::string(kept), "", ""});
    }
    return uses;
}

UserMap mapFrom(const OrderedJson &root)
{
    const std::set<std::string> entries = {"format",    "order",   "form",       "zone",
                                           "recognise", "fields",  "dimensions", "per_event",
                                           "columns",   "decimal", "records"};
    for (const auto &[name, value] : root.items()) {
        if (entries.count(name) == 0)
            throw NoUserMap(kMadeElsewhere);
    }
    UserMap map;
    map.name = root.at("format").get<std::string>();
    if (const auto zone = root.find("zone"); zone != root.end())
        map.zone = zone->get<std::string>();
    if (const auto mark = root.find("decimal"); mark != root.end())
        map.decimal = mark->get<std::string>();
    if (map.decimal != "." && map.decimal != ",")
        throw NoUserMap("has a decimal mark that no log has; write \".\" or \",\"");
    if (const auto records = root.find("records"); records != root.end())
        map.records = records->get<std::string>();
    std::vector<ColumnUse> uses = usesIn(root);
    // In the order in which the log has them; what is used as nothing stands there alone.
    const auto listed = root.find("columns");
    for (const auto &column : listed == root.end() ? OrderedJson::array() : *listed) {
        const std::string name = column.get<std::string>();
        const auto use = std::find_if(uses.begin(), uses.end(),
                                      [&](const ColumnUse &known) { return known.column == name; });
        map.columns.push_back(use == uses.end() ? ColumnUse{name, std::string(kUseIgnore), "", ""} : *use);
        if (use != uses.end())
            uses.erase(use);
    }
    map.columns.insert(map.columns.end(), uses.begin(), uses.end());
    map.inputIncludesCache =
        hasCacheReads(map) && std::any_of(map.columns.begin(), map.columns.end(),
                                          [](const ColumnUse &use) { return use.field == "prompt_tokens"; });
    return map;
}

} // namespace

std::string writeMap(const UserMap &map, bool table)
{
    const std::set<std::string> content = contentOf(map);
    const bool includesCache = map.inputIncludesCache && hasCacheReads(map);
    OrderedJson known = OrderedJson::array();
    OrderedJson fields = OrderedJson::object();
    OrderedJson dimensions = OrderedJson::array();
    OrderedJson perEvent = OrderedJson::array();
    OrderedJson columns = OrderedJson::array();
    for (const ColumnUse &use : map.columns) {
        if (!isOfDocument(use.column) || use.field != kUseIgnore)
            columns.push_back(use.column);
        const bool isDimension = use.field == kUseDimension;
        const bool isKept = isDimension || use.field == kUsePerEvent;
        const FileField *field = fileFieldOf(use);
        if (isKept ? content.count(use.column) > 0 : field == nullptr)
            continue;
        if (isKept)
            (isDimension ? dimensions : perEvent).push_back(use.column);
        else if (includesCache && isInput(use.field))
            addRule(fields, "prompt_tokens", ruleFor(use, *field));
        else
            addRule(fields, std::string(field->name), ruleFor(use, *field));
        // What is around the list says less of its shape than what is in it.
        const bool isInRecord = table || !isOfDocument(use.column);
        if (isInRecord && (table || isDimension || (!isKept && field->everyRecordHasIt)))
            known.push_back(map.records.empty() ? use.column : map.records + "." + use.column);
    }
    OrderedJson root;
    root["format"] = map.name;
    root["order"] = 10;
    root["form"] = table ? "csv" : "json";
    root["zone"] = map.zone;
    root["decimal"] = map.decimal;
    if (!map.records.empty())
        root["records"] = map.records;
    if (!known.empty()) // nothing would be what everything has
        root["recognise"][table ? "has" : "together"] = std::move(known);
    root["fields"] = std::move(fields);
    if (!dimensions.empty())
        root["dimensions"] = std::move(dimensions);
    if (!perEvent.empty())
        root["per_event"] = std::move(perEvent);
    root["columns"] = std::move(columns);
    return root.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

base::Result<UserMap> readMap(std::string_view text)
{
    const auto refuse = [](const char *why, std::int64_t line = 0) {
        return base::fail(base::ErrorKind::BadInput, "the map", why, line);
    };
    try {
        return mapFrom(OrderedJson::parse(text));
    } catch (const OrderedJson::parse_error &error) {
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
        return refuse("is not valid JSON here", 1 + std::count(text.begin(), end, '\n'));
    } catch (const OrderedJson::exception &) {
        return refuse("is no map: an entry is missing, or its value is of the wrong kind");
    } catch (const NoUserMap &other) {
        return refuse(other.what());
    }
}

std::string mapId(std::string_view name)
{
    constexpr std::size_t longest = 64;
    std::string id;
    bool isPlain = true;
    for (const char c : trimmed(name)) {
        isPlain = isPlain && static_cast<unsigned char>(c) < 0x80;
        if (base::isAlnum(c))
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    id = lowered(id.substr(0, longest));
    while (id.ends_with('-'))
        id.pop_back();
    if (isPlain)
        return id;
    // Letters that a file name should not have must not make two names one.
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t hash = XXH3_64bits(name.data(), name.size());
    id += id.empty() ? "map-" : "-";
    for (int i = 0; i < 8; ++i, hash >>= 4)
        id += digits[hash & 15];
    return id;
}

} // namespace outlay::ingest
