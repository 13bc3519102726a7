// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/pages/page.h"

namespace outlay::views {

class HeatMapChart;
class StackedBarChart;

/// Who costs what: feature × segment as a heat map, the months by segment, and the segments' figures.
class SegmentsPage : public Page
{
    Q_OBJECT

public:
    SegmentsPage(items::Models &models, Exporter &exporter, QWidget *parent = nullptr);

    QList<ReportPart> reportParts() const override;

private:
    HeatMapChart *m_heat;
    StackedBarChart *m_months;
    DataTable *m_table;
};

} // namespace outlay::views
