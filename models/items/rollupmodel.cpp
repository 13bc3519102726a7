// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/rollupmodel.h"

#include "items/explainwords.h"

#include "insight/rollup.h"
#include "items/plaintext.h"

#include <algorithm>
#include <array>

namespace outlay::items {

using Figure = RollupModel::Figure;

namespace {

struct FigureInfo
{
    Kind kind;
    const char *title;   ///< translated in headerData
    const char *machine; ///< in CSV; exported percentages are shares, 0 … 1
};

constexpr std::array<FigureInfo, 15> kFigures = {{
    {Kind::Class, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Class"), "class"},
    {Kind::Money, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Cost"), "cost_usd"},
    {Kind::Share, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Share"), "cost_share"},
    {Kind::Change, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Change"), "cost_change"},
    {Kind::Count, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Requests"), "requests"},
    {Kind::UnitMoney, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Cost / 1k requests"), "avg_cost_usd"},
    {Kind::Count, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Input tokens"), "input_tokens"},
    {Kind::Count, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Cache reads"), "cache_read_tokens"},
    {Kind::Count, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Cache writes"), "cache_write_tokens"},
    {Kind::Count, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Output tokens"), "output_tokens"},
    {Kind::Millis, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Latency"), "avg_latency_ms"},
    {Kind::Trend, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Trend"), "monthly_cost_usd"},
    {Kind::Used, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Budget used"), "budget_used"},
    {Kind::Money, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Retry cost"), "retry_cost_usd"},
    {Kind::Count, QT_TRANSLATE_NOOP("outlay::items::RollupModel", "Without tokens"), "missing_usage"},
}};

const FigureInfo &infoOf(Figure figure)
{
    return kFigures[static_cast<std::size_t>(figure)];
}

QVariant known(std::int64_t value, std::int64_t count)
{
    return count == 0 ? QVariant() : QVariant(qint64(value));
}

/// Dollars as doubles: a sparkline only places pixels with them.
QVariant trendOf(const std::vector<base::Money> &costs)
{
    if (costs.empty())
        return {};
    QVariantList points;
    for (const base::Money &month : costs)
        points << static_cast<double>(month.nanos()) / static_cast<double>(base::kNanosPerDollar);
    return points;
}

QString dimensionTitle(const QString &name)
{
    QString title = name;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    return title.isEmpty() ? title : title.at(0).toUpper() + title.mid(1);
}

} // namespace

RollupModel::RollupModel(QStringList keys, QList<Figure> figures, QObject *parent)
    : QAbstractTableModel(parent)
    , m_keys(std::move(keys))
    , m_figures(std::move(figures))
    , m_rollup(std::make_unique<const insight::Rollup>())
{
}

RollupModel::~RollupModel() = default;

void RollupModel::setRollup(const insight::Rollup &rollup, const std::map<std::string, int> &ranks)
{
    beginResetModel();
    m_rollup = std::make_unique<const insight::Rollup>(rollup);
    m_ranks = ranks;
    endResetModel();
}

void RollupModel::clear()
{
    setRollup({});
}

qint64 RollupModel::totalNanos() const
{
    return m_rollup->total.costNanos;
}

qint64 RollupModel::totalRequests() const
{
    return m_rollup->total.requests;
}

int RollupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rollup->rows.size());
}

int RollupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size() + m_figures.size());
}

const insight::RollupRow &RollupModel::row(const QModelIndex &index) const
{
    return m_rollup->rows[static_cast<std::size_t>(index.row())];
}

QVariant RollupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == HatchedRole)
        return isUnattributed(row(index));
    return isKey(index.column()) ? keyData(index, role) : figureData(index, role);
}

bool RollupModel::isUnattributed(const insight::RollupRow &row) const
{
    const auto feature = m_keys.size() == 1 ? 0 : m_keys.indexOf(QStringLiteral("feature"));
    return feature >= 0 && row.keys[static_cast<std::size_t>(feature)] == base::kUnattributed;
}

QVariant RollupModel::keyData(const QModelIndex &index, int role) const
{
    const std::string &key = row(index).keys[static_cast<std::size_t>(index.column())];
    const QString dimension = m_keys[index.column()];
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case ValueRole:
        return key.empty() ? QString::fromUtf8(base::unattributedLabel(dimension.toStdString()).data())
                           : QString::fromStdString(key);
    case KindRole:
        return int(Kind::Text);
    case DimensionRole:
        return dimension;
    case KeyRole:
        return key.empty() ? QStringLiteral("") : QString::fromStdString(key);
    case SlotRole: {
        if (key.empty())
            return kSlotUnattributed;
        const auto rank = m_ranks.find(key);
        return rank == m_ranks.end() ? kSlotOther : rank->second % 6;
    }
    default:
        return {};
    }
}

QVariant RollupModel::figureData(const QModelIndex &index, int role) const
{
    const Figure figure = figureAt(index.column());
    const Kind kind = infoOf(figure).kind;
    switch (role) {
    case Qt::DisplayRole:
        return plainText(kind, figureValue(row(index), figure));
    case ValueRole:
        return figureValue(row(index), figure);
    case SortRole:
        return kind == Kind::Trend ? QVariant(qint64(row(index).sums.costNanos))
                                   : figureValue(row(index), figure);
    case KindRole:
        return int(kind);
    case Qt::TextAlignmentRole:
        return kind == Kind::Class ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case ShareOfGreatestRole: {
        const auto greatest = m_rollup->rows.front().sums.costNanos;
        if (figure != Figure::Cost || greatest <= 0)
            return {};
        return std::clamp(double(row(index).sums.costNanos) / double(greatest), 0.0, 1.0);
    }
    default:
        return {};
    }
}

QVariant RollupModel::figureValue(const insight::RollupRow &row, Figure figure) const
{
    const base::Measures &sums = row.sums;
    switch (figure) {
    case Figure::Class:
        return row.featureClass ? QVariant(int(*row.featureClass)) : QVariant();
    case Figure::Cost:
        return known(sums.costNanos, sums.priced);
    case Figure::Share:
        return row.share;
    case Figure::Change: {
        const auto change = insight::costChange(sums, row.compared);
        return change ? QVariant(*change) : QVariant();
    }
    case Figure::Requests:
        return qint64(sums.requests);
    case Figure::UnitCost:
        return sums.averageCost() ? QVariant(qint64(sums.averageCost()->nanos())) : QVariant();
    case Figure::InputTokens:
        return known(sums.inputTokens, sums.withInput);
    case Figure::CacheReadTokens:
        return known(sums.cacheReadTokens, sums.withCacheRead);
    case Figure::CacheWriteTokens:
        return known(sums.cacheWriteTokens(), sums.withCacheWrite);
    case Figure::OutputTokens:
        return known(sums.outputTokens, sums.withOutput);
    case Figure::Latency:
        return sums.withLatency == 0 ? QVariant()
                                     : QVariant(double(sums.latencyUs) / double(sums.withLatency) / 1000);
    case Figure::Trend:
        return trendOf(row.trend);
    case Figure::Budget:
        return row.budgetUsed ? QVariant(*row.budgetUsed) : QVariant();
    case Figure::RetryCost:
        return row.retryCost ? QVariant(qint64(row.retryCost->nanos())) : QVariant();
    case Figure::MissingUsage:
        return qint64(sums.missingUsage);
    }
    return {};
}

QVariant RollupModel::sumOf(Figure figure) const
{
    if (figure == Figure::Class || figure == Figure::Trend || figure == Figure::Budget)
        return {};
    insight::RollupRow all;
    all.sums = m_rollup->total;
    all.share = m_rollup->total.costNanos == 0 ? 0 : 1;
    if (m_rollup->isCompared)
        all.compared = m_rollup->comparedTotal;
    all.retryCost = m_rollup->retryCost;
    return figureValue(all, figure);
}

QVariant RollupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (isKey(section)) {
        switch (role) {
        case Qt::DisplayRole:
            return dimensionTitle(m_keys[section]);
        case MachineNameRole:
            return m_keys[section];
        case KindRole:
            return int(Kind::Text);
        case DimensionRole:
            return m_keys[section];
        default:
            return {};
        }
    }
    const FigureInfo &info = infoOf(figureAt(section));
    switch (role) {
    case Qt::DisplayRole:
        return tr(info.title);
    case MachineNameRole:
        return QString::fromLatin1(info.machine);
    case KindRole:
        return int(info.kind);
    case FigureRole:
        return figureOfColumn(info.machine);
    case SumRole:
        return sumOf(figureAt(section));
    case Qt::TextAlignmentRole:
        return info.kind == Kind::Class ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    default:
        return {};
    }
}

int RollupModel::columnOf(Figure figure) const
{
    const auto at = m_figures.indexOf(figure);
    return at < 0 ? -1 : static_cast<int>(m_keys.size() + at);
}

} // namespace outlay::items
