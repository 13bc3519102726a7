// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/whatifpage.h"

#include "items/models.h"
#include "views/card.h"
#include "views/datatable.h"
#include "views/dialogs/scenariodialog.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"

#include <QtCore/QItemSelectionModel>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace outlay::views {

using items::WhatIfModel;
using items::WhatIfScenario;
using State = items::WatchedTable::State;

WhatIfPage::WhatIfPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("What If"), models, exporter, parent)
    , m_table(new DataTable(tr("Scenarios"), &models.whatIf))
    , m_months(new DataTable(tr("The scenario by month"), &m_monthRows))
    , m_tooLong(new DataTable(tr("Calls that would not fit"), &m_tooLongRows))
    , m_change(new QPushButton(tr("&Change…")))
    , m_remove(new QPushButton(tr("Re&move")))
    , m_looking(new LoadingVeil(*m_table))
{
    addRow({{makeTable(), 1}});
    m_months->setRowsShown(14);
    m_monthsCard = savedCard(tr("The scenario by month"), QString(), m_months);
    addRow({{m_monthsCard, 1}});
    m_tooLong->setRowsShown(10);
    m_tooLongCard = savedCard(tr("Calls that would not fit"), QString(), m_tooLong);
    addRow({{m_tooLongCard, 1}});
    connect(&models.whatIf, &WhatIfModel::stateChanged, this, &WhatIfPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WhatIfPage::showChosen);
    refresh();
}

QWidget *WhatIfPage::makeTable()
{
    m_table->setRowsShown(10);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tableCard = savedCard(tr("Scenarios"), QString(), m_table);
    auto *add = new QPushButton(tr("&Try something…"));
    m_tableCard->addControl(add);
    m_tableCard->addControl(m_change);
    m_tableCard->addControl(m_remove);
    connect(add, &QPushButton::clicked, this, [this] { ask({}, false); });
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (const int row = chosenRow(); row >= 0)
            ask(models().whatIf.scenarios()[static_cast<std::size_t>(row)], true);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int row = chosenRow();
        auto scenarios = models().whatIf.scenarios();
        if (row < 0)
            return;
        scenarios.erase(scenarios.begin() + row);
        Q_EMIT scenariosChanged(items::scenariosJson(scenarios));
    });
    return m_tableCard;
}

int WhatIfPage::chosenRow() const
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? m_table->sourceRow(current) : m_table->rowsInAll() - 1;
    return row < static_cast<int>(models().whatIf.scenarios().size()) ? row : -1;
}

void WhatIfPage::ask(const WhatIfScenario &scenario, bool isStored)
{
    auto *dialog = new ScenarioDialog(models(), scenario, window());
    connect(dialog, &ScenarioDialog::chosen, this,
            [this, replaced = isStored ? scenario.name : std::string()](const WhatIfScenario &chosen) {
                put(chosen, replaced);
            });
    dialog->open();
}

void WhatIfPage::add(const WhatIfScenario &scenario)
{
    put(scenario, {});
}

void WhatIfPage::put(const WhatIfScenario &scenario, const std::string &replaced)
{
    auto scenarios = models().whatIf.scenarios();
    const auto place = std::ranges::find_if(scenarios, [&](const WhatIfScenario &one) {
        return one.name == (replaced.empty() ? scenario.name : replaced);
    });
    if (place == scenarios.end())
        scenarios.push_back(scenario);
    else
        *place = scenario;
    Q_EMIT scenariosChanged(items::scenariosJson(scenarios));
}

void WhatIfPage::refresh()
{
    const WhatIfModel &whatIf = models().whatIf;
    const QString period = periodText(whatIf.filter().period, models().store().span);
    m_looking->follow(whatIf.state() == State::Loading);
    showChosen();
    switch (whatIf.state()) {
    case State::Unknown:
        return m_tableCard->setSubtitle(QString());
    case State::Loading:
        return m_tableCard->setSubtitle(tr("%1: pricing every call of the filter anew…").arg(period));
    case State::Failed:
        return m_tableCard->setSubtitle(tr("%1: the calls could not be looked at.").arg(period));
    case State::Ready:
        break;
    }
    m_tableCard->setSubtitle(
        whatIf.rowCount() == 0
            ? tr("Try another model, the batch tier, a cache or shorter answers on your own calls. Savings "
                 "come here by their button.")
            : tr("%1, the calls of the filter, by the price book; calls without a cost are in no sum.")
                  .arg(period));
}

void WhatIfPage::showChosen()
{
    const WhatIfModel &whatIf = models().whatIf;
    const int row = chosenRow();
    const bool isThere = row >= 0;
    m_change->setEnabled(isThere);
    m_remove->setEnabled(isThere);
    m_monthRows.setResult(whatIf.resultAt(row));
    m_tooLongRows.setResult(whatIf.resultAt(row));
    m_monthsCard->setVisible(isThere);
    m_tooLongCard->setVisible(m_tooLongRows.rowCount() > 0);
    if (!isThere)
        return;
    const WhatIfScenario &scenario = whatIf.scenarios()[static_cast<std::size_t>(row)];
    QStringList changes;
    for (const items::ScenarioChange &change : scenario.changes)
        changes << items::changeWords(change);
    m_monthsCard->setTitle(QString::fromStdString(scenario.name));
    QString text = changes.join(QStringLiteral("; "));
    if (const qint64 unknown = whatIf.windowUnknownAt(row); unknown > 0)
        text += QStringLiteral(". ") +
                tr("Whether they fit is not known of %1 calls: give the context window of the model.")
                    .arg(format::count(unknown));
    m_monthsCard->setSubtitle(text);
    m_tooLongCard->setSubtitle(tr("The longest of those whose prompt and answer pass the context window; "
                                  "they stay as they were."));
}

void WhatIfPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().whatIf.setWatched(true);
}

void WhatIfPage::hideEvent(QHideEvent *event)
{
    models().whatIf.setWatched(false);
    Page::hideEvent(event);
}

QList<ReportPart> WhatIfPage::reportParts() const
{
    if (models().whatIf.rowCount() == 0)
        return {};
    return {{m_tableCard->title(), m_tableCard->subtitle(), nullptr, &m_table->shownRows()},
            {m_monthsCard->title(), m_monthsCard->subtitle(), nullptr, &m_months->shownRows()}};
}

} // namespace outlay::views
