// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/matchgroups.h"
#include "insight/reconcile.h"
#include "items/matchmodels.h"
#include "items/watchedtable.h"

#include <optional>
#include <vector>

namespace outlay::items {

/// Providers' bills against all calls of a period, by day, model and kind of tokens. The calls are gone over
/// for it. Whoever answers wanted() calls setFound(), setNoBills() or setFailed().
class ReconcileModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Day,
        Provider,
        Model,
        Tokens, ///< kind of them
        Class,
        ProviderCost,
        OurCost,
        Difference,
        Delta,
        ProviderTokens,
        OurTokens,
        Cause,
        ColumnCount
    };
    /// Which rows are listed: those of one insight::MatchClass by its number, or
    static constexpr int kDifferences = -1; ///< those that neither match nor are not covered
    static constexpr int kEverything = -2;

    using By = insight::MatchBy;

    explicit ReconcileModel(QObject *parent = nullptr);

    MatchSumsModel sums;
    MonthLocksModel months;

    void setPeriod(const base::Period &period);
    /// In millionths of the greater amount.
    void setTolerance(std::int64_t ppm);
    void setDelay(int days);
    void setShown(int which);
    /// Rows added up. Groups have all their rows; setShown() chooses those that have such a row.
    void setBy(insight::MatchBy by);
    insight::MatchBy by() const { return m_by; }
    const insight::MatchOptions &options() const { return m_options; }

    void setFound(int generation, const insight::Reconciliation &found,
                  const std::vector<store::ClosedMonth> &closed,
                  const std::vector<store::Restatement> &restatements);
    /// Nothing was imported that calls could be held against.
    void setNoBills(int generation);

    /// Of the last answer.
    bool hasBills() const { return m_hasBills; }
    qint64 rowsInAll() const { return static_cast<qint64>(m_found.rows.size()); }
    qint64 differences() const; ///< rows that do not match
    qint64 unexplained() const; ///< of them those without a cause
    const QString &notes() const { return m_notes; }

Q_SIGNALS:
    void wanted(int generation, const outlay::insight::MatchOptions &options);

protected:
    void ask(int generation) override { Q_EMIT wanted(generation, m_options); }

private:
    void setOptions(const insight::MatchOptions &options);
    void keep(insight::Reconciliation found);
    bool isShown(const insight::MatchRow &row) const;
    bool isShown(const insight::MatchGroup &group) const;
    QVariant groupValueAt(const insight::MatchGroup &group, int column) const;
    /// As many rows as are shown; their cells are made when they are looked at, for there may be many.
    QList<Row> listRows();
    QVariant valueAt(int row, int column) const override;

    insight::MatchOptions m_options;
    insight::Reconciliation m_found;
    std::vector<insight::MatchGroup> m_groups; ///< of m_found, unless by rows
    std::vector<std::size_t> m_listed;         ///< rows of m_found, or groups
    insight::MatchBy m_by = insight::MatchBy::Row;
    QString m_notes;
    int m_shown = kDifferences;
    bool m_hasBills = false;
};

} // namespace outlay::items
