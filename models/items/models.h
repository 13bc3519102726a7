// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QMap>
#include <QtCore/QObject>

#include "items/alertsmodel.h"
#include "items/anomaliesmodel.h"
#include "items/bridgemodel.h"
#include "items/budgetpastmodel.h"
#include "items/budgetsmodel.h"
#include "items/burnmodel.h"
#include "items/cachemodel.h"
#include "items/classchangesmodel.h"
#include "items/coveragemodel.h"
#include "items/differencesmodel.h"
#include "items/eventsmodel.h"
#include "items/explainmodel.h"
#include "items/filterhistory.h"
#include "items/importsmodel.h"
#include "items/matrixmodel.h"
#include "items/outcomesmodel.h"
#include "items/plannedmodel.h"
#include "items/pnlmodel.h"
#include "items/pricesmodel.h"
#include "items/quadrantmodel.h"
#include "items/reconcilemodel.h"
#include "items/repriceplan.h"
#include "items/rollupmodel.h"
#include "items/rulechangesmodel.h"
#include "items/rulepreviewmodel.h"
#include "items/rulesmodel.h"
#include "items/savingsmodel.h"
#include "items/sessionsmodel.h"
#include "items/summarymodel.h"
#include "items/unattributedmodel.h"
#include "items/valuesmodel.h"
#include "items/whatifmodel.h"

#include <memory>
#include <optional>

namespace outlay::cube {
class Cube;
}
namespace outlay::insight {
struct Snapshot;
}

namespace outlay::items {

/// Words and figures for the status bar, the window title and the footers.
struct StoreInfo
{
    QString path;
    QString fingerprint;
    qint64 events = 0;
    qint64 fileBytes = 0;
    QString zone = QStringLiteral("UTC");     ///< whose days all figures are of
    int fiscalStart = 1;                      ///< month with which the company's year begins
    QString currency = QStringLiteral("USD"); ///< that is asked for
    QStringList currencies;                   ///< with rates
    QString lastImportAt;                     ///< ISO; empty: never
    std::optional<base::Period> span;
    bool sample = false; ///< the built-in sample data
};

/// All models that the window shows, of one store. Filled from snapshots; owned by the application.
class Models : public QObject
{
    Q_OBJECT

public:
    explicit Models(QObject *parent = nullptr);
    ~Models() override;

    FilterHistory filters;
    SummaryModel summary;
    RollupModel features;
    RollupModel segments;
    RollupModel models;
    RollupModel detail;        ///< month × feature × segment
    MatrixModel featureMonths; ///< the top ones and Other, for charts
    MatrixModel segmentMonths;
    MatrixModel modelMonths;
    MatrixModel featureSegments;
    MatrixModel featureMonthsAll; ///< all of them, for tables and CSV
    MatrixModel segmentMonthsAll;
    MatrixModel modelMonthsAll;
    MatrixModel featureSegmentsAll;
    QuadrantModel quadrant;
    BudgetsModel budgets;
    BurnModel burn;                ///< of the chosen budget
    BudgetPastModel budgetPast{0}; ///< of the chosen budget
    BudgetPastModel draftPast{1};  ///< of one that is being thought about
    AlertsModel alerts;
    AnomaliesModel anomalies; ///< of the filter
    PlannedModel planned;
    ImportsModel imports;
    RejectsModel rejects;
    EventsModel events;
    UsedModelsModel usedModels;
    PricesModel prices;
    PriceHistoryModel priceHistory; ///< of the chosen row of `prices`
    PriceIssuesModel priceIssues;
    DifferencesModel differences; ///< in the period of the filter
    RepricePlan repricing;
    SavingsModel savings; ///< of the filter
    CacheModel cache;     ///< likewise
    BridgeModel bridge;   ///< likewise
    BridgePartsModel bridgeParts{bridge};
    WhatIfModel whatIf;                  ///< likewise
    CoverageModel coverage;              ///< likewise
    UnattributedModel unattributed;      ///< likewise
    PnlModel pnl{PnlModel::By::Feature}; ///< likewise
    PnlModel segmentPnl{PnlModel::By::FeatureAndSegment};
    SessionsModel sessions;   ///< likewise
    ReconcileModel reconcile; ///< in the period of the filter
    ValueFilesModel valueFiles;
    ClassChangesModel classChanges; ///< of `quadrant` as its cuts are
    OutcomesModel outcomes;
    ExplainModel explain;         ///< of one figure that somebody asks about
    RulesModel rules;             ///< over all history
    RulePreviewModel rulePreview; ///< of a rule that is being thought about
    RuleChangesModel ruleChanges;

