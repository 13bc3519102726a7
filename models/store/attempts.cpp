// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/attempts.h"

#include "store/attemptgroups.h"
#include "store/attemptmoves.h"
#include "store/cellmap.h"
#include "store/cellstore.h"
#include "store/dictionary.h"
#include "store/eventblocks.h"
#include "store/eventscan.h"
#include "store/reportingzone.h"
#include "store/settings.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace outlay::store {

namespace {

const std::string kWindowSetting = "retry_window_seconds";

class AttemptLinking
{
public:
    AttemptLinking(const Connection &connection, Dictionary &dictionary, AttemptKeys &keys,
                   const TimeRange &range, const LinkWatch &watch);

    base::Result<void> run();
    std::int64_t changed() const { return static_cast<std::int64_t>(m_changes.size()); }

private:
    struct Change
    {
        std::int64_t event = 0;
        bool isSuperseded = false;
    };

    /// Goes over the events that can matter.
    template <class Visit>
    base::Result<void> scan(Visit &&visit);
    base::Result<void> find();
    void compare(std::vector<std::int64_t> superseded);
    base::Result<void> apply();
    base::Result<void> goOn() const;
    void tell() const;
    bool isWithin(std::int64_t atUs) const
    {
        return atUs >= m_range.fromUs - m_margin && atUs <= m_range.toUs + m_margin;
    }

    const Connection &m_connection;
    Dictionary &m_dictionary;
    const TimeRange m_range;
    const std::int64_t m_margin;
    AttemptKeys &m_keys;
    const LinkWatch &m_watch;
    std::vector<EventBlock> m_blocks;
    std::int64_t m_events = 0; ///< of the blocks, each of which every pass goes over
    std::int64_t m_passed = 0;
    std::int64_t m_passes = 0; ///< that there were and, as far as is known, will be
    std::int64_t m_passesDone = 0;
    std::vector<std::int64_t> m_flagged; ///< events that are superseded attempts so far
    std::vector<Change> m_changes;
};

AttemptLinking::AttemptLinking(const Connection &connection, Dictionary &dictionary, AttemptKeys &keys,
                               const TimeRange &range, const LinkWatch &watch)
    : m_connection(connection)
    , m_dictionary(dictionary)
    , m_range(range)
    , m_margin(std::max(keys.windowUs(), kTieGapUs))
    , m_keys(keys)
    , m_watch(watch)
{
}

base::Result<void> AttemptLinking::goOn() const
{
    if (m_watch.stop.stop_requested())
        return base::fail(base::ErrorKind::Cancelled, m_connection.path(),
                          "was stopped; nothing was changed");
    return {};
}

void AttemptLinking::tell() const
{
    if (m_watch.progress)
        m_watch.progress(m_passed, m_events * m_passes);
}

base::Result<void> AttemptLinking::run()
{
    auto blocks = blocksWithin(m_connection, m_range.fromUs - 2 * m_margin, m_range.toUs + 2 * m_margin + 1);
    if (!blocks)
        return failureOf(blocks);
    m_blocks = *std::move(blocks);
    if (m_blocks.empty())
        return {};
    return find().and_then([&] { return m_changes.empty() ? base::Result<void>() : apply(); });
}

template <class Visit>
base::Result<void> AttemptLinking::scan(Visit &&visit)
{
    EventScan events(m_connection);
    StoredEvent event;
    for (const EventBlock &block : m_blocks) {
        if (auto going = goOn(); !going)
            return going;
        events.start(block.firstId(), block.lastId(), m_range.fromUs - 2 * m_margin,
                     m_range.toUs + 2 * m_margin + 1);
        while (events.next(event))
            visit(event);
        if (auto finished = events.finish(); !finished)
            return finished;
        m_passed += block.events;
        tell();
    }
    ++m_passesDone;
    return {};
}

/// Twice over the events: first for the keys that there are more than once, of which there are few, then for
/// the events that have these.
base::Result<void> AttemptLinking::find()
{
    for (const EventBlock &block : m_blocks)
        m_events += block.events;
    m_passes = 2;
    RepeatedKeys repeated(static_cast<std::size_t>(m_events));
    auto scanned = scan([&](const StoredEvent &event) {
        for (const AttemptKey &key : m_keys.of(event.row, event.row.attribution))
            repeated.add(key.hash);
        if (m_keys.isSuperseded(event.row.attribution) && isWithin(event.row.atUs))
            m_flagged.push_back(event.id);
    });
    if (!scanned)
        return scanned;
    std::vector<std::int64_t> superseded;
    // A part of the keys at a time, so that memory stays bounded whatever the events are.
    std::vector<KeyPart> parts(repeated.any() ? 1 : 0);
    while (!parts.empty()) {
        m_passes = m_passesDone + static_cast<std::int64_t>(parts.size());
        AttemptGroups groups(parts.back(), m_keys.windowUs());
        parts.pop_back();
        scanned = scan([&](const StoredEvent &event) {
            for (const AttemptKey &key : m_keys.of(event.row, event.row.attribution)) {
                if (repeated.isRepeated(key.hash) &&
                    groups.add({key, event.row.atUs, event.id, m_keys.outcomeOf(event.row.attribution)}))
                    parts.push_back(groups.split());
            }
        });
        if (!scanned)
            return scanned;
        groups.resolve([&](std::int64_t event, std::int64_t atUs) {
            if (isWithin(atUs))
                superseded.push_back(event);
        });
    }
    m_passes = m_passesDone;
    tell();
    compare(std::move(superseded));
    return goOn();
}

void AttemptLinking::compare(std::vector<std::int64_t> superseded)
{
    std::sort(superseded.begin(), superseded.end());
    superseded.erase(std::unique(superseded.begin(), superseded.end()), superseded.end());
    std::sort(m_flagged.begin(), m_flagged.end());
    auto flagged = m_flagged.begin();
    for (const std::int64_t event : superseded) {
        for (; flagged != m_flagged.end() && *flagged < event; ++flagged)
            m_changes.push_back({*flagged, false});
        if (flagged != m_flagged.end() && *flagged == event)
            ++flagged;
        else
            m_changes.push_back({event, true});
    }
    for (; flagged != m_flagged.end(); ++flagged)
        m_changes.push_back({*flagged, false});
}

base::Result<void> AttemptLinking::apply()
{
    auto zone = readZone(m_connection);
    if (!zone)
        return failureOf(zone);
    CellMap cells(*std::move(zone));
    AttemptMoves moves(m_connection, m_dictionary, m_keys, cells);
    for (const Change &change : m_changes) {
        auto moved = goOn().and_then([&] { return moves.set(change.event, change.isSuperseded); });
        if (!moved)
            return moved;
    }
    return addToCells(m_connection, cells.take());
}

} // namespace

