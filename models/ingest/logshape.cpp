// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/logshape.h"

#include "ingest/amount.h"
#include "ingest/chunkbuffer.h"
#include "ingest/csvreader.h"
#include "ingest/decimal.h"
#include "ingest/detect.h"
#include "ingest/foundlogs.h"
#include "ingest/jsonsplit.h"
#include "ingest/jsontree.h"
#include "ingest/logtime.h"
#include "ingest/maplookup.h"
#include "ingest/reader.h"
#include "ingest/recordlist.h"
#include "ingest/redact.h"
#include "ingest/sortedfields.h"
#include "ingest/textcodec.h"
#include "ingest/textstream.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

constexpr std::size_t kRecordsLookedAt = 200;
constexpr std::size_t kShapeChunkBytes = std::size_t{256} * 1024;
constexpr std::string_view kEllipsis = "…";

/// The first characters of a text, redacted as a whole: half an address would not be known as one.
std::string sampleOf(std::string_view text)
{
    std::string safe = redacted(text);
    std::size_t characters = 0;
    std::size_t keep = 0; // bytes of all characters but the last that may be shown
    for (std::size_t i = 0; i < safe.size(); ++i) {
        if ((static_cast<unsigned char>(safe[i]) & 0xC0) == 0x80)
            continue;
        keep = ++characters == kMaxSampleCharacters ? i : keep;
    }
    return characters <= kMaxSampleCharacters ? safe : safe.substr(0, keep).append(kEllipsis);
}

/// A number, whichever mark the log has.
bool isCount(std::string_view text)
{
    return isDecimal(text) || !writtenAmount(text, DecimalMark::Point, AmountOf::Whole).plain.empty() ||
           !writtenAmount(text, DecimalMark::Comma, AmountOf::Whole).plain.empty();
}

/// Collects what records have at each name, in the order in which the names come.
class ShapeCounter
{
public:
    explicit ShapeCounter(const FieldMap &fields)
        : m_fields(fields)
    {
    }

    void see(std::string_view name, std::string_view value)
    {
        if (!isNameable(name))
            return;
        const auto [place, isNew] = m_places.emplace(name, m_columns.size());
        if (isNew) {
            Column &column = m_columns.emplace_back();
            column.shape.name = name;
            column.isContent = m_fields.match(name).role == Role::Content;
        }
        value = trimmed(value);
        if (!value.empty())
            count(m_columns[place->second], value);
    }

    std::vector<ShapeColumn> columns()
    {
        std::vector<ShapeColumn> shapes;
        if (m_columns.size() > kMaxShapeColumns)
            return shapes;
        for (Column &column : m_columns) {
            if (column.isContent && !column.hasNumbersAlone) // "Output" may be a count as well as a text
                column.shape.samples.clear();
            shapes.push_back(std::move(column.shape));
        }
        return shapes;
    }

private:
    struct Column
    {
        ShapeColumn shape;
        bool isContent = false;
        bool hasNumbersAlone = true;
        std::unordered_set<std::string> values;
    };

    void count(Column &column, std::string_view value)
    {
        ++column.shape.filled;
        column.hasNumbersAlone = column.hasNumbersAlone && isCount(value);
        if (!column.values.emplace(value).second)
            return;
        ++column.shape.distinct;
        // What is longer is content, whatever its name says.
        if (column.shape.samples.size() < kMaxSamples && value.size() <= kMaxTextBytes)
            column.shape.samples.push_back(sampleOf(value));
    }

    const FieldMap &m_fields;
    std::vector<Column> m_columns;
    std::unordered_map<std::string, std::size_t> m_places;
};

/// The first values of JSON that are objects, as far as they are there.
std::vector<std::string_view> objectsOf(std::string_view head, JsonLayout layout)
{
    std::vector<std::string_view> objects;
    while (objects.size() < kRecordsLookedAt && !head.empty()) {
        std::string_view value;
        if (layout == JsonLayout::Document) {
            const JsonSlice slice = nextValue(head, 0);
            if (!slice.found)
                break;
            value = head.substr(slice.begin, slice.end - slice.begin);
            head.remove_prefix(slice.end);
        } else {
            const std::size_t end = std::min(head.find('\n'), head.size());
            value = trimmed(head.substr(0, end));
            head.remove_prefix(std::min(end + 1, head.size()));
        }
        if (value.starts_with('{') && isUtf8(value))
            objects.push_back(value);
    }
    return objects;
}

