// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>

#include "base/rule.h"

#include <vector>

class QUndoStack;

namespace outlay::items {
class Models;
}

namespace outlay::views {

/// Edits of rules, which can be undone. Asks for them to be written by its signal, always with the rules
/// that the edit was made from, so that what somebody else has set meanwhile is not lost; the models show
/// them when the store has taken them. Whoever writes them calls answered().
class RuleEdits : public QObject
{
    Q_OBJECT

public:
    RuleEdits(const items::Models &models, QUndoStack &stack, QObject *parent = nullptr);

    /// At the end of the rules.
    void add(const base::Rule &rule);
    /// In the place of the one that has its id.
    void change(const base::Rule &rule);
    void remove(const base::Rule &rule);
    /// By that many places; below 0 to the front.
    void move(const base::Rule &rule, int by);
    void enable(const base::Rule &rule, bool on);
    /// Those of a file that are not there yet, as one step.
    void addAll(const std::vector<base::Rule> &rules);
    /// The latest request has been written, or refused.
    void answered(bool done);

Q_SIGNALS:
    void setRequested(const std::vector<outlay::base::Rule> &before,
                      const std::vector<outlay::base::Rule> &after);
    /// A person edited (not undid) something; `what` is a sentence.
    void edited(const QString &what);

private:
    class Edit;
    using Rules = std::vector<base::Rule>;

    void takeStored();
    Rules::iterator placeOf(Rules &rules, const base::Rule &rule) const;
    void push(const QString &name, Rules after, const QString &sentence);

    const items::Models &m_models;
    QUndoStack &m_stack;
    Rules m_rules; ///< as they will be when all that was asked for is written
    int m_pending = 0;
    int m_series = 0; ///< edits of an older one are about rules that are not there any more
    QString m_store;  ///< path of the store that the rules are of
};

} // namespace outlay::views
