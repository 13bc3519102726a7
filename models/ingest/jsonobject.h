// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldnames.h"
#include "ingest/plainobject.h"
#include "ingest/rawevent.h"

#include <memory>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// Bytes that must be readable after a text that is given to JsonObjectReader.
constexpr std::size_t kPadding = 64;

/// Reads one JSON object as an event. Works in place: the event's values are views of the text.
class JsonObjectReader
{
public:
    explicit JsonObjectReader(FieldNames &names);
    ~JsonObjectReader();
    JsonObjectReader(const JsonObjectReader &) = delete;
    JsonObjectReader &operator=(const JsonObjectReader &) = delete;

    /// `text` is the object and nothing else but blanks, in UTF-8, with kPadding readable bytes behind it.
    /// The fields of `event` are replaced.
    ObjectResult read(std::string_view text, RawEvent &event);

private:
    class Walk;
    struct Parser;
    std::unique_ptr<Parser> m_parser;
    FieldNames &m_names;
    PlainObjectReader m_plain;
    std::string m_path;
    std::string m_key;
};

} // namespace outlay::ingest
