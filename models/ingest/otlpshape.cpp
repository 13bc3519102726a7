// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// OpenTelemetry's OTLP/JSON, one export request a line: spans and log records, whose attributes are lists of
// {key, value: {stringValue | intValue | …}} (opentelemetry-proto, JSON encoding).

#include "ingest/recordshape.h"

#include <array>

namespace outlay::ingest {

namespace {

/// Names of the levels of one signal, in this and in older versions of the protocol.
struct Signal
{
    std::string_view resources;
    std::array<std::string_view, 2> scopes;
    std::string_view records;
};
constexpr std::array kSignals = {
    Signal{"resourceSpans", {"scopeSpans", "instrumentationLibrarySpans"}, "spans"},
    Signal{"resourceLogs", {"scopeLogs", "instrumentationLibraryLogs"}, "logRecords"}};

class OtlpShape : public RecordShape
{
public:
    void recordsOf(JsonTree &tree, std::vector<NodeId> &records) override
    {
        for (const Signal &signal : kSignals) {
            forEach(tree, tree.entry(tree.root(), signal.resources),
                    [&](NodeId resource) { addResource(tree, signal, resource, records); });
        }
    }

private:
    template <class Visit>
    static void forEach(const JsonTree &tree, NodeId list, Visit visit)
    {
        if (list == kNoNode || tree.kind(list) != NodeKind::List)
            return;
        for (NodeId child = tree.firstChild(list); child != kNoNode; child = tree.next(child))
            visit(child);
    }

    static void addResource(JsonTree &tree, const Signal &signal, NodeId resource,
                            std::vector<NodeId> &records)
    {
        const NodeId common = tree.entry(tree.entry(resource, "resource"), "attributes");
        for (const std::string_view scopes : signal.scopes) {
            forEach(tree, tree.entry(resource, scopes), [&](NodeId scope) {
                forEach(tree, tree.entry(scope, signal.records), [&](NodeId record) {
                    if (tree.kind(record) != NodeKind::Object)
                        return;
                    flatten(tree, record, "attr", tree.entry(record, "attributes"));
                    flatten(tree, record, "resource_attr", common);
                    records.push_back(record);
                });
            });
        }
    }

    /// The list of keys and values as an object `name` of the record.
    static void flatten(JsonTree &tree, NodeId record, std::string_view name, NodeId list)
    {
        const NodeId object = tree.add(record, name, NodeKind::Object);
        forEach(tree, list, [&](NodeId pair) {
            const NodeId key = tree.entry(pair, "key");
            const NodeId value = tree.entry(pair, "value");
            if (key == kNoNode || value == kNoNode || tree.kind(value) != NodeKind::Object)
                return;
            const NodeId plain = tree.firstChild(value);
            if (plain == kNoNode)
                return;
            const std::string_view text = tree.text(plain);
            if (!tree.isContainer(plain))
                tree.add(object, tree.text(key), tree.kind(plain), text);
        });
    }
};

} // namespace

std::unique_ptr<RecordShape> makeOtlpShape()
{
    return std::make_unique<OtlpShape>();
}

} // namespace outlay::ingest
