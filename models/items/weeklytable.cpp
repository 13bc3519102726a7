// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/weeklytable.h"

#include "insight/budgetperiods.h"
#include "insight/rollup.h"
#include "insight/weekly.h"
#include "items/plaintext.h"
#include "items/savingwords.h"
#include "items/slicewords.h"

#include <algorithm>

namespace outlay::items {

using insight::Weekly;

namespace {

/// A value of a dimension as it is named; the words for "nobody said" where there is none.
QString labelOf(std::string_view dimension, const std::string &value)
{
    return value == base::kUnattributed
               ? QString::fromUtf8(base::unattributedLabel(dimension).data(),
                                   static_cast<qsizetype>(base::unattributedLabel(dimension).size()))
               : QString::fromStdString(value);
}

QString labelOf(base::FixedDimension dimension, const std::string &value)
{
    return labelOf(base::nameOf(dimension), value);
}

QVariant weekNanos(base::Money money)
{
    return static_cast<qint64>(money.nanos());
}

QVariant weekCount(std::int64_t count)
{
    return static_cast<qint64>(count);
}

QVariant weekUnitCost(const base::Measures &sums)
{
    const auto average = sums.averageCost();
    return average ? weekNanos(*average) : QVariant();
}

QVariant weekChange(double now, double before)
{
    return before == 0 ? QVariant() : QVariant((now - before) / before);
}

QVariant weekShare(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? QVariant() : QVariant(static_cast<double>(part) / static_cast<double>(whole));
}

QVariantList weekTrend(const std::vector<base::Money> &costs)
{
    QVariantList trend;
    for (const base::Money cost : costs)
        trend << static_cast<double>(cost.nanos()) / base::kNanosPerDollar;
    return trend;
}

} // namespace

WeeklyTable::WeeklyTable(const QList<Column> &columns)
    : SimpleTableModel(columns, nullptr)
    , m_sums(columns.size())
{
}

void WeeklyTable::add(const Row &row, Kind kind)
{
    m_kinds.insert(rowCount(), kind);
    add(row);
}

QVariant WeeklyTable::data(const QModelIndex &index, int role) const
{
    if (role == HatchedRole)
        return index.row() == m_hatchedRow;
    const auto columnKind = static_cast<Kind>(SimpleTableModel::data(index, KindRole).toInt());
    const auto kind = m_kinds.constFind(index.row());
    if (kind == m_kinds.constEnd() || columnKind == Kind::Text || columnKind == Kind::Change)
        return SimpleTableModel::data(index, role);
    if (role == KindRole)
        return int(*kind);
    if (role == Qt::DisplayRole)
        return plainText(*kind, SimpleTableModel::data(index, ValueRole));
    return SimpleTableModel::data(index, role);
}

QVariant WeeklyTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == SumRole && orientation == Qt::Horizontal && section >= 0 && section < m_sums.size())
        return m_sums[section];
    return SimpleTableModel::headerData(section, orientation, role);
}

WeeklyTable::Table WeeklyTable::figures(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Figure"), QStringLiteral("figure"), Kind::Text, {}},
                         {tr("This week"), QStringLiteral("week"), Kind::Money, {}},
                         {tr("Week before"), QStringLiteral("week_before"), Kind::Money, {}},
                         {tr("Change"), QStringLiteral("change"), Kind::Change, {}}}));
    const base::Measures &now = week.total.now;
    const base::Measures &before = week.total.before;
    const auto addFigure = [&](const QString &name, Kind kind, const QVariant &value, const QVariant &was,
                               bool withChange) {
        const bool isKnown = week.hasBefore && was.isValid() && value.isValid();
        table->add({name, value, week.hasBefore ? was : QVariant(),
                    isKnown && withChange ? weekChange(value.toDouble(), was.toDouble()) : QVariant()},
                   kind);
    };
    addFigure(tr("Cost"), Kind::Money, weekNanos(now.cost()), weekNanos(before.cost()), true);
    addFigure(tr("Calls"), Kind::Count, weekCount(now.requests), weekCount(before.requests), true);
    addFigure(tr("Cost per 1,000 priced calls"), Kind::UnitMoney, weekUnitCost(now), weekUnitCost(before),
              true);
    addFigure(tr("Calls of unknown cost"), Kind::Count, weekCount(now.unpriced()),
              weekCount(before.unpriced()), true);
    addFigure(tr("Share of cost with a feature"), Kind::Share, plainShare(week.coverage.byCost()),
              plainShare(week.coverageBefore.byCost()), false);
    addFigure(tr("Share of calls with a feature"), Kind::Share, plainShare(week.coverage.byRequests()),
              plainShare(week.coverageBefore.byRequests()), false);
    return table;
}

