// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/jsonobject.h"
#include "ingest/lineshapes.h"
#include "ingest/otherformats.h"
#include "ingest/pythonliteral.h"
#include "ingest/reader.h"
#include "ingest/rowbuilder.h"
#include "ingest/tally.h"

#include <memory>
#include <optional>
#include <string>

namespace outlay::ingest {

/// Reads a file of lines, each a JSON object, a Python dict, or something else, with or without a log prefix,
/// in any mixture.
class LineReader : public Reader
{
public:
    /// `linesBefore`: lines of the file that are not read again. `others`: what is asked for the objects that
    /// are no events; may be null.
    LineReader(const FieldMap &map, FieldNames &names, RowBuilder &rows, Tally &tally,
               std::int64_t linesBefore, std::unique_ptr<OtherFormats> others = nullptr);

    std::size_t consume(std::string_view data, bool atEnd) override;
    /// An object that stands at `line`, with no line ends in it, and is of this number there (0: the only
    /// one). kPadding readable bytes must follow.
    void readObjectAt(std::int64_t line, std::string_view object, std::int64_t number);
    void rejectAt(std::int64_t line, std::string_view text, std::string reason);
    void rejectOverlong(std::string_view beginning) override;
    void finish(bool whole) override;
    std::int64_t lines() const override { return m_lines; }

private:
    struct Object
    {
        ObjectResult result;
        std::string_view rest; ///< behind the object
    };

    void readLine(std::string_view line, bool isLast);
    std::size_t readKnownShape(std::string_view data);
    std::optional<bool> readObject(std::string_view line, std::size_t start, bool isLast);
    void readSeveral(std::string_view line);
    void take(std::string_view line, std::string_view object, bool saysUsage);
    Object parse(std::string_view text);
    Object parseJson(std::string_view text);
    bool saysWhatItUsed() const;
    bool isOfOtherFormat(std::string_view object);
    void rejectBroken(std::string_view line, bool hasPrefix, std::string problem);
    void reject(std::string_view line, std::string reason);

    const FieldMap &m_map;
    const FieldNames &m_names;
    RowBuilder &m_rows;
    Tally &m_tally;
    JsonObjectReader m_json;
    PythonLiteralReader m_python;
    LineShapes m_shapes;
    std::unique_ptr<OtherFormats> m_others;
    RawEvent m_event;
    std::int64_t m_lines = 0;
    std::int64_t m_number = 0; ///< of the object on its line; 0: it is the only one
};

} // namespace outlay::ingest
