// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerinput.h"

#include "ingest/formats.h"
#include "ingest/mapper.h"
#include "ingest/usermap.h"

namespace {

/// A map that can be changed in the window, as it stands in the file: written anew it says the same, and it
/// is a format if its zone is known.
void checkUserMap(std::string_view text)
{
    using namespace outlay::ingest;
    const auto map = readMap(text);
    if (!map) {
        require(!map.error().detail.empty());
        return;
    }
    for (const bool table : {true, false}) {
        const std::string written = writeMap(*map, table);
        const auto back = readMap(written);
        require(back.has_value());
        require(writeMap(*back, table) == written);
        require(Mapping::parse("fuzz", written, {}).has_value());
    }
}

/// The text taken for a log: its columns get a use each, which is a map.
void checkGuess(std::string_view text, const outlay::ingest::FieldMap &fields)
{
    using namespace outlay::ingest;
    std::string padded(text);
    padded.append(kPadding, ' ');
    const LogShape shape = shapeOfHead(std::string_view(padded).substr(0, text.size()), true, fields);
    UserMap map = guessMap(shape, fields);
    require(map.columns.size() == shape.columns.size());
    for (const ColumnUse &use : map.columns)
        require(!use.field.empty() && isUtf8(use.column));
    const auto back = readMap(writeMap(map, shape.table));
    require(back.has_value() && back->columns.size() == map.columns.size());
}

} // namespace

/// A format's file, as a user may have written it: it is a format or a sentence, and what it maps is an event
/// or none.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay::ingest;
    const std::string_view text = textOf(data, size);
    checkUserMap(text);
    checkGuess(text, ReadText::map);
    const auto map = Mapping::parse("fuzz", text, {{"base", R"({"format":"b","fields":{"timestamp":"t"}})"}});
    if (!map) {
        require(!map.error().detail.empty());
        return 0;
    }
    static const std::string record =
        R"({"t":"2026-05-01T00:00:00Z","a":{"b":[{"key":"k","value":1},{"c":"1,2"}]},"m":"x","n":1e9})" +
        std::string(kPadding, ' ');
    ReadText reading;
    JsonTree tree;
    require(tree.parse(std::string_view(record).substr(0, record.size() - kPadding)).empty());
    Mapper mapper(*map, reading.map, reading.names);
    std::vector<NodeId> records;
    mapper.recordsOf(tree, tree.root(), records);
    RawEvent event;
    RecordFacts facts;
    for (const NodeId node : records) {
        if (mapper.map(tree, node, event, facts))
            reading.rows.add(event, facts);
    }
    return 0;
}
