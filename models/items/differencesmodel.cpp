// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/differencesmodel.h"

#include "base/dimension.h"
#include "items/sumcell.h"
#include "pricing/costdifference.h"

namespace outlay::items {

using pricing::DifferenceCause;
using pricing::Unpriced;

namespace {

QString textFrom(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString causeText(const pricing::Difference &difference)
{
    switch (difference.cause) {
    case DifferenceCause::None:
        break;
    case DifferenceCause::Unpriced:
        return difference.unpriced == Unpriced::UnknownModel
                   ? DifferencesModel::tr("unknown model: no list knows it")
                   : DifferencesModel::tr("no price: %1").arg(textFrom(pricing::phrase(difference.unpriced)));
    case DifferenceCause::Rounding:
        return DifferencesModel::tr("rounding: the log writes fewer decimals");
    case DifferenceCause::CacheSemantics:
        return DifferencesModel::tr("cache semantics: the log counts or prices cached tokens in another way");
    case DifferenceCause::Tier:
        return DifferencesModel::tr("tier: the log's cost is that of another service tier");
    case DifferenceCause::OtherPrice:
        return DifferencesModel::tr(
            "other price: the log's cost comes of prices that the book does not have");
    }
    return {};
}

} // namespace

DifferencesModel::DifferencesModel(QObject *parent)
    : WatchedTable({{tr("Model"), QStringLiteral("model"), Kind::Text, QStringLiteral("model")},
                    {tr("Provider"), QStringLiteral("provider"), Kind::Text, {}},
                    {tr("Tier"), QStringLiteral("tier"), Kind::Text, {}},
                    {tr("Calls"), QStringLiteral("calls"), Kind::Count, {}},
                    {tr("Reported"), QStringLiteral("reported_usd"), Kind::Money, {}},
                    {tr("Computed"), QStringLiteral("computed_usd"), Kind::Money, {}},
                    {tr("Difference"), QStringLiteral("difference_usd"), Kind::Money, {}},
                    {tr("Cause"), QStringLiteral("cause"), Kind::Text, {}}},
                   parent)
{
}

void DifferencesModel::setPeriod(const base::Period &period)
{
    if (period == m_period)
        return;
    m_period = period;
    forget();
}

void DifferencesModel::setDifferences(int generation, const std::vector<pricing::Difference> &differences)
{
    if (!isLatest(generation))
        return;
    QList<Row> rows;
    for (const pricing::Difference &each : differences) {
        const bool unpriced = each.unpriced != Unpriced::No;
        rows << Row{textFrom(each.model.empty() ? base::unattributedLabel("model") : each.model),
                    each.provider.empty() ? QVariant() : QVariant(textFrom(each.provider)),
                    each.unpriced == Unpriced::UnknownTier ? QVariant()
                                                           : QVariant(textFrom(pricing::nameOf(each.tier))),
                    qint64(each.calls),
                    each.reported == 0 ? QVariant() : sumCell(each.reportedNanos),
                    unpriced ? QVariant() : sumCell(each.computedNanos),
                    unpriced ? QVariant() : sumCell(each.reportedNanos - each.computedNanos),
                    causeText(each)};
    }
    setAnswer(std::move(rows));
}

} // namespace outlay::items
