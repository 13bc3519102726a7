// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/formats.h"
#include "ingest/intake.h"
#include "ingest/jsonobject.h"

#include <bitset>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// The names in a record, or those that a format needs: a set that may say yes where the truth is no, but
/// never the other way round.
using NameSet = std::bitset<256>;

/// Outlay's own format has any name for anything: among others' records only what says when it was and what
/// it used, and says so itself, is taken for an event.
bool isCostEvent(const JsonTree &tree, const FieldMap &fields);

/// Reads the records of a file that are not of its own format but of another that the program knows: each
/// by what it is. Only formats whose records stand for themselves take part.
class OtherFormats
{
public:
    struct File
    {
        const Mapping *format = nullptr; ///< its own; null: CostEvent
        std::string path;
        std::optional<std::int64_t> fallbackAtUs; ///< when it was last changed
    };

    OtherFormats(const Formats &formats, const IntakeParts &parts, Tally &tally, File file);

    /// True if another format knows the record.
    bool knows(JsonTree &tree) { return knowing(tree) != nullptr; }
    /// Takes a record that the file's own format does not know, and that was read from `document`. False if
    /// none knows it: then nothing has happened.
    bool take(JsonTree &tree, const DocumentText &document);
    /// The same of a record that was not read yet. kPadding readable bytes must follow.
    bool take(std::string_view text, std::int64_t line);

    void end();

private:
    struct Other
    {
        const Mapping *format = nullptr;
        std::vector<NameSet> needs; ///< of each of its conditions
        std::unique_ptr<Intake> intake;
    };

    void findOthers();
    Other *knowing(JsonTree &tree);
    Other *knowingAsIs(JsonTree &tree);
    bool takeCostEvent(std::string_view text, std::int64_t line);

    const Formats &m_formats;
    const IntakeParts m_parts;
    Tally &m_tally;
    const File m_file;
    std::vector<Other> m_others; ///< in the order in which formats are tried; empty before the first question
    JsonTree m_tree;
    std::unique_ptr<JsonObjectReader> m_json;
    RawEvent m_event;
};

} // namespace outlay::ingest
