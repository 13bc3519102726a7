// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/previewing.h"

#include "ingest/formats.h"
#include "jobs/timezones.h"
#include "pricing/bookpricer.h"
#include "pricing/userbook.h"

#include <algorithm>

namespace outlay::jobs {

using base::ErrorKind;
using base::Result;

namespace {

/// Of a map that is being made; no file can be called that.
constexpr const char *kUnsavedId = "(unsaved map)";

bool uses(const ingest::UserMap &map, std::initializer_list<std::string_view> fields)
{
    return std::any_of(map.columns.begin(), map.columns.end(), [&](const ingest::ColumnUse &use) {
        return std::find(fields.begin(), fields.end(), use.field) != fields.end();
    });
}

/// What a map lacks, as a sentence that begins with its name; nothing if it can be saved.
std::optional<std::string> lackOf(const ingest::UserMap &map)
{
    if (ingest::mapId(map.name).empty())
        return "has no name; give it one by which you will know it again";
    if (!uses(map, {"timestamp"}))
        return "does not say which column is the time";
    if (!uses(map, {"input_tokens", "prompt_tokens", "output_tokens", "cache_read_tokens",
                    "cache_write_tokens", "cost_usd", "model"}))
        return "does not say where tokens, a cost or a model are; one of them is needed";
    return std::nullopt;
}

const std::string *jsonOf(const OwnFormats &formats, const std::string &id)
{
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const auto &format) { return format.first == id; });
    return found == formats.end() ? nullptr : &found->second;
}

/// The map with every column of the log: what it does not know is ignored, what the log lacks comes last.
ingest::UserMap fitted(ingest::UserMap map, const ingest::LogShape &shape)
{
    std::vector<ingest::ColumnUse> columns;
    for (const ingest::ShapeColumn &column : shape.columns) {
        const auto use =
            std::find_if(map.columns.begin(), map.columns.end(),
                         [&](const ingest::ColumnUse &known) { return known.column == column.name; });
        if (use == map.columns.end()) {
            columns.push_back({column.name, std::string(ingest::kUseIgnore), "", ""});
            continue;
        }
        columns.push_back(*use);
        map.columns.erase(use);
    }
    columns.insert(columns.end(), map.columns.begin(), map.columns.end());
    map.columns = std::move(columns);
    return map;
}

Result<ingest::UserMap> ownMap(const std::string &id, const std::string &folder)
{
    const auto own = readOwnFormats(folder);
    if (!own)
        return tl::unexpected(own.error());
    const std::string *json = jsonOf(*own, id);
    if (json == nullptr)
        return base::fail(ErrorKind::NotFound, id, "there is no format of that name in " + folder);
    auto map = ingest::readMap(*json);
    if (!map)
        map.error().where = folder + "/" + id + ".json";
    return map;
}

} // namespace

Result<ingest::ImportOptions> optionsOf(const ImportChoices &choices, const std::string &folder)
{
    ingest::ImportOptions options;
    options.users = choices.users;
    options.formatOf = choices.formatOf;
    auto own = readOwnFormats(folder);
    if (!own)
        return tl::unexpected(own.error());
    options.formats = *std::move(own);
    return options;
}

Result<std::vector<NamedFormat>> namedFormats(const OwnFormats &own)
{
    const auto formats = ingest::Formats::load(own, timeZones());
    if (!formats)
        return tl::unexpected(formats.error());
    const auto costEvent = ingest::FieldMap::costEvent();
    std::vector<NamedFormat> named;
    if (costEvent)
        named.push_back({std::string(ingest::kCostEventId), costEvent->format(), false});
    for (const ingest::Mapping &format : formats->all())
        named.push_back({format.id, format.format, format.isOwn});
    std::stable_sort(named.begin(), named.end(), [](const NamedFormat &a, const NamedFormat &b) {
        return a.own != b.own ? a.own : a.title < b.title;
    });
    return named;
}

Result<Previewed> previewed(const PreviewTask &task, const std::stop_token &stop)
{
    auto options = optionsOf(task.choices, task.folder);
    if (!options)
        return tl::unexpected(options.error());
    auto named = namedFormats(options->formats);
    if (!named)
        return tl::unexpected(named.error());
    if (!task.mapJson.empty()) {
        options->formats.emplace_back(kUnsavedId, task.mapJson);
        options->format = kUnsavedId;
        options->formatOf.clear();
    }
    auto book = pricing::openBook(task.userBook);
    if (!book)
        return tl::unexpected(book.error());
    pricing::BookPricer pricer(*std::move(book));
    options->pricer = &pricer;
    options->pseudonymKey = task.pseudonymKey;
    options->zones = timeZones();
    auto files = ingest::previewPaths(task.paths, *options, kPreviewRows, stop);
    if (!files)
        return tl::unexpected(files.error());
    return Previewed{*std::move(files), *std::move(named)};
}

Result<MapDraft> drafted(const std::string &log, const std::string &ownFormat, const std::string &folder,
                         const std::stop_token &stop, const std::optional<std::string> &records)
{
    const auto fields = ingest::FieldMap::costEvent();
    if (!fields)
        return tl::unexpected(fields.error());
    std::optional<ingest::UserMap> known;
    if (!ownFormat.empty()) {
        auto map = ownMap(ownFormat, folder);
        if (!map)
            return tl::unexpected(map.error());
        if (!records || *records == map->records)
            known = *std::move(map);
    }
    auto shape = ingest::shapeOf(log, stop, known ? std::optional(known->records) : records);
    if (!shape && known) // another log, which has no such list
        shape = ingest::shapeOf(log, stop);
    if (!shape)
        return tl::unexpected(shape.error());
    MapDraft draft{log, *std::move(shape), {}};
    draft.map = known ? fitted(*std::move(known), draft.shape) : ingest::guessMap(draft.shape, *fields);
    return draft;
}

Result<std::string> savedMap(const ingest::UserMap &map, bool table, const std::string &folder)
{
    const std::string shown = map.name.empty() ? std::string("the map") : "\"" + map.name + "\"";
    if (const auto lack = lackOf(map))
        return base::fail(ErrorKind::Misuse, shown, *lack);
    const std::string id = ingest::mapId(map.name);
    const auto own = readOwnFormats(folder);
    if (!own)
        return tl::unexpected(own.error());
    if (const std::string *other = jsonOf(*own, id)) {
        const auto known = ingest::readMap(*other);
        if (!known || known->name != map.name)
            return base::fail(ErrorKind::Misuse, shown,
                              "would replace another format of yours, in " + folder + "/" + id +
                                  ".json; give it another name");
    }
    if (auto saved = saveOwnFormat(folder, id, ingest::writeMap(map, table)); !saved)
        return tl::unexpected(saved.error());
    return id;
}

} // namespace outlay::jobs
