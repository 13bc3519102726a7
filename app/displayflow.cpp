// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/displayflow.h"

#include "app/hindrance.h"
#include "items/models.h"
#include "views/dialogs/displaydialog.h"
#include "views/format.h"
#include "views/mainwindow.h"

namespace outlay::app {

using jobs::Session;
using views::DisplayDialog;
using views::MainWindow;

namespace {

constexpr std::size_t kRejectedRatesTold = 3;

} // namespace

DisplayFlow::DisplayFlow(Session &session, const items::Models &models, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_models(models)
    , m_window(window)
{
    connect(&window, &MainWindow::displayRequested, this, &DisplayFlow::start);
    connect(&session, &Session::ratesKept, this, &DisplayFlow::tellKept);
}

DisplayFlow::~DisplayFlow() = default;

void DisplayFlow::showRate()
{
    if (!m_session.isOpen())
        return;
    const auto rate = m_session.state().display.rateFor(
        jobs::lastDayShown(m_models.filters.question().filter.period, m_session.cube()->span()));
    m_window.showCurrency(rate);
}

void DisplayFlow::start()
{
    if (m_dialog)
        return;
    if (const auto hindrance = hindranceOf(m_session, "choose the fiscal year and the currency"))
        return m_window.showError(*hindrance);
    m_dialog = m_window.showDisplayChoice();
    connect(m_dialog, &DisplayDialog::chosen, &m_session, &Session::changeDisplay);
    connect(m_dialog, &DisplayDialog::ratesRequested, this, [this] {
        if (const QStringList paths = m_window.ratesToOpen(); !paths.isEmpty())
            m_session.importRates(paths);
    });
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
}

void DisplayFlow::tellKept(const ingest::RateReading &reading, const jobs::RatesKept &kept)
{
    const QString file = QString::fromStdString(reading.name);
    QString text = tr("%1: rates added: %2, in place of others of their day: %3, known already: %4.")
                       .arg(file, views::format::count(kept.added), views::format::count(kept.changed),
                            views::format::count(kept.known));
    if (reading.repeated > 0)
        text += QLatin1Char(' ') + tr("Days that come again in it: %1; the last of a day counts.")
                                       .arg(views::format::count(reading.repeated));
    if (reading.rejected > 0)
        text +=
            QLatin1Char(' ') +
            tr("Lines that are no rate and were left out: %1.").arg(views::format::count(reading.rejected));
    for (std::size_t i = 0; i < std::min(reading.rejects.size(), kRejectedRatesTold); ++i)
        text += QLatin1Char(' ') + tr("Line %1: %2.")
                                       .arg(views::format::count(reading.rejects[i].line),
                                            QString::fromStdString(reading.rejects[i].reason));
    m_window.showRates(text, reading.rejected == 0);
}

} // namespace outlay::app
