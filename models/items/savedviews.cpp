// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/savedviews.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace outlay::items {

namespace {

const QString kName = QStringLiteral("name");
const QString kPage = QStringLiteral("page");
const QString kFirst = QStringLiteral("first_day");
const QString kLast = QStringLiteral("last_day");
const QString kCompare = QStringLiteral("compare");
const QString kBasis = QStringLiteral("cost");
const QString kCounting = QStringLiteral("counting");
const QString kWhere = QStringLiteral("where");
const QString kValues = QStringLiteral("values");
const QString kExclude = QStringLiteral("exclude");
const QString kLayout = QStringLiteral("layout");

constexpr std::array kCompares = {std::pair(base::Compare::None, "nothing"),
                                  std::pair(base::Compare::PreviousPeriod, "previous_period"),
                                  std::pair(base::Compare::SamePeriodLastYear, "same_period_last_year")};
constexpr std::array kBases = {base::CostBasis::Shown, base::CostBasis::Reported, base::CostBasis::Computed};
constexpr std::array kCountings = {base::Counting::Billed, base::Counting::CompletedOnly};

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonObject jsonOf(const SavedView &view)
{
    const base::Filter &filter = view.question.filter;
    QJsonObject where;
    for (const auto &[dimension, set] : filter.where) {
        QJsonArray values;
        for (const std::string &value : set.values)
            values << QString::fromStdString(value);
        where[QString::fromStdString(dimension)] = QJsonObject{{kValues, values}, {kExclude, set.exclude}};
    }
    const auto *const compare =
        std::find_if(kCompares.begin(), kCompares.end(),
                     [&view](const auto &candidate) { return candidate.first == view.question.compare; });
    return {{kName, view.name},
            {kPage, view.page},
            {kFirst, QString::fromStdString(base::isoDay(filter.period.first))},
            {kLast, QString::fromStdString(base::isoDay(filter.period.last))},
            {kCompare, QLatin1String(compare->second)},
            {kBasis, textOf(nameOf(filter.basis))},
            {kCounting, textOf(nameOf(filter.counting))},
            {kWhere, where},
            {kLayout, view.layout}};
}

/// The one of `all` that has this name.
template <class Value, std::size_t Count>
std::optional<Value> namedOne(const std::array<Value, Count> &all, const QString &name)
{
    for (const Value value : all)
        if (textOf(nameOf(value)) == name)
            return value;
    return std::nullopt;
}

/// False if it is not understood.
bool readView(const QJsonObject &json, SavedView &view)
{
    view.name = json[kName].toString();
    view.page = json[kPage].toString();
    view.layout = json[kLayout].toObject();
    base::Filter &filter = view.question.filter;
    const auto first = base::parseDay(json[kFirst].toString().toStdString());
    const auto last = base::parseDay(json[kLast].toString().toStdString());
    const auto basis = namedOne(kBases, json[kBasis].toString());
    const auto counting = namedOne(kCountings, json[kCounting].toString());
    const QString compared = json[kCompare].toString();
    const auto *const compare =
        std::find_if(kCompares.begin(), kCompares.end(), [&compared](const auto &candidate) {
            return QLatin1String(candidate.second) == compared;
        });
    if (view.name.isEmpty() || view.page.isEmpty() || !first || !last || !basis || !counting ||
        compare == kCompares.end())
        return false;
    filter.period = {*first, *last};
    filter.basis = *basis;
    filter.counting = *counting;
    view.question.compare = compare->first;
    const QJsonObject where = json[kWhere].toObject();
    for (auto it = where.begin(); it != where.end(); ++it) {
        const QJsonObject entry = it.value().toObject();
        base::ValueSet &set = filter.where[it.key().toStdString()];
        set.exclude = entry[kExclude].toBool();
        for (const QJsonValue &value : entry[kValues].toArray())
            set.values.insert(value.toString().toStdString());
    }
    return true;
}

} // namespace

QString toJson(const QList<SavedView> &views)
{
    QJsonArray all;
    for (const SavedView &view : views)
        all << jsonOf(view);
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

QList<SavedView> savedViewsOf(const QString &json)
{
    QList<SavedView> views;
    for (const QJsonValue &entry : QJsonDocument::fromJson(json.toUtf8()).array())
        if (SavedView view; readView(entry.toObject(), view))
            views << view;
    return views;
}

QList<SavedView> with(QList<SavedView> views, const SavedView &view)
{
    views.removeIf([&view](const SavedView &other) { return other.name == view.name; });
    const auto place =
        std::lower_bound(views.begin(), views.end(), view, [](const SavedView &a, const SavedView &b) {
            return QString::localeAwareCompare(a.name, b.name) < 0;
        });
    views.insert(place, view);
    return views;
}

} // namespace outlay::items
