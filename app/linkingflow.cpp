// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/linkingflow.h"

#include "app/hindrance.h"
#include "base/dimension.h"
#include "views/dialogs/linkingdialog.h"
#include "views/mainwindow.h"

namespace outlay::app {

using jobs::Session;
using views::LinkingDialog;
using views::MainWindow;

LinkingFlow::LinkingFlow(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(&window, &MainWindow::linkingRequested, this, &LinkingFlow::start);
    connect(&session, &Session::relinked, this, &LinkingFlow::relinked);
    connect(&session, &Session::relinkProgressed, this, [this](qint64 done, qint64 total) {
        if (m_dialog)
            m_dialog->showProgress(done, total);
    });
    connect(&session, &Session::relinkFailed, this, [this](const base::Error &error) {
        if (m_dialog)
            m_dialog->showError(error);
        else
            m_window.showError(error);
    });
}

LinkingFlow::~LinkingFlow() = default;

void LinkingFlow::start()
{
    if (m_dialog)
        return;
    if (const auto hindrance = hindranceOf(m_session, "link attempts"))
        return m_window.showError(*hindrance);
    // What is no number is mended with what the person says.
    const auto seconds = m_session.state().retryWindow.value_or(base::kDefaultRetryWindow);
    m_dialog = m_window.showLinking(static_cast<int>(seconds));
    connect(m_dialog, &LinkingDialog::linkRequested, this, [this](int chosen) {
        m_seconds = chosen;
        m_session.relink(chosen);
    });
    connect(m_dialog, &LinkingDialog::cancelRequested, &m_session, &Session::cancelRelink);
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
}

void LinkingFlow::relinked(qint64 changed)
{
    m_window.showLinked(m_seconds, changed);
    if (LinkingDialog *dialog = m_dialog)
        dialog->accept();
}

} // namespace outlay::app
