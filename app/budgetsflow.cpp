// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/budgetsflow.h"

#include "app/cli/budgetfile.h"
#include "app/cli/budgetscope.h"
#include "app/cli/writing.h"
#include "views/mainwindow.h"

namespace outlay::app {

using items::BudgetPastModel;
using jobs::Session;
using views::MainWindow;

BudgetsFlow::BudgetsFlow(Session &session, items::Models &models, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(&window, &MainWindow::budgetSet, &session, &Session::setBudget);
    connect(&window, &MainWindow::budgetRemoved, this, &BudgetsFlow::remove);
    connect(&window, &MainWindow::budgetsImportRequested, this, &BudgetsFlow::importFile);
    connect(&window, &MainWindow::budgetsExportRequested, this, &BudgetsFlow::exportFile);
    for (BudgetPastModel *past : {&models.budgetPast, &models.draftPast}) {
        connect(past, &BudgetPastModel::wanted, &session, &Session::loadBudgetPast);
        connect(&session, &Session::budgetPastReady, past, &BudgetPastModel::setPast);
        connect(
            &session, &Session::budgetPastFailed, past,
            [past](int asker, int generation, const base::Error &) { past->setFailed(asker, generation); });
        // What was asked of the store that was open before is not answered any more.
        connect(&session, &Session::opened, past, &BudgetPastModel::forget);
    }
    connect(&session, &Session::budgetPastFailed, this,
            [this](int, int, const base::Error &error) { m_window.showError(error); });
}

void BudgetsFlow::remove(const base::Budget &budget)
{
    for (const base::Budget &stored : m_session.state().budgets)
        if (base::scopeKey(stored) == base::scopeKey(budget))
            m_session.removeBudget(stored.id);
}

void BudgetsFlow::importFile(const QString &path)
{
    const std::string file = path.toStdString();
    const auto budgets = cli::readInput(file).and_then([&](const std::string &text) {
        return cli::budgetsFrom(text, file,
                                {m_session.state().budgets, m_session.state().display.fiscalStart});
    });
    if (!budgets) {
        m_window.showError(budgets.error());
        return;
    }
    const auto cube = m_session.cube();
    QStringList unknown;
    for (const base::Budget &budget : *budgets) {
        if (!cube)
            break;
        if (const auto known = cli::checkDimensions(budget, *cube); !known) {
            m_window.showError(known.error());
            return;
        }
        for (const auto &[dimension, value] : cli::unknownValues(budget.where, *cube))
            unknown << QString::fromStdString(dimension + ' ' + value);
    }
    unknown.removeDuplicates();
    m_window.putBudgets(*budgets);
    m_window.showBudgetsTaken(path, unknown);
}

void BudgetsFlow::exportFile(const QString &path)
{
    const auto &budgets = m_session.state().budgets;
    const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    const auto written =
        cli::writeOutput(path.toStdString(), json ? cli::budgetsJson(budgets) : cli::budgetsCsv(budgets));
    if (written)
        m_window.showSaved(path);
    else
        m_window.showError(written.error());
}

} // namespace outlay::app
