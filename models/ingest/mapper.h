// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/amount.h"
#include "ingest/assumptions.h"
#include "ingest/fieldnames.h"
#include "ingest/jsontree.h"
#include "ingest/logtime.h"
#include "ingest/mapping.h"
#include "ingest/rawevent.h"
#include "ingest/recordfacts.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace outlay::ingest {

/// Looks values up in a record. The nodes that paths begin at.
struct MapScope
{
    NodeId start = kNoNode;  ///< the record, or the base within it
    NodeId record = kNoNode; ///< the record
};

/// Applies a mapping to records: what the format calls a thing becomes what Outlay calls it.
class Mapper
{
public:
    /// `names` are those of the CostEvent format, whose names the mapping gives its fields.
    Mapper(const Mapping &map, const FieldMap &fields, FieldNames &names);

    /// The path of the file that is being read.
    void setFile(std::string path) { m_file = std::move(path); }

    /// The records in a document, as the mapping's path says.
    void recordsOf(const JsonTree &tree, NodeId document, std::vector<NodeId> &records) const;

    /// False if the record is no event of the format (a header, a message without usage). Else `event` is
    /// the event, whose texts live as long as the tree.
    bool map(JsonTree &tree, NodeId record, RawEvent &event, RecordFacts &facts);

    /// Where a record stands in a hierarchy, event or not; 0 for what it does not say.
    struct Link
    {
        std::uint64_t id = 0;
        std::uint64_t parent = 0;
    };
    Link linkOf(JsonTree &tree, NodeId record) const;

    /// True if any of the format's conditions holds for the document (or the header of a table).
    static bool recognises(const Mapping &map, JsonTree &tree, NodeId document);

private:
    bool findStart(JsonTree &tree, MapScope &scope) const;
    bool isTaken(JsonTree &tree, const MapScope &scope) const;
    void putFields(JsonTree &tree, const MapScope &scope);
    void putDefaults(JsonTree &tree, const MapScope &scope);
    void putKept(JsonTree &tree, const MapScope &scope, const std::vector<MapPath> &paths, Role role);
    static void pairUp(JsonTree &tree, NodeId object);
    void putSpread(JsonTree &tree, NodeId object);
    void putSpreadEntry(JsonTree &tree, std::string_view name, NodeId value);
    void putTags(JsonTree &tree, NodeId list);
    void put(std::string_view name, ValueKind kind, std::string_view text);
    bool hasRole(Role role) const;
    bool hasField(std::string_view name) const;
    std::uint64_t keyOf(JsonTree &tree, const MapScope &scope, const std::vector<std::vector<MapPath>> &parts,
                        bool whole) const;
    std::uint64_t keyAmongEquals(JsonTree &tree, NodeId record, std::uint64_t key);
    std::int64_t rankOf(JsonTree &tree, const MapScope &scope) const;
    void findKey(JsonTree &tree, const MapScope &scope, RecordFacts &facts);
    void findBilling(JsonTree &tree, const MapScope &scope, RecordFacts &facts);
    /// What a rule finds: a text as logged, a number that JSON or arithmetic writes, or what should be one.
    struct Found
    {
        std::string_view text;
        ValueKind kind = ValueKind::Text;
    };
    /// `of`: the number that the value is to be; nothing: it may be any text.
    std::optional<Found> value(JsonTree &tree, const MapScope &scope, const FieldRule &rule,
                               std::optional<AmountOf> of);
    Found foundAt(JsonTree &tree, NodeId node) const;
    std::optional<Found> rawValue(JsonTree &tree, const MapScope &scope, const FieldRule &rule,
                                  std::optional<AmountOf> of);
    std::optional<Found> sum(JsonTree &tree, const MapScope &scope, const FieldRule &rule,
                             std::optional<AmountOf> of);
    std::optional<Found> span(JsonTree &tree, const MapScope &scope, const FieldRule &rule);
    static std::optional<Found> count(JsonTree &tree, const MapScope &scope, const FieldRule &rule);
    static std::optional<Found> joined(JsonTree &tree, const MapScope &scope, const FieldRule &rule);
    std::optional<Found> difference(JsonTree &tree, const MapScope &scope, const FieldRule &rule);
    std::optional<std::int64_t> numberAt(JsonTree &tree, const MapScope &scope,
                                         const std::vector<MapPath> &paths);
    std::optional<std::int64_t> tokensOf(Role role);
    void flagUsage(JsonTree &tree, const MapScope &scope);
    std::optional<Found> timeIn(JsonTree &tree, std::string_view text, FieldRule::As as);
    std::optional<std::string> plainNumber(const Found &found, AmountOf of);
    Found shifted(JsonTree &tree, const Found &found, int shift);

    const Mapping &m_map;
    const FieldMap &m_fields;
    FieldNames &m_names;
    TimeReader m_times;
    std::string m_file;
    RawEvent *m_event = nullptr;
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> m_contents; ///< of records, by their keys
    std::vector<std::optional<AmountOf>> m_amounts; ///< what each field of the map is
    std::string m_whyNoTime;                        ///< of the event, as RecordFacts has it
    AssumedSet m_assumed = 0;                       ///< in reading the event's fields
};

} // namespace outlay::ingest
