// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QCoreApplication>

#include "app/pdfreport.h"

#include "app/offscreen.h"
#include "insight/snapshot.h"
#include "items/models.h"
#include "jobs/storeimport.h"
#include "views/exporter.h"
#include "views/format.h"
#include "views/mainwindow.h"
#include "views/pages/page.h"
#include "views/reporter.h"
#include "views/theme.h"

namespace outlay::app {

namespace {

using Figure = items::RollupModel::Figure;

} // namespace

base::Result<void> writePdfReport(const store::Store &store, const std::shared_ptr<const cube::Cube> &cube,
                                  const base::Filter &filter, const cube::Table &table,
                                  const base::DisplayRate &rate, const std::string &path)
{
    const auto facts = store.facts();
    if (!facts)
        return tl::unexpected(facts.error());
    const auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    const auto values = store.values();
    if (!values)
        return tl::unexpected(values.error());
    const auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    const base::Question question{filter, base::Compare::None};
    const auto snapshot = insight::snapshot(*cube, question, *budgets, jobs::today(*zone), *values);
    if (!snapshot)
        return tl::unexpected(snapshot.error());

    const OffscreenApplication application;
    const views::format::ShownIn shown(rate);
    views::applyTheme(views::Theme::Light);
    items::Models models;
    models.setCube(*cube);
    items::StoreInfo info;
    info.path = QString::fromStdString(store.path());
    info.fingerprint = QString::fromStdString(facts->fingerprint);
    info.zone = QString::fromStdString(zone->name());
    info.events = facts->events;
    info.span = cube->span();
    models.setStore(info);
    models.filters.restart(question);
    models.setSnapshot(std::make_shared<const insight::Snapshot>(*snapshot));

    QStringList keys;
    for (const base::Dimension &dimension : table.by)
        keys << QString::fromStdString(dimension);
    items::RollupModel rows(keys, {Figure::Requests, Figure::InputTokens, Figure::CacheReadTokens,
                                   Figure::CacheWriteTokens, Figure::OutputTokens, Figure::Cost,
                                   Figure::UnitCost, Figure::Share});
    rows.setRollup(insight::rollup(table, nullptr));

    const views::MainWindow window(models, views::FileChooser::platform());
    QList<views::ReportPart> parts = window.pages().first()->reportParts();
    parts.removeIf([](const views::ReportPart &part) { return part.table != nullptr; });
    parts << views::ReportPart{keys.isEmpty() ? QCoreApplication::translate("outlay::app", "Total")
                                              : keys.join(QStringLiteral(" × ")),
                               {},
                               nullptr,
                               &rows};
    return views::writeReport(
        QString::fromStdString(path),
        views::Reporter::facts(models, QCoreApplication::translate("outlay::app", "LLM cost report")), parts);
}

} // namespace outlay::app
