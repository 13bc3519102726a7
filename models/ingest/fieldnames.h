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
    bool isPlain = false;  ///< JSON would write it as it is
    bool admitted = false; ///< is one of the custom dimensions
    /// Why it is kept per event although its name does not say so; counted with each event.
    std::optional<FieldNote> demoted;
    std::unordered_set<std::uint64_t> values; ///< hashes, up to the number that a dimension may have
    std::array<std::int64_t, kFieldNotes> notes{};
};

/// The names of all fields of an import, each with a small number. A log repeats the same names in the same
/// order, but for some that are not in every line: so the names that came behind the one before are tried
/// first.
class FieldNames
{
public:
    explicit FieldNames(const FieldMap &map);

    /// The number of `name`, which comes behind the name `previous` in its object (kNoName: it is the first).
    std::uint32_t idOf(std::string_view name, std::uint32_t previous);
    /// The number of a name that is what a format says, a dimension (Custom) or PerEvent, whatever it else
    /// would be. Content it stays, and a user's id is kept as a pseudonym alone.
    std::uint32_t idOf(std::string_view name, Role role);

    /// What came behind `previous` before and is plain; where there is nothing to guess, an empty name.
    struct Guess
    {
        std::uint32_t id = 0;
        std::string_view name;
    };
    using Guesses = std::array<Guess, 2>;
    const Guesses &guesses(std::uint32_t previous) const { return m_after[previous]; }

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

    /// A number for a shape of events (RawEvent::shape) that no other has.
    std::uint64_t newShape() { return ++m_shapes; }

private:
    std::uint32_t add(std::string_view name, const std::string &key, std::optional<Role> role);

    const FieldMap &m_map;
    std::deque<FieldName> m_names; // the first stands for every name too many; none ever moves
    std::unordered_map<std::string, std::uint32_t> m_ids; ///< by name; of a given role: by that and the name
    std::vector<Guesses> m_after;                         ///< by name
    std::string m_wanted;
    int m_admitted = 0;
    std::uint64_t m_version = 0;
    std::uint64_t m_shapes = 0;
};

/// The number of all names that are not taken in, and of the place before the first.
constexpr std::uint32_t kNoName = 0;
/// A log that has more names than this uses values as names.
constexpr std::size_t kMaxFieldNames = 4096;
constexpr std::size_t kMaxNameBytes = 128;
constexpr int kMaxCustomDimensions = 32;
constexpr std::size_t kMaxValuesOfDimension = 1000;

} // namespace outlay::ingest
