// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/rulepreviewmodel.h"

#include "items/rulesmodel.h"
#include "items/rulewords.h"

#include <QtCore/QLocale>

namespace outlay::items {

namespace {

constexpr int kPauseMs = 200;

QString callsPhrase(std::int64_t count)
{
    return count == 1
               ? RulePreviewModel::tr("1 call")
               : RulePreviewModel::tr("%1 calls").arg(QLocale().toString(static_cast<qlonglong>(count)));
}

} // namespace

RulePreviewModel::RulePreviewModel(QObject *parent)
    : WatchedTable({{tr("Month"), QStringLiteral("month"), Kind::Month, {}},
                    {tr("Dollars"), QStringLiteral("cost_usd"), Kind::Money, {}},
                    {tr("Requests"), QStringLiteral("requests"), Kind::Count, {}},
                    {tr("Dimension"), QStringLiteral("dimension"), Kind::Text, {}},
                    {tr("From"), QStringLiteral("from"), Kind::Text, {}},
                    {tr("To"), QStringLiteral("to"), Kind::Text, {}}},
                   parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &RulePreviewModel::forget);
}

void RulePreviewModel::ask(int generation)
{
    if (m_next.empty() && m_current.empty())
        setPreview(generation, {});
    else
        Q_EMIT wanted(generation, m_current, m_next);
}

void RulePreviewModel::setRules(const std::vector<base::Rule> &current, const std::vector<base::Rule> &next,
                                std::size_t place)
{
    if (current == m_current && next == m_next)
        return;
    m_current = current;
    m_next = next;
    m_place = place;
    m_pause.start();
    Q_EMIT stateChanged();
}

void RulePreviewModel::clear()
{
    m_pause.stop();
    m_current.clear();
    m_next.clear();
    m_reach = {};
    m_warnings.clear();
    setRows({});
    forget();
}

QStringList RulePreviewModel::warningsOf(const cube::RulePreview &preview) const
{
    QStringList warnings;
    for (std::size_t place = 0; place < preview.reach.size(); ++place) {
        const bool isNews = place == m_place || (place > m_place && preview.reach[place].isShadowed());
        if (isNews && m_next[place].enabled && preview.reach[place].isShadowed())
            warnings << tr("Rule %1 (%2) is shadowed: rules before it match all of it.")
                            .arg(place + 1)
                            .arg(ruleTitle(m_next[place]));
    }
    for (const cube::RuleConflict &conflict : preview.conflicts)
        if (conflict.first == m_place || conflict.second == m_place)
            warnings << tr("Rules %1 and %2 want different things of %3; rule %1 counts.")
                            .arg(conflict.first + 1)
                            .arg(conflict.second + 1)
                            .arg(callsPhrase(conflict.of.requests));
    return warnings;
}

void RulePreviewModel::setPreview(int generation, const cube::RulePreview &preview)
{
    if (!isLatest(generation) || preview.reach.size() != m_next.size())
        return;
    QList<Row> rows;
    for (const cube::RuleMove &move : preview.moves)
        rows << Row{QString::fromStdString(base::isoMonth(move.month)),
                    qint64(move.moved.nanos),
                    qint64(move.moved.requests),
                    QString::fromStdString(move.dimension),
                    valueText(move.dimension, move.from),
                    valueText(move.dimension, move.to)};
    m_reach = m_place < preview.reach.size() ? preview.reach[m_place] : cube::RuleReach();
    m_warnings = warningsOf(preview);
    setAnswer(std::move(rows));
}

} // namespace outlay::items
