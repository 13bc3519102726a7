// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QPushButton;

namespace outlay::views {

class LoadingVeil;

/// What money could be saved by, each with its evidence, and what prompt caches saved or lost.
class SavingsPage : public Page
{
    Q_OBJECT

public:
    SavingsPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

Q_SIGNALS:
    /// What shows this row of the savings is to be tried on the page What If.
    void tryRequested(int row);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeSavings();
    QWidget *makeCache();
    void refreshSavings();
    void refreshCache();
    void refreshCopy();
    void copyScenario();

    DataTable *m_savings;
    DataTable *m_cache;
    LoadingVeil *m_looking; ///< over m_savings
    LoadingVeil *m_adding;  ///< over m_cache
    QPushButton *m_try;
    QPushButton *m_copy;
    Card *m_savingsCard = nullptr;
    Card *m_cacheCard = nullptr;
};

} // namespace outlay::views
