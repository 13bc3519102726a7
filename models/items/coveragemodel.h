// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/coverage.h"
#include "items/watchedtable.h"

#include <vector>

namespace outlay::items {

/// How the values of each dimension came to be, of the filter's calls: logged, joined, by rule, split or not
/// at all; in dollars and in requests, held against the marks of 80 and 90 %. Whoever answers wanted() calls
/// setCoverage() or setFailed().
class CoverageModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Dimension,
        OfDollars,
        DollarsMark,
        OfRequests,
        RequestsMark,
        Logged,
        Joined,
        ByRule,
        Split,
        Untagged,
        LoggedRequests,
        JoinedRequests,
        RuleRequests,
        SplitRequests,
        UntaggedRequests,
        ColumnCount
    };
    enum CoverageRole
    {
        LoggedShareRole = NextRole, ///< double, 0 … 1: of a share its parts
        JoinedShareRole,
        RuleShareRole,
        SplitShareRole
    };

    explicit CoverageModel(QObject *parent = nullptr);

    void setFilter(const base::Filter &filter);
    const base::Filter &filter() const { return m_filter; }
    void setCoverage(int generation, const std::vector<insight::OriginCoverage> &coverages);
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// "82.0 % of dollars have a feature, below the 90 % mark; …", or empty.
    QString summary() const;

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_filter); }

private:
    QVariant partOf(const QModelIndex &index, int role) const;

    base::Filter m_filter;
    std::vector<insight::OriginCoverage> m_coverages;
};

} // namespace outlay::items
