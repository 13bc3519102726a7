// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/jsonsplit.h"
#include "ingest/linereader.h"
#include "ingest/reader.h"

#include <memory>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// Reads events of Outlay's own format that do not have a line each: over several lines, several on one,
/// alone or in an array.
class ObjectsReader : public Reader
{
public:
    explicit ObjectsReader(std::unique_ptr<LineReader> objects)
        : m_objects(std::move(objects))
    {
    }

    /// True if a file that begins so is one: nothing but a bracket before an object of several lines, or with
    /// another behind it on its line, and one of its first objects is an event. kPadding readable bytes must
    /// follow.
    static bool fits(std::string_view head, const FieldMap &fields);

    std::size_t consume(std::string_view data, bool atEnd) override;
    void rejectOverlong(std::string_view beginning) override;
    void finish(bool whole) override { m_objects->finish(whole); }
    std::int64_t lines() const override { return m_lines; }

private:
    void readObject(std::string_view object, std::int64_t number);

    std::unique_ptr<LineReader> m_objects;
    std::string m_oneLine;
    LinePlaces m_places;
    std::int64_t m_lines = 0;
    bool m_isLost = false; ///< an object was too long: where the next begins cannot be told
};

} // namespace outlay::ingest