void TimeRange::include(std::int64_t atUs)
{
    fromUs = std::min(fromUs, atUs);
    toUs = std::max(toUs, atUs);
}

void TimeRange::include(const TimeRange &other)
{
    fromUs = std::min(fromUs, other.fromUs);
    toUs = std::max(toUs, other.toUs);
}

base::Result<std::int64_t> linkAttempts(const Connection &connection, Dictionary &dictionary,
                                        AttemptKeys &keys, const TimeRange &range, const LinkWatch &watch)
{
    if (range.isEmpty())
        return 0;
    AttemptLinking linking(connection, dictionary, keys, range, watch);
    if (auto run = linking.run(); !run)
        return failureOf(run);
    return linking.changed();
}

base::Result<std::int64_t> linkAttempts(const Connection &connection, const TimeRange &range,
                                        std::int64_t windowSeconds, const LinkWatch &watch)
{
    Dictionary dictionary(connection);
    AttemptKeys keys(windowSeconds);
    return dictionary.load([&keys](const StoredAttribution &stored) { keys.learn(stored); }).and_then([&] {
        return linkAttempts(connection, dictionary, keys, range, watch);
    });
}

base::Result<std::int64_t> retryWindow(const Connection &connection)
{
    auto text = readSetting(connection, kWindowSetting);
    if (!text)
        return failureOf(text);
    if (!*text)
        return base::kDefaultRetryWindow;
    std::int64_t seconds = -1;
    const char *const end = (*text)->data() + (*text)->size();
    const auto [stop, error] = std::from_chars((*text)->data(), end, seconds);
    if (error != std::errc() || stop != end || seconds < 0 || seconds > base::kMaxRetryWindow)
        return base::fail(base::ErrorKind::BadInput, connection.path(),
                          "the setting " + kWindowSetting + " is \"" + **text +
                              "\"; set it anew with outlay retries --window SECONDS");
    return seconds;
}

base::Result<std::int64_t> setRetryWindow(const Connection &connection, std::int64_t seconds,
                                          const LinkWatch &watch)
{
    if (seconds < 0 || seconds > base::kMaxRetryWindow)
        return base::fail(base::ErrorKind::Misuse, std::to_string(seconds) + " seconds",
                          "is no time between attempts; 0 to " + std::to_string(base::kMaxRetryWindow) +
                              " is");
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    std::int64_t changed = 0;
    auto done = writeSetting(connection, kWindowSetting, std::to_string(seconds))
                    .and_then([&] { return linkAttempts(connection, kAllTimes, seconds, watch); })
                    .and_then([&](std::int64_t count) {
                        changed = count;
                        return dropUnusedAttributions(connection);
                    })
                    .and_then([&] { return transaction->commit(); });
    if (!done)
        return failureOf(done);
    return changed;
}

base::Result<void> linkOlderEvents(const Connection &connection)
{
    auto pending = connection.number("SELECT count(*) FROM meta WHERE name = 'unlinked'");
    if (!pending)
        return failureOf(pending);
    if (*pending == 0)
        return {};
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return failureOf(transaction);
    return retryWindow(connection)
        .and_then([&](std::int64_t window) { return linkAttempts(connection, kAllTimes, window); })
        .and_then([&](std::int64_t) { return dropUnusedAttributions(connection); })
        .and_then([&] { return connection.exec("DELETE FROM meta WHERE name = 'unlinked'"); })
        .and_then([&] { return transaction->commit(); });
}

} // namespace outlay::store
