// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/outcomesmodel.h"

namespace outlay::items {

namespace {

QString outcomeText(insight::Outcome outcome)
{
    switch (outcome) {
    case insight::Outcome::Sunset:
        return OutcomesModel::tr("Sunset");
    case insight::Outcome::Optimise:
        return OutcomesModel::tr("Invest in optimising");
    case insight::Outcome::Negotiate:
        return OutcomesModel::tr("Negotiate the price");
    case insight::Outcome::Leave:
        break;
    }
    return OutcomesModel::tr("Leave as it is");
}

QString whyText(insight::Outcome outcome)
{
    switch (outcome) {
    case insight::Outcome::Sunset:
        return OutcomesModel::tr("It brings in less than it costs.");
    case insight::Outcome::Optimise:
        return OutcomesModel::tr("It is dear: its share of the cost is above its share of the requests.");
    case insight::Outcome::Negotiate:
        return OutcomesModel::tr("It is much used: a lower unit price pays at once.");
    case insight::Outcome::Leave:
        break;
    }
    return OutcomesModel::tr("It is neither dear nor much used.");
}

} // namespace

OutcomesModel::OutcomesModel(QObject *parent)
    : SimpleTableModel({{tr("Feature"), QStringLiteral("feature"), Kind::Text, QStringLiteral("feature")},
                        {tr("Outcome"), QStringLiteral("outcome"), Kind::Text, {}},
                        {tr("Why"), QStringLiteral("why"), Kind::Text, {}},
                        {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
                        {tr("Share of cost"), QStringLiteral("cost_share"), Kind::Share, {}},
                        {tr("Share of requests"), QStringLiteral("request_share"), Kind::Share, {}},
                        {tr("ROI"), QStringLiteral("roi"), Kind::Share, {}},
                        {tr("A tenth of the cost"), QStringLiteral("tenth_usd"), Kind::Money, {}}},
                       parent)
{
}

void OutcomesModel::setOutcomes(const std::vector<insight::FeatureOutcome> &outcomes)
{
    QList<Row> rows;
    for (const insight::FeatureOutcome &feature : outcomes)
        rows << Row{QString::fromStdString(feature.feature),
                    outcomeText(feature.outcome),
                    whyText(feature.outcome),
                    QVariant::fromValue<qint64>(feature.sums.costNanos),
                    feature.costShare,
                    feature.requestShare,
                    feature.roi ? QVariant(*feature.roi) : QVariant(),
                    QVariant::fromValue<qint64>(feature.tenth().nanos())};
    setRows(std::move(rows));
}

} // namespace outlay::items
