// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/quadrantpage.h"

#include "items/models.h"
#include "views/card.h"
#include "views/chartcard.h"
#include "views/charts/quadrantchart.h"
#include "views/datatable.h"
#include "views/format.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

namespace outlay::views {

QuadrantPage::QuadrantPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Quadrant"), models, exporter, parent)
    , m_chart(new QuadrantChart)
    , m_table(new DataTable(tr("Features by class"), &models.quadrant))
    , m_cuts(new QLabel)
{
    m_chart->setModel(&models.quadrant);
    m_chart->setMinimumHeight(440);
    m_table->setRowsShown(14);
    auto *card = chartCard(
        tr("Profit centers and cost drains"),
        tr("Return is usage here: a profit center has much of the use for little of the cost, a cost "
           "drain the reverse. Drag the dashed lines, or Shift with the arrow keys, to move the cuts."),
        m_chart, &models.quadrant);
    addRow({{makeCutControls(), 1}});
    addRow({{card, 1}});
    addRow(
        {{tableCard(tr("Features by class"),
                    tr("Index: share of cost ÷ share of use. Above 1 costs more than its share."), m_table),
          1}});
    connect(m_chart, &QuadrantChart::cutsDragged, &models.quadrant, &items::QuadrantModel::setCuts);
    connect(&models.quadrant, &items::QuadrantModel::cutsChanged, this, &QuadrantPage::showCuts);
    connect(&models.quadrant, &QAbstractItemModel::modelReset, this, &QuadrantPage::showCuts);
}

QWidget *QuadrantPage::makeCutControls()
{
    auto *rule = new QComboBox;
    rule->addItems({tr("Fair share (1 ÷ number of features)"), tr("Median")});
    rule->setMinimumWidth(140); // narrow windows shorten it
    rule->setAccessibleName(tr("Where the cut lines are"));
    auto *label = new QLabel(tr("&Cut lines at"));
    label->setBuddy(rule);
    auto *before = new QCheckBox(tr("Show the &compared period"));
    before->setChecked(true);
    m_cuts->setProperty("secondary", true);
    m_cuts->setWordWrap(true);
    connect(rule, &QComboBox::activated, this, [this](int index) { models().setCutsByMedian(index == 1); });
    connect(before, &QCheckBox::toggled, m_chart, &QuadrantChart::setPreviousShown);

    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(rule);
    layout->addWidget(m_cuts, 1);
    layout->addWidget(before);
    return bar;
}

void QuadrantPage::showCuts()
{
    m_cuts->setText(tr("%1 of requests, %2 of cost")
                        .arg(format::percent(models().quadrant.usageCut()),
                             format::percent(models().quadrant.costCut())));
}

QList<ReportPart> QuadrantPage::reportParts() const
{
    return {{tr("Profit centers and cost drains"),
             m_chart->summary() + QLatin1Char(' ') + tr("Return is usage here."), m_chart, nullptr},
            {tr("Features by class"), m_cuts->text(), nullptr, &m_table->shownRows()}};
}

} // namespace outlay::views
