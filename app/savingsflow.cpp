// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/savingsflow.h"

#include "items/models.h"
#include "jobs/session.h"
#include "views/mainwindow.h"

namespace outlay::app {

using items::BridgeModel;
using items::CacheModel;
using items::SavingsModel;
using items::WhatIfModel;
using jobs::Session;

namespace {

/// A figure is taken apart when somebody asks how it came about.
void connectExplain(Session &session, items::Models &models, views::MainWindow &window)
{
    items::ExplainModel *explain = &models.explain;
    QObject::connect(explain, &items::ExplainModel::asked, &window, &views::MainWindow::showExplanation);
    QObject::connect(explain, &items::ExplainModel::wanted, &session, &Session::explain);
    QObject::connect(explain, &items::ExplainModel::unwanted, &session, &Session::cancelExplain);
    QObject::connect(&session, &Session::explainReady, explain, &items::ExplainModel::setExplained);
    QObject::connect(&session, &Session::explainFailed, &window,
                     [explain, &window](int generation, const base::Error &error) {
                         explain->setFailed(generation);
                         window.showError(error);
                     });
    QObject::connect(&session, &Session::opened, explain, &items::ExplainModel::cancel);
}

} // namespace

void connectSavings(Session &session, items::Models &models, views::MainWindow &window)
{
    SavingsModel *savings = &models.savings;
    CacheModel *cache = &models.cache;
    QObject::connect(savings, &SavingsModel::wanted, &session, &Session::loadSavings);
    QObject::connect(savings, &SavingsModel::unwanted, &session, &Session::cancelSavings);
    QObject::connect(&session, &Session::savingsReady, savings, &SavingsModel::setSavings);
    QObject::connect(&session, &Session::savingsFailed, &window,
                     [savings, &window](int generation, const base::Error &error) {
                         savings->setFailed(generation);
                         window.showError(error);
                     });
    QObject::connect(cache, &CacheModel::wanted, &session, &Session::loadCache);
    QObject::connect(cache, &CacheModel::unwanted, &session, &Session::cancelCache);
    QObject::connect(&session, &Session::cacheReady, cache, &CacheModel::setEconomics);
    QObject::connect(&session, &Session::cacheFailed, &window,
                     [cache, &window](int generation, const base::Error &error) {
                         cache->setFailed(generation);
                         window.showError(error);
                     });
    BridgeModel *bridge = &models.bridge;
    QObject::connect(bridge, &BridgeModel::wanted, &session, &Session::loadBridge);
    QObject::connect(bridge, &BridgeModel::unwanted, &session, &Session::cancelBridge);
    QObject::connect(&session, &Session::bridgeReady, bridge, &BridgeModel::setBridge);
    QObject::connect(&session, &Session::bridgeFailed, &window,
                     [bridge, &window](int generation, const base::Error &error) {
                         bridge->setFailed(generation);
                         window.showError(error);
                     });
    connectExplain(session, models, window);
    WhatIfModel *whatIf = &models.whatIf;
    QObject::connect(whatIf, &WhatIfModel::wanted, &session, &Session::loadWhatIf);
    QObject::connect(whatIf, &WhatIfModel::unwanted, &session, &Session::cancelWhatIf);
    QObject::connect(&session, &Session::whatIfReady, whatIf, &WhatIfModel::setResults);
    QObject::connect(&session, &Session::whatIfFailed, &window,
                     [whatIf, &window](int generation, const base::Error &error) {
                         whatIf->setFailed(generation);
                         window.showError(error);
                     });
    QObject::connect(&window, &views::MainWindow::scenariosChanged, &session, &Session::saveScenarios);
    QObject::connect(&session, &Session::changed, whatIf, [whatIf, &session] {
        whatIf->setScenarios(items::scenariosOf(session.state().scenarios));
    });
    // What was asked of the store that was open before is not answered any more; and other calls are
    // completed ones after a linking.
    for (items::WatchedTable *table :
         std::initializer_list<items::WatchedTable *>{savings, cache, bridge, whatIf}) {
        QObject::connect(&session, &Session::opened, table, &items::WatchedTable::forget);
        QObject::connect(&session, &Session::relinked, table, &items::WatchedTable::forget);
    }
}

} // namespace outlay::app
