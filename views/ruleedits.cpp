// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/ruleedits.h"

#include "items/models.h"
#include "items/rulewords.h"

#include <QtGui/QUndoStack>

#include <algorithm>

namespace outlay::views {

using base::Rule;
using items::ruleTitle;

/// From one list of rules to another.
class RuleEdits::Edit : public QUndoCommand
{
public:
    Edit(RuleEdits &edits, const QString &text, Rules before, Rules after)
        : QUndoCommand(text)
        , m_edits(edits)
        , m_series(edits.m_series)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void undo() override { apply(m_after, m_before); }
    void redo() override { apply(m_before, m_after); }

private:
    void apply(const Rules &from, const Rules &to)
    {
        if (m_series != m_edits.m_series) {
            setObsolete(true);
            return;
        }
        ++m_edits.m_pending;
        m_edits.m_rules = to;
        Q_EMIT m_edits.setRequested(from, to);
    }

    RuleEdits &m_edits;
    const int m_series;
    const Rules m_before;
    const Rules m_after;
};

RuleEdits::RuleEdits(const items::Models &models, QUndoStack &stack, QObject *parent)
    : QObject(parent)
    , m_models(models)
    , m_stack(stack)
{
    connect(&models.rules, &QAbstractItemModel::modelReset, this, &RuleEdits::takeStored);
    connect(&models, &items::Models::storeChanged, this, [this] {
        if (m_store == m_models.store().path)
            return;
        m_store = m_models.store().path;
        m_pending = 0;
        ++m_series;
        takeStored();
    });
}

void RuleEdits::takeStored()
{
    if (m_pending == 0)
        m_rules = m_models.rules.rules();
}

void RuleEdits::answered(bool done)
{
    m_pending = std::max(0, m_pending - 1);
    if (!done)
        ++m_series;
    takeStored();
}

RuleEdits::Rules::iterator RuleEdits::placeOf(Rules &rules, const Rule &rule) const
{
    const auto known =
        std::ranges::find_if(rules, [&rule](const Rule &one) { return rule.id != 0 && one.id == rule.id; });
    return known == rules.end() ? std::ranges::find(rules, rule) : known;
}

void RuleEdits::push(const QString &name, Rules after, const QString &sentence)
{
    if (after == m_rules)
        return;
    m_stack.push(new Edit(*this, name, m_rules, std::move(after)));
    Q_EMIT edited(sentence);
}

void RuleEdits::add(const Rule &rule)
{
    Rules after = m_rules;
    after.push_back(rule);
    push(tr("Rule %1").arg(ruleTitle(rule)), std::move(after),
         tr("The rule %1 is set.").arg(ruleTitle(rule)));
}

void RuleEdits::change(const Rule &rule)
{
    Rules after = m_rules;
    const auto place = placeOf(after, rule);
    if (place == after.end())
        return add(rule); // it was removed while it was being changed
    *place = rule;
    push(tr("Change of the Rule %1").arg(ruleTitle(rule)), std::move(after),
         tr("The rule %1 is changed.").arg(ruleTitle(rule)));
}

void RuleEdits::remove(const Rule &rule)
{
    Rules after = m_rules;
    const auto place = placeOf(after, rule);
    if (place != after.end())
        after.erase(place);
    push(tr("Removal of the Rule %1").arg(ruleTitle(rule)), std::move(after),
         tr("The rule %1 is removed.").arg(ruleTitle(rule)));
}

void RuleEdits::move(const Rule &rule, int by)
{
    Rules after = m_rules;
    const auto place = placeOf(after, rule);
    if (place == after.end())
        return;
    const auto from = place - after.begin();
    const auto to = std::clamp<std::ptrdiff_t>(from + by, 0, std::ssize(after) - 1);
    const Rule moved = *place;
    after.erase(place);
    after.insert(after.begin() + to, moved);
    push(tr("Move of the Rule %1").arg(ruleTitle(rule)), std::move(after),
         tr("The rule %1 is in place %2 now.").arg(ruleTitle(rule)).arg(to + 1));
}

void RuleEdits::enable(const Rule &rule, bool on)
{
    Rules after = m_rules;
    const auto place = placeOf(after, rule);
    if (place == after.end())
        return;
    place->enabled = on;
    push(on ? tr("Switching On of the Rule %1").arg(ruleTitle(rule))
            : tr("Switching Off of the Rule %1").arg(ruleTitle(rule)),
         std::move(after),
         on ? tr("The rule %1 is on.").arg(ruleTitle(rule)) : tr("The rule %1 is off.").arg(ruleTitle(rule)));
}

void RuleEdits::addAll(const std::vector<Rule> &rules)
{
    Rules after = m_rules;
    for (const Rule &rule : rules)
        if (std::ranges::none_of(after, [&rule](const Rule &old) {
                return old.where == rule.where && old.days == rule.days && base::haveSameAction(old, rule);
            }))
            after.push_back(rule);
    const auto count = static_cast<int>(after.size() - m_rules.size());
    if (count == 0)
        Q_EMIT edited(tr("All rules of the file are there already."));
    else
        push(tr("Import of Rules"), std::move(after),
             count == 1 ? tr("1 rule of the file is set.") : tr("%1 rules of the file are set.").arg(count));
}

} // namespace outlay::views
