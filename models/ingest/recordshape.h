// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/jsontree.h"
#include "ingest/mapper.h"

#include <memory>
#include <vector>

namespace outlay::ingest {

/// Finds the records in a document and brings them into the form that a mapping can describe. One per file;
/// may remember what came before.
class RecordShape
{
public:
    virtual ~RecordShape() = default;
    virtual void recordsOf(JsonTree &tree, std::vector<NodeId> &records) = 0;
    /// At the end of the file, records that could not be understood before; `tree` is an empty one.
    virtual void recordsLeft(JsonTree & /*tree*/, std::vector<NodeId> & /*records*/) {}

    /// True if records can be understood without those before them.
    virtual bool isStateless() const { return true; }
};

/// The shape that a mapping asks for with "reader"; without one, its path of records.
std::unique_ptr<RecordShape> makeShape(const Mapping &map, const Mapper &mapper);

std::unique_ptr<RecordShape> makeOtlpShape();
std::unique_ptr<RecordShape> makeCodexShape();

} // namespace outlay::ingest
