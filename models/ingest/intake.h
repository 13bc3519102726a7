// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/excerpt.h"
#include "ingest/hierarchy.h"
#include "ingest/jsonsplit.h"
#include "ingest/jsontree.h"
#include "ingest/mapper.h"
#include "ingest/recordshape.h"
#include "ingest/recordtext.h"
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

class OtherFormats;

/// Takes the records of one file of a format, be they JSON or rows of a table, into rows and the tally.
class Intake
{
public:
    /// `file`: its path; `fallbackAtUs`: when it was last changed.
    Intake(const Mapping &map, const IntakeParts &parts, Tally &tally, const std::string &file,
           std::optional<std::int64_t> fallbackAtUs);
    ~Intake();
    Intake(const Intake &) = delete;
    Intake &operator=(const Intake &) = delete;

    /// What is asked for JSON that the format does not know.
    void setOthers(std::unique_ptr<OtherFormats> others);

    const Mapping &format() const { return m_map; }
    Tally &tally() { return m_tally; }
    /// True if the rest of a file can be understood without its beginning.
    bool isStateless() const { return m_shape->isStateless(); }

    /// A JSON value. kPadding readable bytes must follow.
    void takeJson(const DocumentText &document);
    /// The same, where `tree` has been read from it.
    void takeFrom(JsonTree &tree, const DocumentText &document);
    /// A record that is made by hand. `excerpt` makes what a reject shows of it.
    JsonTree &tree() { return m_tree; }
    template <class Excerpt>
    void takeTree(std::int64_t line, Excerpt &&excerpt)
    {
        take(m_tree, {{}, line}, excerpt, [] { return false; });
    }
    void reject(const DocumentText &document, std::string reason);

    /// No more of this file: what was found to be said twice goes into the batch.
    void end();

private:
    /// `isTakenElsewhere` is asked, once at most, if this format may have taken the wrong document. `excerpt`
    /// makes what a reject shows of a record without a text.
    template <class Excerpt, class IsTakenElsewhere>
    void take(JsonTree &tree, const DocumentText &document, Excerpt &&excerpt,
              IsTakenElsewhere &&isTakenElsewhere)
    {
        m_records.clear();
        m_shape->recordsOf(tree, m_records);
        const bool one = m_records.size() == 1;
        if (!one && isTakenElsewhere())
            return;
        if (m_records.empty())
            m_tally.notEvent();
        RecordPlaces places(tree, m_records, document);
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            const Verdict verdict = add(tree, m_records[i], document.text);
            const bool isNone = verdict == Verdict::NotAnEvent || verdict == Verdict::Rejected;
            if (one && isNone && isTakenElsewhere())
                return;
            count(verdict);
            if (verdict == Verdict::Rejected)
                rejectRecord(places.of(i), excerpt);
        }
    }
    template <class Excerpt>
    void rejectRecord(const RecordPlaces::Place &place, Excerpt &&excerpt)
    {
        m_tally.reject(place.line, LinePlaces::numbered(m_parts.rows.reason(), place.number), [&] {
            return place.text.empty() ? excerpt() : excerptOfObject(place.text, m_parts.fields);
        });
    }
    void takeSeveral(const DocumentText &line);
    Verdict add(JsonTree &tree, NodeId record, std::string_view text);
    void count(Verdict verdict);

    const Mapping &m_map;
    IntakeParts m_parts;
    Tally &m_tally;
    Mapper m_mapper;
    std::unique_ptr<RecordShape> m_shape;
    std::unique_ptr<OtherFormats> m_others;
    std::optional<std::int64_t> m_fallbackAtUs;
    JsonTree m_tree;
    RawEvent m_event;
    RecordFacts m_facts;
    ContentKeys m_contentKeys;
    std::vector<NodeId> m_records;
};

} // namespace outlay::ingest
