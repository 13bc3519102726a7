// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/pages/savingspage.h"

#include "items/models.h"
#include "views/chartcard.h"
#include "views/datatable.h"
#include "views/filtertext.h"
#include "views/format.h"
#include "views/loadingveil.h"

#include <QtCore/QItemSelectionModel>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QPushButton>

#include <cmath>

namespace outlay::views {

using items::CacheModel;
using items::SavingsModel;
using State = items::WatchedTable::State;

SavingsPage::SavingsPage(items::Models &models, Exporter &exporter, QWidget *parent)
    : Page(tr("Savings"), models, exporter, parent)
    , m_savings(new DataTable(tr("Savings found"), &models.savings))
    , m_cache(new DataTable(tr("Prompt caches"), &models.cache))
    , m_looking(new LoadingVeil(*m_savings))
    , m_adding(new LoadingVeil(*m_cache))
    , m_try(new QPushButton(tr("&Try it in What If")))
    , m_copy(new QPushButton(tr("Cop&y its scenario")))
{
    addRow({{makeSavings(), 1}});
    addRow({{makeCache(), 1}});
    connect(&models.savings, &SavingsModel::stateChanged, this, &SavingsPage::refreshSavings);
    connect(&models.cache, &CacheModel::stateChanged, this, &SavingsPage::refreshCache);
    connect(m_savings->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SavingsPage::refreshCopy);
    connect(m_try, &QPushButton::clicked, this, [this] {
        const QModelIndexList rows = m_savings->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            Q_EMIT tryRequested(m_savings->sourceRow(rows.front()));
    });
    connect(m_copy, &QPushButton::clicked, this, &SavingsPage::copyScenario);
    connect(m_savings, &DataTable::explanationWanted, this, [this](const QString &figure) {
        this->models().askToExplainSaving(figure, m_savings->sourceRow(m_savings->currentIndex()));
    });
    refreshSavings();
    refreshCache();
}

QWidget *SavingsPage::makeSavings()
{
    m_savings->setRowsShown(12);
    m_savings->setSelectionMode(QAbstractItemView::SingleSelection);
    m_copy->setToolTip(tr("Puts what was tried on the clipboard, to be asked again with outlay whatif"));
    m_savingsCard = tableCard(tr("Savings found"), QString(), m_savings);
    m_savingsCard->addControl(m_try);
    m_savingsCard->addControl(m_copy);
    return m_savingsCard;
}

QWidget *SavingsPage::makeCache()
{
    m_cache->setRowsShown(12);
    m_cacheCard = tableCard(tr("Prompt caches"), QString(), m_cache);
    return m_cacheCard;
}

void SavingsPage::refreshSavings()
{
    const SavingsModel &savings = models().savings;
    const QString period = periodText(savings.filter().period, models().store().span);
    m_looking->follow(savings.state() == State::Loading);
    refreshCopy();
    switch (savings.state()) {
    case State::Unknown:
        return m_savingsCard->setSubtitle(QString());
    case State::Loading:
        return m_savingsCard->setSubtitle(tr("%1: trying on every call what could be saved…").arg(period));
    case State::Failed:
        return m_savingsCard->setSubtitle(tr("%1: the calls could not be looked at.").arg(period));
    case State::Ready:
        break;
    }
    m_savingsCard->setSubtitle(savings.rowCount() == 0
                                   ? tr("%1: nothing of a cent a month or more was found.").arg(period)
                                   : tr("%1: each was tried on these calls, by the price book; a month is 30 "
                                        "days. The amounts overlap "
                                        "and are no sum.")
                                         .arg(period));
}

void SavingsPage::refreshCache()
{
    const CacheModel &cache = models().cache;
    const QString period = periodText(cache.filter().period, models().store().span);
    m_adding->follow(cache.state() == State::Loading);
    switch (cache.state()) {
    case State::Unknown:
        return m_cacheCard->setSubtitle(QString());
    case State::Loading:
        return m_cacheCard->setSubtitle(tr("%1: adding up what caches saved…").arg(period));
    case State::Failed:
        return m_cacheCard->setSubtitle(tr("%1: the calls could not be added up.").arg(period));
    case State::Ready:
        break;
    }
    QString text = tr("%1: what the prompts would cost uncached less what they cost as billed, write premium "
                      "included, by the price book.")
                       .arg(period);
    if (const auto change = cache.change()) {
        const QString size = format::percent(std::abs(*change));
        text += QLatin1Char(' ') +
                (*change <= 0
                     ? tr("Cached calls cost %1 less each than fresh ones of the same feature and model.")
                           .arg(size)
                     : tr("Cached calls cost %1 more each than fresh ones of the same feature and model.")
                           .arg(size));
    }
    if (cache.leftOut() > 0)
        text +=
            QLatin1Char(' ') +
            tr("In no sum, for want of a price or of tokens: %1 calls.").arg(format::count(cache.leftOut()));
    m_cacheCard->setSubtitle(text);
}

void SavingsPage::refreshCopy()
{
    m_try->setEnabled(m_savings->selectionModel()->hasSelection());
    m_copy->setEnabled(m_savings->selectionModel()->hasSelection());
}

void SavingsPage::copyScenario()
{
    const QModelIndexList rows = m_savings->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(
            models().savings.scenarioAt(m_savings->sourceRow(rows.front())));
}

void SavingsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    models().savings.setWatched(true);
    models().cache.setWatched(true);
}

void SavingsPage::hideEvent(QHideEvent *event)
{
    models().savings.setWatched(false);
    models().cache.setWatched(false);
    Page::hideEvent(event);
}

QList<ReportPart> SavingsPage::reportParts() const
{
    QList<ReportPart> parts;
    if (models().savings.rowCount() > 0)
        parts << ReportPart{m_savingsCard->title(), m_savingsCard->subtitle(), nullptr,
                            &m_savings->shownRows()};
    if (models().cache.rowCount() > 0)
        parts << ReportPart{m_cacheCard->title(), m_cacheCard->subtitle(), nullptr, &m_cache->shownRows()};
    return parts;
}

} // namespace outlay::views
