// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/otherformats.h"

#include "ingest/excerpt.h"
#include "ingest/maplookup.h"

#include <algorithm>
#include <functional>

namespace outlay::ingest {

namespace {

void addName(NameSet &names, std::string_view name)
{
    names.set(std::hash<std::string_view>()(name) % names.size());
}

/// The parts of a path, or of a name that holds dots: either may stand for the other.
void addParts(NameSet &names, std::string_view path)
{
    while (!path.empty()) {
        const std::size_t end = std::min(path.find_first_of(".[]"), path.size());
        if (end > 0)
            addName(names, path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
}

NameSet namesIn(const JsonTree &tree)
{
    NameSet names;
    std::vector<NodeId> open{tree.root()};
    while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        for (NodeId child = tree.firstChild(node); child != kNoNode; child = tree.next(child)) {
            addParts(names, tree.key(child));
            if (tree.isContainer(child))
                open.push_back(child);
        }
    }
    return names;
}

/// What must be in a record for the condition to hold.
NameSet neededBy(const Condition &condition)
{
    NameSet names;
    for (const auto *paths : {&condition.has, &condition.together, &condition.set}) {
        for (const MapPath &path : *paths)
            addParts(names, path.text);
    }
    for (const auto &[path, values] : condition.equals)
        addParts(names, path.text);
    return names;
}

} // namespace

bool isCostEvent(const JsonTree &tree, const FieldMap &fields)
{
    if (tree.kind(tree.root()) != NodeKind::Object)
        return false;
    bool timed = false;
    bool used = false;
    const auto look = [&](const std::string &name, NodeId /*node*/) {
        const Role role = fields.match(name).role;
        timed = timed || (role == Role::Timestamp && name.find('.') == std::string::npos);
        used = used || saysUsage(role);
    };
    forEachText(tree, tree.root(), {}, look);
    return timed && used;
}

OtherFormats::OtherFormats(const Formats &formats, const IntakeParts &parts, Tally &tally, File file)
    : m_formats(formats)
    , m_parts(parts)
    , m_tally(tally)
    , m_file(std::move(file))
{
}

void OtherFormats::findOthers()
{
    for (const Mapping &map : m_formats.all()) {
        // What understands a record only by those before it cannot begin in the middle of another's file.
        if (!map.json || &map == m_file.format || map.recognise.empty() || !map.reader.empty())
            continue;
        Other other;
        other.format = &map;
        for (const Condition &condition : map.recognise)
            other.needs.push_back(neededBy(condition));
        m_others.push_back(std::move(other));
    }
}

/// Most formats are out of the question by the names of the record alone.
OtherFormats::Other *OtherFormats::knowing(JsonTree &tree)
{
    if (tree.root() == kNoNode || tree.kind(tree.root()) != NodeKind::Object)
        return nullptr;
    if (m_others.empty())
        findOthers();
    Other *other = knowingAsIs(tree);
    return other == nullptr && openBodies(tree) ? knowingAsIs(tree) : other;
}

OtherFormats::Other *OtherFormats::knowingAsIs(JsonTree &tree)
{
    const NameSet missing = ~namesIn(tree);
    const auto found = std::find_if(m_others.begin(), m_others.end(), [&](const Other &other) {
        return std::any_of(other.needs.begin(), other.needs.end(),
                           [&](const NameSet &needed) { return (needed & missing).none(); }) &&
               Mapper::recognises(*other.format, tree, tree.root());
    });
    return found == m_others.end() ? nullptr : &*found;
}

bool OtherFormats::take(JsonTree &tree, const DocumentText &document)
{
    Other *other = knowing(tree);
    if (other == nullptr)
        return m_file.format != nullptr && isCostEvent(tree, m_parts.fields) &&
               takeCostEvent(document.text, document.line);
    if (other->intake == nullptr)
        other->intake =
            std::make_unique<Intake>(*other->format, m_parts, m_tally, m_file.path, m_file.fallbackAtUs);
    const std::int64_t before = m_tally.events() + m_tally.billing();
    other->intake->takeFrom(tree, document);
    m_tally.ofOtherFormat(other->format, m_tally.events() + m_tally.billing() - before);
    return true;
}

bool OtherFormats::take(std::string_view text, std::int64_t line)
{
    return m_tree.parse(text).empty() && take(m_tree, {text, line});
}

bool OtherFormats::takeCostEvent(std::string_view text, std::int64_t line)
{
    if (m_json == nullptr)
        m_json = std::make_unique<JsonObjectReader>(m_parts.names);
    if (!m_json->read(text, m_event).ok())
        return false;
    switch (m_parts.rows.add(m_event)) {
    case Verdict::Event:
        m_tally.event(Form::JsonLines);
        m_tally.ofOtherFormat(nullptr, 1);
        return true;
    case Verdict::Rejected:
        m_tally.reject(line, m_parts.rows.reason(), [&] { return excerptOfObject(text, m_parts.fields); });
        return true;
    default:
        return false;
    }
}

void OtherFormats::end()
{
    for (Other &other : m_others) {
        if (other.intake != nullptr)
            other.intake->end();
    }
}

} // namespace outlay::ingest
