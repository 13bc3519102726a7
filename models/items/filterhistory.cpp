// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/filterhistory.h"

namespace outlay::items {

namespace {

constexpr qsizetype kMaxSteps = 200;

/// The values of a dimension that are let through one by one; none where it is unrestricted or excludes.
QSet<QString> includedKeys(const base::Filter &filter, const QString &dimension)
{
    QSet<QString> keys;
    const auto it = filter.where.find(dimension.toStdString());
    if (it != filter.where.end() && !it->second.exclude)
        for (const std::string &value : it->second.values)
            keys.insert(QString::fromStdString(value));
    return keys;
}

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

void FilterHistory::setBasis(base::CostBasis basis)
{
    Step step = m_steps[m_at];
    step.question.filter.basis = basis;
    push(std::move(step));
}

void FilterHistory::setCounting(base::Counting counting)
{
    Step step = m_steps[m_at];
    step.question.filter.counting = counting;
    push(std::move(step));
}

void FilterHistory::restrict(Step &step, const QString &dimension, const QSet<QString> &keys, bool exclude)
{
    auto &where = step.question.filter.where;
    if (keys.isEmpty()) {
        where.erase(dimension.toStdString());
        step.crumbs.removeAll(dimension);
        return;
    }
    base::ValueSet set;
    set.exclude = exclude;
    for (const QString &key : keys)
        set.values.insert(key.toStdString());
    restrict(step, dimension, std::move(set));
}

void FilterHistory::restrict(Step &step, const QString &dimension, base::ValueSet set)
{
    step.question.filter.where[dimension.toStdString()] = std::move(set);
    if (!step.crumbs.contains(dimension))
        step.crumbs.append(dimension);
}

void FilterHistory::setNothing(const QString &dimension)
{
    Step step = m_steps[m_at];
    restrict(step, dimension, base::ValueSet{});
    push(std::move(step));
}

void FilterHistory::setValues(const QString &dimension, const QSet<QString> &keys, bool exclude)
{
    Step step = m_steps[m_at];
    restrict(step, dimension, keys, exclude);
    push(std::move(step));
}

void FilterHistory::drill(const QString &dimension, const QString &key, bool add)
{
    drill({{dimension, key}}, add);
}

void FilterHistory::drill(const QList<QPair<QString, QString>> &values, bool add)
{
    Step step = m_steps[m_at];
    std::optional<base::Period> days;
    QList<QPair<QString, QSet<QString>>> wanted; // by dimension, in the order in which they come
    for (const auto &[dimension, key] : values) {
        if (const auto period = periodOfBucket(dimension, key)) {
            days = period;
            continue;
        }
        const auto place = std::find_if(wanted.begin(), wanted.end(), [name = dimension](const auto &entry) {
            return entry.first == name;
        });
        (place == wanted.end() ? wanted.emplaceBack(dimension, QSet<QString>()) : *place).second << key;
    }
    // All of the mark is what is asked for already.
    bool again = !add && (!days || *days == step.question.filter.period);
    for (const auto &[dimension, keys] : std::as_const(wanted))
        again = again && includedKeys(step.question.filter, dimension) == keys;
    if (days)
        step.question.filter.period = *days;
    for (const auto &[dimension, keys] : std::as_const(wanted)) {
        QSet<QString> now = add ? includedKeys(step.question.filter, dimension) : QSet<QString>();
        if (now.contains(keys))
            now.subtract(keys);
        else if (!again)
            now.unite(keys);
        restrict(step, dimension, now, false);
    }
    push(std::move(step));
}

void FilterHistory::show(const std::map<base::Dimension, base::ValueSet> &where, const base::Period &period)
{
    Step step = m_steps[m_at];
    step.crumbs.clear();
    step.question.filter.where.clear();
    step.question.filter.period = period;
    for (const auto &[dimension, values] : where)
        restrict(step, QString::fromStdString(dimension), values);
    push(std::move(step));
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

void FilterHistory::returnTo(const base::Question &question)
{
    if (canGoBack() && m_steps[m_at - 1].question == question)
        return back();
    if (canGoForward() && m_steps[m_at + 1].question == question)
        return forward();
    Step step{question, m_steps[m_at].crumbs};
    step.crumbs.removeIf(
        [&](const QString &dimension) { return !question.filter.where.contains(dimension.toStdString()); });
    for (const auto &[dimension, values] : question.filter.where)
        if (const QString name = QString::fromStdString(dimension); !step.crumbs.contains(name))
            step.crumbs << name;
    push(std::move(step));
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
