// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/eventsmodel.h"

#include "store/store.h"

namespace outlay::items {

using base::FixedDimension;

namespace {

QVariant number(std::int64_t value)
{
    return value == base::kAbsent ? QVariant() : QVariant(qint64(value));
}

QVariant text(const std::optional<std::string> &value)
{
    return value ? QVariant(QString::fromStdString(*value)) : QVariant();
}

QString customText(const base::Attribution &attribution)
{
    QStringList parts;
    for (const auto &[name, value] : attribution.custom)
        parts << QString::fromStdString(name) + QLatin1Char('=') + QString::fromStdString(value);
    return parts.join(QStringLiteral(", "));
}

QString dimension(FixedDimension d)
{
    return QString::fromLatin1(base::nameOf(d).data());
}

} // namespace

EventsModel::EventsModel(QObject *parent)
    : SimpleTableModel(
          {{tr("Time (UTC)"), QStringLiteral("timestamp"), Kind::Time, {}},
           {tr("Feature"), QStringLiteral("feature"), Kind::Text, dimension(FixedDimension::Feature)},
           {tr("Segment"), QStringLiteral("segment"), Kind::Text, dimension(FixedDimension::Segment)},
           {tr("Model"), QStringLiteral("model"), Kind::Text, dimension(FixedDimension::Model)},
           {tr("Environment"), QStringLiteral("environment"), Kind::Text,
            dimension(FixedDimension::Environment)},
           {tr("Cost"), QStringLiteral("cost_usd"), Kind::Money, {}},
           {tr("Computed cost"), QStringLiteral("computed_cost_usd"), Kind::Money, {}},
           {tr("Input tokens"), QStringLiteral("input_tokens"), Kind::Count, {}},
           {tr("Cache reads"), QStringLiteral("cache_read_tokens"), Kind::Count, {}},
           {tr("Output tokens"), QStringLiteral("output_tokens"), Kind::Count, {}},
           {tr("Latency"), QStringLiteral("latency_ms"), Kind::Millis, {}},
           {tr("Priority"), QStringLiteral("priority"), Kind::Text, dimension(FixedDimension::Priority)},
           {tr("Cached"), QStringLiteral("cached"), Kind::Text, dimension(FixedDimension::Cached)},
           {tr("Request type"), QStringLiteral("request_type"), Kind::Text,
            dimension(FixedDimension::RequestType)},
           {tr("Outcome"), QStringLiteral("outcome"), Kind::Text, dimension(FixedDimension::Outcome)},
           {tr("User"), QStringLiteral("user"), Kind::Text, {}},
           {tr("Custom fields"), QStringLiteral("custom"), Kind::Text, {}},
           {tr("Other fields"), QStringLiteral("extra"), Kind::Text, {}},
           {tr("Source"), QStringLiteral("source"), Kind::Text, dimension(FixedDimension::Source)}},
          parent)
{
}

void EventsModel::setWatched(bool watched)
{
    m_watched = watched;
    askIfWatched();
}

void EventsModel::restart()
{
    ++m_generation;
    m_total = -1;
    m_shared = 0;
    m_complete = false;
    m_waiting = true; // for the first page, whether it is asked for already or not
    m_asked = false;
    if (rowCount() > 0)
        setRows({});
    Q_EMIT totalChanged(m_total);
    askIfWatched();
}

void EventsModel::askIfWatched()
{
    if (!m_watched || m_asked)
        return;
    m_asked = true;
    Q_EMIT pageWanted(m_generation, 0, kPageSize);
}

void EventsModel::appendPage(int generation, const std::vector<store::EventRecord> &page)
{
    if (generation != m_generation)
        return;
    QList<Row> rows;
    for (const store::EventRecord &event : page) {
        const base::Attribution &a = event.attribution;
        const base::EventRow &row = event.row;
        const base::Instant at{std::chrono::microseconds{row.atUs}};
        rows << Row{QString::fromStdString(base::isoInstant(at)),
                    text(a[FixedDimension::Feature]),
                    text(a[FixedDimension::Segment]),
                    text(a[FixedDimension::Model]),
                    text(a[FixedDimension::Environment]),
                    number(row.costNanos),
                    number(row.computedNanos),
                    number(row.inputTokens),
                    number(row.cacheReadTokens),
                    number(row.outputTokens),
                    row.latencyUs == base::kAbsent ? QVariant() : QVariant(double(row.latencyUs) / 1000),
                    text(a[FixedDimension::Priority]),
                    text(a[FixedDimension::Cached]),
                    text(a[FixedDimension::RequestType]),
                    text(a[FixedDimension::Outcome]),
                    event.user.empty() ? QVariant() : QVariant(QString::fromStdString(event.user)),
                    customText(a),
                    QString::fromStdString(event.extra),
                    text(a[FixedDimension::Source])};
    }
    m_waiting = false;
    m_complete = static_cast<int>(page.size()) < kPageSize;
    appendRows(rows);
}

void EventsModel::setTotal(int generation, qint64 total, qint64 shared)
{
    if (generation != m_generation)
        return;
    m_total = total;
    m_shared = shared;
    Q_EMIT totalChanged(total);
}

bool EventsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_waiting;
}

void EventsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_waiting = true;
    Q_EMIT pageWanted(m_generation, rowCount(), kPageSize);
}

} // namespace outlay::items
