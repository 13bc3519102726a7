// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cube/rulepreview.h"
#include "items/watchedtable.h"

#include <vector>

namespace outlay::items {

/// The rules in the order in which they are looked at, and how far each reaches over all history. What they
/// are is known at once; how far they reach is asked for while somebody looks. Whoever answers wanted() calls
/// setEffects() or setFailed().
class RulesModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        On,
        Place,
        Title,
        Conditions,
        Action,
        Matched,
        MatchedRequests,
        Counted,
        CountedRequests,
        State,
        ColumnCount
    };

    explicit RulesModel(QObject *parent = nullptr);

    void setRules(const std::vector<base::Rule> &rules);
    const std::vector<base::Rule> &rules() const { return m_rules; }
    void setEffects(int generation, const cube::RulePreview &effects);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void wanted(int generation, const std::vector<outlay::base::Rule> &rules);
    /// A person has put the check mark; the model changes when the store has taken it.
    void switched(int row, bool on);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_rules); }
    QVariant valueAt(int row, int column) const override;

private:
    QVariant reachAt(int row, int column) const;

    std::vector<base::Rule> m_rules;
    cube::RulePreview m_effects; ///< of these rules when the state is Ready
};

/// What is told of a rule that does not count for all that it matches, or conflicts with others; of no others
/// "counts".
QString reachText(const std::vector<base::Rule> &rules, const cube::RulePreview &preview, std::size_t place);

} // namespace outlay::items
