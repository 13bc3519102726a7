// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/coveragemodel.h"

#include "insight/explain.h"

#include <QtCore/QLocale>

#include <array>
#include <optional>

namespace outlay::items {

using insight::OriginCoverage;

namespace {

using KnownShare = std::optional<double>; ///< none where there is nothing to attribute

/// With one decimal of a percent, and never up to a mark that is not reached.
QVariant shownShare(const KnownShare &known)
{
    if (!known)
        return {};
    const double share = *known;
    for (const double mark : {insight::kCoverageMark, insight::kCoverageRun, 1.0})
        if (share < mark && share > mark - 0.0005)
            return mark - 0.001;
    return share;
}

QString markText(const KnownShare &share)
{
    if (!share)
        return {};
    if (*share >= insight::kCoverageRun)
        return CoverageModel::tr("✓ above 90 %");
    return *share >= insight::kCoverageMark ? CoverageModel::tr("△ below 90 %")
                                            : CoverageModel::tr("✕ below 80 %");
}

QString markWords(const KnownShare &share)
{
    if (!share)
        return CoverageModel::tr("nothing to attribute");
    if (*share >= insight::kCoverageRun)
        return CoverageModel::tr("above the 90 % mark");
    return *share >= insight::kCoverageMark ? CoverageModel::tr("below the 90 % mark")
                                            : CoverageModel::tr("below the 80 % mark");
}

QString percentOf(const KnownShare &share)
{
    return share ? QLocale().toString(shownShare(share).toDouble() * 100, 'f', 1) + QStringLiteral(" %")
                 : QStringLiteral("–");
}

qint64 dollarsOf(const base::Measures &sums)
{
    return sums.cost().nanos();
}

} // namespace

CoverageModel::CoverageModel(QObject *parent)
    : WatchedTable({{tr("Dimension"), QStringLiteral("dimension"), Kind::Text, {}},
                    {tr("Of dollars"), QStringLiteral("coverage_of_cost"), Kind::Share, {}},
                    {tr("Dollars' mark"), QStringLiteral("mark_of_cost"), Kind::Text, {}},
                    {tr("Of requests"), QStringLiteral("coverage_of_requests"), Kind::Share, {}},
                    {tr("Requests' mark"), QStringLiteral("mark_of_requests"), Kind::Text, {}},
                    {tr("Logged"), QStringLiteral("logged_usd"), Kind::Money, {}},
                    {tr("Joined"), QStringLiteral("joined_usd"), Kind::Money, {}},
                    {tr("By rule"), QStringLiteral("by_rule_usd"), Kind::Money, {}},
                    {tr("Split"), QStringLiteral("split_usd"), Kind::Money, {}},
                    {tr("Untagged"), QStringLiteral("untagged_usd"), Kind::Money, {}},
                    {tr("Calls logged"), QStringLiteral("logged_requests"), Kind::Count, {}},
                    {tr("Calls joined"), QStringLiteral("joined_requests"), Kind::Count, {}},
                    {tr("Calls by rule"), QStringLiteral("by_rule_requests"), Kind::Count, {}},
                    {tr("Calls split"), QStringLiteral("split_requests"), Kind::Count, {}},
                    {tr("Calls untagged"), QStringLiteral("untagged_requests"), Kind::Count, {}}},
                   parent)
{
}

void CoverageModel::setFilter(const base::Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    forget();
}

void CoverageModel::setCoverage(int generation, const std::vector<OriginCoverage> &coverages)
{
    if (!isLatest(generation))
        return;
    m_coverages = coverages;
    QList<Row> rows;
    for (const OriginCoverage &each : coverages) {
        const insight::Coverage all = each.coverage();
        rows << Row{QString::fromStdString(each.dimension),
                    shownShare(all.byCost()),
                    markText(all.byCost()),
                    shownShare(all.byRequests()),
                    markText(all.byRequests()),
                    dollarsOf(each.logged),
                    dollarsOf(each.joined),
                    dollarsOf(each.byRule),
                    dollarsOf(each.split),
                    dollarsOf(each.untagged),
                    qint64(each.logged.requests),
                    qint64(each.joined.requests),
                    qint64(each.byRule.requests),
                    qint64(each.split.requests),
                    qint64(each.untagged.requests)};
    }
    setAnswer(std::move(rows));
}

QVariant CoverageModel::partOf(const QModelIndex &index, int role) const
{
    const bool isCost = index.column() == OfDollars;
    if (!isCost && index.column() != OfRequests)
        return {};
    const OriginCoverage &of = m_coverages.at(static_cast<std::size_t>(index.row()));
    const auto amount = [isCost](const base::Measures &sums) {
        return double(isCost ? dollarsOf(sums) : qint64(sums.requests));
    };
    const double all =
        amount(of.logged) + amount(of.joined) + amount(of.byRule) + amount(of.split) + amount(of.untagged);
    const base::Measures &part = role == LoggedShareRole   ? of.logged
                                 : role == JoinedShareRole ? of.joined
                                 : role == RuleShareRole   ? of.byRule
                                                           : of.split;
    return all == 0 ? 0.0 : amount(part) / all;
}

QVariant CoverageModel::data(const QModelIndex &index, int role) const
{
    if (index.isValid() && role >= LoggedShareRole && role <= SplitShareRole)
        return partOf(index, role);
    if (role == FigureRole && index.isValid() &&
        (index.column() == OfDollars || index.column() == OfRequests)) {
        const insight::Figure figure =
            index.column() == OfDollars ? insight::Figure::Coverage : insight::Figure::CoverageByRequests;
        const std::string &dimension = m_coverages.at(static_cast<std::size_t>(index.row())).dimension;
        return QString::fromStdString(std::string(insight::nameOf(figure)) + ":" + dimension);
    }
    return WatchedTable::data(index, role);
}

QString CoverageModel::summary() const
{
    for (const OriginCoverage &each : m_coverages) {
        const insight::Coverage all = each.coverage();
        if (each.dimension == base::nameOf(base::FixedDimension::Feature) && rowCount() > 0)
            return tr("%1 of dollars have a feature, %2; %3 of requests, %4.")
                .arg(percentOf(all.byCost()), markWords(all.byCost()), percentOf(all.byRequests()),
                     markWords(all.byRequests()));
    }
    return {};
}

} // namespace outlay::items
