// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/objectsreader.h"

#include "ingest/excerpt.h"
#include "ingest/jsonsplit.h"
#include "ingest/otherformats.h"
#include "ingest/textcodec.h"

#include <algorithm>

namespace outlay::ingest {

bool ObjectsReader::fits(std::string_view head, const FieldMap &fields)
{
    JsonSlice slice = nextValue(head, 0);
    const std::string_view before = head.substr(0, slice.begin);
    const std::string_view first = head.substr(slice.begin, slice.end - slice.begin);
    if (before.find_first_not_of(" \t\r\n[") != std::string_view::npos ||
        first.find('\n') == std::string_view::npos)
        return false;
    JsonTree tree;
    constexpr int looked = 20;
    for (int i = 0; i < looked && slice.found; ++i, slice = nextValue(head, slice.end)) {
        if (tree.parse(head.substr(slice.begin, slice.end - slice.begin)).empty() &&
            isCostEvent(tree, fields))
            return true;
    }
    return false;
}

std::size_t ObjectsReader::consume(std::string_view data, bool atEnd)
{
    const auto linesIn = [&](std::size_t from, std::size_t to) {
        const std::string_view part = data.substr(from, to - from);
        return std::count(part.begin(), part.end(), '\n');
    };
    std::size_t pos = 0;
    while (pos < data.size() && !m_isLost) {
        const JsonSlice slice = nextValue(data, pos);
        m_lines += linesIn(pos, slice.begin);
        pos = slice.begin;
        if (slice.unfinished && !atEnd)
            return pos;
        const std::size_t end = slice.unfinished ? data.size() : slice.end;
        const std::string_view object = data.substr(pos, end - pos);
        if (slice.unfinished)
            m_objects->rejectAt(m_lines + 1, object, "the file is cut off in the middle of an object");
        else if (slice.found)
            readObject(object);
        m_lines += linesIn(pos, end);
        pos = end;
    }
    return m_isLost ? data.size() : pos;
}

/// Between the values of JSON a line end is a blank, and within them there is none.
void ObjectsReader::readObject(std::string_view object)
{
    m_oneLine.assign(object);
    std::replace_if(
        m_oneLine.begin(), m_oneLine.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    const std::size_t size = m_oneLine.size();
    m_oneLine.append(kPadding, ' ');
    m_objects->readObjectAt(m_lines + 1, std::string_view(m_oneLine).substr(0, size));
}

void ObjectsReader::rejectOverlong(std::string_view beginning)
{
    m_objects->rejectAt(m_lines + 1, beginning.substr(0, kMaxExcerptBytes),
                        "the object is longer than 16 MiB; the rest of the file cannot be read");
    m_isLost = true;
    ++m_lines;
}

} // namespace outlay::ingest
