// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/objectsreader.h"

#include "ingest/excerpt.h"
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
        (first.find('\n') == std::string_view::npos && !isFollowedOnLine(head.substr(slice.end))))
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
    if (m_isLost)
        return data.size();
    return forEachValue(
        data, atEnd, m_lines,
        [this](std::string_view object, std::string_view rest) {
            readObject(object, m_places.next(m_lines, object, rest));
        },
        [this](std::string_view rest) {
            m_objects->rejectAt(m_lines + 1, rest, "the file is cut off in the middle of an object");
        });
}

/// Between the values of JSON a line end is a blank, and within them there is none.
void ObjectsReader::readObject(std::string_view object, std::int64_t number)
{
    m_oneLine.assign(object);
    std::replace_if(
        m_oneLine.begin(), m_oneLine.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    const std::size_t size = m_oneLine.size();
    m_oneLine.append(kPadding, ' ');
    m_objects->readObjectAt(m_lines + 1, std::string_view(m_oneLine).substr(0, size), number);
}

void ObjectsReader::rejectOverlong(std::string_view beginning)
{
    m_objects->rejectAt(m_lines + 1, beginning.substr(0, kMaxExcerptBytes),
                        "the object is longer than 16 MiB; the rest of the file cannot be read");
    m_isLost = true;
    ++m_lines;
}

} // namespace outlay::ingest
