// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/models.h"

#include "cube/cube.h"
#include "insight/snapshot.h"
#include "pricing/pricebook.h"

#include <algorithm>

namespace outlay::items {

using Figure = RollupModel::Figure;

namespace {

constexpr int kTopColumns = 5;

const QList<Figure> kGroupFigures = {
    Figure::Cost,        Figure::Share,           Figure::Change,       Figure::Requests, Figure::UnitCost,
    Figure::InputTokens, Figure::CacheReadTokens, Figure::OutputTokens, Figure::Latency,  Figure::Trend};
const QList<Figure> kFeatureFigures = {
    Figure::Class,        Figure::Cost,    Figure::Share,     Figure::Change,      Figure::Requests,
    Figure::UnitCost,     Figure::Trend,   Figure::Budget,    Figure::InputTokens, Figure::CacheReadTokens,
    Figure::OutputTokens, Figure::Latency, Figure::RetryCost, Figure::MissingUsage};
const QList<Figure> kDetailFigures = {
    Figure::Requests,     Figure::InputTokens, Figure::CacheReadTokens, Figure::CacheWriteTokens,
    Figure::OutputTokens, Figure::Cost,        Figure::Share,           Figure::UnitCost,
    Figure::Change};

std::map<std::string, int> ranksOf(const insight::Snapshot &snapshot, const char *dimension)
{
    const auto it = snapshot.ranks.find(dimension);
    return it == snapshot.ranks.end() ? std::map<std::string, int>() : it->second;
}

MatrixData monthsOf(const cube::Table &table, const insight::Snapshot &snapshot, const char *dimension,
                    int topColumns)
{
    MatrixOptions options;
    options.topColumns = topColumns;
    options.period = snapshot.trendPeriod;
    options.lastDay = snapshot.lastDay;
    options.slotOf = [ranks = ranksOf(snapshot, dimension)](const QString &key) {
        const auto rank = ranks.find(key.toStdString());
        return rank == ranks.end() ? kSlotOther : rank->second % 6;
    };
    return MatrixModel::fromTable(table, options);
}

} // namespace

Models::Models(QObject *parent)
    : QObject(parent)
    , features({QStringLiteral("feature")}, kFeatureFigures)
    , segments({QStringLiteral("segment")}, kGroupFigures)
    , models({QStringLiteral("model")}, kGroupFigures)
    , detail({QStringLiteral("month"), QStringLiteral("feature"), QStringLiteral("segment")}, kDetailFigures)
{
    connect(&filters, &FilterHistory::changed, &differences,
            [this] { differences.setPeriod(filters.question().filter.period); });
    connect(&filters, &FilterHistory::changed, &anomalies,
            [this] { anomalies.setFilter(filters.question().filter); });
    connect(&filters, &FilterHistory::changed, this, &Models::askOfFilter);
    connect(&filters, &FilterHistory::changed, &reconcile,
            [this] { reconcile.setPeriod(filters.question().filter.period); });
    const auto findChanges = [this] { classChanges.setQuadrant(quadrant.quadrant()); };
    connect(&quadrant, &QuadrantModel::cutsChanged, &classChanges, findChanges);
    connect(&quadrant, &QAbstractItemModel::modelReset, &classChanges, findChanges);
    connect(&filters, &FilterHistory::changed, &coverage, [this] {
        coverage.setFilter(filters.question().filter);
        unattributed.setFilter(filters.question().filter);
        sessions.setFilter(filters.question().filter);
    });
}

Models::~Models() = default;

/// What is found out of the filter's calls while somebody looks at it.
void Models::askOfFilter()
{
    const base::Question &question = filters.question();
    savings.setFilter(question.filter);
    cache.setFilter(question.filter);
    bridge.setQuestion(question, m_store.span);
    base::Period days = question.filter.period;
    if (m_store.span)
        days = {std::max(days.first, m_store.span->first), std::min(days.last, m_store.span->last)};
    whatIf.setFilter(question.filter, m_store.span ? days.days() : 0);
}

void Models::setStore(const StoreInfo &store)
{
    const bool sameEvents = store.path == m_store.path && store.fingerprint == m_store.fingerprint;
    m_store = store;
    if (!sameEvents) {
        differences.forget();
        anomalies.forget();
        budgetPast.forget();
        draftPast.forget();
        savings.forget();
        cache.forget();
        bridge.forget();
        whatIf.forget();
        reconcile.forget();
        coverage.forget();
        unattributed.forget();
        rules.forget();
        rulePreview.forget();
        sessions.forget();
    }
    askOfFilter();
    Q_EMIT storeChanged();
}

void Models::setCube(const cube::Cube &cube)
{
    QStringList names;
    for (const base::Dimension &dimension : cube.dimensions())
        names << QString::fromStdString(dimension);
    if (names != m_dimensions) {
        const QMap<QString, ValuesModel *> old = std::exchange(m_values, {});
        m_dimensions = names;
        for (const QString &name : names)
            m_values.insert(name, new ValuesModel(name, this));
        Q_EMIT dimensionsChanged();
        for (ValuesModel *model : old)
            model->deleteLater();
    }
    for (const QString &name : names)
        m_values[name]->setValues(cube.values(name.toStdString()));
}

void Models::setSnapshot(const std::shared_ptr<const insight::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    summary.setSnapshot(snapshot);
    features.setRollup(snapshot->features, ranksOf(*snapshot, "feature"));
    segments.setRollup(snapshot->segments, ranksOf(*snapshot, "segment"));
    models.setRollup(snapshot->models, ranksOf(*snapshot, "model"));
    detail.setRollup(snapshot->detail);
    setMatrices(*snapshot);
    setCutsByMedian(m_cutsByMedian);
    pnl.setPnl(snapshot->pnl);
    segmentPnl.setPnl(snapshot->segmentPnl);
    budgets.setBurns(snapshot->burns);
    chooseBudget(m_chosenBudget);
    setPriceUsage();
    Q_EMIT snapshotChanged();
    setLoading(false);
}

void Models::setPlanned(const std::vector<base::PlannedDay> &days)
{
    if (days == planned.days())
        return;
    planned.setPlanned(days);
    anomalies.forget();
}

bool Models::isNothingFound() const
{
    return !isEmpty() && m_snapshot && m_snapshot->features.total.requests == 0;
}

void Models::setLoading(bool loading)
{
    if (loading == m_loading)
        return;
    m_loading = loading;
    Q_EMIT loadingChanged(loading);
}

void Models::setMatrices(const insight::Snapshot &snapshot)
{
    const auto setMonths = [&snapshot](MatrixModel &top, MatrixModel &all, const cube::Table &table,
                                       const char *by) {
        top.setMatrix(monthsOf(table, snapshot, by, kTopColumns));
        all.setMatrix(monthsOf(table, snapshot, by, 0));
    };
    outcomes.setOutcomes(snapshot.outcomes);
    setMonths(featureMonths, featureMonthsAll, snapshot.featureMonths, "feature");
    setMonths(segmentMonths, segmentMonthsAll, snapshot.segmentMonths, "segment");
    setMonths(modelMonths, modelMonthsAll, snapshot.modelMonths, "model");
    MatrixOptions options;
    options.topColumns = 8;
    options.topRows = 20;
    featureSegments.setMatrix(MatrixModel::fromTable(snapshot.featureSegments, options));
    options.topColumns = options.topRows = 0;
    featureSegmentsAll.setMatrix(MatrixModel::fromTable(snapshot.featureSegments, options));
}

void Models::setBook(const std::shared_ptr<const pricing::PriceBook> &book,
                     const std::vector<std::string> &issues)
{
    m_pricedBy = PricedBy(book);
    priceHistory.clear();
    priceIssues.setIssues(issues);
    prices.setBook(book);
    differences.forget();
    savings.forget();
    cache.forget();
    bridge.forget();
    whatIf.forget();
    reconcile.forget();
    setPriceUsage();
}

void Models::setPriceUsage()
{
    if (!m_snapshot)
        return;
    prices.setUsage(m_snapshot->models, m_pricedBy);
    usedModels.setUsage(m_snapshot->models, m_pricedBy);
}

void Models::choosePrice(int row)
{
    if (const pricing::ModelEntry *entry = prices.entryAt(row))
        priceHistory.setModel(*m_pricedBy.book(), *entry, prices.priceAt(row)->tier);
    else
        priceHistory.clear();
}

void Models::askToExplain(const QString &figure, const QList<QPair<QString, QString>> &slice)
{
    auto question = insight::questionNamed(figure.toStdString());
    if (!m_snapshot || !question || question->figure == insight::Figure::BudgetUsed || // not of the filter
        insight::isOfScenario(question->figure))
        return;
    question->filter = m_snapshot->question.filter;
    question->filter.period = m_snapshot->period;
    question->before = m_snapshot->compared;
    if (insight::isOfBridge(question->figure)) {
        question->filter = bridge.after();
        question->before = bridge.before();
    }
    askAbout(*std::move(question), slice);
}

void Models::askToExplainMark(const QString &figure, const QList<QPair<QString, QString>> &slice)
{
    auto question = insight::questionNamed(figure.toStdString());
    if (!m_snapshot || !question)
        return;
    if (question->figure == insight::Figure::BudgetUsed)
        return askToExplainBudget(
            m_shownBudget,
            base::parseDay(slice.isEmpty() ? std::string() : slice.front().second.toStdString()));
    const bool isOfMonth = std::ranges::any_of(
        slice, [](const auto &value) { return value.first.toStdString() == base::kMonth; });
    if (!isOfMonth)
        return askToExplain(figure, slice);
    question->filter = m_snapshot->question.filter;
    question->filter.period = m_snapshot->trendPeriod;
    askAbout(*std::move(question), slice);
}

void Models::askAbout(insight::ExplainQuestion question, const QList<QPair<QString, QString>> &slice)
{
    for (const auto &[dimension, key] : slice)
        question.slice.emplace_back(dimension.toStdString(), key.toStdString());
    explain.ask(question);
}

void Models::askToExplainSaving(const QString &figure, int row)
{
    auto question = insight::questionNamed(figure.toStdString());
    if (!question || !insight::isOfScenario(question->figure))
        return;
    question->filter = savings.filter();
    question->scenario = savings.scenarioOf(row);
    explain.ask(*question);
}

void Models::askToExplainBudget(const QString &scopeKey, const std::optional<base::Day> &until)
{
    const QString ofAll = QString::fromStdString(base::scopeKey(base::featureBudget({}, {})));
    const insight::Burn *used = budgets.burnAt(budgets.rowOf(scopeKey.isEmpty() ? ofAll : scopeKey));
    if (used == nullptr)
        return;
    insight::ExplainQuestion question;
    question.figure = insight::Figure::BudgetUsed;
    question.filter = {{used->period.first, std::min(until.value_or(used->period.last), used->asOf)},
                       used->budget.where};
    question.amountNanos = used->amount.nanos();
    explain.ask(question);
}

void Models::setCutsByMedian(bool median)
{
    m_cutsByMedian = median;
    if (!m_snapshot)
        return;
    quadrant.setQuadrant(
        m_snapshot->quadrantBy(median ? insight::CutRule::Median : insight::CutRule::FairShare));
}

void Models::chooseBudget(const QString &scopeKey)
{
    m_chosenBudget = scopeKey;
    const insight::Burn *chosen = budgets.burnAt(budgets.rowOf(scopeKey));
    if (!chosen)
        chosen = budgets.burnAt(0);
    m_shownBudget = chosen ? QString::fromStdString(base::scopeKey(chosen->budget)) : QString();
    if (chosen)
        burn.setBurn(*chosen);
    else
        burn.clear();
    budgetPast.setBudget(chosen ? chosen->budget : base::Budget());
}

QString Models::filterText() const
{
    return QString::fromStdString(base::describe(filters.question().filter));
}

QString Models::coverageText() const
{
    if (!m_snapshot || m_snapshot->features.total.requests == 0)
        return tr("no spend");
    const auto inPercent = [](const std::optional<double> &share) {
        return share ? tr("%1 %").arg(QString::number(*share * 100, 'f', 1)) : QStringLiteral("–");
    };
    return tr("%1 of spend and %2 of requests attributed to a feature")
        .arg(inPercent(m_snapshot->coverage.byCost()), inPercent(m_snapshot->coverage.byRequests()));
}

} // namespace outlay::items
