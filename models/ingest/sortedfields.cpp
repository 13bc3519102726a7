// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/sortedfields.h"

#include "ingest/textcodec.h"

#include <algorithm>
#include <utility>

namespace outlay::ingest {

namespace {

/// Roles whose values are dimensions, in the order of the bytes that an attribution is looked up by.
constexpr std::array kDescriptive = {Role::Feature,     Role::Segment,  Role::Provider, Role::Model,
                                     Role::Environment, Role::Priority, Role::Cached,   Role::RequestType,
                                     Role::Outcome,     Role::Tier};

constexpr std::size_t kShapesKept = 256; // a power of two

/// All that decides what becomes of a field: not its value, but whether it has one that can be taken.
std::uint64_t shapeOf(const RawField &field)
{
    const bool isLong = field.raw.size() > kMaxTextBytes;
    const bool isEmpty = field.kind == ValueKind::Null;
    const bool isContainer = field.kind == ValueKind::List || field.kind == ValueKind::TooDeep;
    const std::uint64_t container = isContainer ? static_cast<std::uint64_t>(field.kind) : 0;
    return std::uint64_t{field.name} << 16 | container << 8 | (isEmpty ? 2U : 0U) | (isLong ? 1U : 0U);
}

} // namespace

SortedFields::SortedFields(FieldNames &names)
    : m_names(names)
    , m_known(kShapesKept)
    , m_now(m_known.data())
{
}

/// True if what is known of a shape is still so: the names have the same roles, the fields the same place.
bool SortedFields::isUpToDate(const RawEvent &event)
{
    const bool is = m_now->fields == event.fields.data() && m_now->version == m_names.version();
    m_now->fields = event.fields.data();
    m_now->version = m_names.version();
    return is;
}

/// True if an event of this shape, which has a number, was sorted before.
bool SortedFields::findNumber(const RawEvent &event)
{
    m_now = &m_known[event.shape % kShapesKept];
    const bool isKnown = m_now->number == event.shape;
    m_now->number = event.shape;
    return isUpToDate(event) && isKnown;
}

/// True if an event of this shape was sorted before. Values must not matter to it, which is where nothing is
/// too long.
bool SortedFields::findShape(const RawEvent &event)
{
    m_shape.resize(event.fields.size());
    std::uint64_t hash = 0;
    bool isAnyLong = false;
    for (std::size_t i = 0; i < m_shape.size(); ++i) {
        m_shape[i] = shapeOf(event.fields[i]);
        isAnyLong = isAnyLong || (m_shape[i] & 1) != 0;
        hash = (hash ^ m_shape[i]) * 0x9E3779B97F4A7C15U; // 2^64 ÷ the golden ratio
    }
    m_now = &m_known[hash >> 32 & (kShapesKept - 1)];
    const bool isNumbered = std::exchange(m_now->number, 0) != 0;
    if (isAnyLong) {
        m_now->shape.clear();
        return false;
    }
    const bool isKnown = !isNumbered && !m_shape.empty() && m_now->shape == m_shape;
    m_now->shape = m_shape;
    return isUpToDate(event) && isKnown;
}

void SortedFields::sort(const RawEvent &event)
{
    m_event = &event;
    if (event.shape != 0 ? findNumber(event) : findShape(event))
        return;
    m_now->isDescribed = m_now->isInOrder = false;
    m_now->chosen.fill(nullptr);
    m_now->described.clear();
    m_now->perEvent.clear();
    m_now->notes.clear();
    m_now->isLlmCall = m_now->hasParts = false;
    for (const RawField &field : event.fields) {
        const FieldName &name = m_names[field.name];
        m_now->isLlmCall = m_now->isLlmCall || name.match.signature;
        if (field.kind == ValueKind::Null)
            continue;
        if (isCanonical(name.match.role))
            choose(field, name);
        else
            sortFurther(field, name);
    }
}

void SortedFields::choose(const RawField &field, const FieldName &name)
{
    if (field.kind == ValueKind::List || field.kind == ValueKind::TooDeep)
        return note(field, field.kind == ValueKind::List ? FieldNote::List : FieldNote::TooDeep);
    const RawField *&place = m_now->chosen[static_cast<std::size_t>(name.match.role)];
    if (place == nullptr) {
        place = &field;
        m_now->hasParts = m_now->hasParts || isPart(name.match.role);
        return;
    }
    // The same name twice: the last counts, as in JSON and Python. Else the better name counts.
    const bool better = name.match.rank <= m_names[place->name].match.rank;
    if (place->name != field.name)
        note(better ? *place : field, FieldNote::Shadowed);
    if (better)
        place = &field;
}

/// A field that the format does not name.
void SortedFields::sortFurther(const RawField &field, const FieldName &name)
{
    const bool custom = name.match.role == Role::Custom;
    if (!custom && name.match.role != Role::PerEvent)
        return note(field, FieldNote::Content);
    if (field.kind == ValueKind::List)
        return note(field, FieldNote::List);
    if (field.kind == ValueKind::TooDeep)
        return note(field, FieldNote::TooDeep);
    if (isTooLong(field))
        return note(field, FieldNote::TooLong);
    if (name.shown.size() != name.name.size())
        note(field, FieldNote::Renamed);
    if (custom)
        m_now->described.push_back({Role::Custom, &field});
    else
        keepWithEvent(field);
}

void SortedFields::keepWithEvent(const RawField &field)
{
    m_now->perEvent.push_back(&field);
    m_now->isInOrder = false;
    if (const auto why = m_names[field.name].demoted)
        note(field, *why);
}

/// Escapes are longer than what they stand for, so only what looks too long needs to be decoded.
bool SortedFields::isTooLong(const RawField &field)
{
    if (field.raw.size() <= kMaxTextBytes)
        return false;
    const auto text = textOf(field, m_event->dialect, m_scratch);
    return !text || text->size() > kMaxTextBytes;
}

void SortedFields::describe()
{
    if (m_now->isDescribed)
        return;
    m_now->isDescribed = true;
    const auto stays =
        std::stable_partition(m_now->described.begin(), m_now->described.end(),
                              [this](const Described &d) { return m_names.admit(d.field->name); });
    std::for_each(stays, m_now->described.end(), [this](const Described &d) { keepWithEvent(*d.field); });
    m_now->described.erase(stays, m_now->described.end());
    for (const Role role : kDescriptive) {
        const RawField *field = chosen(role);
        if (field == nullptr)
            continue;
        if (isTooLong(*field))
            note(*field, FieldNote::TooLong);
        else
            m_now->described.push_back({role, field});
    }
}

void SortedFields::moveDemoted()
{
    m_now->shape.clear();
    m_now->number = 0;
    const auto stays =
        std::stable_partition(m_now->described.begin(), m_now->described.end(), [this](const Described &d) {
            return d.role != Role::Custom || m_names[d.field->name].match.role == Role::Custom;
        });
    std::for_each(stays, m_now->described.end(), [this](const Described &d) { keepWithEvent(*d.field); });
    m_now->described.erase(stays, m_now->described.end());
}

const std::vector<const RawField *> &SortedFields::perEvent()
{
    if (m_now->isInOrder)
        return m_now->perEvent;
    m_now->isInOrder = true;
    if (m_now->perEvent.size() > 1) {
        const auto shown = [this](const RawField *field) -> const std::string & {
            return m_names[field->name].shown;
        };
        // Of a name that is there twice the last counts: it comes first and the others go.
        std::reverse(m_now->perEvent.begin(), m_now->perEvent.end());
        std::stable_sort(m_now->perEvent.begin(), m_now->perEvent.end(),
                         [&](const RawField *a, const RawField *b) { return shown(a) < shown(b); });
        m_now->perEvent.erase(
            std::unique(m_now->perEvent.begin(), m_now->perEvent.end(),
                        [](const RawField *a, const RawField *b) { return a->name == b->name; }),
            m_now->perEvent.end());
    }
    return m_now->perEvent;
}

void SortedFields::countNotes()
{
    for (const auto &[id, what] : m_now->notes)
        ++m_names[id].notes[static_cast<std::size_t>(what)];
}

} // namespace outlay::ingest
