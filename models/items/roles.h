// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/qnamespace.h>

namespace outlay::items {

/// What kind of value a cell holds; views/format turns it into text.
enum class Kind
{
    Text,      ///< QString
    Count,     ///< qint64
    Money,     ///< qint64 nano-dollars
    UnitMoney, ///< qint64 nano-dollars per request
    Delta,     ///< qint64 nano-dollars more or less
    Price,     ///< qint64 nano-dollars with all decimals: of one call, or per million tokens
    Share,     ///< double, 0 … 1
    Change,    ///< double, relative: 0.25 is +25 %
    Day,       ///< QString, ISO day
    Month,     ///< QString, ISO month
    Time,      ///< QString, ISO instant
    Millis,    ///< double, milliseconds
    Class,     ///< int, insight::FeatureClass
    State,     ///< int, insight::BudgetState
    Trend,     ///< QVariantList of double, one per month
    Used,      ///< double, 0 … : share of a budget
    Ratio,     ///< double: 37 is 37 times
};

/// What views may ask of every model of this room. DisplayRole is a plain, locale-free text, as written to
/// CSV and copied as TSV; views put their format proxy on top for what is shown.
enum Role
{
    ValueRole = Qt::UserRole + 1, ///< raw value by Kind; an invalid QVariant means "not known"
    KindRole,                     ///< int(Kind); also a header role
    SortRole,                     ///< something QVariant::compare orders
    DimensionRole,                ///< QString: the dimension that clicking this cell filters on; empty: none
    KeyRole,         ///< QString: the value to filter by (kUnattributed is an empty, not null, text)
    SlotRole,        ///< int: colour slot of a feature or series, see below
    HatchedRole,     ///< bool: the unattributed
    PartialRole,     ///< bool: a bucket that is not over yet
    MachineNameRole, ///< QString, header role: the column's name in CSV
    SumRole,    ///< header role: the column over all of the model's rows, a value as its cells; invalid: none
    FigureRole, ///< of headers and of cells, which go first: QString as insight::questionNamed() takes it, of
                ///< what the column or the cell is, or a QStringList where a cell has several numbers;
                ///< invalid: nothing that explains itself
    NextRole,   ///< first role free for a model of its own
};

/// Colour slots 0 … 5 are palette categories; a feature keeps its slot across pages and periods.
constexpr int kSlotOther = -1;
constexpr int kSlotUnattributed = -2;

/// insight::FeatureClass and insight::BudgetState by the same numbers, for views, which do not see insight.
enum class FeatureClass
{
    ProfitCenter,
    CostDrain,
    CoreSpend,
    LongTail
};
enum class BudgetState
{
    NoData,
    OnTrack,
    AheadOfPace,
    SoftPassed,
    Over
};

} // namespace outlay::items
