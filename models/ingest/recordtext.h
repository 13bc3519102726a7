// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/jsontree.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace outlay::ingest {

/// The text of a record of a document that was read from `text`; empty if the record was made by hand or out
/// of a text within the document.
std::string_view recordText(const JsonTree &tree, NodeId record, std::string_view text);

/// What a document was read from, and where that stands in its file.
struct DocumentText
{
    std::string_view text;   ///< empty if the document was made by hand (a row of a table)
    std::int64_t line = 0;   ///< where it begins
    std::int64_t number = 0; ///< among the documents of its line, from 1; 0: it is the only one
};

/// Where the records of a document stand in the file.
class RecordPlaces
{
public:
    RecordPlaces(const JsonTree &tree, const std::vector<NodeId> &records, const DocumentText &document);

    struct Place
    {
        std::int64_t line = 0;
        std::int64_t number = 0; ///< of the record, where others stand on its line; else 0
        std::string_view text;   ///< empty if it was made by hand
    };
    /// Asked in their order it counts each line once.
    Place of(std::size_t record);

private:
    std::size_t beginOf(std::size_t record) const;
    bool isOneLine(std::size_t from, std::size_t to) const;

    const JsonTree &m_tree;
    const std::vector<NodeId> &m_records;
    const DocumentText &m_document;
    std::size_t m_counted = 0; ///< bytes whose line ends are in m_lines
    std::int64_t m_lines = 0;
};

/// Gives records that say neither when nor which call they are a key of what they say, and of their number
/// among the equal ones of the file: so a file has as many calls as it has records, and of overlapping files
/// each counts once. One per file and format; some 40 bytes a record.
class ContentKeys
{
public:
    /// `family`: sources whose keys mean the same calls. Blanks between the values make no difference.
    std::uint64_t keyOf(JsonTree &tree, NodeId record, std::string_view text, std::string_view family);

private:
    std::unordered_map<std::uint64_t, std::uint64_t> m_seen; ///< records by their content
};

} // namespace outlay::ingest
