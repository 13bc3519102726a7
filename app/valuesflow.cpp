// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/valuesflow.h"

#include "items/models.h"
#include "jobs/session.h"
#include "views/format.h"
#include "views/mainwindow.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace outlay::app {

using jobs::Session;
using views::MainWindow;

namespace {

constexpr std::size_t kRejectsTold = 3;

struct ValuesFlow
{
    Q_DECLARE_TR_FUNCTIONS(outlay::app::ValuesFlow)
};

QString fileOf(const ingest::ValueReading &reading)
{
    return QFileInfo(QString::fromStdString(reading.file.path)).fileName();
}

QString keptText(const ingest::ValueReading &reading, const base::ValuesKept &kept)
{
    if (kept.isKnown)
        return ValuesFlow::tr("%1 says nothing new: the same is kept already.").arg(fileOf(reading));
    QString text = ValuesFlow::tr("%1: rows of what features bring in that are kept: %2.")
                       .arg(fileOf(reading), views::format::count(kept.added));
    if (kept.replacedId != 0)
        text += QLatin1Char(' ') + ValuesFlow::tr("They take the place of the earlier file of that name.");
    if (reading.withoutAmount > 0)
        text += QLatin1Char(' ') + ValuesFlow::tr("Without an amount, which is not zero, and left out: %1.")
                                       .arg(views::format::count(reading.withoutAmount));
    if (kept.overlapping > 0)
        text += QLatin1Char(' ') +
                ValuesFlow::tr("About what another file is about, too, so that they add up: %1.")
                    .arg(views::format::count(kept.overlapping));
    for (const base::Assumption &assumption : reading.assumptions)
        text += QLatin1Char('\n') + QString::fromStdString(assumption.text);
    return text;
}

QString refusedText(const ingest::ValueReading &reading)
{
    QString text =
        ValuesFlow::tr("Nothing of %1 was kept: rows that cannot be understood: %2. Put them right and "
                       "give it again.")
            .arg(fileOf(reading), views::format::count(reading.rejected));
    for (std::size_t i = 0; i < std::min(kRejectsTold, reading.rejects.size()); ++i)
        text += QLatin1Char('\n') + ValuesFlow::tr("Line %1: %2")
                                        .arg(reading.rejects[i].line)
                                        .arg(QString::fromStdString(reading.rejects[i].reason));
    return text;
}

} // namespace

void connectValues(Session &session, items::Models &models, MainWindow &window)
{
    QObject::connect(&window, &MainWindow::valuesImportRequested, &session, &Session::keepValues);
    QObject::connect(&window, &MainWindow::valuesRemoveRequested, &session, &Session::removeValues);
    QObject::connect(&session, &Session::changed, &models,
                     [&session, &models] { models.valueFiles.setFiles(session.state().valueFiles); });
    QObject::connect(&session, &Session::valuesKept, &window,
                     [&window](const ingest::ValueReading &reading, const base::ValuesKept &kept) {
                         window.showValues(keptText(reading, kept), true);
                     });
    items::SessionsModel *sessions = &models.sessions;
    QObject::connect(sessions, &items::SessionsModel::wanted, &session, &Session::loadSessions);
    QObject::connect(sessions, &items::SessionsModel::unwanted, &session, &Session::cancelSessions);
    QObject::connect(&session, &Session::sessionsReady, sessions, &items::SessionsModel::setSessions);
    QObject::connect(&session, &Session::sessionsFailed, &window,
                     [sessions, &window](int generation, const base::Error &error) {
                         sessions->setFailed(generation);
                         window.showError(error);
                     });
    QObject::connect(&session, &Session::opened, sessions, &items::WatchedTable::forget);
    QObject::connect(&session, &Session::relinked, sessions, &items::WatchedTable::forget);
    QObject::connect(
        &session, &Session::valuesRefused, &window,
        [&window](const ingest::ValueReading &reading) { window.showValues(refusedText(reading), false); });
}

} // namespace outlay::app
