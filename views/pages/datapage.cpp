// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/datapage.h"

#include "items/models.h"
#include "views/card.h"
#include "views/datatable.h"
#include "views/format.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QTimer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

namespace outlay::views {

DataPage::DataPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Data"), models, exporter, parent)
    , m_imports(new DataTable(tr("Imports"), &models.imports))
    , m_events(new DataTable(tr("Single events"), &models.events, DataTable::Sorting::Fixed))
    , m_undo(new QPushButton(tr("&Undo import")))
    , m_rejects(new QPushButton(tr("Show re&jects…")))
{
    m_imports->setRowsShown(6);
    m_imports->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *add = new QPushButton(tr("&Import files…"));
    auto *importsCard = tableCard(tr("Imports"), tr("Undo takes one import out of every figure."), m_imports);
    for (QPushButton *button : {add, m_rejects, m_undo})
        importsCard->addControl(button);

    auto *order = new QComboBox;
    order->addItems({tr("Newest first"), tr("Oldest first"), tr("Dearest first")});
    order->setObjectName(QStringLiteral("order"));
    order->setAccessibleName(tr("Order of the events"));
    auto *save = new QPushButton(tr("Save all as &CSV…"));
    m_events->setMinimumHeight(420);
    connectTable(m_events);
    m_eventsCard = new Card(tr("Single events"), QString(), m_events);
    m_eventsCard->addControl(order);
    m_eventsCard->addControl(save);
    addRow({{importsCard, 1}}, Follows::Store);
    addRow({{m_eventsCard, 1}});

    connect(add, &QPushButton::clicked, this, &DataPage::importRequested);
    connect(m_undo, &QPushButton::clicked, this, [this] { Q_EMIT undoRequested(chosenImport()); });
    connect(m_rejects, &QPushButton::clicked, this, [this] { Q_EMIT rejectsRequested(chosenImport()); });
    connect(order, &QComboBox::activated, this, &DataPage::eventsOrderChosen);
    connect(save, &QPushButton::clicked, this, &DataPage::eventsExportRequested);
    connect(m_imports->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DataPage::refreshButtons);
    connect(&models.imports, &QAbstractItemModel::modelReset, this, &DataPage::refreshButtons);
    connect(&models.events, &items::EventsModel::totalChanged, this, &DataPage::refreshEvents);
    refreshButtons();
    refreshEvents();
}

qint64 DataPage::chosenImport() const
{
    const QModelIndex current = m_imports->currentIndex();
    if (current.isValid())
        return models().imports.importIdAt(m_imports->sourceRow(current));
    return models().imports.rowCount() > 0 ? models().imports.importIdAt(0) : 0;
}

void DataPage::refreshButtons()
{
    const bool any = models().imports.rowCount() > 0;
    m_undo->setEnabled(any);
    m_rejects->setEnabled(any);
    if (any) {
        m_undo->setToolTip(tr("Take import %1 back out").arg(chosenImport()));
        m_rejects->setToolTip(tr("Lines that import %1 could not take").arg(chosenImport()));
    }
}

void DataPage::refreshEvents()
{
    const qint64 total = models().events.total();
    QString text =
        total < 0 ? tr("Counting…")
                  : tr("%1 events in the period and filter, as they were logged.").arg(format::count(total));
    if (const qint64 shared = models().events.shared(); shared > 0)
        text += QLatin1Char(' ') +
                tr("%1 of them are shared by rules: figures have a part of each.").arg(format::count(shared));
    m_eventsCard->setSubtitle(text);
}

void DataPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().events.setWatched(true);
}

void DataPage::hideEvent(QHideEvent *event)
{
    models().events.setWatched(false);
    Page::hideEvent(event);
}

void DataPage::showEvents()
{
    m_events->setFocus(Qt::OtherFocusReason);
    // The layout of a page that was never shown is only known once it is.
    QTimer::singleShot(0, this, [this] { ensureWidgetVisible(m_eventsCard, 0, 0); });
}

QList<ReportPart> DataPage::reportParts() const
{
    return {{tr("Imports"), QString(), nullptr, &m_imports->shownRows()}};
}

} // namespace outlay::views
