// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/valuetable.h"

#include "ingest/columnwords.h"
#include "ingest/csvreader.h"
#include "ingest/detect.h"
#include "ingest/headerline.h"
#include "ingest/jsonsplit.h"
#include "ingest/textcodec.h"
#include "ingest/valueobject.h"

#include <algorithm>

namespace outlay::ingest {

using base::ErrorKind;

namespace {

struct KnownName
{
    std::string_view name;
    ValueColumn column;
};
constexpr std::array kNames = {
    KnownName{"date", ValueColumn::Date},
    KnownName{"day", ValueColumn::Date},
    KnownName{"period", ValueColumn::Date},
    KnownName{"date_or_month", ValueColumn::Date},
    KnownName{"month", ValueColumn::Month},
    KnownName{"year_month", ValueColumn::Month},
    KnownName{"feature", ValueColumn::Feature},
    KnownName{"feature_name", ValueColumn::Feature},
    KnownName{"feature_id", ValueColumn::Feature},
    KnownName{"segment", ValueColumn::Segment},
    KnownName{"user_segment", ValueColumn::Segment},
    KnownName{"customer_segment", ValueColumn::Segment},
    KnownName{"customer_tier", ValueColumn::Segment},
    KnownName{"amount", ValueColumn::Amount},
    KnownName{"value", ValueColumn::Amount},
    KnownName{"revenue", ValueColumn::Amount},
    KnownName{"income", ValueColumn::Amount},
    KnownName{"sales", ValueColumn::Amount},
    KnownName{"quantity", ValueColumn::Amount},
    KnownName{"qty", ValueColumn::Amount},
    KnownName{"count", ValueColumn::Amount},
    KnownName{"unit", ValueColumn::Unit},
    KnownName{"units", ValueColumn::Unit},
    KnownName{"unit_name", ValueColumn::Unit},
    KnownName{"rate", ValueColumn::Rate},
    KnownName{"usd_per_unit", ValueColumn::Rate},
    KnownName{"rate_usd_per_unit", ValueColumn::Rate},
    KnownName{"value_per_unit", ValueColumn::Rate},
    KnownName{"price_per_unit", ValueColumn::Rate},
    KnownName{"unit_price", ValueColumn::Rate},
    KnownName{"unit_value", ValueColumn::Rate},
    KnownName{"currency", ValueColumn::Currency},
};

/// What logs of calls say, and no value file.
constexpr std::array<std::string_view, 11> kNamesOfCalls = {"model",
                                                            "cost",
                                                            "tokens",
                                                            "input_tokens",
                                                            "output_tokens",
                                                            "prompt_tokens",
                                                            "completion_tokens",
                                                            "total_tokens",
                                                            "latency",
                                                            "provider",
                                                            "user_id"};

/// Text of the columns by what they say; the columns of each kind are counted.
struct ValueHeader
{
    std::vector<ValueColumn> columns;
    std::array<int, kValueColumns> counts{};
    bool isOfCalls = false;

