// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/zoneflow.h"

#include "app/hindrance.h"
#include "views/dialogs/zonedialog.h"
#include "views/mainwindow.h"

namespace outlay::app {

using jobs::Session;
using views::MainWindow;
using views::ZoneDialog;

ZoneFlow::ZoneFlow(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(&window, &MainWindow::zoneRequested, this, &ZoneFlow::start);
    connect(&session, &Session::zoneChanged, this, [this](const QString &zone) {
        m_window.showZoneChanged(zone);
        if (ZoneDialog *dialog = m_dialog)
            dialog->accept();
    });
    connect(&session, &Session::zoneProgressed, this, [this](qint64 done, qint64 total) {
        if (m_dialog)
            m_dialog->showProgress(done, total);
    });
    connect(&session, &Session::zoneChangeFailed, this, [this](const base::Error &error) {
        if (m_dialog)
            m_dialog->showError(error);
        else
            m_window.showError(error);
    });
}

ZoneFlow::~ZoneFlow() = default;

void ZoneFlow::start()
{
    if (m_dialog)
        return;
    if (const auto hindrance = hindranceOf(m_session, "choose the zone"))
        return m_window.showError(*hindrance);
    m_dialog = m_window.showZones();
    connect(m_dialog, &ZoneDialog::zoneChosen, &m_session, &Session::changeZone);
    connect(m_dialog, &ZoneDialog::cancelRequested, &m_session, &Session::cancelZoneChange);
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
}

} // namespace outlay::app