WeeklyTable::Table WeeklyTable::features(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Feature"), QStringLiteral("feature"), Kind::Text, {}},
                         {tr("Trend by week"), QStringLiteral("trend"), Kind::Trend, {}},
                         {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
                         {tr("Share"), QStringLiteral("share"), Kind::Share, {}},
                         {tr("Change"), QStringLiteral("change_usd"), Kind::Delta, {}},
                         {tr("Change %"), QStringLiteral("change"), Kind::Change, {}}}));
    const auto rowOf = [&](const QString &name, const insight::WeekSpend &spend) {
        const auto before = static_cast<double>(spend.before.costNanos);
        return Row{name,
                   weekTrend(spend.trend),
                   weekNanos(spend.now.cost()),
                   weekShare(spend.now.costNanos, week.total.now.costNanos),
                   week.hasBefore ? weekNanos(spend.change()) : QVariant(),
                   week.hasBefore ? weekChange(static_cast<double>(spend.now.costNanos), before)
                                  : QVariant()};
    };
    for (const insight::WeekSpend &spend : week.features)
        table->add(rowOf(labelOf(base::FixedDimension::Feature, spend.name), spend));
    if (week.otherFeatureCount > 0)
        table->add(rowOf(week.otherFeatureCount == 1
                             ? tr("1 other feature")
                             : tr("%1 other features").arg(static_cast<qulonglong>(week.otherFeatureCount)),
                         week.otherFeatures));
    if (week.unattributed) {
        table->m_hatchedRow = table->rowCount();
        table->add(
            rowOf(labelOf(base::FixedDimension::Feature, week.unattributed->name), *week.unattributed));
    }
    table->m_sums = rowOf({}, week.total);
    table->m_sums[0] = QVariant();
    return table;
}

WeeklyTable::Table WeeklyTable::drivers(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Feature"), QStringLiteral("feature"), Kind::Text, {}},
                         {tr("Model"), QStringLiteral("model"), Kind::Text, {}},
                         {tr("Segment"), QStringLiteral("segment"), Kind::Text, {}},
                         {tr("Week before"), QStringLiteral("before_usd"), Kind::Money, {}},
                         {tr("This week"), QStringLiteral("cost_usd"), Kind::Money, {}},
                         {tr("Change"), QStringLiteral("change_usd"), Kind::Delta, {}}}));
    for (const insight::WeekDriver &driver : week.drivers)
        table->add({labelOf(base::FixedDimension::Feature, driver.feature),
                    labelOf(base::FixedDimension::Model, driver.model),
                    labelOf(base::FixedDimension::Segment, driver.segment), weekNanos(driver.before.cost()),
                    weekNanos(driver.now.cost()), weekNanos(driver.change())});
    if (week.otherDriverCount > 0)
        table->add({week.otherDriverCount == 1
                        ? tr("1 other")
                        : tr("%1 others").arg(static_cast<qulonglong>(week.otherDriverCount)),
                    QString(), QString(), weekNanos(week.otherDrivers.before.cost()),
                    weekNanos(week.otherDrivers.now.cost()), weekNanos(week.otherDrivers.change())});
    table->m_sums = {QVariant(),
                     QVariant(),
                     QVariant(),
                     weekNanos(week.total.before.cost()),
                     weekNanos(week.total.now.cost()),
                     weekNanos(week.total.change())};
    return table;
}

WeeklyTable::Table WeeklyTable::budgets(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Budget"), QStringLiteral("budget"), Kind::Text, {}},
                         {tr("Period"), QStringLiteral("period"), Kind::Text, {}},
                         {tr("Spent"), QStringLiteral("spent_usd"), Kind::Money, {}},
                         {tr("Budget amount"), QStringLiteral("amount_usd"), Kind::Money, {}},
                         {tr("Used"), QStringLiteral("used"), Kind::Used, {}},
                         {tr("Expected at end"), QStringLiteral("forecast_usd"), Kind::Money, {}},
                         {tr("Amount reached"), QStringLiteral("reached_on"), Kind::Day, {}},
                         {tr("State"), QStringLiteral("state"), Kind::State, {}}}));
    for (const insight::WeekBudget &found : week.budgetsAtRisk) {
        const insight::Burn &burn = found.burn;
        const auto reached = burn.exhaustedOn();
        table->add({QString::fromStdString(base::titleOf(burn.budget)),
                    QString::fromStdString(insight::periodName(burn.budget, burn.period)),
                    weekNanos(burn.spentToDate()), weekNanos(burn.amount), insight::usedPercent(burn) / 100,
                    burn.forecast ? weekNanos(burn.expectedTotal()) : QVariant(),
                    reached ? QVariant(QString::fromStdString(base::isoDay(*reached))) : QVariant(),
                    int(burn.state)});
    }
    return table;
}

