// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/hierarchy.h"
#include "ingest/jsontree.h"
#include "ingest/mapper.h"
#include "ingest/recordshape.h"
#include "ingest/rowbuilder.h"
#include "ingest/tally.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// What all files of an import share that are read by a mapping.
struct IntakeParts
{
    const FieldMap &fields;
    FieldNames &names;
    RowBuilder &rows;
    Hierarchy &hierarchy;
};

/// Takes the records of one file of a format, be they JSON or rows of a table, into rows and the tally.
class Intake
{
public:
    /// `file`: its path; `fallbackAtUs`: when it was last changed.
    Intake(const Mapping &map, const IntakeParts &parts, Tally &tally, const std::string &file,
           std::optional<std::int64_t> fallbackAtUs);

    const Mapping &format() const { return m_map; }
    Tally &tally() { return m_tally; }
    /// True if the rest of a file can be understood without its beginning.
    bool isStateless() const { return m_shape->isStateless(); }

    /// A JSON value that stands at `line`. kPadding readable bytes must follow.
    void takeJson(std::string_view text, std::int64_t line);
    /// A record that is made by hand. `excerpt` makes what a reject shows of it.
    JsonTree &tree() { return m_tree; }
    template <class Excerpt>
    void takeTree(std::int64_t line, Excerpt &&excerpt)
    {
        m_records.clear();
        m_shape->recordsOf(m_tree, m_records);
        if (m_records.empty())
            m_tally.notEvent();
        for (const NodeId record : m_records)
            takeRecord(record, line, excerpt);
    }
    void reject(std::string_view text, std::int64_t line, std::string reason);

    /// No more of this file: what was found to be said twice goes into the batch.
    void end();

private:
    template <class Excerpt>
    void takeRecord(NodeId record, std::int64_t line, Excerpt &&excerpt)
    {
        const Verdict verdict = add(record);
        if (verdict == Verdict::Rejected)
            m_tally.reject(line, m_parts.rows.reason(), excerpt);
    }
    Verdict add(NodeId record);

    const Mapping &m_map;
    IntakeParts m_parts;
    Tally &m_tally;
    Mapper m_mapper;
    std::unique_ptr<RecordShape> m_shape;
    std::optional<std::int64_t> m_fallbackAtUs;
    JsonTree m_tree;
    RawEvent m_event;
    RecordFacts m_facts;
    std::vector<NodeId> m_records;
};

} // namespace outlay::ingest
