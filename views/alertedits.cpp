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
    const bool one = count == 1;
    switch (state) {
    case AlertState::New:
        return one ? AlertEdits::tr("One alert is new again.")
                   : AlertEdits::tr("%n alerts are new again.", nullptr, count);
    case AlertState::Seen:
        return one ? AlertEdits::tr("One alert is marked as seen.")
                   : AlertEdits::tr("%n alerts are marked as seen.", nullptr, count);
    case AlertState::Planned:
        return one ? AlertEdits::tr("One alert is marked as planned.")
                   : AlertEdits::tr("%n alerts are marked as planned.", nullptr, count);
    case AlertState::Done:
        break;
    }
    return one ? AlertEdits::tr("One alert is marked as done.")
               : AlertEdits::tr("%n alerts are marked as done.", nullptr, count);
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
    const auto count = static_cast<int>(days.size());
    Q_EMIT edited(count == 1 ? tr("One day is planned, and no anomaly.")
                             : tr("%n days are planned, and no anomalies.", nullptr, count));
}

void AlertEdits::unplan(const std::vector<base::PlannedDay> &days)
{
    if (days.empty())
        return;
    push(
        tr("Removal of Planned Days"), [this, days] { Q_EMIT unplanRequested(days); },
        [this, days] { Q_EMIT planRequested(days); });
    const auto count = static_cast<int>(days.size());
    Q_EMIT edited(count == 1 ? tr("One day is no longer planned.")
                             : tr("%n days are no longer planned.", nullptr, count));
}

} // namespace outlay::views
