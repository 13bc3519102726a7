// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include "jobs/session.h"

namespace outlay::items {
class Models;
}
namespace outlay::views {
class DisplayDialog;
class MainWindow;
} // namespace outlay::views

namespace outlay::app {

/// Carries fiscal year, currency and rates between window and store, and keeps all texts of the window in the
/// currency and at the rate of what is shown.
class DisplayFlow : public QObject
{
    Q_OBJECT

public:
    DisplayFlow(jobs::Session &session, const items::Models &models, views::MainWindow &window,
                QObject *parent = nullptr);
    ~DisplayFlow() override;

    /// To be called before figures are, of a store or a filter that is another.
    void showRate();

private:
    void start();
    void tellKept(const ingest::RateReading &reading, const jobs::RatesKept &kept);

    jobs::Session &m_session;
    const items::Models &m_models;
    views::MainWindow &m_window;
    QPointer<views::DisplayDialog> m_dialog; ///< null: nobody is asked
};

} // namespace outlay::app
