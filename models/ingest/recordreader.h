// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/csvreader.h"
#include "ingest/intake.h"
#include "ingest/jsonsplit.h"
#include "ingest/reader.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// Reads JSON of a format: a value a line, or a document.
class JsonRecordReader : public Reader
{
public:
    JsonRecordReader(std::unique_ptr<Intake> intake, JsonLayout layout, std::int64_t linesBefore);

    std::size_t consume(std::string_view data, bool atEnd) override;
    void rejectOverlong(std::string_view beginning) override;
    void finish(bool /*whole*/) override { m_intake->end(); }
    std::int64_t lines() const override { return m_lines; }

private:
    std::size_t consumeLines(std::string_view data, bool atEnd);
    std::size_t consumeDocument(std::string_view data, bool atEnd);
    void readLine(std::string_view line, bool isLast);

    std::unique_ptr<Intake> m_intake;
    const JsonLayout m_layout;
    std::int64_t m_lines;
    LinePlaces m_places;
    bool m_isLost = false; ///< a value of a document was too long: where the next begins cannot be told
};

/// Reads a table with a header, of a format.
class TableRecordReader : public Reader
{
public:
    TableRecordReader(std::unique_ptr<Intake> intake, const FieldMap &fields, std::string_view header,
                      char delimiter, bool skipsHeader, std::int64_t linesBefore);

    std::size_t consume(std::string_view data, bool atEnd) override;
    void rejectOverlong(std::string_view beginning) override;
    void finish(bool /*whole*/) override { m_intake->end(); }
    std::int64_t lines() const override { return m_lines; }

private:
    void readRecord(std::string_view text);
    void reject(std::string reason);
    std::string excerpt() const;

    std::unique_ptr<Intake> m_intake;
    const FieldMap &m_fields;
    std::string m_header;
    char m_delimiter;
    bool m_skipsHeader;
    CsvRecord m_record;
    std::vector<std::string> m_columns;
    std::int64_t m_lines;
};

} // namespace outlay::ingest
