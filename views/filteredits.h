// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "base/filter.h"

class QUndoStack;

namespace outlay::items {
class FilterHistory;
}

namespace outlay::views {

/// Puts changes of the filter among the edits that Undo takes back. Back and Forward go along with them.
class FilterEdits : public QObject
{
    Q_OBJECT

public:
    FilterEdits(items::FilterHistory &filters, QUndoStack &stack, QObject *parent = nullptr);

private:
    class Edit;

    void follow();
    void show(const base::Question &question);

    items::FilterHistory &m_filters;
    QUndoStack &m_stack;
    base::Question m_shown;
    bool m_isApplying = false;
};

} // namespace outlay::views
