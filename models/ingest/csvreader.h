// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/reader.h"
#include "ingest/rowbuilder.h"
#include "ingest/tally.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// One record of RFC 4180.
class CsvRecord
{
public:
    enum class State
    {
        Whole,
        NeedsMore, ///< the text ends within the record
        Broken,    ///< `problem` says why
    };

    explicit CsvRecord(char delimiter)
        : m_delimiter(delimiter)
    {
    }

    /// Reads the record that `text` begins with. `atEnd`: the end of the text is the end of the last record.
    State read(std::string_view text, bool atEnd);

    struct Cell
    {
        std::string_view raw; ///< without the quotes around it
        bool doubled = false; ///< it holds doubled quotes
    };
    const std::vector<Cell> &cells() const { return m_cells; }
    std::size_t size() const { return m_size; }          ///< in bytes, with the newline
    std::int64_t newlines() const { return m_newlines; } ///< in all of it
    std::string_view problem() const { return m_problem; }

private:
    State readQuoted(std::string_view text, std::size_t &pos, bool atEnd);
    State broken(std::string_view problem);

    char m_delimiter;
    std::vector<Cell> m_cells;
    std::size_t m_size = 0;
    std::int64_t m_newlines = 0;
    std::string_view m_problem;
};

/// The names in a header, decoded and without blanks around them. None if it is not UTF-8.
std::vector<std::string> columnsOf(std::string_view header, char delimiter);

/// What parts the cells of `header` if it is the header of a log: a comma, a semicolon or a tab.
std::optional<char> delimiterOf(std::string_view header, const FieldMap &map);

/// Reads a CSV file with a header.
class CsvReader : public Reader
{
public:
    /// `header`: the header line, whose delimiter is known. `skipsHeader`: it is still to come in the data.
    CsvReader(std::string_view header, char delimiter, bool skipsHeader, FieldNames &names, RowBuilder &rows,
              Tally &tally, std::int64_t linesBefore);

    std::size_t consume(std::string_view data, bool atEnd) override;
    void rejectOverlong(std::string_view beginning) override;
    std::int64_t lines() const override { return m_lines; }

private:
    struct KnownShape
    {
        std::uint64_t empty = 0; ///< a bit for each cell
        std::uint64_t number = 0;
    };

    void readRecord(std::string_view text);
    std::uint64_t shapeOfRecord();
    void reject(std::string reason);

    std::string m_header;
    char m_delimiter;
    bool m_skipsHeader;
    FieldNames &m_names;
    RowBuilder &m_rows;
    Tally &m_tally;
    CsvRecord m_record;
    std::vector<std::uint32_t> m_columns;
    RawEvent m_event;
    std::array<KnownShape, 64> m_shapes{}; ///< by a hash of what is empty
    std::int64_t m_lines = 0;
};

} // namespace outlay::ingest
