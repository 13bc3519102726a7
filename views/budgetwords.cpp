// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/budgetwords.h"

#include "views/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace outlay::views {

namespace {

class BudgetWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::views::BudgetWords)
};

QString basisWords(const base::Threshold &threshold)
{
    if (!threshold.onForecast)
        return BudgetWords::tr("when that much is spent");
    return threshold.onActual ? BudgetWords::tr("when that much is spent or forecast for the end")
                              : BudgetWords::tr("when that much is forecast for the end");
}

QString warningWords(const base::Budget &budget, const base::Threshold &threshold)
{
    return BudgetWords::tr("at %1 % (%2), %3")
        .arg(format::count(threshold.percent),
             format::dollars(base::percentOf(budget.amount, threshold.percent).nanos()),
             basisWords(threshold));
}

} // namespace

std::optional<base::Money> typedMoney(QString text)
{
    text = text.trimmed().remove(QLatin1Char('$')).remove(QLatin1Char(','));
    const auto money = base::Money::parse(text.toStdString());
    return money && money->nanos() > 0 ? std::optional(*money) : std::nullopt;
}

QString scopeWords(const base::Budget &budget)
{
    if (!budget.name.empty())
        return QString::fromStdString(budget.name);
    if (budget.where.empty())
        return BudgetWords::tr("all spend");
    base::Budget monthly = budget;
    monthly.period = base::BudgetPeriod::Monthly;
    return QString::fromStdString(base::featureOf(monthly).value_or(base::describeScope(budget)));
}

QString periodWord(base::BudgetPeriod period)
{
    switch (period) {
    case base::BudgetPeriod::Daily:
        return BudgetWords::tr("day");
    case base::BudgetPeriod::Weekly:
        return BudgetWords::tr("week");
    case base::BudgetPeriod::Monthly:
        return BudgetWords::tr("month");
    case base::BudgetPeriod::Quarterly:
        break;
    }
    return BudgetWords::tr("quarter");
}

QString budgetSentences(const base::Budget &budget)
{
    QString text = BudgetWords::tr("%1 may cost %2 a %3.")
                       .arg(budget.where.empty() && budget.name.empty() ? BudgetWords::tr("All spend")
                                                                        : scopeWords(budget),
                            format::dollars(budget.amount.nanos()), periodWord(budget.period));
    if (budget.growthBasisPoints != 0) {
        const QString percent =
            format::percent(budget.growthBasisPoints / double(base::kWholeBasisPoints), 2);
        text += QLatin1Char(' ') + BudgetWords::tr("The amount changes by %1 from each %2 to the next.")
                                       .arg(percent, periodWord(budget.period));
    }
    QStringList warnings;
    for (const base::Threshold &threshold : budget.thresholds)
        warnings << warningWords(budget, threshold);
    return text + QLatin1Char(' ') +
           BudgetWords::tr("You are told %1.").arg(warnings.join(QStringLiteral("; ")));
}

} // namespace outlay::views
