// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtGui/QUndoStack>

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

    /// Empty feature: the total. `amount` is what was typed, dollars a month.
    void set(const QString &feature, const QString &amount);
    void remove(const QString &feature);

Q_SIGNALS:
    void setRequested(const QString &feature, const QString &amount, int softPercent);
    void removeRequested(const QString &feature);
    /// A person edited (not undid) something; `what` is a sentence.
    void edited(const QString &what);

private:
    struct Limit
    {
        QString amount;
        int softPercent;
    };
    class Edit;

    std::optional<Limit> limitOf(const QString &feature) const;
    void apply(const QString &feature, const std::optional<Limit> &limit);

    const items::Models &m_models;
    QUndoStack m_stack;
    QString m_store; ///< path of the store that the steps are about
};

} // namespace outlay::views
