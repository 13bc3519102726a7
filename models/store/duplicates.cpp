// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/duplicates.h"

#include "store/eventscan.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <tuple>

namespace outlay::store {

using base::Day;
using base::Hash128;

namespace {

constexpr std::int64_t kWindowRows = 2'000'000;

struct Window
{
    std::int64_t fromUs = 0;
    std::int64_t endUs = 0;
};

struct HashedRow
{
    Hash128 hash;
    std::int64_t id = 0;
};

bool before(const Hash128 &a, const Hash128 &b)
{
    return std::tie(a.high, a.low) < std::tie(b.high, b.low);
}

/// Runs of adjoining days that both sides have, cut so that one holds about kWindowRows at most.
std::vector<Window> windowsOf(const DuplicateSearch &search)
{
    std::vector<Window> windows;
    std::int64_t rows = 0;
    for (const auto &[day, added] : search.newRows) {
        const auto old = search.oldRows.find(day);
        if (old == search.oldRows.end())
            continue;
        const std::int64_t here = added + old->second;
        const std::int64_t from = search.zone->beginOf(day);
        const std::int64_t end = search.zone->endOf(day);
        if (!windows.empty() && windows.back().endUs == from && rows + here <= kWindowRows) {
            windows.back().endUs = end;
            rows += here;
            continue;
        }
        const std::int64_t parts = 1 + (here - 1) / kWindowRows;
        for (std::int64_t part = 0; part < parts; ++part)
            windows.push_back({from + (end - from) * part / parts, from + (end - from) * (part + 1) / parts});
        rows = here / parts;
    }
    return windows;
}

class RowHasher
{
public:
    explicit RowHasher(const Dictionary &dictionary)
        : m_dictionary(dictionary)
    {
    }

    Hash128 operator()(const StoredEvent &event)
    {
        const base::EventRow &r = event.row;
        const Hash128 &attribution = m_dictionary.withoutSource(r.attribution);
        const std::array<std::uint64_t, 2> key = {attribution.low, attribution.high};
        const std::array<std::int64_t, 9> numbers = {r.atUs,
                                                     r.user,
                                                     r.inputTokens,
                                                     r.cacheReadTokens,
                                                     r.cacheWrite5mTokens,
                                                     r.cacheWrite1hTokens,
                                                     r.outputTokens,
                                                     r.costNanos,
                                                     r.latencyUs};
        m_buffer.resize(sizeof key + sizeof numbers);
        std::memcpy(m_buffer.data(), key.data(), sizeof key);
        std::memcpy(m_buffer.data() + sizeof key, numbers.data(), sizeof numbers);
        m_buffer.append(event.fields);
        const XXH128_hash_t hash = XXH3_128bits(m_buffer.data(), m_buffer.size());
        return {hash.low64, hash.high64};
    }

private:
    const Dictionary &m_dictionary;
    std::string m_buffer;
};

class Finder
{
public:
    Finder(const Connection &connection, const Dictionary &dictionary, const DuplicateSearch &search)
        : m_connection(connection)
        , m_search(search)
        , m_scan(connection)
        , m_hash(dictionary)
    {
    }

    base::Result<void> look(Window window);
    std::vector<std::int64_t> &found() { return m_found; }

private:
    Window clipped(Window window) const;
    base::Result<void> readOld(const Window &window, std::vector<Hash128> &out);
    base::Result<void> readNew(const Window &window, std::vector<HashedRow> &out);
    bool isIgnored(std::int64_t id) const;
    bool isKeyed(std::int64_t id) const;
    void match(const std::vector<Hash128> &old, const std::vector<HashedRow> &fresh);

