// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/anomaliesmodel.h"

namespace outlay::items {

using insight::Anomaly;

namespace {

/// What most of the excess comes of.
QString causeOf(const Anomaly &anomaly)
{
    if (anomaly.kind == Anomaly::Kind::LostTag)
        return AnomaliesModel::tr("lost name");
    const base::Money calls = anomaly.split.moreCalls;
    const base::Money size = anomaly.split.biggerCalls;
    const base::Money price = anomaly.split.dearer;
    if (calls >= size && calls >= price)
        return AnomaliesModel::tr("more calls");
    return size >= price ? AnomaliesModel::tr("bigger calls") : AnomaliesModel::tr("dearer calls");
}

QString explanationOf(const Anomaly &anomaly)
{
    if (anomaly.kind == Anomaly::Kind::LostTag)
        return AnomaliesModel::tr("what was %1 came without its name; all in all it costs no more")
            .arg(QString::fromStdString(anomaly.lostValue));
    return anomaly.explains.empty()
               ? AnomaliesModel::tr("it is in all of the spend")
               : AnomaliesModel::tr("without %1 it is usual").arg(sliceWords(anomaly.explains));
}

QVariant nanosOf(base::Money money)
{
    return qint64(money.nanos());
}

} // namespace

AnomaliesModel::AnomaliesModel(QObject *parent)
    : WatchedTable({{tr("From"), QStringLiteral("first_day"), Kind::Day, {}},
                    {tr("To"), QStringLiteral("last_day"), Kind::Day, {}},
                    {tr("Where"), QStringLiteral("slice"), Kind::Text, {}},
                    {tr("Expected"), QStringLiteral("expected_usd"), Kind::Money, {}},
                    {tr("Actual"), QStringLiteral("actual_usd"), Kind::Money, {}},
                    {tr("Excess"), QStringLiteral("excess_usd"), Kind::Delta, {}},
                    {tr("More calls"), QStringLiteral("more_calls_usd"), Kind::Delta, {}},
                    {tr("Bigger calls"), QStringLiteral("bigger_calls_usd"), Kind::Delta, {}},
                    {tr("Dearer"), QStringLiteral("dearer_usd"), Kind::Delta, {}},
                    {tr("Mostly"), QStringLiteral("mostly"), Kind::Text, {}},
                    {tr("Explained by"), QStringLiteral("explained_by"), Kind::Text, {}}},
                   parent)
{
}

void AnomaliesModel::setFilter(const base::Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    forget();
}

void AnomaliesModel::setAnomalies(int generation, const insight::Anomalies &anomalies)
{
    if (!isLatest(generation))
        return;
    QList<Row> rows;
    for (const Anomaly &each : anomalies.found)
        rows << Row{QString::fromStdString(base::isoDay(each.days.first)),
                    QString::fromStdString(base::isoDay(each.days.last)),
                    sliceWords(each.slice),
                    nanosOf(each.expected),
                    nanosOf(each.actual),
                    nanosOf(each.excess()),
                    nanosOf(each.split.moreCalls),
                    nanosOf(each.split.biggerCalls),
                    nanosOf(each.split.dearer),
                    causeOf(each),
                    explanationOf(each)};
    m_found = anomalies.found;
    m_judged = anomalies.judged;
    m_floor = anomalies.floor;
    setAnswer(std::move(rows));
}

Scope AnomaliesModel::scopeAt(int row) const
{
    const Anomaly &anomaly = m_found[row];
    Scope scope{m_filter.where, anomaly.days};
    for (const auto &[dimension, values] : whereOf(anomaly.slice))
        scope.where[dimension] = values;
    return scope;
}

std::vector<base::PlannedDay> AnomaliesModel::daysAt(int row) const
{
    std::vector<base::PlannedDay> days;
    const Anomaly &anomaly = m_found[row];
    for (const base::Day day : anomaly.unusual)
        days.push_back({day, insight::sliceText(anomaly.slice), {}});
    return days;
}

} // namespace outlay::items
