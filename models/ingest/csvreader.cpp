// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/csvreader.h"

#include "ingest/excerpt.h"
#include "ingest/plaintext.h"
#include "ingest/textcodec.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace outlay::ingest {

namespace {

std::string_view withoutNewline(std::string_view text)
{
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::vector<std::string> columnsOf(std::string_view header, char delimiter)
{
    CsvRecord record(delimiter);
    std::vector<std::string> names;
    if (!isUtf8(header) || record.read(header, true) != CsvRecord::State::Whole)
        return names;
    for (const CsvRecord::Cell &cell : record.cells()) {
        std::string name;
        unescape(cell.raw, Dialect::Csv, name);
        names.emplace_back(trimmed(cell.doubled ? std::string_view(name) : cell.raw));
    }
    return names;
}

CsvRecord::State CsvRecord::read(std::string_view text, bool atEnd)
{
    m_cells.clear();
    m_newlines = 0;
    const char *const begin = text.data();
    const char *const end = begin + text.size();
    const char *p = begin;
    for (;;) {
        if (p < end && *p == '"') {
            std::size_t pos = static_cast<std::size_t>(p - begin) + 1;
            if (const State state = readQuoted(text, pos, atEnd); state != State::Whole)
                return state;
            p = begin + pos;
        } else {
            const char *const start = p;
            p = firstOf(p, end, m_delimiter, '\n', '"');
            if (p < end && *p == '"')
                return broken("there is a quote within a cell that does not begin with one");
            const char *const stop = p > start && p < end && *p == '\n' && p[-1] == '\r' ? p - 1 : p;
            m_cells.push_back({std::string_view(start, static_cast<std::size_t>(stop - start)), false});
        }
        if (p == end) {
            m_size = text.size();
            return atEnd ? State::Whole : State::NeedsMore;
        }
        if (*p == m_delimiter) {
            ++p;
            continue;
        }
        ++m_newlines;
        m_size = static_cast<std::size_t>(p - begin) + 1;
        return State::Whole;
    }
}

/// A cell behind its opening quote; afterwards `pos` is at the delimiter, the newline or the end.
CsvRecord::State CsvRecord::readQuoted(std::string_view text, std::size_t &pos, bool atEnd)
{
    const std::size_t start = pos;
    bool doubled = false;
    std::size_t close = text.find('"', pos);
    while (close != std::string_view::npos && close + 1 < text.size() && text[close + 1] == '"') {
        doubled = true;
        close = text.find('"', close + 2);
    }
    if (close == std::string_view::npos)
        return atEnd ? broken("there is a quote that is never closed") : State::NeedsMore;
    const std::string_view raw = text.substr(start, close - start);
    m_newlines += std::count(raw.begin(), raw.end(), '\n');
    m_cells.push_back({raw, doubled});
    pos = close + 1;
    if (pos < text.size() && text[pos] == '\r') {
        if (pos + 1 == text.size() && !atEnd)
            return State::NeedsMore;
        pos += pos + 1 == text.size() || text[pos + 1] == '\n' ? 1 : 0;
    }
    if (pos < text.size() && text[pos] != m_delimiter && text[pos] != '\n')
        return broken("there is text after a closing quote");
    return State::Whole;
}

CsvRecord::State CsvRecord::broken(std::string_view problem)
{
    m_problem = problem;
    return State::Broken;
}

std::optional<char> delimiterOf(std::string_view header, const FieldMap &map)
{
    std::optional<char> best;
    std::ptrdiff_t most = 1; // a single known name may be chance
    for (const char delimiter : {',', ';', '\t'}) {
        const auto names = columnsOf(header, delimiter);
        const auto isKnown = [&](const std::string &name) { return isCanonical(map.match(name).role); };
        const auto isSign = [&](const std::string &name) { return map.match(name).signature; };
        const auto known = std::count_if(names.begin(), names.end(), isKnown);
        if (known > most && std::any_of(names.begin(), names.end(), isSign)) {
            most = known;
            best = delimiter;
        }
    }
    return best;
}

CsvReader::CsvReader(std::string_view header, char delimiter, bool skipsHeader, FieldNames &names,
                     RowBuilder &rows, Tally &tally, std::int64_t linesBefore)
    : m_header(withoutNewline(header))
    , m_delimiter(delimiter)
    , m_skipsHeader(skipsHeader)
    , m_names(names)
    , m_rows(rows)
    , m_tally(tally)
    , m_record(delimiter)
    , m_lines(linesBefore)
{
    m_event.dialect = Dialect::Csv;
    for (const std::string &name : columnsOf(m_header, delimiter))
        m_columns.push_back(names.idOf(name, m_columns.empty() ? kNoName : m_columns.back()));
    m_tally.sawLog();
}

std::size_t CsvReader::consume(std::string_view data, bool atEnd)
{
    std::size_t pos = 0;
    while (pos < data.size()) {
        const std::string_view text = data.substr(pos);
        const auto state = m_record.read(text, atEnd);
        if (state == CsvRecord::State::NeedsMore)
            break;
        if (state == CsvRecord::State::Broken) {
            // The quotes cannot be trusted: go on with the next line, whatever it is.
            const std::size_t end = text.find('\n');
            if (end == std::string_view::npos && !atEnd)
                break;
            reject(std::string(m_record.problem()));
            m_lines += end == std::string_view::npos ? 0 : 1;
            pos += end == std::string_view::npos ? text.size() : end + 1;
            continue;
        }
        const std::size_t size = m_record.size();
        const std::int64_t newlines = m_record.newlines();
        readRecord(text.substr(0, size));
        m_lines += newlines;
        pos += size;
    }
    return pos;
}

void CsvReader::rejectOverlong(std::string_view /*beginning*/)
{
    reject("the line is longer than 16 MiB, or a quote in it is never closed");
    ++m_lines;
}

void CsvReader::readRecord(std::string_view text)
{
    const std::string_view line = withoutNewline(text);
    if (trimmed(line).empty())
        return;
    if (line == m_header) {
        if (!m_skipsHeader)
            m_tally.notEvent(); // files with headers, put together
        m_skipsHeader = false;
        return;
    }
    if (!isUtf8(text))
        return reject(std::string(kNoUtf8));
    if (text.find('\0') != std::string_view::npos)
        return reject(std::string(kNul));
    const auto &cells = m_record.cells();
    if (std::all_of(cells.begin(), cells.end(), [](const CsvRecord::Cell &cell) { return cell.raw.empty(); }))
        return; // how spreadsheets write a blank line
    if (cells.size() != m_columns.size())
        return reject("the line has " + std::to_string(cells.size()) + " cells, the header has " +
                      std::to_string(m_columns.size()));
    m_event.fields.clear();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const CsvRecord::Cell &cell = cells[i];
        const bool isAmount = saysUsage(m_names[m_columns[i]].match.role);
        const bool isMissing = isAmount ? isMissingAmount(cell.raw) : cell.raw.empty();
        const ValueKind kind = isMissing      ? ValueKind::Null
                               : cell.doubled ? ValueKind::EscapedText
                                              : ValueKind::Text;
        m_event.fields.push_back({m_columns[i], kind, cell.raw});
    }
    m_event.shape = shapeOfRecord();
    switch (m_rows.add(m_event)) {
    case Verdict::Event:
        return m_tally.event(Form::Csv);
    case Verdict::Billing:
        return m_tally.billingRow();
    case Verdict::NotAnEvent:
        return m_tally.notEvent();
    case Verdict::Rejected:
        return reject(m_rows.reason());
    }
}

/// RawEvent::shape of the event at hand: records of one file differ in which of their cells are empty.
std::uint64_t CsvReader::shapeOfRecord()
{
    if (m_columns.size() > 64)
        return 0;
    std::uint64_t empty = 0;
    bool isAnyLong = false;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const RawField &field = m_event.fields[i];
        empty |= std::uint64_t{field.kind == ValueKind::Null} << i;
        isAnyLong = isAnyLong || field.raw.size() > kMaxTextBytes;
    }
    if (isAnyLong)
        return 0;
    static_assert(std::tuple_size_v<decltype(m_shapes)> == 64);
    KnownShape &known = m_shapes[(empty * 0x9E3779B97F4A7C15U) >> 58]; // 2^64 ÷ the golden ratio
    if (known.number == 0 || known.empty != empty)
        known = {empty, m_names.newShape()};
    return known.number;
}

void CsvReader::reject(std::string reason)
{
    m_tally.reject(m_lines + 1, std::move(reason), [&] {
        std::vector<std::string_view> cells;
        for (const CsvRecord::Cell &cell : m_record.cells())
            cells.push_back(cell.raw);
        std::vector<Role> roles;
        for (const std::uint32_t id : m_columns)
            roles.push_back(m_names[id].match.role);
        return excerptOfCells(cells, roles, m_delimiter);
    });
}

} // namespace outlay::ingest
