// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/alertedits.h"

#include "items/alertsmodel.h"
#include "views/format.h"

#include <QtGui/QUndoCommand>
#include <QtGui/QUndoStack>

namespace outlay::views {

using base::AlertState;

namespace {

class AlertEdit : public QUndoCommand
{
public:
    AlertEdit(const QString &name, std::function<void()> redo, std::function<void()> undo)
        : QUndoCommand(name)
        , m_redo(std::move(redo))
        , m_undo(std::move(undo))
    {
    }

    void undo() override { m_undo(); }
    void redo() override { m_redo(); }

private:
    const std::function<void()> m_redo;
    const std::function<void()> m_undo;
};

QString markedText(AlertState state, int count)
{
    switch (state) {
    case AlertState::New:
        return AlertEdits::tr("New again: %n alert(s).", nullptr, count);
    case AlertState::Seen:
        return AlertEdits::tr("Marked as seen: %n alert(s).", nullptr, count);
    case AlertState::Planned:
        return AlertEdits::tr("Marked as planned: %n alert(s).", nullptr, count);
    case AlertState::Done:
        break;
    }
    return AlertEdits::tr("Marked as done: %n alert(s).", nullptr, count);
}

} // namespace

AlertEdits::AlertEdits(const items::AlertsModel &alerts, QUndoStack &stack, QObject *parent)
    : QObject(parent)
    , m_alerts(alerts)
    , m_stack(stack)
{
}

void AlertEdits::push(const QString &name, std::function<void()> redo, std::function<void()> undo)
{
    m_stack.push(new AlertEdit(name, std::move(redo), std::move(undo)));
}

void AlertEdits::mark(const QList<qint64> &ids, AlertState state)
{
    std::map<qint64, AlertState> before;
    std::map<qint64, AlertState> after;
    for (const qint64 id : ids) {
        const int row = m_alerts.rowOf(id);
        if (row < 0 || m_alerts.stateAt(row) == state)
            continue;
        before.emplace(id, m_alerts.stateAt(row));
        after.emplace(id, state);
    }
    if (after.empty())
        return;
    push(
        tr("Mark of Alerts"), [this, after] { Q_EMIT markRequested(after); },
        [this, before] { Q_EMIT markRequested(before); });
    Q_EMIT edited(markedText(state, static_cast<int>(after.size())));
}

void AlertEdits::plan(const std::vector<base::PlannedDay> &days)
{
    if (days.empty())
        return;
    push(
        tr("Planned Days"), [this, days] { Q_EMIT planRequested(days); },
        [this, days] { Q_EMIT unplanRequested(days); });
    Q_EMIT edited(
        tr("Planned: %n day(s). What is planned is no anomaly.", nullptr, static_cast<int>(days.size())));
}

void AlertEdits::unplan(const std::vector<base::PlannedDay> &days)
{
    if (days.empty())
        return;
    push(
        tr("Removal of Planned Days"), [this, days] { Q_EMIT unplanRequested(days); },
        [this, days] { Q_EMIT planRequested(days); });
    Q_EMIT edited(tr("No longer planned: %n day(s).", nullptr, static_cast<int>(days.size())));
}

} // namespace outlay::views
