// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/pricespage.h"

#include "items/models.h"
#include "views/chartcard.h"
#include "views/charts/pricechart.h"
#include "views/datatable.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"

#include <QtCore/QItemSelectionModel>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace outlay::views {

using items::PricesModel;

PricesPage::PricesPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Prices"), models, exporter, parent)
    , m_used(new DataTable(tr("Models in the store"), &models.usedModels))
    , m_differences(new DataTable(tr("Where logs and the price book differ"), &models.differences))
    , m_rows(new DataTable(tr("Price rows"), &models.prices))
    , m_issues(new DataTable(tr("Gaps and overlaps"), &models.priceIssues))
    , m_comparing(new LoadingVeil(*m_differences))
    , m_chart(new PriceChart)
    , m_find(new QLineEdit)
{
    addRow({{makeUsed(), 1}}, Follows::Store);
    addRow({{makeDifferences(), 1}}, Follows::Store);
    addRow({{makeRows(), 1}}, Follows::Store);
    m_chart->setModel(&models.priceHistory);
    m_historyCard = chartCard(tr("History"), QString(), m_chart, &models.priceHistory);
    addRow({{m_historyCard, 1}, {makeIssues(), 1}}, Follows::Store);
    connect(&models.usedModels, &QAbstractItemModel::modelReset, this, &PricesPage::refreshUsed);
    connect(&models.prices, &QAbstractItemModel::modelReset, this, &PricesPage::refreshBook);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PricesPage::choose);
    connect(&models.differences, &items::DifferencesModel::stateChanged, this,
            &PricesPage::refreshDifferences);
    refreshUsed();
    refreshDifferences();
    refreshBook();
}

QWidget *PricesPage::makeUsed()
{
    m_used->setRowsShown(8);
    auto *reprice = new QPushButton(tr("Repri&ce…"));
    reprice->setToolTip(tr("See what the price book would change in the store, and apply it"));
    connect(reprice, &QPushButton::clicked, this, &PricesPage::repriceRequested);
    m_usedCard = tableCard(tr("Models in the store"), QString(), m_used);
    m_usedCard->addControl(reprice);
    return m_usedCard;
}

QWidget *PricesPage::makeDifferences()
{
    m_differences->setRowsShown(8);
    m_differencesCard = tableCard(tr("Where logs and the price book differ"), QString(), m_differences);
    return m_differencesCard;
}

QWidget *PricesPage::makeRows()
{
    m_rows->setMinimumHeight(300);
    m_rows->setSelectionMode(QAbstractItemView::SingleSelection);
    m_find->setObjectName(QStringLiteral("find"));
    m_find->setPlaceholderText(tr("Find a model or provider… (Ctrl+F)"));
    m_find->setAccessibleName(tr("Find in the price rows"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(240);
    connect(m_find, &QLineEdit::textChanged, m_rows, &DataTable::find);
    auto *import = new QPushButton(tr("&Import prices…"));
    connect(import, &QPushButton::clicked, this, &PricesPage::importRequested);
    m_rowsCard = tableCard(tr("Price rows"), QString(), m_rows);
    m_rowsCard->addControl(m_find);
    m_rowsCard->addControl(import);
    return m_rowsCard;
}

QWidget *PricesPage::makeIssues()
{
    m_issues->setRowsShown(8);
    m_issues->wrapTexts();
    m_issuesCard = tableCard(tr("Gaps and overlaps"), QString(), m_issues);
    return m_issuesCard;
}

void PricesPage::refreshUsed()
{
    const int unpriced = models().usedModels.unpriced();
    m_usedCard->setSubtitle(unpriced == 0 ? tr("Every request in the period and filter has a cost.")
                                          : tr("%1 of %2 models have requests without a cost. Their tokens "
                                               "count; their cost is unknown, not $0.")
                                                .arg(unpriced)
                                                .arg(models().usedModels.rowCount()));
}

void PricesPage::refreshDifferences()
{
    using Progress = items::DifferencesModel::State;
    const items::DifferencesModel &differences = models().differences;
    const QString period = periodText(differences.period(), models().store().span);
    m_comparing->follow(differences.state() == Progress::Loading);
    switch (differences.state()) {
    case Progress::Unknown:
        m_differencesCard->setSubtitle(QString());
        return;
    case Progress::Loading:
        m_differencesCard->setSubtitle(tr("%1: comparing every call with the price book…").arg(period));
        return;
    case Progress::Failed:
        m_differencesCard->setSubtitle(
            tr("%1: the calls could not be compared with the price book.").arg(period));
        return;
    case Progress::Ready:
        break;
    }
    m_differencesCard->setSubtitle(
        differences.rowCount() == 0
            ? tr("%1: every cost that logs report is what the price book computes, and every call has a "
                 "price.")
                  .arg(period)
            : tr("%1, all calls whatever else is filtered: where the log says another cost than the price "
                 "book computes, and why; and the calls that have no price.")
                  .arg(period));
}

void PricesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().differences.setWatched(true);
}

void PricesPage::hideEvent(QHideEvent *event)
{
    models().differences.setWatched(false);
    Page::hideEvent(event);
}

void PricesPage::refreshBook()
{
    if (models().prices.rowCount() == 0) { // not read yet, or not readable, which a message says
        m_rowsCard->setSubtitle(tr("There is no price book yet."));
        m_issuesCard->setSubtitle(QString());
        return choose();
    }
    m_rowsCard->setSubtitle(
        tr("%1 rows, for a million tokens. Choose a row to see how the prices of its model went.")
            .arg(format::count(models().prices.rowCount())));
    const int issues = models().priceIssues.rowCount();
    m_issuesCard->setSubtitle(issues == 0 ? tr("Every model has one price at a time, without a gap.")
                                          : tr("What is odd in the lists; each line says where."));
    choose();
}

void PricesPage::choose()
{
    const QModelIndex current = m_rows->currentIndex();
    const int row = current.isValid() ? m_rows->sourceRow(current) : -1;
    models().choosePrice(row);
    if (row < 0) {
        m_historyCard->setTitle(tr("History"));
        m_historyCard->setSubtitle(tr("Choose a price row."));
        return;
    }
    const auto cell = [&](int column) {
        return models().prices.index(row, column).data(items::ValueRole).toString();
    };
    m_historyCard->setTitle(tr("History of %1").arg(cell(PricesModel::Model)));
    m_historyCard->setSubtitle(
        tr("%1, %2 tier, for a million tokens; %3.")
            .arg(cell(PricesModel::Provider), cell(PricesModel::Tier), m_chart->summary()));
}

void PricesPage::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QList<ReportPart> PricesPage::reportParts() const
{
    return {{tr("Models in the store"), m_usedCard->subtitle(), nullptr, &m_used->shownRows()}};
}

} // namespace outlay::views
