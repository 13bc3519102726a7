// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/filterhistory.h"

namespace outlay::items {

namespace {

constexpr qsizetype kMaxSteps = 200;

} // namespace

FilterHistory::FilterHistory(QObject *parent)
    : QObject(parent)
    , m_steps{Step{}}
{
}

void FilterHistory::restart(const base::Question &initial)
{
    m_initial = initial;
    m_steps = {Step{initial, {}}};
    m_at = 0;
    Q_EMIT changed();
}

void FilterHistory::push(Step step)
{
    if (step.question == question())
        return;
    m_steps.resize(m_at + 1);
    m_steps.append(std::move(step));
    if (m_steps.size() > kMaxSteps)
        m_steps.removeFirst();
    go(m_steps.size() - 1);
}

void FilterHistory::go(qsizetype at)
{
    m_at = at;
    Q_EMIT changed();
}

void FilterHistory::setPeriod(const base::Period &period)
{
    Step step = m_steps[m_at];
    step.question.filter.period = period;
    push(std::move(step));
}

void FilterHistory::setCompare(base::Compare compare)
{
    Step step = m_steps[m_at];
    step.question.compare = compare;
    push(std::move(step));
}

void FilterHistory::setValues(const QString &dimension, const QSet<QString> &keys, bool exclude)
{
    Step step = m_steps[m_at];
    auto &where = step.question.filter.where;
    if (keys.isEmpty()) {
        where.erase(dimension.toStdString());
        step.crumbs.removeAll(dimension);
    } else {
        base::ValueSet set;
        set.exclude = exclude;
        for (const QString &key : keys)
            set.values.insert(key.toStdString());
        where[dimension.toStdString()] = std::move(set);
        if (!step.crumbs.contains(dimension))
            step.crumbs.append(dimension);
    }
    push(std::move(step));
}

void FilterHistory::drill(const QString &dimension, const QString &key, bool add)
{
    if (const auto period = periodOfBucket(dimension, key)) {
        setPeriod(*period);
        return;
    }
    QSet<QString> keys;
    const auto &where = question().filter.where;
    if (const auto it = where.find(dimension.toStdString()); it != where.end() && !it->second.exclude)
        for (const std::string &value : it->second.values)
            keys.insert(QString::fromStdString(value));
    const bool wasIn = keys.contains(key);
    if (!add) {
        const bool wasAlone = wasIn && keys.size() == 1;
        keys = wasAlone ? QSet<QString>() : QSet<QString>{key};
    } else if (wasIn) {
        keys.remove(key);
    } else {
        keys.insert(key);
    }
    setValues(dimension, keys);
}

void FilterHistory::keepCrumbs(int last)
{
    Step step = m_steps[m_at];
    while (step.crumbs.size() > last + 1)
        step.question.filter.where.erase(step.crumbs.takeLast().toStdString());
    push(std::move(step));
}

void FilterHistory::reset()
{
    push(Step{m_initial, {}});
}

void FilterHistory::back()
{
    if (canGoBack())
        go(m_at - 1);
}

void FilterHistory::forward()
{
    if (canGoForward())
        go(m_at + 1);
}

std::optional<base::Period> periodOfBucket(const QString &dimension, const QString &key)
{
    const std::string name = dimension.toStdString();
    if (!base::isTimeDimension(name))
        return std::nullopt;
    if (name != base::kWeek) {
        const auto period = base::parsePeriod(key.toStdString());
        return period ? std::optional(*period) : std::nullopt;
    }
    const auto jan4 = base::parseDay(key.left(4).toStdString() + "-01-04"); // always in ISO week 1
    if (!jan4)
        return std::nullopt;
    const base::Day monday = base::mondayOf(*jan4) + std::chrono::days{7 * (key.mid(6).toInt() - 1)};
    return base::Period{monday, monday + std::chrono::days{6}};
}

} // namespace outlay::items
