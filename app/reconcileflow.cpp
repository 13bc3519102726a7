// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reconcileflow.h"

#include "items/models.h"
#include "jobs/session.h"
#include "views/mainwindow.h"

namespace outlay::app {

using items::ReconcileModel;
using jobs::Session;

void connectReconcile(Session &session, items::Models &models, views::MainWindow &window)
{
    ReconcileModel *reconcile = &models.reconcile;
    QObject::connect(reconcile, &ReconcileModel::wanted, &session, &Session::loadReconciliation);
    QObject::connect(reconcile, &ReconcileModel::unwanted, &session, &Session::cancelReconciliation);
    QObject::connect(&session, &Session::reconciled, reconcile,
                     [reconcile](int generation, const jobs::Reconciled &answer) {
                         if (answer.hasBills)
                             reconcile->setFound(generation, answer.found, answer.closed,
                                                 answer.restatements);
                         else
                             reconcile->setNoBills(generation);
                     });
    QObject::connect(&session, &Session::reconcileFailed, &window,
                     [reconcile, &window](int generation, const base::Error &error) {
                         reconcile->setFailed(generation);
                         window.showError(error);
                     });
    QObject::connect(&window, &views::MainWindow::monthLockRequested, &session, &Session::lockMonth);
    // A bill changes no event, so that the store's figures do not tell that one was imported.
    for (const auto changed : {&Session::opened, &Session::monthsChanged})
        QObject::connect(&session, changed, reconcile, &ReconcileModel::forget);
    QObject::connect(&session, &Session::importFinished, reconcile, &ReconcileModel::forget);
    QObject::connect(&session, &Session::importUndone, reconcile, &ReconcileModel::forget);
}

} // namespace outlay::app
