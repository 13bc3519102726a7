// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/dictionary.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace outlay::store {

constexpr std::int64_t kUsPerSecond = 1'000'000;
/// Calls with the same id that are further apart than that are not attempts of one call.
constexpr std::int64_t kTieGapUs = 3600 * kUsPerSecond;

/// What became of an attempt, as far as linking cares.
enum class AttemptOutcome : std::uint8_t
{
    Failed,
    Partial,
    Completed, ///< or not said
};

/// What attempts of one logical call have in common.
struct AttemptKey
{
    std::uint64_t hash = 0;
    bool isTied = false; ///< by an id of the log; else by resemblance
    /// Of attempts tied by a request id; resembling ones have theirs in the hash. 0: none was logged.
    std::int64_t tokens = 0;
};

/// One key of an event.
struct Attempt
{
    AttemptKey key;
    std::int64_t atUs = 0;
    std::int64_t event = 0;
    AttemptOutcome outcome = AttemptOutcome::Completed;
};

/// Knows which keys an event has.
class AttemptKeys
{
public:
    explicit AttemptKeys(std::int64_t windowSeconds)
        : m_windowUs(windowSeconds * kUsPerSecond)
    {
    }

    void learn(const StoredAttribution &attribution);
    /// Those of an event with this attribution of the store: at most two; good until the next call.
    std::span<const AttemptKey> of(const base::EventRow &row, std::uint32_t attribution);
    AttemptOutcome outcomeOf(std::uint32_t attribution) const { return m_facts[attribution].outcome; }
    bool isSuperseded(std::uint32_t attribution) const { return m_facts[attribution].isSuperseded; }
    std::int64_t windowUs() const { return m_windowUs; }

private:
    struct Facts
    {
        std::uint64_t feature = 0;
        std::uint64_t model = 0; ///< 0: not logged
        AttemptOutcome outcome = AttemptOutcome::Completed;
        bool isFromCache = false; ///< answered by a gateway's cache: nobody was asked again
        bool isSuperseded = false;
    };

    const std::int64_t m_windowUs;
    std::vector<Facts> m_facts; ///< by the attribution's id
    std::array<AttemptKey, 2> m_keys;
};

/// Tells in little memory which keys may be there more than once: all that are, and some that are not.
class RepeatedKeys
{
public:
    explicit RepeatedKeys(std::size_t events);

    void add(std::uint64_t key);
    bool isRepeated(std::uint64_t key) const { return bit(m_twice, key); }
    bool any() const { return m_any; }

private:
    bool bit(const std::vector<bool> &bits, std::uint64_t key) const { return bits[key & m_mask]; }

    std::uint64_t m_mask;
    std::vector<bool> m_once;
    std::vector<bool> m_twice;
    bool m_any = false;
};

/// The keys that leave `residue` when divided by `modulus`.
struct KeyPart
{
    std::uint64_t residue = 0;
    std::uint64_t modulus = 1;
};

/// Gathers events by key and tells which of them are superseded.
class AttemptGroups
{
public:
    AttemptGroups(KeyPart part, std::int64_t windowUs)
        : m_part(part)
        , m_windowUs(windowUs)
    {
    }

    /// True if there are more of them than memory should hold: then split() is due.
    bool add(const Attempt &attempt);
    /// Forgets the events of half of the keys, and says of which.
    KeyPart split();

    using Found = std::function<void(std::int64_t event, std::int64_t atUs)>;
    void resolve(const Found &found) { resolveBefore(std::numeric_limits<std::int64_t>::max(), found); }
    /// Only the keys of which an attempt at `nextUs` or later would be too late. These are forgotten.
    void resolveBefore(std::int64_t nextUs, const Found &found);

    std::size_t size() const { return m_attempts.size(); }
    void clear() { m_attempts.clear(); }

private:
    using Run = std::span<const Attempt>;

    std::int64_t gapOf(const Attempt &attempt) const { return attempt.key.isTied ? kTieGapUs : m_windowUs; }
    void resolveKey(Run attempts, const Found &found) const;
    static void resolveRun(Run attempts, const Found &found);

    KeyPart m_part;
    const std::int64_t m_windowUs;
    std::size_t m_limit = 2'000'000;
    std::vector<Attempt> m_attempts;
};

} // namespace outlay::store
