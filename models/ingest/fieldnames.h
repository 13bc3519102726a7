// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ingest/fieldmap.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace outlay::ingest {

/// Why a field of an event was not taken, or not as the log has it. Counted per field, said once per file.
enum class FieldNote : std::uint8_t
{
    Content,
    TooLong,
    List,
    TooDeep,
    Shadowed,   ///< another name of the same thing was there too
    ManyValues, ///< more values than a dimension may have
    ManyFields, ///< more fields than there may be dimensions
    Renamed,
};
constexpr std::size_t kFieldNotes = 8;

/// Everything known of one name of a log.
struct FieldName
{
    std::string name;  ///< as logged
    std::string shown; ///< as stored and reported
    FieldMatch match;
    bool admitted = false; ///< is one of the custom dimensions
    /// Why it is kept per event although its name does not say so; counted with each event.
    std::optional<FieldNote> demoted;
    std::unordered_set<std::uint64_t> values; ///< hashes, up to the number that a dimension may have
    std::array<std::int64_t, kFieldNotes> notes{};
};

/// The names of all fields of an import, each with a small number. A log repeats the same names in the same
/// order, so the name that stood at the same place in the line before is tried first.
class FieldNames
{
public:
    explicit FieldNames(const FieldMap &map);

    /// The number of `name`, which is at place `position` of its object.
    std::uint32_t idOf(std::string_view name, std::size_t position);
    /// The number of a name that is what a format says, a dimension (Custom) or PerEvent, whatever it else
    /// would be. Content it stays.
    std::uint32_t idOf(std::string_view name, Role role);

    /// The number and name of what stood at `position` before; nothing to guess: an empty name.
    struct Guess
    {
        std::uint32_t id = 0;
        std::string_view name;
    };
    Guess guess(std::size_t position) const
    {
        return position < m_order.size() ? m_order[position] : Guess{};
    }

    FieldName &operator[](std::uint32_t id) { return m_names[id]; }
    const FieldName &operator[](std::uint32_t id) const { return m_names[id]; }
    std::size_t size() const { return m_names.size(); }

    /// Makes a custom field one of the dimensions. False if there are as many as there may be: from then on
    /// it is kept per event.
    bool admit(std::uint32_t id);

    /// What a name would be, without taking it in.
    Role roleOf(std::string_view name) const { return m_map.match(name).role; }

    void clearNotes();

    /// Changes whenever a name's role does.
    std::uint64_t version() const { return m_version; }
    void demote(std::uint32_t id, FieldNote why);

private:
    std::uint32_t add(std::string_view name, const std::string &key, std::optional<Role> role);

    const FieldMap &m_map;
    std::deque<FieldName> m_names; // the first stands for every name too many; none ever moves
    std::unordered_map<std::string, std::uint32_t> m_ids; ///< by name; of a given role: by that and the name
    std::vector<Guess> m_order;
    std::string m_wanted;
    int m_admitted = 0;
    std::uint64_t m_version = 0;
};

/// A log that has more names than this uses values as names.
constexpr std::size_t kMaxFieldNames = 4096;
constexpr std::size_t kMaxNameBytes = 128;
constexpr int kMaxCustomDimensions = 32;
constexpr std::size_t kMaxValuesOfDimension = 1000;

} // namespace outlay::ingest
