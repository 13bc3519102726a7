// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPair>
#include <QtCore/QSet>
#include <QtCore/QString>

#include "base/filter.h"

namespace outlay::items {

/// The one question that governs all pages, with the way that led to it. Every change is a step that Back
/// undoes; the dimensions filtered on, in the order in which they came, are the breadcrumbs.
class FilterHistory : public QObject
{
    Q_OBJECT

public:
    explicit FilterHistory(QObject *parent = nullptr);

    const base::Question &question() const { return m_steps[m_at].question; }
    /// Dimensions of the filter, oldest first.
    const QList<QString> &crumbs() const { return m_steps[m_at].crumbs; }
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_steps.size(); }

    /// Forgets all steps: a store was opened, with this as what Reset goes back to.
    void restart(const base::Question &initial);

    void setPeriod(const base::Period &period);
    void setCompare(base::Compare compare);
    void setBasis(base::CostBasis basis);
    void setCounting(base::Counting counting);
    /// Replaces the values of one dimension; an empty set removes the restriction.
    void setValues(const QString &dimension, const QSet<QString> &keys, bool exclude = false);
    /// Lets nothing through: no value of this dimension is chosen.
    void setNothing(const QString &dimension);
    /// A click on a mark: filters on this one value; on the same value again, clears it. `add`: keeps the
    /// values that are already in. A time dimension sets the period to that bucket.
    void drill(const QString &dimension, const QString &key, bool add = false);
    /// The same for a mark that stands for values of several dimensions, as one step: the same mark again
    /// clears them all.
    void drill(const QList<QPair<QString, QString>> &values, bool add = false);
    /// These calls of these days and no others, whatever was asked for before, as one step.
    void show(const std::map<base::Dimension, base::ValueSet> &where, const base::Period &period);
    void clear(const QString &dimension) { setValues(dimension, {}); }
    /// Removes what came after this crumb; -1: all of them.
    void keepCrumbs(int last);
    void reset();
    void back();
    void forward();
    /// All of a question: the step before or after where that is the one, or else a new step.
    void returnTo(const base::Question &question);

Q_SIGNALS:
    void changed();

private:
    struct Step
    {
        base::Question question;
        QList<QString> crumbs;
    };

    static void restrict(Step &step, const QString &dimension, const QSet<QString> &keys, bool exclude);
    static void restrict(Step &step, const QString &dimension, base::ValueSet set);
    void push(Step step);
    void go(qsizetype at);

    base::Question m_initial;
    QList<Step> m_steps;
    qsizetype m_at = 0;
};

/// The days of a time bucket as charts name it ("2026-05", "2026-05-09", "2026-W19"); nothing for others.
std::optional<base::Period> periodOfBucket(const QString &dimension, const QString &key);

} // namespace outlay::items
