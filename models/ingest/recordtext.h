// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/jsontree.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace outlay::ingest {

/// The text of a record of a document that was read from `text`; empty if the record was made by hand or out
/// of a text within the document.
std::string_view recordText(const JsonTree &tree, NodeId record, std::string_view text);

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
