// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/account.h"
#include "jobs/storeimport.h"

#include <algorithm>

namespace outlay::jobs {

using base::Result;
using base::Rule;
using store::Store;

struct Session::Ledger
{
    QString path;
    std::string fingerprint;
    cube::RuledCells cells;
};

namespace {

using Rules = std::vector<Rule>;

bool isSameButForId(const Rule &a, const Rule &b)
{
    Rule other = b;
    other.id = a.id;
    return a == other;
}

/// `wanted` with the ids of stored rules: their own where they are there, else that of one that says the
/// same.
Rules withStoredIds(Rules wanted, Rules stored)
{
    const auto takeFrom = [&stored](const auto &isIt) {
        const auto found = std::ranges::find_if(stored, isIt);
        if (found == stored.end())
            return std::int64_t{0};
        const std::int64_t id = found->id;
        stored.erase(found);
        return id;
    };
    for (Rule &rule : wanted)
        if (rule.id != 0)
            rule.id = takeFrom([&rule](const Rule &old) { return old.id == rule.id; });
    for (Rule &rule : wanted)
        if (rule.id == 0)
            rule.id = takeFrom([&rule](const Rule &old) { return isSameButForId(old, rule); });
    return wanted;
}

Result<void> replaceRules(Store &store, const Rules &before, const Rules &after)
{
    const auto stored = store.rules();
    if (!stored)
        return tl::unexpected(stored.error());
    if (!std::ranges::equal(*stored, before, isSameButForId))
        return base::fail(base::ErrorKind::Busy, "the rules",
                          "were changed elsewhere meanwhile; look at them as they are now, and try again");
    return store.setRules(withStoredIds(after, *stored), now(), accountName());
}

} // namespace

void Session::setRules(const std::vector<base::Rule> &before, const std::vector<base::Rule> &after)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), before, after] {
        const auto done = replaceRules(*m_writeStore, before, after);
        reload(epoch); // also of rules that somebody else has set
        deliver(epoch, [this, done] {
            if (done)
                Q_EMIT rulesSet();
            else
                Q_EMIT rulesRefused(done.error());
        });
    });
}

Result<const cube::RuledCells *> Session::ledger(const QString &path, const std::string &fingerprint)
{
    if (!m_ledger || m_ledger->path != path || m_ledger->fingerprint != fingerprint) {
        m_ledger.reset();
        const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
        if (!reading)
            return tl::unexpected(reading.error());
        auto cells = (*reading)->cells();
        if (!cells)
            return tl::unexpected(cells.error());
        m_ledger = std::make_shared<Ledger>(
            Ledger{path, fingerprint, {std::move(cells->attributions), std::move(cells->cells), {}}});
    }
    return &m_ledger->cells;
}

void Session::cancelRulePreview(RuleAsker asker)
{
    startAnew(m_rulesStop[static_cast<std::size_t>(asker)]);
}

void Session::previewRules(RuleAsker asker, int generation, const std::vector<base::Rule> &current,
                           const std::vector<base::Rule> &next)
{
    if (!m_cube)
        return;
    std::stop_source &latest = m_rulesStop[static_cast<std::size_t>(asker)];
    m_rules.post([this, epoch = m_epoch.load(), path = m_state.path, fingerprint = m_state.facts.fingerprint,
                  asker, generation, current, next, stop = startAnew(latest)] {
        if (stop.stop_requested())
            return; // a newer question is waiting, or nobody does
        const auto cells = ledger(path, fingerprint);
        if (stop.stop_requested())
            return;
        const auto found = cells ? cube::previewRules(**cells, current, next, stop) : std::nullopt;
        if (stop.stop_requested())
            return;
        const auto preview = found ? Result<cube::RulePreview>(*found)
                                   : Result<cube::RulePreview>(tl::unexpected(cells.error()));
        deliver(epoch, [this, asker, generation, stop, preview] {
            if (stop != m_rulesStop[static_cast<std::size_t>(asker)].get_token())
                return; // overtaken
            if (preview)
                Q_EMIT rulePreviewReady(asker, generation, *preview);
            else
                Q_EMIT rulePreviewFailed(asker, generation, preview.error());
        });
    });
}

void Session::cancelCoverage()
{
    startAnew(m_coverageStop);
}

void Session::loadCoverage(int generation, const base::Filter &filter)
{
    if (!m_cube)
        return;
    m_query.post(
        [this, epoch = m_epoch.load(), cube = m_cube, generation, filter, stop = startAnew(m_coverageStop)] {
            if (stop.stop_requested())
                return;
            const auto found = insight::originCoverage(*cube, filter, insight::taggedDimensions(*cube));
            deliver(epoch, [this, generation, stop, found] {
                if (stop != m_coverageStop.get_token())
                    return;
                if (found)
                    Q_EMIT coverageReady(generation, *found);
                else
                    Q_EMIT coverageFailed(generation, found.error());
            });
        });
}

void Session::cancelUnattributed()
{
    startAnew(m_unattributedStop);
}

void Session::loadUnattributed(int generation, const base::Filter &filter, const base::Dimension &dimension)
{
    if (!m_cube)
        return;
    m_walker.post([this, epoch = m_epoch.load(), path = m_state.path, cube = m_cube, generation, filter,
                   dimension, stop = startAnew(m_unattributedStop)] {
        if (stop.stop_requested())
            return;
        auto found = insight::unattributed(*cube, filter, dimension);
        Result<std::vector<UnknownEvents>> events;
        if (found && !found->clusters.empty()) {
            const auto reading = Store::open(path.toStdString(), Store::Mode::ReadOnly);
            events = reading ? lookAtEvents(**reading, filter, *found, stop)
                             : Result<std::vector<UnknownEvents>>(tl::unexpected(reading.error()));
        }
        if (!found)
            events = tl::unexpected(found.error());
        deliver(epoch, [this, generation, stop, found, events] {
            if (stop != m_unattributedStop.get_token())
                return;
            if (events)
                Q_EMIT unattributedReady(generation, *found, *events);
            else
                Q_EMIT unattributedFailed(generation, events.error());
        });
    });
}

} // namespace outlay::jobs
