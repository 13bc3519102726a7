// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "insight/cacheeconomics.h"
#include "items/watchedtable.h"

#include <optional>

namespace outlay::items {

/// What prompt caches saved or lost by feature, of the filter's calls. They are gone over for it. Whoever
/// answers wanted() calls setEconomics() or setFailed().
class CacheModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Feature,
        Requests,
        Read,
        Written,
        Uncached,
        Billed,
        NetSaving,
        ReadsPerWritten,
        BreakEven,
        Verdict,
        ColumnCount
    };

    explicit CacheModel(QObject *parent = nullptr);
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setFilter(const base::Filter &filter);
    const base::Filter &filter() const { return m_filter; }
    void setEconomics(int generation, const insight::CacheEconomics &economics);

    /// Of the last answer: calls that are in no sum, for want of a price or of tokens.
    qint64 leftOut() const { return m_leftOut; }
    /// Cost per cached request ÷ per fresh one of the same feature and model − 1; none: nothing to compare.
    std::optional<double> change() const { return m_change; }

Q_SIGNALS:
    void wanted(int generation, const outlay::base::Filter &filter);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_filter); }

private:
    base::Filter m_filter;
    qint64 m_leftOut = 0;
    std::optional<double> m_change;
};

} // namespace outlay::items
