// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"
#include "cube/rulepreview.h"
#include "insight/jointimes.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace outlay::insight {

using base::CallIds;
using cube::CallsAndCost;

/// A call whose own log says another thing than the joined one. It stays as it was logged.
struct JoinConflict
{
    std::int64_t event = 0;
    std::int64_t atUs = 0;
    std::int64_t line = 0; ///< of the other log
    base::Dimension dimension;
    std::string logged;
    std::string joined;

    bool operator==(const JoinConflict &) const = default;
};

/// What calls get a value that they lacked.
struct JoinGiven
{
    base::Dimension dimension;
    std::string value;
    CallsAndCost calls;

    bool operator==(const JoinGiven &) const = default;
};

/// How matching by time does where it can be checked: on calls of which a log or an id says what is true.
struct JoinCheck
{
    std::int64_t same = 0;
    std::int64_t different = 0;
    std::int64_t ambiguous = 0;
    std::int64_t unmatched = 0;

    std::int64_t checked() const { return same + different; }
    /// Of the matches, those that are right; nothing without a match.
    std::optional<double> precision() const;

    bool operator==(const JoinCheck &) const = default;
};

/// What another log gives to the calls, and how sure that is. Conflicts are of calls that were found by an
/// id.
struct JoinQuality
{
    std::vector<base::Dimension> dimensions;
    CallsAndCost byCall; ///< calls that get something
    CallsAndCost byChain;
    CallsAndCost byTime;
    CallsAndCost ambiguous; ///< rows that could be theirs say different things
    CallsAndCost unmatched; ///< they lack something, and no row says it
    CallsAndCost known;     ///< they lack nothing
    CallsAndCost conflicting;
    std::vector<CallsAndCost> filled;    ///< by dimension
    std::vector<JoinGiven> given;        ///< the same by value, in the dimensions' order, the dearest first
    std::vector<JoinConflict> conflicts; ///< the first kMostConflicts of them, as the store has the calls
    std::int64_t rows = 0;
    std::int64_t rowsUsed = 0; ///< of rows, those that belong to a call, whether it got something or not
    std::optional<std::int64_t> medianUs; ///< of the distances of matches by time
    std::optional<std::int64_t> p95Us;
    JoinCheck check;

    CallsAndCost joined() const;
};
constexpr std::size_t kMostConflicts = 100;

/// Finds the calls of which another log says more than their own: by the id of the request, else by that of
/// the chain, else by the nearest time. Memory goes with the log's rows and the calls near them. Used by one
/// thread.
class JoinMatcher
{
public:
    /// `log` outlives it.
    JoinMatcher(const base::JoinLog &log, std::int64_t windowUs);

    /// `logged`: without what was joined.
    void add(std::int64_t event, const base::Attribution &logged, const base::EventRow &row,
             const CallIds &ids);
    /// After the last call. False if it was stopped.
    bool finish(const std::stop_token &stop);

    const JoinQuality &quality() const { return m_quality; }
    /// By event. Their values are places in values().
    const std::vector<base::Join> &joins() const { return m_joins; }
    const std::vector<std::vector<std::pair<base::Dimension, std::string>>> &values() const
    {
        return m_values;
    }

private:
    /// What the rows of an id say together.
    struct Said
    {
        std::uint32_t row = 0; ///< the first of them
        std::uint32_t values = 0;
        bool isAmbiguous = false;
        bool isUsed = false;
    };
    using SaidById = std::unordered_map<std::uint64_t, Said>;

    /// A call near a row's time.
    struct Near
    {
        std::int64_t event = 0;
        CallsAndCost call;
        std::uint32_t truth = 0; ///< place in m_sets: what it is known to be
        std::uint32_t known = 0; ///< a bit for each dimension of which that is so
        bool isWaiting = false;  ///< it lacks something, and has not been found by an id
    };

    /// What is known of an attribution.
    struct Logged
    {
        bool isThere = false;
        std::uint32_t says = 0; ///< place in m_sets
        std::uint32_t lacks = 0;
        std::uint32_t model = 0;
    };

    void learn(SaidById &byId, std::uint64_t id, std::uint32_t row);
    std::optional<std::uint32_t> merged(std::uint32_t a, std::uint32_t b);
    std::uint32_t internedSet(const std::vector<std::string> &texts);
    const Logged &loggedOf(const base::Attribution &logged, std::uint32_t id);
    static Said *find(SaidById &byId, const std::vector<std::uint64_t> &ids);
    std::uint32_t saying(std::uint32_t set) const;
    bool join(const base::Join &how, std::uint32_t set, std::uint32_t lacks, const CallsAndCost &call);
    bool isContradicted(std::int64_t event, const base::EventRow &row, const Logged &logged,
                        const Said &said);
    void keepNear(std::int64_t event, const base::EventRow &row, const Logged &logged, const Said *said);
    bool matchTimes(const std::stop_token &stop);
    bool checkTimes(const std::stop_token &stop);
    void tellGiven();
    void tellDistances(std::vector<std::int64_t> distances);
    std::vector<bool> rowsById() const;

    const base::JoinLog &m_log;
    const std::int64_t m_windowUs;
    std::vector<std::vector<std::string>> m_sets; ///< the log's values, and more that come of merging
    std::unordered_map<std::string, std::uint32_t> m_setIds;
    SaidById m_calls;
    SaidById m_chains;
    JoinTimes m_times;
    std::unordered_map<std::string, std::uint32_t> m_models; ///< of the log
    std::vector<Logged> m_logged;                            ///< by the attribution's id
    std::vector<TimedCall> m_timed;
    std::vector<Near> m_near;                                      ///< parallel to it
    std::vector<bool> m_used;                                      ///< rows
    std::unordered_map<std::uint64_t, std::uint32_t> m_filledSets; ///< by set and dimensions
    std::vector<std::vector<std::pair<base::Dimension, std::string>>> m_values;
    std::vector<CallsAndCost> m_valueSums; ///< parallel to it
    std::vector<base::Join> m_joins;
    JoinQuality m_quality;
};

} // namespace outlay::insight
