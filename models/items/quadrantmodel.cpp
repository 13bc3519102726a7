// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/quadrantmodel.h"
#include "items/explainwords.h"

#include "insight/quadrant.h"
#include "items/columninfo.h"

#include <array>

namespace outlay::items {

using insight::QuadrantPoint;

static_assert(static_cast<int>(FeatureClass::ProfitCenter) ==
              static_cast<int>(insight::FeatureClass::ProfitCenter));
static_assert(static_cast<int>(FeatureClass::CostDrain) ==
              static_cast<int>(insight::FeatureClass::CostDrain));
static_assert(static_cast<int>(FeatureClass::CoreSpend) ==
              static_cast<int>(insight::FeatureClass::CoreSpend));
static_assert(static_cast<int>(FeatureClass::LongTail) == static_cast<int>(insight::FeatureClass::LongTail));

namespace {

constexpr std::array<ColumnInfo, QuadrantModel::ColumnCount> kQuadrantColumns = {{
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Feature"), "feature", Kind::Text},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Class"), "class", Kind::Class},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Cost"), "cost_usd", Kind::Money},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Share of cost"), "cost_share", Kind::Share},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Requests"), "requests", Kind::Count},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Share of requests"), "usage_share", Kind::Share},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Cost ÷ usage"), "index", Kind::Ratio},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Share of cost before"), "previous_cost_share",
     Kind::Share},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Share of requests before"), "previous_usage_share",
     Kind::Share},
    {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Return"), "gain_usd", Kind::Money},
}};
/// In place of the share of requests, of the same number.
constexpr ColumnInfo kReturnShare = {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Share of return"),
                                     "return_share", Kind::Share};
constexpr ColumnInfo kReturnIndex = {QT_TRANSLATE_NOOP("outlay::items::QuadrantModel", "Cost ÷ return"),
                                     "index", Kind::Ratio};

const ColumnInfo &columnOf(int section, bool isByReturn)
{
    if (isByReturn && section == QuadrantModel::UsageShare)
        return kReturnShare;
    if (isByReturn && section == QuadrantModel::Index)
        return kReturnIndex;
    return kQuadrantColumns[static_cast<std::size_t>(section)];
}

const char *machineNameOf(insight::FeatureClass featureClass)
{
    switch (featureClass) {
    case insight::FeatureClass::ProfitCenter:
        return "profit_center";
    case insight::FeatureClass::CostDrain:
        return "cost_drain";
    case insight::FeatureClass::CoreSpend:
        return "core_spend";
    case insight::FeatureClass::LongTail:
        break;
    }
    return "long_tail";
}

QVariant known(const std::optional<double> &share)
{
    return share ? QVariant(*share) : QVariant();
}

QString nameOf(const QuadrantPoint &point)
{
    if (point.feature == base::kUnattributed)
        return QString::fromUtf8(base::unattributedLabel(base::nameOf(base::FixedDimension::Feature)).data());
    return QString::fromStdString(point.feature);
}

} // namespace

QuadrantModel::QuadrantModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_quadrant(std::make_unique<insight::Quadrant>())
{
}

QuadrantModel::~QuadrantModel() = default;

void QuadrantModel::setQuadrant(const insight::Quadrant &quadrant)
{
    const bool cutsMoved = quadrant.cuts != m_quadrant->cuts;
    beginResetModel();
    *m_quadrant = quadrant;
    endResetModel();
    if (cutsMoved)
        Q_EMIT cutsChanged(usageCut(), costCut());
}

void QuadrantModel::clear()
{
    setQuadrant({});
}

void QuadrantModel::setCuts(double usage, double cost)
{
    const insight::Cuts cuts{usage, cost};
    if (cuts == m_quadrant->cuts)
        return;
    m_quadrant->cuts = cuts;
    for (QuadrantPoint &point : m_quadrant->points)
        point.featureClass = insight::classify(point.usageShare, point.costShare, cuts);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Class), index(rowCount() - 1, Class));
    Q_EMIT cutsChanged(usage, cost);
}

bool QuadrantModel::isByReturn() const
{
    return m_quadrant->byReturn;
}

qint64 QuadrantModel::unvalued() const
{
    return static_cast<qint64>(m_quadrant->unvalued);
}

qint64 QuadrantModel::unvaluedCostNanos() const
{
    return m_quadrant->unvaluedCost.nanos();
}

double QuadrantModel::usageCut() const
{
    return m_quadrant->cuts.usage;
}

double QuadrantModel::costCut() const
{
    return m_quadrant->cuts.cost;
}

int QuadrantModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_quadrant->points.size());
}

int QuadrantModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant QuadrantModel::value(int row, int column) const
{
    const QuadrantPoint &point = m_quadrant->points[static_cast<std::size_t>(row)];
    switch (column) {
    case Name:
        return nameOf(point);
    case Class:
        return static_cast<int>(point.featureClass);
    case Cost:
        return QVariant::fromValue<qint64>(point.sums.costNanos);
    case CostShare:
        return point.costShare;
    case Requests:
        return QVariant::fromValue<qint64>(point.sums.requests);
    case UsageShare:
        return point.usageShare;
    case Index:
        return point.usageShare > 0 ? QVariant(point.costShare / point.usageShare) : QVariant();
    case PreviousCostShare:
        return known(point.previousCostShare);
    case PreviousUsageShare:
        return known(point.previousUsageShare);
    case Gain:
        return point.gain ? QVariant::fromValue<qint64>(point.gain->nanos()) : QVariant();
    default:
        return {};
    }
}

QVariant QuadrantModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QuadrantPoint &point = m_quadrant->points[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant plain = value(index.row(), index.column());
        if (index.column() == Class)
            return QString::fromLatin1(machineNameOf(point.featureClass));
        if (index.column() == Cost)
            return QString::fromStdString(point.sums.cost().toDecimal());
        if (index.column() == Gain)
            return point.gain ? QString::fromStdString(point.gain->toDecimal()) : QString();
        if (plain.typeId() == QMetaType::Double)
            return QString::number(plain.toDouble(), 'g', 12);
        return plain.toString();
    }
    case ValueRole:
    case SortRole:
        return value(index.row(), index.column());
    case KindRole:
        return static_cast<int>(kQuadrantColumns[static_cast<std::size_t>(index.column())].kind);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() <= Class ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    case DimensionRole:
        return QStringLiteral("feature");
    case KeyRole:
        return QString::fromUtf8(point.feature.data(), static_cast<qsizetype>(point.feature.size()));
    case HatchedRole:
        return point.feature == base::kUnattributed;
    default:
        return {};
    }
}

QVariant QuadrantModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnInfo &column = columnOf(section, m_quadrant->byReturn);
    switch (role) {
    case Qt::DisplayRole:
        return tr(column.title);
    case KindRole:
        return static_cast<int>(column.kind);
    case MachineNameRole:
        return QString::fromLatin1(column.machineName);
    case FigureRole:
        // By return the share is of the features whose value is known.
        return m_quadrant->byReturn && section == CostShare ? QVariant() : figureOfColumn(column.machineName);
    case Qt::TextAlignmentRole:
        return section == Name || section == Class ? QVariant()
                                                   : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    default:
        return {};
    }
}

} // namespace outlay::items
