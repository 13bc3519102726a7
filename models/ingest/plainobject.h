// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldnames.h"
#include "ingest/rawevent.h"

#include <string_view>

namespace outlay::ingest {

/// Reads JSON objects as nearly all lines of a log are: names and values in plain ASCII without escapes,
/// texts, numbers, truth values and null, no lists and no objects within. One pass, nothing but comparisons.
/// What is otherwise, or wrong, it leaves to JsonObjectReader, and for a while does not try again where that
/// is the rule.
class PlainObjectReader
{
public:
    explicit PlainObjectReader(FieldNames &names)
        : m_names(names)
    {
    }

    /// As JsonObjectReader::read(); false if it is not such an object: `event` is then void.
    bool read(std::string_view text, RawEvent &event);

private:
    const char *readName(const char *p, const char *end, std::uint32_t previous, std::uint32_t &id);
    bool readFields(std::string_view text, RawEvent &event);

    FieldNames &m_names;
    int m_failures = 0; ///< in a row
    int m_pause = 0;    ///< lines to be left alone
};

} // namespace outlay::ingest
