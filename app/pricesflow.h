// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include "jobs/pricedesk.h"
#include "jobs/session.h"

namespace outlay::items {
class Models;
}
namespace outlay::views {
class MainWindow;
class RepriceDialog;
} // namespace outlay::views

namespace outlay::app {

/// Carries what window, price book and store say of prices to each other: lists that are taken in, what they
/// would change in the store and that it is done, and where logs and book differ.
class PricesFlow : public QObject
{
    Q_OBJECT

public:
    PricesFlow(jobs::Session &session, items::Models &models, views::MainWindow &window,
               QObject *parent = nullptr);
    ~PricesFlow() override;

private:
    void connectBook();
    void connectReprice();
    void connectDifferences();
    void showImported(const std::vector<jobs::TakenPrices> &all);
    void startReprice();
    void repriced(const jobs::Repriced &repriced);
    void repriceFailed(const base::Error &error);

    jobs::Session &m_session;
    items::Models &m_models;
    views::MainWindow &m_window;
    jobs::PriceDesk m_desk;
    QPointer<views::RepriceDialog> m_dialog; ///< null: nobody is asked
};

} // namespace outlay::app