    const Connection &m_connection;
    const DuplicateSearch &m_search;
    EventScan m_scan;
    RowHasher m_hash;
    std::vector<std::int64_t> m_found;
};

/// The part of a window in which the file has events at all: what lies outside need not be read.
Window Finder::clipped(Window window) const
{
    std::int64_t from = window.endUs;
    std::int64_t end = window.fromUs;
    for (const EventBlock &block : *m_search.newBlocks) {
        if (block.lastId() < m_search.firstId || !block.overlaps(window.fromUs, window.endUs))
            continue;
        from = std::min(from, block.minAtUs);
        end = std::max(end, block.maxAtUs + 1);
    }
    return {std::max(from, window.fromUs), std::min(end, window.endUs)};
}

bool Finder::isIgnored(std::int64_t id) const
{
    return std::any_of(m_search.ignoredOld.begin(), m_search.ignoredOld.end(),
                       [id](const IdRun &run) { return run.first <= id && id <= run.second; });
}

bool Finder::isKeyed(std::int64_t id) const
{
    const auto after = std::upper_bound(m_search.keyedNew.begin(), m_search.keyedNew.end(), id,
                                        [](std::int64_t i, const IdRun &run) { return i < run.first; });
    return after != m_search.keyedNew.begin() && id <= std::prev(after)->second;
}

base::Result<void> Finder::readOld(const Window &window, std::vector<Hash128> &out)
{
    auto blocks = blocksWithin(m_connection, window.fromUs, window.endUs);
    if (!blocks)
        return failureOf(blocks);
    // Those of earlier files of this import are not in the table yet.
    blocks->insert(blocks->end(), m_search.newBlocks->begin(), m_search.newBlocks->end());
    StoredEvent event;
    for (const EventBlock &block : *blocks) {
        const std::int64_t last = std::min(block.lastId(), m_search.firstId - 1);
        if (block.firstId() > last || !block.overlaps(window.fromUs, window.endUs))
            continue;
        m_scan.start(block.firstId(), last, window.fromUs, window.endUs);
        while (m_scan.next(event)) {
            if (!isIgnored(event.id))
                out.push_back(m_hash(event));
        }
        if (auto finished = m_scan.finish(); !finished)
            return finished;
    }
    return {};
}

base::Result<void> Finder::readNew(const Window &window, std::vector<HashedRow> &out)
{
    StoredEvent event;
    for (const EventBlock &block : *m_search.newBlocks) {
        const std::int64_t first = std::max(block.firstId(), m_search.firstId);
        if (first > block.lastId() || !block.overlaps(window.fromUs, window.endUs))
            continue;
        m_scan.start(first, std::min(block.lastId(), m_search.lastId), window.fromUs, window.endUs);
        while (m_scan.next(event)) {
            if (!isKeyed(event.id))
                out.push_back({m_hash(event), event.id});
        }
        if (auto finished = m_scan.finish(); !finished)
            return finished;
    }
    return {};
}

/// Both sides ascend by hash: each older row takes one equal newer row out.
void Finder::match(const std::vector<Hash128> &old, const std::vector<HashedRow> &fresh)
{
    auto o = old.begin();
    for (auto f = fresh.begin(); f != fresh.end() && o != old.end();) {
        if (before(*o, f->hash)) {
            ++o;
        } else if (before(f->hash, *o)) {
            ++f;
        } else {
            m_found.push_back(f->id);
            ++o;
            ++f;
        }
    }
}

base::Result<void> Finder::look(Window window)
{
    window = clipped(window);
    if (window.fromUs >= window.endUs)
        return {};
    std::vector<Hash128> old;
    if (auto read = readOld(window, old); !read || old.empty())
        return read;
    std::vector<HashedRow> fresh;
    if (auto read = readNew(window, fresh); !read)
        return read;
    std::sort(old.begin(), old.end(), before);
    std::sort(fresh.begin(), fresh.end(), [](const HashedRow &a, const HashedRow &b) {
        return a.hash == b.hash ? a.id < b.id : before(a.hash, b.hash);
    });
    match(old, fresh);
    return {};
}

std::vector<IdRun> runsOf(std::vector<std::int64_t> &ids)
{
    std::sort(ids.begin(), ids.end());
    std::vector<IdRun> runs;
    for (const std::int64_t id : ids) {
        if (!runs.empty() && runs.back().second + 1 == id)
            runs.back().second = id;
        else
            runs.emplace_back(id, id);
    }
    return runs;
}

} // namespace

base::Result<std::vector<IdRun>> findDuplicates(const Connection &connection, const Dictionary &dictionary,
                                                const DuplicateSearch &search)
{
    const std::vector<Window> windows = windowsOf(search);
    if (windows.empty())
        return std::vector<IdRun>();
    Finder finder(connection, dictionary, search);
    for (const Window &window : windows) {
        if (auto looked = finder.look(window); !looked)
            return failureOf(looked);
    }
    return runsOf(finder.found());
}

} // namespace outlay::store
