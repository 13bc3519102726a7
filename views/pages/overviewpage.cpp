// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/overviewpage.h"

#include "items/models.h"
#include "views/chartcard.h"
#include "views/charts/burnchart.h"
#include "views/charts/quadrantchart.h"
#include "views/charts/stackedbarchart.h"
#include "views/datatable.h"
#include "views/forecasttext.h"
#include "views/kpicard.h"

#include <array>

namespace outlay::views {

using items::SummaryModel;

OverviewPage::OverviewPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Overview"), models, exporter, parent)
    , m_months(new StackedBarChart)
    , m_burn(new BurnChart)
    , m_quadrant(new QuadrantChart)
    , m_features(new DataTable(tr("Features"), &models.features))
{
    QList<QPair<QWidget *, int>> cards;
    for (int figure = 0; figure < SummaryModel::FigureCount; ++figure) {
        auto *card = new KpiCard(models.summary, figure);
        if (figure == SummaryModel::BudgetUsed)
            connect(card, &KpiCard::activated, this, &OverviewPage::budgetsWanted);
        else if (figure == SummaryModel::Attributed)
            connect(card, &KpiCard::activated, this,
                    [this] { this->models().filters.drill(QStringLiteral("feature"), QStringLiteral("")); });
        connect(card, &KpiCard::explanationWanted, this, [this, figure] { explain(figure); });
        cards << qMakePair(static_cast<QWidget *>(card), 1);
    }
    addRow(cards);

    m_months->setModel(&models.featureMonths);
    m_burn->setModel(&models.burn);
    m_quadrant->setModel(&models.quadrant);
    m_burnCard = chartCard(tr("Budget burn"), QString(), m_burn, &models.burn);
    addRow(
        {{chartCard(tr("Monthly spend by feature"),
                    tr("Top features and the rest; what has no feature is hatched. Click a part to filter."),
                    m_months, &models.featureMonthsAll),
          2},
         {m_burnCard, 1}});
    m_features->setRowsShown(12);
    m_quadrantCard = chartCard(quadrantTitle(), quadrantMeaning(), m_quadrant, &models.quadrant);
    addRow(
        {{m_quadrantCard, 2},
         {tableCard(tr("Features"), tr("Enter or double-click opens the single events."), m_features), 3}});

    connect(m_quadrant, &QuadrantChart::cutsDragged, &models.quadrant, &items::QuadrantModel::setCuts);
    connect(&models, &items::Models::snapshotChanged, this, &OverviewPage::refresh);
}

void OverviewPage::explain(int figure)
{
    constexpr std::array<const char *, SummaryModel::FigureCount> names = {"cost", "budget_used", "requests",
                                                                           "cost_per_request", "coverage"};
    if (figure == SummaryModel::BudgetUsed)
        models().askToExplainBudget();
    else
        models().askToExplain(QString::fromLatin1(names[static_cast<std::size_t>(figure)]), {});
}

QString OverviewPage::quadrantTitle() const
{
    return models().quadrant.isByReturn() ? tr("Cost share against share of the return")
                                          : tr("Cost share against usage share");
}

QString OverviewPage::quadrantMeaning() const
{
    return models().quadrant.isByReturn()
               ? tr("Above the diagonal a feature costs more than its share of the return, which is value − "
                    "cost here, by the value files.")
               : tr("Above the diagonal a feature costs more than its share of use. Return is usage here.");
}

void OverviewPage::refresh()
{
    m_quadrantCard->setTitle(quadrantTitle());
    m_quadrantCard->setSubtitle(quadrantMeaning());
    const auto &burn = models().burn;
    if (burn.isEmpty())
        m_burnCard->setSubtitle(tr("No budget is set. Set one on the Budgets page to see its burn."));
    else
        m_burnCard->setSubtitle(
            (burn.feature().isEmpty() ? tr("All spend") : burn.feature()) +
            (burn.hasForecast() ? QStringLiteral(" · ") + forecastText(burn) : QString()));
}

QList<ReportPart> OverviewPage::reportParts() const
{
    return {{tr("Monthly spend by feature"), m_months->summary(), m_months, nullptr},
            {tr("Budget burn"), m_burn->summary(), m_burn, nullptr},
            {quadrantTitle(), quadrantMeaning(), m_quadrant, nullptr},
            {tr("Features"), QString(), nullptr, &m_features->shownRows()}};
}

} // namespace outlay::views