    /// By dimension; what filters offer.
    const QMap<QString, ValuesModel *> &values() const { return m_values; }
    /// Fixed dimensions in their order, then the store's custom ones.
    const QStringList &dimensions() const { return m_dimensions; }
    const StoreInfo &store() const { return m_store; }
    bool isEmpty() const { return m_store.events == 0; }
    /// The store has events, but none that passes the filter.
    bool isNothingFound() const;
    /// Asks `explain` how a figure of the snapshot came about: its name (FigureRole), and of which row,
    /// values of dimensions.
    void askToExplain(const QString &figure, const QList<QPair<QString, QString>> &slice);
    /// The same of a mark in a chart, whose months go back beyond the period, and whose days may be those of
    /// the budget that is shown.
    void askToExplainMark(const QString &figure, const QList<QPair<QString, QString>> &slice);
    /// What a row of `savings` saves.
    void askToExplainSaving(const QString &figure, int row);
    /// How much of a budget is used, by its base::scopeKey(); of that of all spend in a month without one.
    /// By the end of a day, if one is given.
    void askToExplainBudget(const QString &scopeKey = {}, const std::optional<base::Day> &until = {});
    /// A new answer is on its way; what the models hold is the old one.
    bool isLoading() const { return m_loading; }
    void setLoading(bool loading);

    void setStore(const StoreInfo &store);
    void setCube(const cube::Cube &cube);
    void setSnapshot(const std::shared_ptr<const insight::Snapshot> &snapshot);
    /// Days that were planned are no anomalies.
    void setPlanned(const std::vector<base::PlannedDay> &days);
    /// Which budget `burn` shows; the first one when there is none of this base::scopeKey().
    void chooseBudget(const QString &scopeKey);
    /// The base::scopeKey() of the budget that `burn` shows; empty: there is none.
    QString chosenBudget() const { return m_shownBudget; }
    /// The prices to show, with what pricing::checkLists() says of them.
    void setBook(const std::shared_ptr<const pricing::PriceBook> &book,
                 const std::vector<std::string> &issues);
    /// Which row of `prices` `priceHistory` tells of; none below 0.
    void choosePrice(int row);
    /// Fair share or median for the cut lines.
    void setCutsByMedian(bool median);

    /// "May 2026 · feature = chat" in plain terms, and the share of spend with a feature, for footers.
    QString filterText() const;
    QString coverageText() const;

Q_SIGNALS:
    void storeChanged();
    void dimensionsChanged();
    void snapshotChanged();
    void loadingChanged(bool loading);

private:
    void askAbout(insight::ExplainQuestion question, const QList<QPair<QString, QString>> &slice);
    void setMatrices(const insight::Snapshot &snapshot);
    void askOfFilter();
    void setPriceUsage();

    QMap<QString, ValuesModel *> m_values;
    QStringList m_dimensions;
    StoreInfo m_store;
    std::shared_ptr<const insight::Snapshot> m_snapshot;
    PricedBy m_pricedBy;
    QString m_chosenBudget; ///< by a person
    QString m_shownBudget;
    bool m_cutsByMedian = false;
    bool m_loading = false;
};

} // namespace outlay::items
