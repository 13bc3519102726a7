// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/rulepreview.h"
#include "items/watchedtable.h"

#include <QtCore/QTimer>

#include <vector>

namespace outlay::items {

/// What would move if other rules were set: from where to where, in dollars and requests, by month. What is
/// asked while a person types waits until they pause. Whoever answers wanted() calls setPreview() or
/// setFailed().
class RulePreviewModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Month,
        Moved,
        Requests,
        Dimension,
        From,
        To,
        ColumnCount
    };

    explicit RulePreviewModel(QObject *parent = nullptr);

    /// `place`: of the rule among `next` that is being thought about.
    void setRules(const std::vector<base::Rule> &current, const std::vector<base::Rule> &next,
                  std::size_t place);
    void clear(); ///< there is nothing to be tried
    void setPreview(int generation, const cube::RulePreview &preview);

    /// Whether the rows are of the rules that were set last.
    bool isKnown() const { return state() == State::Ready && !m_pause.isActive(); }
    /// What the rule in question matches, and of it what counts.
    const cube::RuleReach &reach() const { return m_reach; }
    /// That it is shadowed, shadows others or conflicts with them; empty: none of that.
    const QStringList &warnings() const { return m_warnings; }

Q_SIGNALS:
    void wanted(int generation, const std::vector<outlay::base::Rule> &current,
                const std::vector<outlay::base::Rule> &next);

protected:
    void ask(int generation) override;

private:
    QStringList warningsOf(const cube::RulePreview &preview) const;

    QTimer m_pause;
    std::vector<base::Rule> m_current;
    std::vector<base::Rule> m_next;
    std::size_t m_place = 0;
    cube::RuleReach m_reach;
    QStringList m_warnings;
};

} // namespace outlay::items
