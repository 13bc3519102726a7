// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/budgetedits.h"

#include "base/money.h"
#include "items/models.h"
#include "views/format.h"

#include <QtGui/QUndoCommand>

namespace outlay::views {

using items::BudgetsModel;

namespace {

constexpr int kSoftPercent = 80; ///< of a budget that is new

/// Dollars as a person types them: "$1,200".
std::optional<base::Money> typedMoney(QString text)
{
    text = text.trimmed().remove(QLatin1Char('$')).remove(QLatin1Char(','));
    const auto money = base::Money::parse(text.toStdString());
    return money && money->nanos() > 0 ? std::optional(*money) : std::nullopt;
}

} // namespace

/// From one limit (or none) to another.
class BudgetEdits::Edit : public QUndoCommand
{
public:
    Edit(BudgetEdits &edits, const QString &text, QString feature, std::optional<Limit> before,
         std::optional<Limit> after)
        : QUndoCommand(text)
        , m_edits(edits)
        , m_feature(std::move(feature))
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    void undo() override { m_edits.apply(m_feature, m_before); }
    void redo() override { m_edits.apply(m_feature, m_after); }

private:
    BudgetEdits &m_edits;
    const QString m_feature;
    const std::optional<Limit> m_before;
    const std::optional<Limit> m_after;
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

std::optional<BudgetEdits::Limit> BudgetEdits::limitOf(const QString &feature) const
{
    const int row = m_models.budgets.rowOf(feature);
    if (row < 0)
        return std::nullopt;
    const QModelIndex amount = m_models.budgets.index(row, BudgetsModel::Amount);
    return Limit{amount.data(Qt::EditRole).toString(), amount.data(BudgetsModel::SoftPercentRole).toInt()};
}

void BudgetEdits::apply(const QString &feature, const std::optional<Limit> &limit)
{
    if (limit)
        Q_EMIT setRequested(feature, limit->amount, limit->softPercent);
    else
        Q_EMIT removeRequested(feature);
}

void BudgetEdits::set(const QString &feature, const QString &amount)
{
    const std::optional<Limit> before = limitOf(feature);
    const Limit after{amount, before ? before->softPercent : kSoftPercent};
    const auto money = typedMoney(amount);
    if (!money) { // whoever writes it says what is wrong with it; there is nothing to undo
        apply(feature, after);
        return;
    }
    if (before && typedMoney(before->amount) == money)
        return;
    const QString scope = feature.isEmpty() ? tr("all spend") : feature;
    m_stack.push(new Edit(*this, tr("Budget of %1").arg(scope), feature, before, after));
    Q_EMIT edited(tr("The budget of %1 is %2 a month.").arg(scope, format::money(money->nanos())));
}

void BudgetEdits::remove(const QString &feature)
{
    const std::optional<Limit> before = limitOf(feature);
    if (!before)
        return;
    const QString scope = feature.isEmpty() ? tr("all spend") : feature;
    m_stack.push(new Edit(*this, tr("Removal of the Budget of %1").arg(scope), feature, before, {}));
    Q_EMIT edited(tr("The budget of %1 is removed.").arg(scope));
}

} // namespace outlay::views
