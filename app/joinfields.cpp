// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/joinfields.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace outlay::app {

using base::Dimension;
using base::FixedDimension;
using ingest::JoinColumns;
using items::JoinField;

namespace {

struct JoinFieldWords
{
    Q_DECLARE_TR_FUNCTIONS(outlay::app::JoinFieldWords)
};

struct MatchField
{
    const char *label;
    std::string JoinColumns::*column;
};

constexpr std::array kMatchFields = {
    MatchField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "C&all id"), &JoinColumns::call},
    MatchField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "C&hain id"), &JoinColumns::chain},
    MatchField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "&Time"), &JoinColumns::time},
    MatchField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "&Model"), &JoinColumns::model},
    MatchField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "&Input tokens"), &JoinColumns::inputTokens},
    MatchField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "&Output tokens"),
               &JoinColumns::outputTokens},
};

struct GivenField
{
    const char *label;
    FixedDimension dimension;
};

/// What can be chosen though nothing looks like it.
constexpr std::array kGivenFields = {
    GivenField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "&Feature"), FixedDimension::Feature},
    GivenField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "Se&gment"), FixedDimension::Segment},
    GivenField{QT_TRANSLATE_NOOP("outlay::app::JoinFieldWords", "&Environment"), FixedDimension::Environment},
};

bool isGivenField(const Dimension &dimension)
{
    return std::ranges::any_of(
        kGivenFields, [&](const GivenField &field) { return base::nameOf(field.dimension) == dimension; });
}

/// The dimensions in the order of the fields.
std::vector<Dimension> dimensionFields(const JoinColumns &guess)
{
    std::vector<Dimension> dimensions;
    for (const GivenField &field : kGivenFields)
        dimensions.emplace_back(base::nameOf(field.dimension));
    for (const auto &[column, dimension] : guess.dimensions)
        if (!isGivenField(dimension))
            dimensions.push_back(dimension);
    return dimensions;
}

QString columnSaying(const JoinColumns &columns, const Dimension &dimension)
{
    const auto found = std::ranges::find(
        columns.dimensions, dimension, [](const auto &one) -> const auto & { return one.second; });
    return found == columns.dimensions.end() ? QString() : QString::fromStdString(found->first);
}

} // namespace

QList<JoinField> joinFieldsOf(const JoinColumns &guess)
{
    QList<JoinField> fields;
    for (const MatchField &field : kMatchFields)
        fields << JoinField{JoinFieldWords::tr(field.label), QString::fromStdString(guess.*field.column)};
    const std::vector<Dimension> dimensions = dimensionFields(guess);
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        fields << JoinField{i < kGivenFields.size() ? JoinFieldWords::tr(kGivenFields[i].label)
                                                    : QString::fromStdString(dimensions[i]),
                            columnSaying(guess, dimensions[i])};
    return fields;
}

JoinColumns chosenColumns(const JoinColumns &guess, const QStringList &chosen)
{
    JoinColumns columns;
    qsizetype next = 0;
    for (const MatchField &field : kMatchFields)
        columns.*field.column = chosen.value(next++).toStdString();
    for (const Dimension &dimension : dimensionFields(guess))
        if (const QString column = chosen.value(next++); !column.isEmpty())
            columns.dimensions.emplace_back(column.toStdString(), dimension);
    return columns;
}

} // namespace outlay::app