void findLists(LogShape &shape, const std::vector<std::string_view> &objects, const FieldMap &fields)
{
    JsonTree tree;
    const ColumnRoles roles(fields);
    RecordList list(roles);
    for (const std::string_view object : objects) {
        if (tree.parse(object).empty())
            list.see(tree);
    }
    shape.records = list.path();
    const auto lists = list.lists();
    if (!lists.empty())
        shape.lists.emplace_back(std::string(), static_cast<std::int64_t>(objects.size()));
    shape.lists.insert(shape.lists.end(), lists.begin(), lists.end());
}

/// The way from a record to the document that it is in: a "^" for each object around.
std::string wayOut(const JsonTree &tree, NodeId record)
{
    std::string way;
    for (NodeId node = tree.parent(record); node != kNoNode; node = tree.parent(node))
        way += tree.kind(node) == NodeKind::Object ? "^" : "";
    return way;
}

LogShape shapeOfJson(std::string_view head, JsonLayout layout, const FieldMap &fields,
                     const std::optional<std::string> &records)
{
    const std::vector<std::string_view> objects = objectsOf(head, layout);
    JsonTree tree;
    LogShape shape;
    findLists(shape, objects, fields);
    shape.records = records.value_or(shape.records);
    ShapeCounter counter(fields);
    ShapeCounter around(fields);
    std::string way;
    std::size_t seen = 0;
    for (const std::string_view object : objects) {
        if (!tree.parse(object).empty())
            continue;
        std::vector<NodeId> found;
        findBelow(tree, tree.root(), shape.records, found);
        if (!shape.records.empty() && !found.empty()) {
            way = wayOut(tree, found.front());
            forEachText(tree, tree.root(), {},
                        [&](const std::string &name, NodeId node) { around.see(name, tree.text(node)); });
        }
        for (std::size_t i = 0; i < found.size() && seen < kRecordsLookedAt; ++i, ++seen)
            forEachText(tree, found[i], {},
                        [&](const std::string &name, NodeId node) { counter.see(name, tree.text(node)); });
    }
    shape.columns = counter.columns();
    for (ShapeColumn &column : shape.columns.empty() ? std::vector<ShapeColumn>() : around.columns()) {
        column.name.insert(0, way);
        shape.columns.push_back(std::move(column));
    }
    return shape;
}

/// A table without a header has its first values there.
bool isHeader(const std::vector<std::string> &names)
{
    TimeReader times;
    return names.size() > 1 && std::none_of(names.begin(), names.end(), [&](const std::string &name) {
               return isDecimal(name) || times.read(name).has_value();
           });
}

/// The records behind a header, of which most must have as many cells as it has.
std::optional<LogShape> shapeOfTable(std::string_view text, char delimiter, bool whole,
                                     const std::vector<std::string> &names, const FieldMap &fields)
{
    ShapeCounter counter(fields);
    for (const std::string &name : names)
        counter.see(name, {});
    CsvRecord record(delimiter);
    std::size_t fitting = 0;
    std::size_t others = 0;
    for (bool isHeaderLine = true; fitting + others < kRecordsLookedAt && !text.empty();) {
        const auto state = record.read(text, whole);
        if (state == CsvRecord::State::NeedsMore)
            break;
        const bool isBroken = state == CsvRecord::State::Broken;
        const std::size_t size = isBroken ? std::min(text.find('\n'), text.size() - 1) + 1 : record.size();
        const std::string_view line = text.substr(0, size);
        text.remove_prefix(size);
        if (trimmed(line).empty() || std::exchange(isHeaderLine, false))
            continue;
        const auto &cells = record.cells();
        const bool fits = !isBroken && cells.size() == names.size();
        ++(fits ? fitting : others);
        const bool isRead = fits && isUtf8(line); // else it will be rejected
        for (std::size_t i = 0; isRead && i < cells.size(); ++i) {
            std::string plain(cells[i].raw);
            if (cells[i].doubled)
                unescape(cells[i].raw, Dialect::Csv, plain);
            counter.see(names[i], plain == "NULL" ? std::string_view() : plain);
        }
    }
    if (fitting <= others)
        return std::nullopt;
    return LogShape{true, {}, {}, counter.columns()};
}

