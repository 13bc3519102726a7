// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/plaintext.h"

#include "base/money.h"

#include <QtCore/QStringList>

namespace outlay::items {

namespace {

QString className(int value)
{
    switch (static_cast<FeatureClass>(value)) {
    case FeatureClass::ProfitCenter:
        return QStringLiteral("profit center");
    case FeatureClass::CostDrain:
        return QStringLiteral("cost drain");
    case FeatureClass::CoreSpend:
        return QStringLiteral("core spend");
    case FeatureClass::LongTail:
        return QStringLiteral("long tail");
    }
    return {};
}

QString stateName(int value)
{
    switch (static_cast<BudgetState>(value)) {
    case BudgetState::NoData:
        return QStringLiteral("not begun");
    case BudgetState::OnTrack:
        return QStringLiteral("on track");
    case BudgetState::AheadOfPace:
        return QStringLiteral("ahead of pace");
    case BudgetState::SoftPassed:
        return QStringLiteral("soft threshold passed");
    case BudgetState::Over:
        return QStringLiteral("spent");
    }
    return {};
}

} // namespace

QVariant plainShare(const std::optional<double> &share)
{
    return share ? QVariant(*share) : QVariant();
}

QString plainMoney(qint64 nanos)
{
    return QString::fromStdString(base::Money::fromNanos(nanos).toDecimal());
}

QString plainText(Kind kind, const QVariant &value)
{
    if (!value.isValid())
        return {};
    switch (kind) {
    case Kind::Money:
    case Kind::Delta:
    case Kind::UnitMoney:
    case Kind::Price:
        return plainMoney(value.toLongLong());
    case Kind::Share:
    case Kind::Change:
    case Kind::Used:
    case Kind::Ratio:
    case Kind::Millis:
        return QString::number(value.toDouble(), 'g', 6);
    case Kind::Class:
        return className(value.toInt());
    case Kind::State:
        return stateName(value.toInt());
    case Kind::Trend: {
        QStringList points;
        for (const QVariant &point : value.toList())
            points << QString::number(point.toDouble(), 'f', 2);
        return points.join(QLatin1Char(' '));
    }
    case Kind::Text:
    case Kind::Count:
    case Kind::Day:
    case Kind::Month:
    case Kind::Time:
        break;
    }
    return value.toString();
}

} // namespace outlay::items
