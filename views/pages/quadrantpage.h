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

    QuadrantChart *m_chart;
    DataTable *m_table;
    QLabel *m_cuts;
};

} // namespace outlay::views
