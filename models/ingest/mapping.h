// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "ingest/amount.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// Where a value lies in a record: names of entries with dots between them ("usage.input_tokens"); a name
/// that holds dots itself is found too. "[]" behind a name is every element of a list, "[type=text]" every
/// one whose entry "type" is "text". "^" in front is the object around (once for each), "/" is the record
/// when the format has a base within it.
struct MapPath
{
    int up = 0;
    bool fromRecord = false;
    std::string text;
};

/// What must be true of a record.
struct Condition
{
    std::vector<MapPath> has;      ///< all are there, be it as null
    std::vector<MapPath> together; ///< the same; to recognise JSON: its first records have all between them
    std::vector<MapPath> set;      ///< all are there and not empty
    std::vector<MapPath> anySet;   ///< at least one is there and not empty
    std::vector<MapPath> lacks;    ///< none is there
    std::vector<MapPath> anyPositive; ///< at least one is a number above 0
    std::vector<MapPath> hundreds;    ///< all are whole numbers from 100
    std::vector<std::pair<MapPath, std::vector<std::string>>> equals;
    std::vector<std::pair<MapPath, std::vector<std::string>>> differs;
    std::vector<std::pair<MapPath, std::vector<std::string>>> starts; ///< begins with one of these
    std::vector<std::pair<MapPath, std::vector<std::string>>> ends;   ///< ends with one of these
    std::vector<std::vector<MapPath>> anyHas;      ///< of each list at least one is there, be it as null
    std::vector<std::pair<MapPath, MapPath>> same; ///< both are there, with the same text

    bool isEmpty() const
    {
        return has.empty() && together.empty() && set.empty() && anySet.empty() && lacks.empty() &&
               equals.empty() && differs.empty() && starts.empty() && ends.empty() && anyPositive.empty() &&
               same.empty() && anyHas.empty() && hundreds.empty();
    }
};

/// What makes a record the better of two of one call: that a condition holds, or how much it sums up to.
struct RankRule
{
    Condition condition;
    std::vector<MapPath>
        total; ///< whole numbers, added up if the condition holds; none: the condition counts
};

/// One way to a value. The first rule of a field that gives one counts.
struct FieldRule
{
    enum class As
    {
        Plain,
        HttpStatus,   ///< 2xx is completed, everything else failed
        Span,         ///< time from the first part to the second, in milliseconds
        Difference,   ///< the first part less the second
        Count,        ///< how many there are
        Joined,       ///< the parts with a blank between them; all must be there
        DotNetTicks,  ///< 100 ns since the year 1
        MonthDayYear, ///< 10/1/25, 10/1/2025 4:08 PM; and every time that is written in no other order
        DayMonthYear, ///< 1/10/25, 1/10/2025 16:08; likewise
        FileName,     ///< the last part of a path
        ProjectFolder ///< of the file that is read: the folder below "projects"
    };

    /// Alternatives of each part; several parts are added up (or are the two ends of a span).
    std::vector<std::vector<MapPath>> parts;
    std::optional<std::string> constant;
    Condition when;
    As as = As::Plain;
    int shift = 0; ///< the number is in units of 10^shift
    bool zeroIsAbsent = false;
    std::vector<std::string>
        except;         ///< what a sum leaves out: entries in whose names one of these is; a count: texts
    std::string before; ///< only what stands before this text
    std::string after;  ///< only what stands behind it
    std::vector<std::pair<std::string, std::string>> values; ///< as logged → as understood
};

/// A field of an event and the ways to it. Names are those of the CostEvent format, or a dimension's own.
struct MapField
{
    std::string name;
    std::vector<FieldRule> rules;
};

/// A log format as data: where in a record the fields of an event are, in what units, and what a record is.
/// Read from a file of resources/formats or from a user's own.
struct Mapping
{
    std::string id;     ///< file name without its ending
    std::string format; ///< as shown
    std::string family; ///< sources whose keys mean the same calls
    int order = 100;    ///< the smaller is preferred where several recognise a record
    bool isOwn = false; ///< a user's: preferred to all that are built in
    bool csv = true;    ///< reads tables
    bool json = true;   ///< reads JSON
    std::string reader; ///< code that prepares records ("otlp", "codex", …); empty: none

    std::vector<Condition> recognise; ///< any of them
    std::string records;              ///< path of the records in a document, with "[]"; empty: it is one
    std::vector<MapPath> base;        ///< the first that is an object: where paths of fields begin
    std::vector<MapPath> embedded;    ///< texts that hold JSON
    std::vector<Condition> take;      ///< a record is an event if any holds; none: always
    std::vector<Condition> skip;      ///< … unless any of these does
    bool billing = false;             ///< sums over spans of time, not calls
    bool noCalls = false;             ///< known only to say why nothing can be read from it
    bool timeFromFile = false;        ///< responses do not say when: the file's time stands in
    DecimalMark decimal = DecimalMark::Unsaid; ///< of numbers that are texts
    std::string zone; ///< of times that say none: "Europe/Berlin", "+02:00"; empty: UTC

    std::vector<std::vector<MapPath>> key; ///< the source's own key; all parts must be there
    /// Records of one file that share a key and are not the same are several, in their order (a bill that
    /// does not show all that it is grouped by).
    bool keyMayRepeat = false;
    /// Records for which `repeats` holds say again what another has said, under another key: their key is
    /// `repeatKey`, and they count only where no record has it that is none of them.
    std::vector<std::vector<MapPath>> repeatKey;
    std::vector<Condition> repeats;
    std::vector<RankRule> rank;     ///< what makes a record the better of two, most important first
    std::vector<MapPath> rankTime;  ///< … or the later of two times …
    std::vector<MapPath> rankFirst; ///< … or the earlier
    std::vector<MapPath> total;     ///< all tokens, by the source's own count
    /// Place in a hierarchy of records, of which parents repeat their children; then it is the key, too.
    std::vector<std::vector<MapPath>> spanId;
    std::vector<std::vector<MapPath>> parentId;

    std::vector<MapField> fields;
    std::vector<MapField> defaults;  ///< fields that count where nothing else says the same
    std::vector<MapPath> dimensions; ///< what is kept under its own name and grouped by …
    std::vector<MapPath> perEvent;   ///< … and what is kept with its event
    std::vector<MapPath> spread;     ///< objects (or lists of keys and values) whose entries are fields
    std::vector<MapPath> tags;       ///< lists of "name:value" texts
    std::vector<std::string> notes;

    /// `json`: the file. `bases`: formats that it may extend, by id. Errors: BadInput, which name the place.
    static base::Result<Mapping> parse(std::string_view id, std::string_view json,
                                       const std::vector<std::pair<std::string, std::string>> &bases);
};

} // namespace outlay::ingest
