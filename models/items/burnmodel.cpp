// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/burnmodel.h"

#include "insight/burn.h"

namespace outlay::items {

static_assert(static_cast<int>(BudgetState::NoData) == static_cast<int>(insight::BudgetState::NoData));
static_assert(static_cast<int>(BudgetState::OnTrack) == static_cast<int>(insight::BudgetState::OnTrack));
static_assert(static_cast<int>(BudgetState::AheadOfPace) ==
              static_cast<int>(insight::BudgetState::AheadOfPace));
static_assert(static_cast<int>(BudgetState::SoftPassed) ==
              static_cast<int>(insight::BudgetState::SoftPassed));
static_assert(static_cast<int>(BudgetState::Over) == static_cast<int>(insight::BudgetState::Over));

namespace {

QDate toDate(base::Day day)
{
    const std::chrono::year_month_day ymd{day};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

QDate toDate(const std::optional<base::Day> &day)
{
    return day ? toDate(*day) : QDate();
}

} // namespace

BurnModel::BurnModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

BurnModel::~BurnModel() = default;

void BurnModel::setBurn(const insight::Burn &burn)
{
    replace(std::make_unique<const insight::Burn>(burn));
}

void BurnModel::clear()
{
    replace(nullptr);
}

void BurnModel::replace(std::unique_ptr<const insight::Burn> burn)
{
    beginResetModel();
    m_burn = std::move(burn);
    endResetModel();
    Q_EMIT burnChanged();
}

QString BurnModel::feature() const
{
    return m_burn ? QString::fromStdString(base::featureOf(m_burn->budget).value_or("")) : QString();
}

qint64 BurnModel::limitNanos() const
{
    return m_burn ? m_burn->amount.nanos() : 0;
}

qint64 BurnModel::softLimitNanos() const
{
    return m_burn ? m_burn->softLimit.nanos() : 0;
}

int BurnModel::softPercent() const
{
    return m_burn ? base::softPercentOf(m_burn->budget).value_or(100) : 0;
}

qint64 BurnModel::spentNanos() const
{
    return m_burn ? m_burn->spentToDate().nanos() : 0;
}

qint64 BurnModel::paceNanos() const
{
    return daysElapsed() > 0 ? m_burn->pace[m_burn->spent.size() - 1].nanos() : 0;
}

bool BurnModel::hasForecast() const
{
    return m_burn && m_burn->forecast;
}

bool BurnModel::hasInterval() const
{
    return hasForecast() && !m_burn->forecast->low.empty();
}

bool BurnModel::isRunRate() const
{
    return hasForecast() && m_burn->forecast->method == insight::Forecast::Method::RunRate;
}

qint64 BurnModel::expectedNanos() const
{
    return m_burn ? m_burn->expectedTotal().nanos() : 0;
}

qint64 BurnModel::expectedLowNanos() const
{
    return hasInterval() ? m_burn->forecast->total(insight::Forecast::Bound::Low).nanos() : expectedNanos();
}

qint64 BurnModel::expectedHighNanos() const
{
    return hasInterval() ? m_burn->forecast->total(insight::Forecast::Bound::High).nanos() : expectedNanos();
}

std::optional<double> BurnModel::pastError() const
{
    return hasForecast() ? m_burn->forecast->meanError : std::nullopt;
}

QDate BurnModel::exhaustedOn() const
{
    return m_burn ? toDate(m_burn->exhaustedOn()) : QDate();
}

BudgetState BurnModel::state() const
{
    return m_burn ? static_cast<BudgetState>(m_burn->state) : BudgetState::NoData;
}

int BurnModel::daysElapsed() const
{
    return m_burn ? m_burn->elapsedDays() : 0;
}

int BurnModel::daysLeft() const
{
    return m_burn ? m_burn->daysLeft() : 0;
}

QDate BurnModel::firstDay() const
{
    return m_burn ? toDate(m_burn->period.first) : QDate();
}

QDate BurnModel::lastDay() const
{
    return m_burn ? toDate(m_burn->period.last) : QDate();
}

QDate BurnModel::asOf() const
{
    return daysElapsed() > 0 ? toDate(m_burn->asOf) : QDate();
}

QDate BurnModel::softPassedOn() const
{
    return m_burn ? toDate(m_burn->softPassedOn) : QDate();
}

QDate BurnModel::spentOn() const
{
    return m_burn ? toDate(m_burn->spentOn) : QDate();
}

int BurnModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_burn ? 0 : m_burn->period.days();
}

int BurnModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// A forecast's sum by the end of a day of the period.
QVariant BurnModel::foreseen(int row, const std::vector<base::Money> &cumulative) const
{
    const int ahead = row - static_cast<int>((m_burn->forecast->firstDay - m_burn->period.first).count());
    if (ahead < 0 || ahead >= static_cast<int>(cumulative.size()))
        return {};
    return QVariant::fromValue<qint64>(cumulative[static_cast<std::size_t>(ahead)].nanos());
}

QVariant BurnModel::value(int row, int column) const
{
    const auto at = static_cast<std::size_t>(row);
    switch (column) {
    case Day:
        return QString::fromStdString(base::isoDay(m_burn->period.first + std::chrono::days{row}));
    case Spent:
        if (at < m_burn->spent.size())
            return QVariant::fromValue<qint64>(m_burn->spent[at].nanos());
        return {};
    case Pace:
        return QVariant::fromValue<qint64>(m_burn->pace[at].nanos());
    case Forecast:
        return hasForecast() ? foreseen(row, m_burn->forecast->cumulative) : QVariant();
    case ForecastLow:
        return hasForecast() ? foreseen(row, m_burn->forecast->low) : QVariant();
    case ForecastHigh:
        return hasForecast() ? foreseen(row, m_burn->forecast->high) : QVariant();
    case Before:
        if (at < m_burn->spentBefore.size())
            return QVariant::fromValue<qint64>(m_burn->spentBefore[at].nanos());
        return {};
    default:
        return {};
    }
}

QVariant BurnModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isDay = index.column() == Day;
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant plain = value(index.row(), index.column());
        if (isDay || !plain.isValid())
            return plain.isValid() ? plain : QVariant(QString());
        return QString::fromStdString(base::Money::fromNanos(plain.toLongLong()).toDecimal());
    }
    case ValueRole:
    case SortRole:
        return value(index.row(), index.column());
    case FigureRole:
        return index.column() == Spent && value(index.row(), Spent).isValid()
                   ? QVariant(QStringLiteral("budget_used"))
                   : QVariant();
    case KindRole:
        return static_cast<int>(isDay ? Kind::Day : Kind::Money);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isDay ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case DimensionRole:
        return isDay ? QVariant(QStringLiteral("day")) : QVariant();
    case KeyRole:
        return isDay ? value(index.row(), Day) : QVariant();
    default:
        return {};
    }
}

QVariant BurnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    static constexpr std::array<const char *, ColumnCount> names = {"day",
                                                                    "spent_usd",
                                                                    "expected_by_now_usd",
                                                                    "forecast_usd",
                                                                    "forecast_low_usd",
                                                                    "forecast_high_usd",
                                                                    "period_before_usd"};
    const std::array<QString, ColumnCount> titles = {tr("Day"),          tr("Spent"),     tr("Expected"),
                                                     tr("Forecast"),     tr("80 % from"), tr("80 % to"),
                                                     tr("Period before")};
    switch (role) {
    case Qt::DisplayRole:
        return titles[static_cast<std::size_t>(section)];
    case KindRole:
        return static_cast<int>(section == Day ? Kind::Day : Kind::Money);
    case MachineNameRole:
        return QString::fromLatin1(names[static_cast<std::size_t>(section)]);
    default:
        return {};
    }
}

} // namespace outlay::items
