// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/whatifmodel.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace outlay::items {

using insight::Scenario;
using insight::ScenarioChange;
using insight::WhatIfResult;
using insight::WhatIfSums;

namespace {

constexpr int kMonthDays = 30;

/// Nothing where it does not fit an amount of money.
QVariant moneyCell(base::Int128 nanos)
{
    const auto narrow = static_cast<qint64>(nanos);
    return narrow == nanos ? QVariant(narrow) : QVariant();
}

/// A share in millionths as a percentage without needless zeros: "12.5 %".
QString shareWords(std::int64_t millionths)
{
    return QString::number(static_cast<double>(millionths) * 100 / insight::kWhole, 'g', 6) +
           QStringLiteral(" %");
}

/// ", from 2026-05-01, to 2026-05-31"; empty for all days.
QString daysWords(const base::Period &during)
{
    QString words;
    if (during.first != base::kAllTime.first)
        words += WhatIfModel::tr(", from %1").arg(QString::fromStdString(base::isoDay(during.first)));
    if (during.last != base::kAllTime.last)
        words += WhatIfModel::tr(", to %1").arg(QString::fromStdString(base::isoDay(during.last)));
    return words;
}

QStringList deeds(const ScenarioChange &change)
{
    QStringList words;
    if (change.drop)
        words << WhatIfModel::tr("not made");
    if (change.noRetries)
        words << WhatIfModel::tr("without retries");
    if (change.duplicatesWithin)
        words << WhatIfModel::tr("without duplicates within %1 s").arg(*change.duplicatesWithin);
    if (change.model)
        words << WhatIfModel::tr("to %1").arg(QString::fromStdString(*change.model));
    if (change.tier)
        words << WhatIfModel::tr("in tier %1")
                     .arg(QString::fromUtf8(std::string(pricing::nameOf(*change.tier)).c_str()));
    if (change.cacheHits)
        words << WhatIfModel::tr("%1 of the prompt from the cache").arg(shareWords(*change.cacheHits));
    if (change.cacheWrites)
        words << WhatIfModel::tr("%1 written to it").arg(shareWords(*change.cacheWrites));
    if (change.maxOutput)
        words << WhatIfModel::tr("answers of %1 tokens at most").arg(*change.maxOutput);
    if (change.pricesOf)
        words << WhatIfModel::tr("at the prices of %1")
                     .arg(QString::fromStdString(base::isoDay(*change.pricesOf)));
    for (std::size_t kind = 0; kind < change.prices.size(); ++kind)
        if (change.prices[kind])
            words << WhatIfModel::tr("at $%1 a million of %2")
                         .arg(QString::fromStdString(change.prices[kind]->perMillion()),
                              QString::fromUtf8(pricing::kTokenKindNames[kind].data()));
    return words;
}

} // namespace

QString changeWords(const ScenarioChange &change)
{
    QStringList words = deeds(change);
    if (words.isEmpty())
        words << WhatIfModel::tr("nothing");
    QString text = words.join(QStringLiteral(", "));
    if (change.share != insight::kWhole)
        text = WhatIfModel::tr("%1 of the calls %2").arg(shareWords(change.share), text);
    const QString where = change.where.empty() ? WhatIfModel::tr("all calls")
                                               : QString::fromStdString(base::describeWhere(change.where));
    return QStringLiteral("%1%2: %3").arg(where, daysWords(change.during), text);
}

