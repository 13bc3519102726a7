// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/bridgemodel.h"

#include "insight/explain.h"
#include "insight/question.h"
#include "items/explainwords.h"

#include <algorithm>

namespace outlay::items {

using base::Money;
using insight::Bridge;
using insight::BridgePart;
using insight::Effect;

namespace {

/// Of a step, as in a Pareto's A class.
constexpr base::Int128 kMostOfIt = 80;

std::vector<Effect> effectsShown(const Bridge &bridge)
{
    std::vector<Effect> shown;
    for (std::size_t i = 0; i < insight::kEffects; ++i) {
        const auto moves = [i](const BridgePart &part) { return part.effects[i] != Money(); };
        if (std::any_of(bridge.parts.begin(), bridge.parts.end(), moves))
            shown.push_back(static_cast<Effect>(i));
    }
    return shown;
}

QString keyOf(const std::string &value)
{
    return value.empty() ? QStringLiteral("") : QString::fromStdString(value);
}

QString nameOfEffect(Effect effect)
{
    const std::string_view name = insight::kEffectNames[static_cast<std::size_t>(effect)];
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

const QLatin1String kInDollars("_usd");

} // namespace

QString effectTitle(Effect effect)
{
    switch (effect) {
    case Effect::Ended:
        return BridgeModel::tr("Ended");
    case Effect::New:
        return BridgeModel::tr("New");
    case Effect::Volume:
        return BridgeModel::tr("Volume");
    case Effect::Mix:
        return BridgeModel::tr("Mix");
    case Effect::ModelMix:
        return BridgeModel::tr("Model mix");
    case Effect::Unpriced:
        return BridgeModel::tr("Unpriced");
    case Effect::RequestSize:
        return BridgeModel::tr("Request size");
    case Effect::TokenMix:
        return BridgeModel::tr("Token mix");
    case Effect::Price:
        return BridgeModel::tr("Price");
    case Effect::WithoutTokens:
        return BridgeModel::tr("Without tokens");
    }
    return {};
}

QString effectMeaning(Effect effect)
{
    switch (effect) {
    case Effect::Ended:
        return BridgeModel::tr("Features and segments that had calls before and have none now");
    case Effect::New:
        return BridgeModel::tr("Features and segments that had no calls before");
    case Effect::Volume:
        return BridgeModel::tr("More or fewer calls, at the mean cost of a call before");
    case Effect::Mix:
        return BridgeModel::tr("Other shares of features and segments");
    case Effect::ModelMix:
        return BridgeModel::tr("Other shares of models and tiers inside a feature and segment");
    case Effect::Unpriced:
        return BridgeModel::tr("The cost is known of another share of the calls; not a change of spend");
    case Effect::RequestSize:
        return BridgeModel::tr("More or fewer tokens a call");
    case Effect::TokenMix:
        return BridgeModel::tr("Other shares of input, cache reads, cache writes and output");
    case Effect::Price:
        return BridgeModel::tr("Another price of a token, with the remainders of all divisions");
    case Effect::WithoutTokens:
        return BridgeModel::tr("Another cost of a call whose tokens are not known");
    }
    return {};
}

BridgeModel::BridgeModel(QObject *parent)
    : WatchedTable({{tr("Step"), QStringLiteral("step"), Kind::Text, {}},
                    {tr("Change"), QStringLiteral("change_usd"), Kind::Delta, {}},
                    {tr("Cost after it"), QStringLiteral("subtotal_usd"), Kind::Money, {}},
                    {tr("What it is"), QStringLiteral("meaning"), Kind::Text, {}}},
                   parent)
{
}

void BridgeModel::setQuestion(const base::Question &question, const std::optional<base::Period> &span)
{
    m_question = question;
    m_span = span;
    settle();
}

void BridgeModel::setChosenBefore(const std::optional<base::Period> &before)
{
    m_chosen = before;
    settle();
}

/// Asks anew where the days or the filter are others.
void BridgeModel::settle()
{
    base::Filter after = m_question.filter;
    const base::Period asked = after.period;
    if (m_span)
        after.period = insight::elapsedPart(asked, m_span->last);
    std::optional<base::Period> before = m_chosen;
    if (!before) {
        const bool alone = m_question.compare == base::Compare::None;
        before = insight::comparedPeriod(asked, after.period,
                                         alone ? base::Compare::PreviousPeriod : m_question.compare);
    }
    if (after == m_after && before == m_before)
        return;
    m_after = after;
    m_before = before;
    forget();
}

void BridgeModel::ask(int generation)
{
    if (m_before)
        Q_EMIT wanted(generation, m_after, *m_before);
    else
        setBridge(generation, {});
}

void BridgeModel::setBridge(int generation, const Bridge &bridge)
{
    if (!isLatest(generation))
        return;
    m_bridge = bridge;
    m_shown = effectsShown(bridge);
    QList<Row> rows;
    if (m_before) {
        const auto add = [&rows](const QString &step, const QVariant &change, std::int64_t subtotal,
                                 const QString &meaning) {
            rows << Row{step, change, qint64(subtotal), meaning};
        };
        // The cost is exact; the subtotals between are sums of effects, which add up to the other cost.
        std::int64_t subtotal = bridge.total.before.nanos();
        add(tr("Before"), {}, subtotal, tr("Cost of the days that it is held against"));
        for (const Effect effect : m_shown) {
            subtotal += bridge.total.of(effect).nanos();
            add(effectTitle(effect), qint64(bridge.total.of(effect).nanos()), subtotal,
                effectMeaning(effect));
        }
        add(tr("After"), {}, bridge.total.after.nanos(), tr("Cost of the days that are asked about"));
    }
    setAnswer(std::move(rows));
}

std::optional<Effect> BridgeModel::effectAt(int row) const
{
    if (row < 1 || row > static_cast<int>(m_shown.size()) || rowCount() == 0)
        return std::nullopt;
    return m_shown[static_cast<std::size_t>(row) - 1];
}

QVariant BridgeModel::data(const QModelIndex &index, int role) const
{
    if (role != FigureRole || !index.isValid())
        return WatchedTable::data(index, role);
    const auto effect = effectAt(index.row());
    if (index.column() == Change)
        return effect ? QVariant(nameOfEffect(*effect)) : QVariant();
    if (index.column() != Subtotal || effect)
        return {};
    return figureOfColumn(index.row() == 0 ? "before_usd" : "cost_usd");
}

QList<QPair<QString, QString>> BridgeModel::featuresOf(int row) const
{
    const auto effect = effectAt(row);
    if (!effect)
        return {};
    const bool rises = m_bridge.total.of(*effect) > Money();
    std::vector<BridgePart> parts = insight::partsBy(m_bridge, base::FixedDimension::Feature);
    std::erase_if(parts, [&](const BridgePart &part) {
        return part.of(*effect) == Money() || (part.of(*effect) > Money()) != rises;
    });
    const auto size = [&](const BridgePart &part) {
        const base::Int128 nanos = part.of(*effect).nanos();
        return nanos < 0 ? -nanos : nanos;
    };
    std::stable_sort(parts.begin(), parts.end(),
                     [&](const BridgePart &a, const BridgePart &b) { return size(a) > size(b); });
    base::Int128 whole = 0;
    for (const BridgePart &part : parts)
        whole += size(part);
    QList<QPair<QString, QString>> features;
    base::Int128 told = 0;
    for (const BridgePart &part : parts) {
        if (told * 100 >= whole * kMostOfIt)
            break;
        features.emplaceBack(QStringLiteral("feature"), keyOf(part.feature));
        told += size(part);
    }
    return features;
}

qint64 BridgeModel::unpricedCalls() const
{
    return m_bridge.sumsBefore.unpriced() + m_bridge.sumsAfter.unpriced();
}

QStringList BridgeModel::unweighedModels() const
{
    QStringList models;
    for (const std::string &model : m_bridge.unweighed)
        models << QString::fromStdString(model.empty() ? std::string(base::unattributedLabel("model"))
                                                       : model);
    return models;
}

BridgePartsModel::BridgePartsModel(BridgeModel &bridge, QObject *parent)
    : SimpleTableModel({}, parent)
    , m_bridge(bridge)
{
    connect(&bridge, &BridgeModel::stateChanged, this, &BridgePartsModel::fill);
    fill();
}

void BridgePartsModel::setBySegment(bool on)
{
    m_bySegment = on;
    fill();
}

QVariant BridgePartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != FigureRole || orientation != Qt::Horizontal)
        return SimpleTableModel::headerData(section, orientation, role);
    QString name = headerData(section, orientation, MachineNameRole).toString();
    if (name == QStringLiteral("after_usd"))
        return figureOfColumn("cost_usd");
    if (const QVariant ofBoth = figureOfColumn(name.toLatin1().constData()); ofBoth.isValid())
        return ofBoth;
    name.chop(name.endsWith(kInDollars) ? kInDollars.size() : 0);
    const auto question = insight::questionNamed(name.toStdString());
    return question && question->figure == insight::Figure::Effect ? QVariant(name) : QVariant();
}

