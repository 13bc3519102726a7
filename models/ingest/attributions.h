// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "ingest/fieldnames.h"
#include "ingest/rawevent.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace outlay::ingest {

/// One descriptive field of an event: what it is, and as what it is known.
struct Described
{
    Role role = Role::Custom;
    const RawField *field = nullptr;
};

/// Gives every distinct attribution of an import its number. The raw bytes of an event's descriptive fields
/// are looked up first, by a hash of 128 bits; decoding, redaction and the forming of an Attribution are done
/// once for each distinct run of bytes.
class Attributions
{
public:
    Attributions(const FieldMap &map, FieldNames &names);

    /// The name of the file that the coming events are from.
    void setSource(const std::string &name);

    struct Known
    {
        std::uint32_t number = 0;
        std::int32_t redactions = 0;
        bool providerFromModel = false;
        std::int32_t problem = -1; ///< index of the field that cannot be read; the rest is then void
    };

    /// Begins to look for the fields of an event, so that what find() needs is near by then. `padded`: behind
    /// each value 32 bytes can be read.
    void prepare(std::span<const Described> fields, Dialect dialect, bool padded);

    /// Finds what prepare() was last called for. A new attribution is appended to `batch`. A custom field
    /// that turns out to have too many values to be a dimension changes its role in the names and is not in
    /// the attribution: `demoted` is then true, and the caller sorts the event's fields again.
    const Known *find(std::span<const Described> fields, Dialect dialect, base::EventBatch &batch,
                      bool &demoted);

private:
    /// Half a cache line: what an event mostly needs is one look at memory away.
    struct alignas(32) Slot
    {
        std::uint64_t low = 0;
        std::uint64_t high = 0; ///< of the hash of the bytes; both 0: free
        Known known;

        bool isFree() const { return (low | high) == 0; }
    };

    std::string_view makeKey(std::span<const Described> fields, Dialect dialect, bool padded);
    Slot &slotOf(const Slot &wanted);
    const Known *remember(Slot slot, const Known &known);
    void forget();
    void grow();
    bool demote(std::span<const Described> fields, Dialect dialect);
    Known make(std::span<const Described> fields, Dialect dialect, base::EventBatch &batch);
    std::uint32_t numberOf(base::Attribution &&attribution, base::EventBatch &batch);

    const FieldMap &m_map;
    FieldNames &m_names;
    std::string m_source;
    std::string m_key; ///< longer than what is in it
    Slot m_wanted;
    std::string m_scratch;
    std::string m_redacted;
    std::vector<Slot> m_slots; ///< a power of two of them
    std::size_t m_taken = 0;
    std::unordered_map<std::string, std::uint32_t> m_numbers; ///< by the attribution's own bytes
};

} // namespace outlay::ingest