QString scenariosJson(const std::vector<Scenario> &scenarios)
{
    QJsonArray all;
    for (const Scenario &scenario : scenarios)
        all << QJsonDocument::fromJson(QByteArray::fromStdString(insight::scenarioJson(scenario))).object();
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::vector<Scenario> scenariosOf(const QString &json)
{
    std::vector<Scenario> scenarios;
    for (const QJsonValue &entry : QJsonDocument::fromJson(json.toUtf8()).array())
        if (auto scenario =
                insight::parseScenario(QJsonDocument(entry.toObject()).toJson().toStdString(), {}))
            scenarios.push_back(*std::move(scenario));
    return scenarios;
}

WhatIfModel::WhatIfModel(QObject *parent)
    : WatchedTable({{tr("Scenario"), QStringLiteral("scenario"), Kind::Text, {}},
                    {tr("Before"), QStringLiteral("before_usd"), Kind::Money, {}},
                    {tr("After"), QStringLiteral("after_usd"), Kind::Money, {}},
                    {tr("At least"), QStringLiteral("low_usd"), Kind::Money, {}},
                    {tr("At most"), QStringLiteral("high_usd"), Kind::Money, {}},
                    {tr("Change"), QStringLiteral("change_usd"), Kind::Delta, {}},
                    {tr("A month"), QStringLiteral("change_usd_per_month"), Kind::Delta, {}},
                    {tr("Calls changed"), QStringLiteral("changed_calls"), Kind::Count, {}},
                    {tr("Too long"), QStringLiteral("too_long_calls"), Kind::Count, {}},
                    {tr("Not estimated"), QStringLiteral("not_estimated_calls"), Kind::Count, {}}},
                   parent)
{
}

void WhatIfModel::setFilter(const base::Filter &filter, int days)
{
    if (filter == m_filter && days == m_days)
        return;
    m_filter = filter;
    m_days = days;
    forget();
}

void WhatIfModel::setScenarios(std::vector<insight::Scenario> scenarios)
{
    if (scenarios == m_scenarios)
        return;
    m_scenarios = std::move(scenarios);
    forget();
}

void WhatIfModel::ask(int generation)
{
    if (m_scenarios.empty())
        setResults(generation, {});
    else
        Q_EMIT wanted(generation, m_filter, m_scenarios);
}

void WhatIfModel::setResults(int generation, const std::vector<WhatIfResult> &results)
{
    if (!isLatest(generation))
        return;
    m_results = results;
    QList<Row> rows;
    for (const WhatIfResult &result : m_results) {
        const WhatIfSums &sums = result.total;
        const QVariant perMonth =
            m_days > 0 ? moneyCell(base::divideHalfEven(sums.change() * kMonthDays, m_days)) : QVariant();
        rows << Row{QString::fromStdString(result.name),
                    moneyCell(sums.beforeNanos),
                    moneyCell(sums.afterNanos),
                    moneyCell(sums.lowNanos),
                    moneyCell(sums.highNanos),
                    moneyCell(sums.change()),
                    perMonth,
                    qint64(sums.changed),
                    qint64(result.tooLong),
                    qint64(sums.notEstimated)};
    }
    setAnswer(std::move(rows));
}

const WhatIfResult *WhatIfModel::resultAt(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return state() == State::Ready && row >= 0 && at < m_results.size() ? &m_results[at] : nullptr;
}

qint64 WhatIfModel::windowUnknownAt(int row) const
{
    const WhatIfResult *result = resultAt(row);
    return result ? result->windowUnknown : 0;
}

WhatIfMonthsModel::WhatIfMonthsModel(QObject *parent)
    : SimpleTableModel({{tr("Month"), QStringLiteral("month"), Kind::Month, {}},
                        {tr("Requests"), QStringLiteral("requests_before"), Kind::Count, {}},
                        {tr("Requests after"), QStringLiteral("requests_after"), Kind::Count, {}},
                        {tr("Before"), QStringLiteral("before_usd"), Kind::Money, {}},
                        {tr("After"), QStringLiteral("after_usd"), Kind::Money, {}},
                        {tr("At least"), QStringLiteral("low_usd"), Kind::Money, {}},
                        {tr("At most"), QStringLiteral("high_usd"), Kind::Money, {}},
                        {tr("Change"), QStringLiteral("change_usd"), Kind::Delta, {}}},
                       parent)
{
}

void WhatIfMonthsModel::setResult(const WhatIfResult *result)
{
    QList<Row> rows;
    if (result)
        for (const auto &[month, sums] : result->months)
            rows << Row{QString::fromStdString(base::isoMonth(month)),
                        qint64(sums.requests),
                        qint64(sums.requestsAfter()),
                        moneyCell(sums.beforeNanos),
                        moneyCell(sums.afterNanos),
                        moneyCell(sums.lowNanos),
                        moneyCell(sums.highNanos),
                        moneyCell(sums.change())};
    setRows(std::move(rows));
}

TooLongModel::TooLongModel(QObject *parent)
    : SimpleTableModel({{tr("Time"), QStringLiteral("time"), Kind::Time, {}},
                        {tr("Feature"), QStringLiteral("feature"), Kind::Text, QStringLiteral("feature")},
                        {tr("Model"), QStringLiteral("model"), Kind::Text, QStringLiteral("model")},
                        {tr("Was to move to"), QStringLiteral("target"), Kind::Text, {}},
                        {tr("Tokens"), QStringLiteral("tokens"), Kind::Count, {}}},
                       parent)
{
}

void TooLongModel::setResult(const WhatIfResult *result)
{
    QList<Row> rows;
    if (result)
        for (const insight::TooLongCall &call : result->longest) {
            const base::Instant at{std::chrono::microseconds{call.atUs}};
            rows << Row{QString::fromStdString(base::isoInstant(at)), QString::fromStdString(call.feature),
                        QString::fromStdString(call.model), QString::fromStdString(call.target),
                        qint64(call.tokens)};
        }
    setRows(std::move(rows));
}

} // namespace outlay::items
