// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/recordreader.h"

#include "ingest/excerpt.h"
#include "ingest/textcodec.h"

#include <algorithm>

namespace outlay::ingest {

JsonRecordReader::JsonRecordReader(std::unique_ptr<Intake> intake, JsonLayout layout,
                                   std::int64_t linesBefore)
    : m_intake(std::move(intake))
    , m_layout(layout)
    , m_lines(linesBefore)
{
}

std::size_t JsonRecordReader::consume(std::string_view data, bool atEnd)
{
    return m_layout == JsonLayout::Document ? consumeDocument(data, atEnd) : consumeLines(data, atEnd);
}

std::size_t JsonRecordReader::consumeLines(std::string_view data, bool atEnd)
{
    std::size_t pos = 0;
    while (pos < data.size()) {
        const std::size_t newline = data.find('\n', pos);
        if (newline == std::string_view::npos && !atEnd)
            break;
        const std::size_t end = std::min(newline, data.size());
        readLine(data.substr(pos, end - pos), newline == std::string_view::npos);
        m_lines += newline == std::string_view::npos ? 0 : 1;
        pos = std::min(end + 1, data.size());
    }
    return pos;
}

void JsonRecordReader::readLine(std::string_view line, bool isLast)
{
    line = trimmed(line);
    if (line.empty())
        return;
    if (line[0] != '{' && line[0] != '[')
        return m_intake->tally().notEvent();
    if (isLast && !jsonLength(line))
        return m_intake->reject({line, m_lines + 1}, "the last line is cut off");
    m_intake->takeJson({line, m_lines + 1});
}

std::size_t JsonRecordReader::consumeDocument(std::string_view data, bool atEnd)
{
    if (m_isLost)
        return data.size();
    return forEachValue(
        data, atEnd, m_lines,
        [this](std::string_view value, std::string_view rest) {
            m_intake->takeJson({value, m_lines + 1, m_places.next(m_lines, value, rest)});
        },
        [this](std::string_view rest) {
            m_intake->reject({rest, m_lines + 1}, "the file is cut off in the middle of an object");
        });
}

void JsonRecordReader::rejectOverlong(std::string_view beginning)
{
    const bool document = m_layout == JsonLayout::Document;
    m_intake->reject({beginning.substr(0, kMaxExcerptBytes), m_lines + 1},
                     document ? "the object is longer than 16 MiB; the rest of the file cannot be read"
                              : "the line is longer than 16 MiB");
    m_isLost = document;
    ++m_lines;
}

TableRecordReader::TableRecordReader(std::unique_ptr<Intake> intake, const FieldMap &fields,
                                     std::string_view header, char delimiter, bool skipsHeader,
                                     std::int64_t linesBefore)
    : m_intake(std::move(intake))
    , m_fields(fields)
    , m_header(trimmed(header))
    , m_delimiter(delimiter)
    , m_skipsHeader(skipsHeader)
    , m_record(delimiter)
    , m_columns(columnsOf(m_header, delimiter))
    , m_lines(linesBefore)
{
}

std::size_t TableRecordReader::consume(std::string_view data, bool atEnd)
{
    std::size_t pos = 0;
    while (pos < data.size()) {
        const std::string_view text = data.substr(pos);
        const auto state = m_record.read(text, atEnd);
        if (state == CsvRecord::State::NeedsMore)
            break;
        std::size_t size = m_record.size();
        std::int64_t newlines = m_record.newlines();
        if (state == CsvRecord::State::Broken) { // go on with the next line, whatever it is
            const std::size_t end = text.find('\n');
            if (end == std::string_view::npos && !atEnd)
                break;
            reject(std::string(m_record.problem()));
            size = std::min(end, text.size() - 1) + 1;
            newlines = end == std::string_view::npos ? 0 : 1;
        } else {
            readRecord(text.substr(0, size));
        }
        m_lines += newlines;
        pos += size;
    }
    return pos;
}

void TableRecordReader::readRecord(std::string_view text)
{
    const std::string_view line = trimmed(text);
    if (line.empty())
        return;
    if (line == m_header) {
        if (!m_skipsHeader)
            m_intake->tally().notEvent();
        m_skipsHeader = false;
        return;
    }
    if (!isUtf8(text))
        return reject(std::string(kNoUtf8));
    const auto &cells = m_record.cells();
    const auto isEmpty = [](const CsvRecord::Cell &cell) {
        return cell.raw.empty() || cell.raw == "NULL" || cell.raw == "null";
    };
    if (std::all_of(cells.begin(), cells.end(), isEmpty))
        return;
    if (cells.size() != m_columns.size())
        return reject("the line has " + std::to_string(cells.size()) + " cells, the header has " +
                      std::to_string(m_columns.size()));
    JsonTree &tree = m_intake->tree();
    tree.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string_view value = cells[i].raw;
        if (cells[i].doubled) {
            std::string plain;
            unescape(value, Dialect::Csv, plain);
            value = tree.keep(std::move(plain));
        }
        tree.add(0, m_columns[i], isEmpty(cells[i]) ? NodeKind::Null : NodeKind::Text, value);
    }
    m_intake->takeTree(m_lines + 1, [this] { return excerpt(); });
}

void TableRecordReader::rejectOverlong(std::string_view /*beginning*/)
{
    reject("the line is longer than 16 MiB, or a quote in it is never closed");
    ++m_lines;
}

void TableRecordReader::reject(std::string reason)
{
    m_intake->tally().reject(m_lines + 1, std::move(reason), [this] { return excerpt(); });
}

std::string TableRecordReader::excerpt() const
{
    std::vector<std::string_view> cells;
    for (const CsvRecord::Cell &cell : m_record.cells())
        cells.push_back(cell.raw);
    std::vector<Role> roles;
    for (const std::string &column : m_columns)
        roles.push_back(m_fields.match(column).role);
    return excerptOfCells(cells, roles, m_delimiter);
}

} // namespace outlay::ingest
