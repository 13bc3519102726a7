// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

class QLabel;

namespace outlay::views {

class QuadrantChart;

/// Profit centers and cost drains, with cut lines that can be moved.
class QuadrantPage : public Page
{
    Q_OBJECT

public:
    QuadrantPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

private:
    QWidget *makeCutControls();
    void showCuts();
    void showMeaning();
    QString meaning() const; ///< what stands against cost

    QuadrantChart *m_chart;
    DataTable *m_table;
    DataTable *m_changes;
    QLabel *m_cuts;
    ChartCard *m_chartCard = nullptr;
    Card *m_tableCard = nullptr;
    Card *m_changesCard = nullptr;
};

} // namespace outlay::views