    bool has(ValueColumn column) const { return counts[static_cast<std::size_t>(column)] > 0; }
    bool isComplete() const
    {
        return (has(ValueColumn::Date) || has(ValueColumn::Month)) && has(ValueColumn::Feature) &&
               has(ValueColumn::Amount);
    }
};

ValueHeader valueHeaderOf(const std::vector<std::string> &names)
{
    ValueHeader header;
    for (const std::string &name : names) {
        const ValueColumn column = valueColumnOf(name);
        header.columns.push_back(column);
        if (column != ValueColumn::Other)
            ++header.counts[static_cast<std::size_t>(column)];
        const ColumnWords words = wordsOf(name);
        header.isOfCalls =
            header.isOfCalls || std::ranges::find(kNamesOfCalls, words.stem) != kNamesOfCalls.end();
    }
    return header;
}

bool isValueColumn(const std::string &name)
{
    return valueColumnOf(name) != ValueColumn::Other;
}

base::Result<void> checkHeader(const ValueHeader &header, const std::string &path)
{
    if (!header.isComplete())
        return base::fail(
            ErrorKind::NotALog, path,
            std::string("is no value file: there is no column ") +
                (!header.has(ValueColumn::Feature)  ? "feature"
                 : !header.has(ValueColumn::Amount) ? "amount"
                                                    : "date or month") +
                "; it has to have date or month, feature and amount, and may have segment, unit "
                "and rate");
    for (std::size_t c = 0; c < kValueColumns; ++c)
        if (header.counts[c] > 1)
            return base::fail(
                ErrorKind::BadInput, path,
                "has two columns that could be the " +
                    std::string(
                        std::ranges::find(kNames, static_cast<ValueColumn>(c), &KnownName::column)->name) +
                    "; rename or leave out the one that is not meant",
                1);
    return {};
}

bool saysDollars(std::string_view name)
{
    return valueColumnOf(name) == ValueColumn::Amount && wordsOf(name).has("usd");
}

ValueRecord recordOf(const CsvRecord &record, const ValueHeader &header, std::string_view text,
                     std::int64_t line)
{
    ValueRecord result;
    result.line = line;
    if (!isUtf8(text))
        result.problem = kNoUtf8;
    else if (text.find('\0') != std::string_view::npos)
        result.problem = kNul;
    else if (record.cells().size() != header.columns.size())
        result.problem = "the line has " + std::to_string(record.cells().size()) + " cells, the header has " +
                         std::to_string(header.columns.size()) +
                         "; put quotes around cells that hold what parts them";
    if (!result.problem.empty())
        return result;
    for (std::size_t i = 0; i < header.columns.size(); ++i) {
        if (header.columns[i] == ValueColumn::Other)
            continue;
        const CsvRecord::Cell &cell = record.cells()[i];
        std::string plain;
        if (cell.doubled)
            unescape(cell.raw, Dialect::Csv, plain);
        result[header.columns[i]].text = trimmed(cell.doubled ? std::string_view(plain) : cell.raw);
    }
    return result;
}

base::Result<ValueTable> readCsv(std::string_view whole, const std::string &path)
{
    char delimiter = 0;
    std::string_view text = withoutMarks(whole, delimiter);
    std::int64_t line =
        1 + std::count(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(text.size()), '\n');
    if (delimiter == 0)
        delimiter = delimiterFor(firstLineIn(text), isValueColumn);
    CsvRecord record(delimiter);
    if (record.read(text, true) != CsvRecord::State::Whole)
        return base::fail(ErrorKind::BadInput, path, "its header is no CSV: " + std::string(record.problem()),
                          line);
    const auto names = columnsOf(text.substr(0, record.size()), delimiter);
    const ValueHeader header = valueHeaderOf(names);
    if (auto checked = checkHeader(header, path); !checked)
        return tl::unexpected(checked.error());
    ValueTable table;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (header.columns[i] == ValueColumn::Other && !names[i].empty())
            table.ignored.push_back(names[i]);
    table.isAmountInDollars = std::ranges::any_of(names, saysDollars);
    line += record.newlines();
    for (text.remove_prefix(record.size()); !text.empty();) {
        const bool isWhole = record.read(text, true) == CsvRecord::State::Whole;
        // Quotes that do not fit cannot be trusted: go on with the next line, whatever it is.
        const std::size_t size = isWhole ? record.size() : std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view bytes = text.substr(0, size);
        const auto isBlank = [](const CsvRecord::Cell &cell) { return trimmed(cell.raw).empty(); };
        if (!isWhole)
            table.records.push_back({line, {}, std::string(record.problem())});
        else if (!std::ranges::all_of(record.cells(), isBlank))
            table.records.push_back(recordOf(record, header, bytes, line));
        line += isWhole ? record.newlines() : 1;
        text.remove_prefix(size);
    }
    return table;
}

ValueRecord recordOf(const ValueObject &object, std::int64_t line)
{
    ValueRecord result;
    result.line = line;
    result.problem = object.problem;
    std::array<bool, kValueColumns> isSaid{};
    for (const auto &[name, value] : object.members) {
        const ValueColumn column = valueColumnOf(name);
        if (column == ValueColumn::Other || value.text.empty())
            continue;
        bool &said = isSaid[static_cast<std::size_t>(column)];
        if (said)
            result.problem = "\"" + name + "\" says what another member says, too; leave out one of them";
        said = true;
        result[column] = value;
    }
    return result;
}

base::Result<ValueTable> readJson(std::string_view text, const std::string &path)
{
    ValueTable table;
    std::int64_t linesBefore = 0;
    std::vector<std::string> names;
    std::optional<bool> isDollars;
    text.remove_prefix(byteOrderMark(text));
    forEachValue(
        text, true, linesBefore,
        [&](std::string_view value, std::string_view) {
            const ValueObject object = readValueObject(value);
            table.records.push_back(recordOf(object, linesBefore + 1));
            for (const auto &[name, member] : object.members) {
                if (std::ranges::find(names, name) == names.end() && names.size() < 1000)
                    names.push_back(name);
                if (valueColumnOf(name) != ValueColumn::Amount)
                    continue;
                if (isDollars.value_or(saysDollars(name)) != saysDollars(name))
                    table.records.back().problem =
                        "\"" + name + "\" has another unit than in the objects before; name it as there";
                isDollars = saysDollars(name);
            }
        },
        [&](std::string_view) {
            table.records.push_back({linesBefore + 1, {}, "the object does not end; is the file cut off?"});
        });
    ValueHeader header = valueHeaderOf(names);
    header.counts = {};
    for (const ValueColumn column : header.columns)
        if (column != ValueColumn::Other)
            header.counts[static_cast<std::size_t>(column)] = 1; // each object has its own members
    if (auto checked = checkHeader(header, path); !checked)
        return tl::unexpected(checked.error());
    table.isAmountInDollars = isDollars.value_or(false);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (header.columns[i] == ValueColumn::Other)
            table.ignored.push_back(names[i]);
    return table;
}

bool beginsAsJson(std::string_view text)
{
    text.remove_prefix(byteOrderMark(text));
    const std::string_view start = trimmed(text.substr(0, 4096));
    return start.starts_with('{') || start.starts_with('[');
}

} // namespace

ValueColumn valueColumnOf(std::string_view name)
{
    const ColumnWords words = wordsOf(name);
    const bool isScaled =
        words.has("cents") || words.has("micro") || words.has("nano") || words.has("thousand");
    for (const KnownName &known : kNames)
        if (!isScaled && (known.name == words.stem || known.name == words.whole))
            return known.column;
    return ValueColumn::Other;
}

base::Result<ValueTable> readValueTable(std::string_view text, const std::string &path)
{
    return beginsAsJson(text) ? readJson(text, path) : readCsv(text, path);
}

bool beginsAsValues(std::string_view head)
{
    std::vector<std::string> names;
    if (beginsAsJson(head)) {
        head.remove_prefix(byteOrderMark(head));
        const JsonSlice first = nextValue(head, 0);
        if (!first.found || first.unfinished)
            return false;
        for (const auto &member : readValueObject(head.substr(first.begin, first.end - first.begin)).members)
            names.push_back(member.first);
    } else {
        char delimiter = 0;
        const std::string_view line = firstLineIn(withoutMarks(head, delimiter));
        names = columnsOf(line, delimiter == 0 ? delimiterFor(line, isValueColumn) : delimiter);
    }
    const ValueHeader header = valueHeaderOf(names);
    return header.isComplete() && !header.isOfCalls;
}

} // namespace outlay::ingest
