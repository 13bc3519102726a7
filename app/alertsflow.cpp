// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/alertsflow.h"

#include "views/mainwindow.h"

#include <QtWidgets/QApplication>

#include <algorithm>

namespace outlay::app {

using items::AnomaliesModel;
using jobs::Session;
using views::MainWindow;

namespace {

constexpr std::size_t kAlertsNamed = 3; ///< the others are counted

QString titleOf(const std::vector<base::Alert> &fired)
{
    const auto unusual = std::ranges::count(fired, base::AlertKind::Anomaly, &base::Alert::kind);
    const auto all = std::ssize(fired);
    if (unusual == 0)
        return all == 1 ? AlertsFlow::tr("A budget needs a look")
                        : AlertsFlow::tr("%1 thresholds of budgets are reached").arg(all);
    if (unusual < all)
        return AlertsFlow::tr("%1 budgets and anomalies need a look").arg(all);
    return all == 1 ? AlertsFlow::tr("Something costs more than expected")
                    : AlertsFlow::tr("%1 anomalies are found").arg(all);
}

} // namespace

AlertsFlow::AlertsFlow(Session &session, items::Models &models, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_models(models)
    , m_window(window)
{
    connect(&session, &Session::alertsFired, this, [this](const std::vector<base::Alert> &alerts) {
        m_fired.insert(m_fired.end(), alerts.begin(), alerts.end());
    });
    connect(&window, &MainWindow::alertsMarked, &session, &Session::markAlerts);
    connect(&window, &MainWindow::daysPlanned, &session, &Session::setPlanned);
    connect(&window, &MainWindow::daysUnplanned, &session, &Session::removePlanned);
    connectAnomalies();
}

AlertsFlow::~AlertsFlow() = default;

void AlertsFlow::connectAnomalies()
{
    AnomaliesModel *anomalies = &m_models.anomalies;
    connect(anomalies, &AnomaliesModel::wanted, &m_session, &Session::loadAnomalies);
    connect(anomalies, &AnomaliesModel::unwanted, &m_session, &Session::cancelAnomalies);
    connect(&m_session, &Session::anomaliesReady, anomalies, &AnomaliesModel::setAnomalies);
    connect(&m_session, &Session::anomaliesFailed, this, [this](int generation, const base::Error &error) {
        m_models.anomalies.setFailed(generation);
        m_window.showError(error);
    });
    // What was asked of the store that was open before is not answered any more.
    connect(&m_session, &Session::opened, anomalies, &AnomaliesModel::forget);
    // Other calls are completed ones now.
    connect(&m_session, &Session::relinked, anomalies, &AnomaliesModel::forget);
}

void AlertsFlow::refresh()
{
    const jobs::StoreState &state = m_session.state();
    m_models.alerts.setAlerts(state.alerts, state.budgets);
    m_models.setPlanned(state.planned);
}

QString AlertsFlow::tell()
{
    const std::vector<base::Alert> fired = std::exchange(m_fired, {});
    if (fired.empty())
        return {};
    QStringList sentences;
    for (std::size_t i = 0; i < std::min(fired.size(), kAlertsNamed); ++i)
        sentences << items::AlertsModel::sentence(fired[i]);
    if (fired.size() > kAlertsNamed)
        sentences << tr("and %1 more").arg(fired.size() - kAlertsNamed);
    const QString title = titleOf(fired);
    const bool inFront = QApplication::activeWindow() != nullptr;
    if (!inFront && m_notifier->tell(title, sentences.join(QLatin1Char('\n'))))
        return {};
    return tr("%1: %2.").arg(title, sentences.join(QStringLiteral("; ")));
}

} // namespace outlay::app
