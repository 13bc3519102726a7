// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/filteredits.h"

#include "items/filterhistory.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QUndoStack>

namespace outlay::views {

/// From one question to another.
class FilterEdits::Edit : public QUndoCommand
{
public:
    Edit(FilterEdits &edits, const base::Question &from, const base::Question &to)
        : QUndoCommand(tr("Filter"))
        , before(from)
        , after(to)
        , m_edits(edits)
    {
    }

    void undo() override { m_edits.show(before); }
    void redo() override { m_edits.show(after); }

    const base::Question before;
    const base::Question after;

private:
    FilterEdits &m_edits;
};

FilterEdits::FilterEdits(items::FilterHistory &filters, QUndoStack &stack, QObject *parent)
    : QObject(parent)
    , m_filters(filters)
    , m_stack(stack)
    , m_shown(filters.question())
{
    connect(&filters, &items::FilterHistory::changed, this, &FilterEdits::follow);
}

void FilterEdits::follow()
{
    const base::Question before = std::exchange(m_shown, m_filters.question());
    // At the beginning of a store's history there is nothing to go back to.
    if (m_isApplying || before == m_shown || !(m_filters.canGoBack() || m_filters.canGoForward()))
        return;
    const QScopedValueRollback applying(m_isApplying, true);
    const int at = m_stack.index();
    const auto *last = at > 0 ? dynamic_cast<const Edit *>(m_stack.command(at - 1)) : nullptr;
    const auto *next = at < m_stack.count() ? dynamic_cast<const Edit *>(m_stack.command(at)) : nullptr;
    if (last && last->after == before && last->before == m_shown && m_filters.canGoForward())
        m_stack.undo(); // it was Back
    else if (next && next->before == before && next->after == m_shown)
        m_stack.redo(); // it was Forward
    else
        m_stack.push(new Edit(*this, before, m_shown));
}

void FilterEdits::show(const base::Question &question)
{
    if (question == m_filters.question())
        return;
    const QScopedValueRollback applying(m_isApplying, true);
    m_filters.returnTo(question);
}

} // namespace outlay::views
