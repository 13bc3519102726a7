// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtGui/QUndoStack>

#include "base/budget.h"
#include "base/result.h"

#include <optional>

namespace outlay::items {
class Models;
}

namespace outlay::views {

/// Edits of budgets, which can be undone. Asks for them to be written by its signals; the models show them
/// when the store has taken them.
class BudgetEdits : public QObject
{
    Q_OBJECT

public:
    explicit BudgetEdits(const items::Models &models, QObject *parent = nullptr);

    QUndoStack &stack() { return m_stack; }

    /// Of the stored budget of this scope and period, the amount; without one, `budget` is new. `amount` is
    /// what was typed, dollars.
    void set(const outlay::base::Budget &budget, const QString &amount);
    /// All of a budget, in the place of the stored one that it was made from, if it was.
    void put(const outlay::base::Budget &budget, const std::optional<outlay::base::Budget> &replaced);
    /// Those of a file, as one step. Webhooks that are set stay: files have none.
    void putAll(const std::vector<outlay::base::Budget> &budgets);
    void remove(const outlay::base::Budget &budget);

Q_SIGNALS:
    void setRequested(const outlay::base::Budget &budget);
    void removeRequested(const outlay::base::Budget &budget);
    void refused(const outlay::base::Error &error);
    /// A person edited (not undid) something; `what` is a sentence.
    void edited(const QString &what);

private:
    class Edit;

    std::optional<base::Budget> storedOf(const base::Budget &budget) const;

    const items::Models &m_models;
    QUndoStack m_stack;
    QString m_store; ///< path of the store that the steps are about
};

} // namespace outlay::views
