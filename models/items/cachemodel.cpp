// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/cachemodel.h"

#include "items/explainwords.h"

namespace outlay::items {

using insight::CacheRow;

namespace {

/// In words beside the sign, as colours do not reach everybody.
QString cacheVerdict(const CacheRow &row)
{
    if (row.priced == 0)
        return CacheModel::tr("no price");
    if (!row.usesCache())
        return CacheModel::tr("no cache tokens");
    if (row.netSaving() < base::Money())
        return CacheModel::tr("LOSS: premium not earned back");
    return row.netSaving() == base::Money() ? CacheModel::tr("even") : CacheModel::tr("saves");
}

QVariant ratioCell(const std::optional<double> &ratio)
{
    return ratio ? QVariant(QString::number(*ratio, 'f', 2)) : QVariant();
}

} // namespace

CacheModel::CacheModel(QObject *parent)
    : WatchedTable({{tr("Feature"), QStringLiteral("feature"), Kind::Text, QStringLiteral("feature")},
                    {tr("Requests"), QStringLiteral("requests"), Kind::Count, {}},
                    {tr("Tokens read"), QStringLiteral("cache_read_tokens"), Kind::Count, {}},
                    {tr("Tokens written"), QStringLiteral("cache_write_tokens"), Kind::Count, {}},
                    {tr("If uncached"), QStringLiteral("if_uncached_usd"), Kind::Money, {}},
                    {tr("As billed"), QStringLiteral("as_billed_usd"), Kind::Money, {}},
                    {tr("Net saving"), QStringLiteral("net_saving_usd"), Kind::Money, {}},
                    {tr("Reads per written"), QStringLiteral("reads_per_written"), Kind::Text, {}},
                    {tr("Break-even"), QStringLiteral("break_even_reads"), Kind::Text, {}},
                    {tr("Verdict"), QStringLiteral("verdict"), Kind::Text, {}}},
                   parent)
{
}

QVariant CacheModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == FigureRole && orientation == Qt::Horizontal) {
        // Its tokens are those of calls whose prompt has a price, which no sum over all calls is.
        const bool isOfPriced = section == Read || section == Written;
        const QString name = headerData(section, orientation, MachineNameRole).toString();
        return isOfPriced ? QVariant() : figureOfColumn(name.toLatin1().constData());
    }
    return WatchedTable::headerData(section, orientation, role);
}

void CacheModel::setFilter(const base::Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    forget();
}

void CacheModel::setEconomics(int generation, const insight::CacheEconomics &economics)
{
    if (!isLatest(generation))
        return;
    QList<Row> rows;
    for (const CacheRow &row : economics.rows) {
        const auto known = [&row](std::int64_t value) { // nothing where no call has a price: not zero
            return row.priced > 0 ? QVariant(qint64(value)) : QVariant();
        };
        const std::string &feature = row.keys.front();
        rows << Row{QString::fromStdString(feature.empty() ? std::string(base::unattributedLabel("feature"))
                                                           : feature),
                    qint64(row.requests),
                    known(static_cast<std::int64_t>(row.readTokens)),
                    known(static_cast<std::int64_t>(row.writeTokens())),
                    known(row.uncachedNanos),
                    known(row.billedNanos),
                    known(row.netSaving().nanos()),
                    ratioCell(row.readsPerWritten()),
                    ratioCell(row.breakEvenReads()),
                    cacheVerdict(row)};
    }
    m_leftOut = economics.total.unpriced() + economics.total.missingUsage;
    m_change = economics.change();
    setAnswer(std::move(rows));
}

} // namespace outlay::items
