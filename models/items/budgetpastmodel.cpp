// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/budgetpastmodel.h"

#include "insight/budgetperiods.h"

#include <algorithm>

namespace outlay::items {

namespace {

using Outcome = BudgetPastModel::Outcome;

Outcome outcomeOf(const insight::PeriodTest &test)
{
    if (test.isFalseAlarm())
        return Outcome::FalseAlarm;
    if (test.isMissed())
        return Outcome::Missed;
    if (!test.limitOn)
        return Outcome::Quiet;
    return *test.daysBefore() > 0 ? Outcome::InTime : Outcome::OnTheDay;
}

QString wordOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Quiet:
        return BudgetPastModel::tr("quiet");
    case Outcome::InTime:
        return BudgetPastModel::tr("warned");
    case Outcome::OnTheDay:
        return BudgetPastModel::tr("on the day");
    case Outcome::FalseAlarm:
        return BudgetPastModel::tr("false alarm");
    case Outcome::Missed:
        return BudgetPastModel::tr("missed");
    }
    return {};
}

QVariant isoOf(const std::optional<base::Day> &day)
{
    return day ? QVariant(QString::fromStdString(base::isoDay(*day))) : QVariant();
}

double shareOf(base::Money part, base::Money whole)
{
    return static_cast<double>(part.nanos()) / static_cast<double>(std::max<std::int64_t>(whole.nanos(), 1));
}

int dayNumber(const std::optional<base::Day> &day, const base::Period &period)
{
    return day ? static_cast<int>((*day - period.first).count()) : -1;
}

/// Whatever the thresholds.
bool isOfOnePast(const base::Budget &one, const base::Budget &other)
{
    return base::scopeKey(one) == base::scopeKey(other) && one.fiscalStart == other.fiscalStart &&
           one.amount == other.amount && one.growthBasisPoints == other.growthBasisPoints;
}

} // namespace

BudgetPastModel::BudgetPastModel(int asker, QObject *parent)
    : WatchedTable({{tr("Period"), QStringLiteral("period"), Kind::Text, {}},
                    {tr("Spent"), QStringLiteral("spent_usd"), Kind::Money, {}},
                    {tr("Budget"), QStringLiteral("amount_usd"), Kind::Money, {}},
                    {tr("Used"), QStringLiteral("used"), Kind::Share, {}},
                    {tr("Would have warned"), QStringLiteral("fired_on"), Kind::Day, {}},
                    {tr("By"), QStringLiteral("fired_by"), Kind::Text, {}},
                    {tr("Budget spent"), QStringLiteral("amount_reached"), Kind::Day, {}},
                    {tr("Days ahead"), QStringLiteral("days_before"), Kind::Count, {}},
                    {tr("Verdict"), QStringLiteral("verdict"), Kind::Text, {}}},
                   parent)
    , m_asker(asker)
{
}

void BudgetPastModel::setBudget(const base::Budget &budget)
{
    const bool isSamePast = isOfOnePast(budget, m_budget);
    m_budget = budget;
    if (!isSamePast)
        forget();
    else if (isKnown())
        test();
}

void BudgetPastModel::setThreshold(const base::Threshold &threshold)
{
    if (threshold == m_threshold)
        return;
    m_threshold = threshold;
    if (isKnown())
        test();
}

void BudgetPastModel::setPast(int asker, int generation, const insight::BudgetPast &past)
{
    if (asker != m_asker || !isLatest(generation))
        return;
    m_past = past;
    setAnswer({}); // from here on it is known
    test();
}

void BudgetPastModel::setFailed(int asker, int generation)
{
    if (asker == m_asker)
        WatchedTable::setFailed(generation);
}

void BudgetPastModel::test()
{
    m_strips.clear();
    m_test = m_budget.amount > base::Money() ? insight::backtest(m_budget, m_threshold, m_past.periods)
                                             : insight::ThresholdTest();
    QList<Row> rows;
    for (std::size_t i = 0; i < m_test.periods.size(); ++i) {
        const insight::PeriodTest &each = m_test.periods[i];
        Strip strip;
        strip.name = QString::fromStdString(insight::periodName(m_budget, each.period));
        for (const base::Money &spent : m_past.periods[i].spent)
            strip.used.append(shareOf(spent, each.amount));
        strip.fired = dayNumber(each.firedOn(), each.period);
        strip.onForecast = each.firedOn() && each.firedOn() == each.forecastOn;
        strip.reached = dayNumber(each.limitOn, each.period);
        strip.outcome = outcomeOf(each);
        const auto before = each.daysBefore();
        rows << Row{strip.name,
                    qint64(each.spent.nanos()),
                    qint64(each.amount.nanos()),
                    shareOf(each.spent, each.amount),
                    isoOf(each.firedOn()),
                    strip.fired < 0    ? QString()
                    : strip.onForecast ? tr("forecast")
                                       : tr("spend"),
                    isoOf(each.limitOn),
                    before ? QVariant(qint64(*before)) : QVariant(),
                    wordOf(strip.outcome)};
        m_strips.append(strip);
    }
    setRows(std::move(rows));
    Q_EMIT tested();
}

std::optional<BudgetPastModel::Suggested> BudgetPastModel::suggested() const
{
    if (!isKnown() || !m_past.suggestion)
        return std::nullopt;
    const insight::Suggestion &found = *m_past.suggestion;
    return Suggested{found.periods, found.growthBasisPoints, found.median, found.high,
                     QString::fromStdString(insight::periodName(m_budget, found.forPeriod))};
}

QString BudgetPastModel::driverIn(const QDate &firstDay) const
{
    const QString first = QString::fromStdString(base::isoDay(m_past.driverPeriod.first));
    return isKnown() && firstDay.toString(Qt::ISODate) == first ? QString::fromStdString(m_past.driver)
                                                                : QString();
}

QString BudgetPastModel::summary() const
{
    if (!isKnown())
        return {};
    const auto periods = static_cast<int>(m_test.periods.size());
    if (periods == 0)
        return tr("There is no complete period with a cost to try it on yet.");
    QStringList parts = {tr("It would have warned in %1 of %2 past periods").arg(m_test.fired).arg(periods)};
    if (m_test.over > 0) {
        QString over = tr("%1 of the %2 that spent the budget in time").arg(m_test.inTime).arg(m_test.over);
        if (m_test.meanDaysBefore)
            over += tr(", %1 days ahead on average").arg(*m_test.meanDaysBefore, 0, 'f', 1);
        parts << over;
    }
    if (m_test.missed > 0)
        parts << tr("%1 missed").arg(m_test.missed);
    parts << (m_test.falseAlarms == 1 ? tr("1 false alarm") : tr("%1 false alarms").arg(m_test.falseAlarms));
    return parts.join(QStringLiteral(" · "));
}

} // namespace outlay::items
