// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/budgetedits.h"

#include "items/models.h"
#include "views/budgetwords.h"
#include "views/format.h"

#include <QtGui/QUndoCommand>

namespace outlay::views {

/// From one budget (or none) of a scope and period to another.
class BudgetEdits::Edit : public QUndoCommand
{
public:
    Edit(BudgetEdits &edits, const QString &text, std::optional<base::Budget> before,
         std::optional<base::Budget> after)
        : QUndoCommand(text)
        , m_edits(edits)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void undo() override { apply(m_after, m_before); }
    void redo() override { apply(m_before, m_after); }

private:
    void apply(const std::optional<base::Budget> &from, const std::optional<base::Budget> &to)
    {
        if (from && (!to || base::scopeKey(*from) != base::scopeKey(*to)))
            Q_EMIT m_edits.removeRequested(*from);
        if (to)
            Q_EMIT m_edits.setRequested(*to);
    }

    BudgetEdits &m_edits;
    const std::optional<base::Budget> m_before;
    const std::optional<base::Budget> m_after;
};

BudgetEdits::BudgetEdits(const items::Models &models, QObject *parent)
    : QObject(parent)
    , m_models(models)
{
    connect(&models, &items::Models::storeChanged, this, [this] {
        if (m_store != m_models.store().path)
            m_stack.clear();
        m_store = m_models.store().path;
    });
}

std::optional<base::Budget> BudgetEdits::storedOf(const base::Budget &budget) const
{
    return m_models.budgets.budgetOf(QString::fromStdString(base::scopeKey(budget)));
}

void BudgetEdits::set(const base::Budget &budget, const QString &amount)
{
    const auto money = typedMoney(amount);
    if (!money) {
        Q_EMIT refused({base::ErrorKind::BadInput, "\"" + amount.toStdString() + "\"",
                        "is not an amount of dollars above 0", 0});
        return;
    }
    const std::optional<base::Budget> before = storedOf(budget);
    base::Budget after = before.value_or(budget);
    if (before && before->amount == *money && before->growthBasisPoints == 0)
        return;
    after.amount = *money;
    after.since.reset();
    if (after.growthBasisPoints != 0 && m_models.store().span)
        after.since = m_models.store().span->last; // it grows from what was typed for this period on
    const QString scope = scopeWords(after);
    m_stack.push(new Edit(*this, tr("Budget of %1").arg(scope), before, after));
    Q_EMIT edited(tr("The budget of %1 is %2 a %3.")
                      .arg(scope, format::dollars(money->nanos()), periodWord(after.period)));
}

void BudgetEdits::put(const base::Budget &budget, const std::optional<base::Budget> &replaced)
{
    const std::optional<base::Budget> before = replaced ? storedOf(*replaced) : storedOf(budget);
    if (before == budget)
        return;
    m_stack.push(new Edit(*this, tr("Budget of %1").arg(scopeWords(budget)), before, budget));
    Q_EMIT edited(
        tr("The budget of %1 is %2 a %3.")
            .arg(scopeWords(budget), format::dollars(budget.amount.nanos()), periodWord(budget.period)));
}

void BudgetEdits::putAll(const std::vector<base::Budget> &budgets)
{
    const auto count = static_cast<int>(budgets.size());
    m_stack.beginMacro(tr("Import of Budgets"));
    for (base::Budget budget : budgets) {
        const std::optional<base::Budget> before = storedOf(budget);
        budget.id = before ? before->id : 0;
        budget.webhook = before ? before->webhook : std::string();
        if (before != budget)
            m_stack.push(new Edit(*this, tr("Budget of %1").arg(scopeWords(budget)), before, budget));
    }
    m_stack.endMacro();
    Q_EMIT edited(count == 1 ? tr("1 budget of the file is set.")
                             : tr("%1 budgets of the file are set.").arg(count));
}

void BudgetEdits::remove(const base::Budget &budget)
{
    const std::optional<base::Budget> before = storedOf(budget);
    if (!before)
        return;
    const QString scope = scopeWords(*before);
    m_stack.push(new Edit(*this, tr("Removal of the Budget of %1").arg(scope), before, {}));
    Q_EMIT edited(tr("The budget of %1 is removed.").arg(scope));
}

} // namespace outlay::views
