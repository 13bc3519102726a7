// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/attributions.h"
#include "ingest/fieldnames.h"
#include "ingest/rawevent.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace outlay::ingest {

/// The fields of one event by what they are: one for each canonical role, the dimensions of the log's own,
/// what stays with the event, and what is left out. Reused from event to event.
class SortedFields
{
public:
    explicit SortedFields(FieldNames &names);

    /// Sorts the fields of `event`, which must outlive the use of the result. A log repeats itself: if the
    /// fields are those of one of the events before, in place, name and kind, so is what was made of them.
    void sort(const RawEvent &event);

    /// True if there is a field that only an LLM call has.
    bool isLlmCall() const { return m_now->isLlmCall; }
    /// True if there is anything of parts (isPart()).
    bool hasParts() const { return m_now->hasParts; }
    /// Null if the log does not say.
    const RawField *chosen(Role role) const { return m_now->chosen[static_cast<std::size_t>(role)]; }

    /// Makes dimensions of the custom fields, as long as there may be more of them, and adds the canonical
    /// ones. To be called only for what is an event.
    void describe();
    /// True if it was called for an event of the same shape.
    bool isDescribed() const { return m_now->isDescribed; }
    /// Moves the fields that are custom dimensions no longer to those that stay with the event.
    void moveDemoted();
    const std::vector<Described> &described() const { return m_now->described; }

    /// Sorted by name, without doubles.
    const std::vector<const RawField *> &perEvent();

    /// Counts what was left out or moved, when the event was taken.
    void countNotes();

private:
    using Note = std::pair<std::uint32_t, FieldNote>;

    /// What was made of the fields of one shape.
    struct Sorted
    {
        std::uint64_t number = 0;         ///< of the events' shape; 0 where it is not known …
        std::vector<std::uint64_t> shape; ///< … but a number for each field; empty if it is to be sorted anew
        const RawField *fields = nullptr;
        std::uint64_t version = 0; ///< of the names
        std::array<const RawField *, kCanonicalRoles> chosen{};
        std::vector<Described> described;
        std::vector<const RawField *> perEvent;
        std::vector<Note> notes;
        bool isLlmCall = false;
        bool hasParts = false;
        bool isDescribed = false;
        bool isInOrder = false;
    };

    bool findNumber(const RawEvent &event);
    bool findShape(const RawEvent &event);
    bool isUpToDate(const RawEvent &event);
    void choose(const RawField &field, const FieldName &name);
    void sortFurther(const RawField &field, const FieldName &name);
    void note(const RawField &field, FieldNote what) { m_now->notes.emplace_back(field.name, what); }
    void keepWithEvent(const RawField &field);
    bool isTooLong(const RawField &field);

    FieldNames &m_names;
    const RawEvent *m_event = nullptr;
    std::vector<Sorted> m_known; ///< by the shape's number, or a hash of the shape
    Sorted *m_now;
    std::vector<std::uint64_t> m_shape; ///< of the event at hand
    std::string m_scratch;
};

/// Longer texts are content, whatever their name says.
constexpr std::size_t kMaxTextBytes = 256;

} // namespace outlay::ingest
