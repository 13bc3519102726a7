// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldnames.h"
#include "ingest/rawevent.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace outlay::ingest {

/// A log repeats its lines but for their values. Knows the lines that it was shown by what stands between
/// their values, and reads the next one of the same shape in one pass that compares that and looks for
/// nothing but the ends of the values. Takes only lines in plain ASCII without escapes whose numbers JSON
/// has, as JSON or as Python writes them: of these, what it reads is what the reader of all lines reads. The
/// others it leaves alone, and where they are the rule, it does not try for a while.
class LineShapes
{
public:
    explicit LineShapes(FieldNames &names);

    struct Line
    {
        std::size_t size = 0;        ///< in bytes, with its newline
        std::size_t objectBegin = 0; ///< its brace
        std::size_t objectSize = 0;
        bool saysUsage = false; ///< it has a field of tokens or cost
    };

    /// The line that `data` begins with, if it is of a shape that is known and whole; else false, and `event`
    /// and `line` are void.
    /// kPadding bytes behind `data` must be readable.
    bool read(std::string_view data, RawEvent &event, Line &line);

    /// Learns the shape of `line`, which has its newline, and whose object, which begins at `brace` and has
    /// nothing of interest behind it, was read to be `event`.
    void learn(std::string_view line, const char *brace, const RawEvent &event, bool saysUsage);

private:
    enum class Form : std::uint8_t
    {
        Text,       ///< up to a quote like the one that the step's text ends with
        JsonBare,   ///< a number, true or false
        PythonBare, ///< a number, True or False
        Null,       ///< which is part of the step's text
        End         ///< of the line: there is no value
    };

    /// What comes before a value, and what the value is like. A step has several next ones where the lines
    /// are of several shapes: lines that begin alike share their first steps. One cache line.
    struct alignas(64) Step
    {
        std::array<char, 48> text{};
        std::uint8_t size = 0;
        Form form = Form::End;
        std::uint32_t what = 0;  ///< the value's name; at the end: the index of its shape
        std::uint32_t next = 0;  ///< the first of the steps behind it; 0: none
        std::uint32_t other = 0; ///< the next step that may be taken instead; 0: none
    };

    struct Shape
    {
        std::uint64_t number = 0; ///< RawEvent::shape
        Dialect dialect = Dialect::Json;
        std::uint8_t objectBegin = 0;
        std::uint8_t behindObject = 0; ///< bytes
        bool saysUsage = false;
    };

    const Step *follow(std::uint32_t first, const char *p) const;
    bool readSteps(std::string_view data, RawEvent &event, Line &line) const;
    static const char *readValue(const Step &step, const char *p, const char *end, RawField &field);
    static const char *readBare(const char *p, const char *end, Form form, RawField &field);

    bool describe(std::string_view line, const char *brace, const RawEvent &event);
    const char *behindName(const char *p, const char *end, std::uint32_t name) const;
    bool describeField(const char *&begin, const char *p, const char *end, Dialect dialect,
                       const RawField &field);
    bool addStep(const char *begin, const char *end, Form form, std::uint32_t name);
    void takeIn(Shape shape);
    std::uint32_t takeIn(std::uint32_t before, const Step &wanted);
    void forget();

    FieldNames &m_names;
    std::vector<Step> m_steps; ///< the first is where all lines begin
    std::vector<Shape> m_shapes;
    std::vector<Step> m_wanted; ///< of the line that is to be learned
    bool m_isFull = false;
    int m_missed = 0;   ///< lines since it is full
    int m_failures = 0; ///< in a row
    int m_pause = 0;    ///< lines to be left alone
};

} // namespace outlay::ingest