LogShape shapeOfText(std::string_view head, bool whole, const FieldMap &fields)
{
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    LogShape best;
    for (const char delimiter : {',', ';', '\t'}) {
        const auto names = columnsOf(head.substr(0, head.find('\n')), delimiter);
        if (names.size() <= best.columns.size() || !isHeader(names))
            continue;
        if (auto shape = shapeOfTable(head, delimiter, whole, names, fields))
            best = *std::move(shape);
    }
    return best;
}

bool hasEnough(const ChunkBuffer &buffer)
{
    return buffer.atEnd() || buffer.data().size() >= kMaxLineBytes ||
           (hasFirstLine(buffer.data()) && jsonLayout(buffer.data(), false));
}

base::Result<LogShape> shapeOfLog(const FoundLog &log, const FieldMap &fields, const std::stop_token &stop,
                                  const std::optional<std::string> &records)
{
    if (log.error)
        return tl::unexpected(*log.error);
    auto text = TextStream::open(*log.bytes, stop);
    if (!text)
        return tl::unexpected(text.error());
    ChunkBuffer buffer(kShapeChunkBytes);
    do {
        const auto filled = buffer.fill(**text, stop);
        if (!filled && (filled.error().kind != ErrorKind::Unreadable || buffer.data().empty()))
            return tl::unexpected(filled.error());
        if (!filled) // what came before it broke off is good
            break;
    } while (!hasEnough(buffer));
    buffer.drop(byteOrderMark(buffer.data()));
    buffer.drop(separatorLine(buffer.data()));
    if (auto why = whyNoLog(buffer.data()))
        return base::fail(ErrorKind::NotALog, log.path, *std::move(why));
    LogShape shape = shapeOfHead(buffer.data(), buffer.atEnd(), fields, records);
    if (shape.columns.empty())
        return base::fail(
            ErrorKind::NotALog, log.path,
            headerProblem(buffer.data())
                .value_or("has neither a header of at least two columns nor JSON objects, which "
                          "a map needs"));
    return shape;
}

} // namespace

LogShape shapeOfHead(std::string_view head, bool whole, const FieldMap &fields,
                     const std::optional<std::string> &records)
{
    const JsonLayout layout = jsonLayout(head, true).value_or(JsonLayout::None);
    LogShape shape = layout == JsonLayout::None ? shapeOfText(head, whole, fields)
                                                : shapeOfJson(head, layout, fields, records);
    if (shape.columns.size() < 2)
        shape.columns.clear();
    return shape;
}

std::string fileOf(const std::string &log)
{
    std::error_code error;
    std::string file = log;
    while (!std::filesystem::exists(file, error)) {
        const std::size_t slash = file.find_last_of('/');
        if (slash == std::string::npos || slash == 0)
            return log;
        file.resize(slash);
    }
    return std::filesystem::is_regular_file(file, error) ? file : log;
}

base::Result<LogShape> shapeOf(const std::string &log, const std::stop_token &stop,
                               const std::optional<std::string> &records)
{
    const auto fields = FieldMap::costEvent();
    if (!fields)
        return tl::unexpected(fields.error());
    const auto source = Source::open(fileOf(log));
    if (!source)
        return tl::unexpected(source.error());
    std::optional<base::Result<LogShape>> shape;
    const auto walked = forEachLog(**source, stop, [&](const FoundLog &found) -> base::Result<void> {
        if (found.path != log)
            return {};
        shape = shapeOfLog(found, *fields, stop, records);
        return base::fail(ErrorKind::Cancelled, log, "the log was found");
    });
    if (shape)
        return *std::move(shape);
    if (!walked)
        return tl::unexpected(walked.error());
    return base::fail(ErrorKind::NotFound, log, "is not in this archive; choose one of the logs in it");
}

} // namespace outlay::ingest
