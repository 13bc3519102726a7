// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/segmentspage.h"

#include "items/models.h"
#include "views/chartcard.h"
#include "views/charts/heatmapchart.h"
#include "views/charts/stackedbarchart.h"
#include "views/datatable.h"

namespace outlay::views {

SegmentsPage::SegmentsPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Segments"), models, exporter, parent)
    , m_heat(new HeatMapChart)
    , m_months(new StackedBarChart)
    , m_table(new DataTable(tr("Segments"), &models.segments))
{
    m_heat->setModel(&models.featureSegments);
    m_months->setModel(&models.segmentMonths);
    m_table->setRowsShown(10);
    addRow({{chartCard(tr("Feature × segment"),
                       tr("Cost in the period; tints go by its square root. Click a cell to filter."), m_heat,
                       &models.featureSegmentsAll),
             1}});
    addRow({{chartCard(tr("Monthly spend by segment"), tr("Click a part to filter, a month to go to it."),
                       m_months, &models.segmentMonthsAll),
             1},
            {tableCard(tr("Segments"), tr("Enter or double-click opens the single events."), m_table), 1}});
}

QList<ReportPart> SegmentsPage::reportParts() const
{
    return {{tr("Feature × segment"), m_heat->summary(), m_heat, nullptr},
            {tr("Monthly spend by segment"), m_months->summary(), m_months, nullptr},
            {tr("Segments"), QString(), nullptr, &m_table->shownRows()}};
}

} // namespace outlay::views