void BridgePartsModel::fill()
{
    if (m_bridge.state() == WatchedTable::State::Loading)
        return; // the old answer stands until there is a new one
    const Bridge *bridge = m_bridge.bridge();
    const std::vector<Effect> shown = bridge ? effectsShown(*bridge) : std::vector<Effect>{};
    const QString by = m_bySegment ? QStringLiteral("segment") : QStringLiteral("feature");
    QList<Column> columns{{m_bySegment ? tr("Segment") : tr("Feature"), by, Kind::Text, by},
                          {tr("Before"), QStringLiteral("before_usd"), Kind::Money, {}}};
    for (const Effect effect : shown)
        columns << Column{effectTitle(effect), nameOfEffect(effect) + kInDollars, Kind::Delta, {}};
    columns << Column{tr("Change"), QStringLiteral("change_usd"), Kind::Delta, {}}
            << Column{tr("After"), QStringLiteral("after_usd"), Kind::Money, {}};
    QList<Row> rows;
    const auto dimension = m_bySegment ? base::FixedDimension::Segment : base::FixedDimension::Feature;
    for (const BridgePart &part : bridge ? insight::partsBy(*bridge, dimension) : std::vector<BridgePart>{}) {
        const std::string &name = m_bySegment ? part.segment : part.feature;
        Row row{QString::fromStdString(name.empty() ? std::string(base::unattributedLabel(by.toStdString()))
                                                    : name),
                qint64(part.before.nanos())};
        for (const Effect effect : shown)
            row << qint64(part.of(effect).nanos());
        row << qint64(part.change().nanos()) << qint64(part.after.nanos());
        rows << row;
    }
    setTable(std::move(columns), std::move(rows));
}

} // namespace outlay::items
