// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/unattributed.h"
#include "items/watchedtable.h"

namespace outlay::items {

/// What has no feature, of the filter's calls, in parts that have something in common, each with the rule
/// that would give it one. Single calls are gone over for it. Whoever answers wanted() calls setClusters() or
/// setFailed().
class UnattributedModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Common,
        Covers,
        OfUnknown, ///< in dollars
        Requests,
        InTokens, ///< a call, of those that say it
        OutTokens,
        Known,
        Suggested,
        ColumnCount
    };

    explicit UnattributedModel(QObject *parent = nullptr);

    void setFilter(const base::Filter &filter);
    const base::Filter &filter() const { return m_filter; }
    /// What calls have no value of; features at first.
    void setDimension(const base::Dimension &dimension);
    const base::Dimension &dimension() const { return m_dimension; }
    /// `known`: a sentence on each cluster's single calls.
    void setClusters(int generation, const insight::Unattributed &found, const QStringList &known);

    const base::Rule &ruleAt(int row) const { return m_found.clusters[static_cast<std::size_t>(row)].rule; }
    qint64 unknownNanos() const { return m_found.unknown.cost().nanos(); }
    qint64 unknownRequests() const { return m_found.unknown.requests; }
    qint64 totalNanos() const { return m_found.total.cost().nanos(); }
    qint64 totalRequests() const { return m_found.total.requests; }
    qint64 further() const { return static_cast<qint64>(m_found.further); } ///< smaller parts left out

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter, const outlay::base::Dimension &dimension);

protected:
    void ask(int generation) override;

private:
    base::Filter m_filter;
    base::Dimension m_dimension{base::nameOf(base::FixedDimension::Feature)};
    insight::Unattributed m_found;
};

} // namespace outlay::items