WeeklyTable::Table WeeklyTable::anomalies(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Days"), QStringLiteral("days"), Kind::Text, {}},
                         {tr("Where"), QStringLiteral("slice"), Kind::Text, {}},
                         {tr("Expected"), QStringLiteral("expected_usd"), Kind::Money, {}},
                         {tr("Actual"), QStringLiteral("actual_usd"), Kind::Money, {}},
                         {tr("Excess"), QStringLiteral("excess_usd"), Kind::Delta, {}},
                         {tr("More calls"), QStringLiteral("more_calls_usd"), Kind::Delta, {}},
                         {tr("Bigger calls"), QStringLiteral("bigger_calls_usd"), Kind::Delta, {}},
                         {tr("Dearer"), QStringLiteral("dearer_usd"), Kind::Delta, {}}}));
    if (!week.anomalies)
        return table;
    for (const insight::Anomaly &anomaly : *week.anomalies) {
        const std::string first = base::isoDay(anomaly.days.first);
        const std::string last = base::isoDay(anomaly.days.last);
        table->add({QString::fromStdString(first == last ? first : first + ".." + last),
                    sliceWords(anomaly.slice), weekNanos(anomaly.expected), weekNanos(anomaly.actual),
                    weekNanos(anomaly.excess()), weekNanos(anomaly.split.moreCalls),
                    weekNanos(anomaly.split.biggerCalls), weekNanos(anomaly.split.dearer)});
    }
    return table;
}

WeeklyTable::Table WeeklyTable::unpriced(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Model"), QStringLiteral("model"), Kind::Text, {}},
                         {tr("Provider"), QStringLiteral("provider"), Kind::Text, {}},
                         {tr("Calls of unknown cost"), QStringLiteral("calls"), Kind::Count, {}},
                         {tr("Their tokens"), QStringLiteral("tokens"), Kind::Count, {}},
                         {tr("Calls without tokens"), QStringLiteral("without_tokens"), Kind::Count, {}}}));
    qint64 calls = 0;
    for (const insight::UnpricedModel &model : week.unpriced) {
        const QString name = labelOf(base::FixedDimension::Model, model.model);
        table->add({model.tokensAreAtLeast ? name + QStringLiteral(" *") : name,
                    labelOf(base::FixedDimension::Provider, model.provider), weekCount(model.calls),
                    weekCount(model.tokens), weekCount(model.withoutTokens)});
        calls += model.calls;
    }
    if (!week.unpriced.empty())
        table->m_sums[2] = calls;
    return table;
}

WeeklyTable::Table WeeklyTable::savings(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("Where money goes"), QStringLiteral("finding"), Kind::Text, {}},
                         {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
                         {tr("Of the week"), QStringLiteral("share"), Kind::Share, {}}}));
    const auto addFinding = [&](const QString &text, base::Money cost) {
        table->add({text, weekNanos(cost), weekShare(cost.nanos(), week.total.now.costNanos)});
    };
    const insight::WeekSavings &savings = week.savings;
    if (savings.retries.cost() > base::Money())
        addFinding(tr("Failed and repeated calls (retry cost)"), savings.retries.cost());
    for (const insight::RetryRow &row : savings.retriesByFeature)
        addFinding(tr("– of that, %1").arg(labelOf(base::FixedDimension::Feature, row.keys.front())),
                   row.cost());
    for (const insight::WeekDrain &drain : savings.drains)
        addFinding(tr("%1: above its share of the calls").arg(QString::fromStdString(drain.feature)),
                   drain.above);
    if (savings.withoutFeature.costNanos > 0)
        addFinding(tr("Spend without a feature, which nobody answers for"), savings.withoutFeature.cost());
    for (const cube::Row &row : savings.trials)
        addFinding(tr("Environment %1, not production").arg(QString::fromStdString(row.keys.front())),
                   row.sums.cost());
    return table;
}

WeeklyTable::Table WeeklyTable::found(const Weekly &week)
{
    std::unique_ptr<WeeklyTable> table(
        new WeeklyTable({{tr("What"), QStringLiteral("what"), Kind::Text, {}},
                         {tr("Evidence"), QStringLiteral("evidence"), Kind::Text, {}},
                         {tr("Saved a month"), QStringLiteral("usd_per_month"), Kind::Money, {}}}));
    if (!week.found)
        return table;
    const std::size_t shown = std::min(week.found->found.size(), 2 * insight::kWeeklyFindings);
    for (std::size_t i = 0; i < shown; ++i) {
        const insight::Saving &saving = week.found->found[i];
        table->add({savingTitle(saving), savingEvidence(saving), weekNanos(saving.perMonth)});
    }
    return table;
}

} // namespace outlay::items
