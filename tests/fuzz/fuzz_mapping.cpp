// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerinput.h"

#include "ingest/formats.h"
#include "ingest/mapper.h"

/// A format's file, as a user may have written it: it is a format or a sentence, and what it maps is an event
/// or none.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace outlay::ingest;
    const std::string_view text = textOf(data, size);
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
            reading.rows.add(event, 0, facts);
    }
    return 0;
}
