// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pricesflow.h"

#include "app/hindrance.h"
#include "items/models.h"
#include "jobs/pricebooks.h"
#include "views/dialogs/repricedialog.h"
#include "views/mainwindow.h"

namespace outlay::app {

using items::DifferencesModel;
using jobs::Session;
using views::MainWindow;
using views::RepriceDialog;

PricesFlow::PricesFlow(Session &session, items::Models &models, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_models(models)
    , m_window(window)
    , m_desk(jobs::userPriceBook())
{
    connectBook();
    connectReprice();
    connectDifferences();
    m_desk.load();
}

PricesFlow::~PricesFlow() = default;

void PricesFlow::connectBook()
{
    connect(&m_desk, &jobs::PriceDesk::ready, &m_models, &items::Models::setBook);
    connect(&m_desk, &jobs::PriceDesk::failed, &m_window, &MainWindow::showError);
    connect(&m_desk, &jobs::PriceDesk::imported, this, &PricesFlow::showImported);
    connect(&m_window, &MainWindow::pricesImportRequested, &m_desk, &jobs::PriceDesk::importLists);
}

void PricesFlow::showImported(const std::vector<jobs::TakenPrices> &all)
{
    qint64 added = 0;
    qint64 changed = 0;
    qint64 known = 0;
    qint64 leftOut = 0;
    qint64 withoutPrice = 0;
    for (const jobs::TakenPrices &taken : all) {
        added += taken.added();
        changed += static_cast<qint64>(taken.changes.size()) - taken.added();
        known += taken.unchanged;
        leftOut += static_cast<qint64>(taken.leftOut.size());
        withoutPrice += taken.withoutPrice;
    }
    m_window.showPricesImported(added, changed, known, leftOut, withoutPrice);
}

void PricesFlow::connectReprice()
{
    connect(&m_window, &MainWindow::repriceRequested, this, &PricesFlow::startReprice);
    connect(&m_session, &Session::repriceProgressed, &m_models.repricing, &items::RepricePlan::setProgress);
    connect(&m_session, &Session::repriced, this, &PricesFlow::repriced);
    connect(&m_session, &Session::repriceFailed, this, &PricesFlow::repriceFailed);
}

void PricesFlow::startReprice()
{
    if (m_dialog)
        return;
    if (const auto hindrance = hindranceOf(m_session, "reprice"))
        return m_window.showError(*hindrance);
    items::RepricePlan &plan = m_models.repricing;
    plan.beginLooking();
    m_session.previewPrices(base::kAllTime);
    m_dialog = m_window.showRepricing();
    connect(m_dialog, &RepriceDialog::applyRequested, this, [this, &plan] {
        plan.beginApplying();
        m_session.applyPrices();
    });
    connect(m_dialog, &RepriceDialog::periodChosen, this, [this, &plan](const base::Period &period) {
        plan.beginLooking();
        m_session.previewPrices(period);
    });
    connect(m_dialog, &RepriceDialog::cancelRequested, &m_session, &Session::cancelReprice);
    connect(m_dialog, &RepriceDialog::closeMonthRequested, this, [this, &plan](base::Month month) {
        plan.beginLooking();
        m_session.closeMonth(month);
    });
    connect(m_dialog, &RepriceDialog::reopenMonthRequested, this, [this, &plan](base::Month month) {
        plan.beginLooking();
        m_session.reopenMonth(month);
    });
    connect(m_dialog, &QDialog::finished, this, [this, &plan] {
        m_dialog.clear();
        plan.clear();
    });
}

void PricesFlow::repriced(const jobs::Repriced &repriced)
{
    if (!m_dialog)
        return; // the person thought better of it
    m_models.repricing.setReport(repriced.report, repriced.closedMonths, repriced.restatements);
    if (!repriced.report.applied)
        return;
    m_window.showRepriced();
    if (RepriceDialog *dialog = m_dialog)
        dialog->accept();
}

void PricesFlow::repriceFailed(const base::Error &error)
{
    if (m_dialog)
        m_models.repricing.fail(error);
}

void PricesFlow::connectDifferences()
{
    connect(&m_models.differences, &DifferencesModel::wanted, &m_session, &Session::loadDifferences);
    connect(&m_models.differences, &DifferencesModel::unwanted, &m_session, &Session::cancelDifferences);
    connect(&m_session, &Session::differencesReady, &m_models.differences, &DifferencesModel::setDifferences);
    connect(&m_session, &Session::differencesFailed, this, [this](int generation, const base::Error &error) {
        m_models.differences.setFailed(generation);
        m_window.showError(error);
    });
    // What was asked of the store that was open before is not answered any more.
    connect(&m_session, &Session::opened, &m_models.differences, &DifferencesModel::forget);
}

} // namespace outlay::app
