// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QDate>

#include "base/budget.h"
#include "insight/budgetpast.h"
#include "items/watchedtable.h"

#include <optional>

namespace outlay::items {

/// The past of a budget's scope: what it suggests, and what a threshold would have done in each complete
/// period. Whoever answers wanted() calls setPast() or setFailed(). Another amount or threshold is tried at
/// once; another scope or period is asked for.
class BudgetPastModel : public WatchedTable
{
    Q_OBJECT

public:
    enum Column
    {
        Period,
        Spent,
        Amount,
        Used,
        Fired, ///< day
        FiredOn,
        Reached, ///< day on which the amount was spent
        DaysBefore,
        Verdict,
        ColumnCount
    };
    enum class Outcome
    {
        Quiet, ///< rightly
        InTime,
        OnTheDay, ///< of the limit
        FalseAlarm,
        Missed,
    };
    /// One period day by day.
    struct Strip
    {
        QString name;
        QList<double> used; ///< by the end of each day, as a share of the amount
        int fired = -1;     ///< number of the day, from 0; -1: it did not
        bool onForecast = false;
        int reached = -1; ///< the amount
        Outcome outcome = Outcome::Quiet;
    };
    struct Suggested
    {
        int periods = 0;
        int growthBasisPoints = 0;
        base::Money median;
        base::Money high;
        QString forPeriod;
    };

    /// `asker` tells the answers for one of these from those for others.
    explicit BudgetPastModel(int asker, QObject *parent = nullptr);

    void setBudget(const base::Budget &budget);
    const base::Budget &budget() const { return m_budget; }
    void setThreshold(const base::Threshold &threshold);
    const base::Threshold &threshold() const { return m_threshold; }
    void setPast(int asker, int generation, const insight::BudgetPast &past);
    void setFailed(int asker, int generation);

    bool isKnown() const { return state() == State::Ready; }
    qint64 requests() const { return m_past.requests; } ///< that the scope counts so far
    std::optional<Suggested> suggested() const;
    const QList<Strip> &strips() const { return m_strips; }
    /// Who is responsible for what is over, or will be, in the period that begins then; empty: nobody.
    QString driverIn(const QDate &firstDay) const;
    /// What the threshold would have done, in a sentence.
    QString summary() const;

Q_SIGNALS:
    void wanted(int asker, int generation, const outlay::base::Budget &budget);
    /// strips() and summary() have new values.
    void tested();

protected:
    void ask(int generation) override { Q_EMIT wanted(m_asker, generation, m_budget); }

private:
    void test();

    const int m_asker;
    base::Budget m_budget;
    base::Threshold m_threshold = {80};
    insight::BudgetPast m_past;
    insight::ThresholdTest m_test;
    QList<Strip> m_strips;
};

} // namespace outlay::items
