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
    , m_changes(new DataTable(tr("Near a cut line"), &models.classChanges))
    , m_cuts(new QLabel)
{
    m_chart->setModel(&models.quadrant);
    m_chart->setMinimumHeight(440);
    m_table->setRowsShown(14);
    m_changes->setRowsShown(8);
    m_chartCard = chartCard(tr("Profit centers and cost drains"), QString(), m_chart, &models.quadrant);
    m_tableCard = tableCard(tr("Features by class"), QString(), m_table);
    m_changesCard = tableCard(tr("Near a cut line"), QString(), m_changes);
    addRow({{makeCutControls(), 1}});
    addRow({{m_chartCard, 1}});
    addRow({{m_tableCard, 1}});
    addRow({{m_changesCard, 1}});
    connect(m_chart, &QuadrantChart::cutsDragged, &models.quadrant, &items::QuadrantModel::setCuts);
    connect(&models.quadrant, &items::QuadrantModel::cutsChanged, this, &QuadrantPage::showCuts);
    connect(&models.quadrant, &QAbstractItemModel::modelReset, this, &QuadrantPage::showCuts);
    connect(&models.quadrant, &QAbstractItemModel::modelReset, this, &QuadrantPage::showMeaning);
    connect(&models.classChanges, &QAbstractItemModel::modelReset, this, &QuadrantPage::showMeaning);
    showMeaning();
}

QWidget *QuadrantPage::makeCutControls()
{
    auto *rule = new QComboBox;
    rule->addItems({tr("Fair share (1 ÷ number of features)"), tr("Median")});
    rule->setObjectName(QStringLiteral("cuts"));
    rule->setMinimumWidth(140); // narrow windows shorten it
    rule->setAccessibleName(tr("Where the cut lines are"));
    auto *label = new QLabel(tr("&Cut lines at"));
    label->setBuddy(rule);
    auto *before = new QCheckBox(tr("Show the &compared period"));
    before->setObjectName(QStringLiteral("compared"));
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
    m_cuts->setText((models().quadrant.isByReturn() ? tr("%1 of the return, %2 of cost")
                                                    : tr("%1 of requests, %2 of cost"))
                        .arg(format::percent(models().quadrant.usageCut()),
                             format::percent(models().quadrant.costCut())));
}

QString QuadrantPage::meaning() const
{
    const items::QuadrantModel &quadrant = models().quadrant;
    if (!quadrant.isByReturn())
        return tr("Return is usage here: a profit center has much of the use for little of the cost, a cost "
                  "drain the reverse.");
    QString text =
        tr("Return is value − cost here, by the value files; what loses money has no share of it. A "
           "profit center has much of the return for little of the cost, a cost drain the reverse.");
    if (quadrant.unvalued() > 0)
        text += QLatin1Char(' ') +
                tr("Not shown, as nobody has said what they bring in: features %1, with a cost "
                   "of %2.")
                    .arg(format::count(quadrant.unvalued()), format::money(quadrant.unvaluedCostNanos()));
    return text;
}

void QuadrantPage::showMeaning()
{
    const bool isByReturn = models().quadrant.isByReturn();
    m_chartCard->setSubtitle(meaning() + QLatin1Char(' ') +
                             tr("Drag the dashed lines, or Shift with the arrow keys, to move the cuts."));
    m_tableCard->setSubtitle(
        isByReturn ? tr("Index: share of cost ÷ share of the return. Above 1 costs more than its share.")
                   : tr("Index: share of cost ÷ share of use. Above 1 costs more than its share."));
    m_changesCard->setSubtitle(
        models().classChanges.rowCount() == 0
            ? tr("No feature changes its class when a cut line moves by ±10 %.")
            : tr("What changes its class when a cut line moves by ±10 %: there it says "
                 "little."));
}

QList<ReportPart> QuadrantPage::reportParts() const
{
    QList<ReportPart> parts{{tr("Profit centers and cost drains"),
                             m_chart->summary() + QLatin1Char(' ') + meaning(), m_chart, nullptr},
                            {tr("Features by class"), m_cuts->text(), nullptr, &m_table->shownRows()}};
    if (models().classChanges.rowCount() > 0)
        parts << ReportPart{m_changesCard->title(), m_changesCard->subtitle(), nullptr,
                            &m_changes->shownRows()};
    return parts;
}

} // namespace outlay::views
